/** What stands at the address of a personal link, or comes of a form that is sent there. */
export async function visit(url: string, form?: Record<string, string>): Promise<{ status: number; text: string; headers: Headers }> {
  const response = await fetch(url, form ? { method: 'POST', body: new URLSearchParams(form) } : {});
  return { status: response.status, text: await response.text(), headers: response.headers };
}

/** The id in the form that does something. */
export const formId = (text: string, what: string): string => new RegExp(`name="what" value="${what}"><input type="hidden" name="delegate" value="([^"]*)"`).exec(text)?.[1] ?? '';
/** A field that is not seen. */
export const hidden = (text: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(text)?.[1] ?? '';
