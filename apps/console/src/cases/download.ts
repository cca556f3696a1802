import { HubError } from '../hub/hub.error.js';

/**
 * Fetches the file of an export with the token of whoever asked for it, telling how many bytes have come, and hands it to the browser once it is whole: what breaks
 * off is not kept. Each case is in the record before its bytes leave the hub.
 */
export async function downloadExport(path: string, token: string | null, language: string, onBytes: (bytes: number) => void): Promise<void> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let name = 'cases';
  let type = 'application/octet-stream';
  try {
    const answer = await fetch(path, { headers: { authorization: `Bearer ${token ?? ''}`, 'accept-language': language }, credentials: 'omit', cache: 'no-store' });
    if (!answer.ok || !answer.body) throw await refusalOf(answer);
    name = /filename="([\w.-]+)"/.exec(answer.headers.get('content-disposition') ?? '')?.[1] ?? name;
    type = answer.headers.get('content-type') ?? type;
    let bytes = 0;
    for (const reader = answer.body.getReader(); ;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      onBytes((bytes += value.length));
    }
  } catch (error) {
    throw error instanceof HubError ? error : new HubError('OFFLINE', String(error));
  }
  const address = URL.createObjectURL(new Blob(pieces, { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has it once the click was answered.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}

async function refusalOf(answer: Response): Promise<HubError> {
  const said = (await answer.json().catch(() => ({}))) as { errors?: { message: string; extensions?: { code?: string } }[] };
  const [first] = said.errors ?? [];
  return new HubError(first?.extensions?.code ?? 'INTERNAL', first?.message ?? '');
}
