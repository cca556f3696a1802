import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AttachmentChecks } from '@hub/attachments';
import type { TestHub, TestPerson } from '@hub/testing';
import { asking, minuting } from './minuting.js';

/** A document of an item, as it is shown. */
export interface Document { language: string; addedChange: number | null; removedChange: number | null; organisation: { id: string }; attachment: { id: string; name: string | null; size: number | null; state: string } }

const SEEN = 'item { documents { language addedChange removedChange organisation { id } attachment { id name type size state } } }';
/** Files a document. */
export const ADD = minuting('addMeetingDocument', 'AddMeetingDocumentInput', SEEN);
/** Takes it back. */
export const REMOVE = minuting('removeMeetingDocument', 'RemoveMeetingDocumentInput', SEEN);

/** How documents are sent, filed and fetched; where nothing else is said, a picture. */
export function documentsOn(hub: () => TestHub, pixels: () => Buffer) {
  const get = ({ token }: TestPerson, path: string): Promise<Response> => fetch(hub().url + path, { headers: { authorization: `Bearer ${token}` } });
  /** Uploads a file, to its end. */
  async function sent(by: TestPerson, name: string, bytes: Buffer): Promise<string> {
    hub().clock.advance(1000);
    const { id } = (await asking(hub())('mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { upload { id } } }', by, { input: { name, length: bytes.length } })).beginUpload.upload;
    await fetch(`${hub().url}/uploads/${id}`, { method: 'PATCH', body: new Uint8Array(bytes), headers: { authorization: `Bearer ${by.token}`, 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' } });
    await hub().hub.app.get(AttachmentChecks).run();
    return id;
  }
  /** Keys of files that there are. */
  const keysOf = (): string[] => {
    const folder = join(dirname(hub().config.audit.keyring), 'attachment-keys');
    return existsSync(folder) ? readdirSync(folder).map((name) => name.slice(0, 36)) : [];
  };
  const filed = async (by: TestPerson, itemId: string, name: string, language = 'en', bytes?: Buffer, more: object = {}): Promise<Document[]> =>
    (await asking(hub())(ADD, by, { input: { itemId, uploadId: await sent(by, name, bytes ?? pixels()), language, ...more } })).addMeetingDocument.item.documents;
  const documentsOf = async (by: TestPerson, id: string): Promise<Document[]> => (await asking(hub())(`query ($id: ID!) { meetingItem(id: $id) { ${SEEN.slice(7, -2)} } }`, by, { id })).meetingItem.documents;
  return { get, sent, keysOf, filed, documentsOf };
}
