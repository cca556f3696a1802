import { HubError } from './hub.error.js';
import type { Session } from '../session/session.js';
import { beginUpload, uploadState } from './files.generated.js';

const POLL_MS = 700;

/** Sends a file to the hub, part by part as its own rules have it, and waits until it was looked at. Returns the upload's id. */
export async function sendFile(session: Session, file: File, key: string, onProgress: (share: number) => void): Promise<string> {
  const { beginUpload: { upload } } = await session.ask(beginUpload, { input: { name: file.name.normalize('NFC').trim(), length: file.size } }, { key });
  // A part that breaks off is gone on with from where the hub has it.
  for (let received = upload.received, tries = 0; received < file.size;) {
    try {
      received = await sendPart(upload.id, file, received, (await session.accessToken()) ?? '', onProgress);
      tries = 0;
    } catch (error) {
      if (!(error instanceof HubError) || error.code !== 'OFFLINE' || (tries += 1) > 5) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1_000 * tries));
      received = (await session.ask(uploadState, { id: upload.id })).upload.received;
    }
  }
  for (;;) {
    const { upload: { state, reason } } = await session.ask(uploadState, { id: upload.id });
    if (state === 'READY') return upload.id;
    if (state === 'REFUSED') throw new HubError('REFUSED', reason ?? '');
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
}

/** One part: all that is left. XMLHttpRequest, since fetch does not say how far it has come. */
function sendPart(id: string, file: File, from: number, token: string, onProgress: (share: number) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open('PATCH', `/uploads/${encodeURIComponent(id)}`);
    for (const [name, value] of [['authorization', `Bearer ${token}`], ['tus-resumable', '1.0.0'], ['upload-offset', String(from)], ['content-type', 'application/offset+octet-stream']] as const) request.setRequestHeader(name, value);
    request.upload.onprogress = ({ loaded }) => onProgress((from + loaded) / file.size);
    request.onerror = () => reject(new HubError('OFFLINE', ''));
    request.onload = () => {
      const offset = Number(request.getResponseHeader('upload-offset'));
      if (request.status === 204 || request.status === 409) resolve(offset);
      else reject(new HubError(request.status === 423 ? 'OFFLINE' : request.status === 401 ? 'UNAUTHENTICATED' : 'INTERNAL', ''));
    };
    request.send(file.slice(from));
  });
}
