import { HubError } from './hub.error.js';
import { type Answer, errorIn } from './hub.client.js';

/** A file of the hub's, as it was made for who asked. */
export interface HubFile { readonly name: string; readonly content: Blob }

const nameIn = (header: string | null): string => {
  const [, name] = /filename\*=UTF-8''([^;]+)/.exec(header ?? '') ?? [];
  return name === undefined ? '' : decodeURIComponent(name);
};

/** Fetches a file that takes a token in the header; throws a HubError. */
export async function fetchFile(path: string, { token, language }: { token: string | null; language: string }): Promise<HubFile> {
  let response: Response;
  try {
    response = await fetch(path, { headers: { 'accept-language': language, ...(token ? { authorization: `Bearer ${token}` } : {}) }, credentials: 'omit', cache: 'no-store' });
    if (response.ok) return { name: nameIn(response.headers.get('content-disposition')), content: await response.blob() };
  } catch (error) {
    throw new HubError('OFFLINE', String(error));
  }
  const answer = (await response.json().catch(() => ({}))) as Answer;
  throw errorIn(answer) ?? new HubError('INTERNAL', '');
}

/** Lets the browser keep it, as if its address had been followed. */
export function keepFile({ name, content }: HubFile): void {
  const address = URL.createObjectURL(content);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The download has begun by then, and holds what it needs.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
