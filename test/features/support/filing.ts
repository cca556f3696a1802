import { AttachmentChecks } from '@hub/attachments';
import { addOrganisation, addPerson, appoint, createTestHub, data, draft, publish, type TestHub, type TestHubOptions, type TestPerson } from '@hub/testing';

/** What the hub says of an upload. */
export interface UploadState { id: string; name: string; length: number; received: number; state: string; url: string; refusal: string | null; reason: string | null; type: string | null; size: number | null; sha256: string | null; removed: string[] }
/** A file as a bulletin shows it. */
export interface ShownFile { id: string; name: string | null; type: string | null; size: number | null; sha256: string | null; removed: string[]; state: string; hasPreview: boolean; struckAt: string | null }

/** A hub with two organisations, and files on their way. */
export interface FileWorld {
  hub: TestHub;
  author: TestPerson;
  second: TestPerson;
  recipient: TestPerson;
  /** Another one of the recipient's organisation. */
  colleague: TestPerson;
  outsider: TestPerson;
  /** Asks, and gives the data. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a test knows what it asked for
  ask: (person: TestPerson | null, query: string, variables?: object) => Promise<any>;
  begin: (person: TestPerson, name: string, length: number) => Promise<UploadState>;
  /** Sends a part as tus does. */
  send: (person: TestPerson, id: string, offset: number, bytes: Buffer) => Promise<Response>;
  upload: (person: TestPerson, id: string) => Promise<UploadState>;
  /** The whole way: begun, sent, looked at. */
  file: (person: TestPerson, name: string, bytes: Buffer) => Promise<UploadState>;
  attach: (person: TestPerson, bulletin: { id: string; revision: number }, uploadId: string, sectionId?: string) => Promise<{ id: string; revision: number; state: string }>;
  /** Drafts with files, and publishes with a second person where one is needed. */
  published: (input: object, files: { name: string; bytes: Buffer; section?: number }[]) => Promise<{ id: string; revision: number; fileIds: string[] }>;
  files: (person: TestPerson | null, bulletinId: string, version?: number) => Promise<{ whole: ShownFile[]; sections: { id: string; attachments: ShownFile[] }[]; version: number }>;
  get: (person: TestPerson | null, path: string, headers?: Record<string, string>) => Promise<Response>;
  close: () => Promise<void>;
}

const UPLOAD = 'id name length received state url refusal reason type size sha256 removed';
const FILE = 'id name type size sha256 removed state hasPreview struckAt';

/** A fresh one. */
export async function fileWorld(options: TestHubOptions = {}): Promise<FileWorld> {
  const hub = await createTestHub(options);
  const [own, other, third] = [await addOrganisation(hub, { name: 'Embassy of the Philippines' }), await addOrganisation(hub, { name: 'Harbour House' }), await addOrganisation(hub)];
  const [author, second] = [await addPerson(hub, own), await addPerson(hub, own)];
  const [recipient, colleague, outsider] = [await addPerson(hub, other, { familyName: '山田', givenName: '花子' }), await addPerson(hub, other), await addPerson(hub, third)];
  await appoint(hub, other, recipient.id);
  const ask: FileWorld['ask'] = async (person, query, variables = {}) => data(await hub.graphql(query, { token: person?.token ?? null, variables }));
  const world: FileWorld = {
    hub, author, second, recipient, colleague, outsider, ask,
    begin: async (person, name, length) => (await ask(person, `mutation ($input: BeginUploadInput!) { beginUpload(input: $input) { upload { ${UPLOAD} } } }`, { input: { name, length } })).beginUpload.upload,
    send: (person, id, offset, bytes) => fetch(`${hub.url}/uploads/${id}`, {
      method: 'PATCH', body: new Uint8Array(bytes), headers: { authorization: `Bearer ${person.token}`, 'tus-resumable': '1.0.0', 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    }),
    upload: async (person, id) => (await ask(person, `query ($id: ID!) { upload(id: $id) { ${UPLOAD} } }`, { id })).upload,
    async file(person, name, bytes) {
      // One after the other, by the clock.
      hub.clock.advance(1);
      const { id } = await world.begin(person, name, bytes.length);
      const response = await world.send(person, id, 0, bytes);
      if (response.status !== 204) throw new Error(`${response.status}: ${await response.text()}`);
      await hub.hub.app.get(AttachmentChecks).run();
      return world.upload(person, id);
    },
    attach: async (person, { id, revision }, uploadId, sectionId) => (await ask(person, 'mutation ($input: AttachFileInput!) { attachFile(input: $input) { bulletin { id revision state } } }',
      { input: { bulletinId: id, expectedRevision: revision, uploadId, ...(sectionId ? { sectionId } : {}) } })).attachFile.bulletin,
    async published(input, files) {
      let bulletin: { id: string; revision: number } = await draft(hub, author, input);
      const { bulletin: { pending } } = await ask(author, 'query ($id: ID!) { bulletin(id: $id) { pending { sections { id } } } }', { id: bulletin.id });
      const fileIds: string[] = [];
      for (const { name, bytes, section } of files) {
        const { id, state, refusal } = await world.file(author, name, bytes);
        if (state !== 'READY') throw new Error(`${name} is ${state}: ${refusal}`);
        bulletin = await world.attach(author, bulletin, id, section === undefined ? undefined : pending.sections[section].id);
        fileIds.push(id);
      }
      const first = data(await publish(hub, author, bulletin)).publishBulletin.bulletin;
      if (first.state !== 'PUBLISHED') data(await publish(hub, second, bulletin));
      return { ...bulletin, fileIds };
    },
    async files(person, id, version) {
      const { bulletin } = await ask(person, `query ($id: ID!, $version: Int) { bulletin(id: $id, version: $version) { version attachments { ${FILE} } sections { id attachments { ${FILE} } } } }`, { id, version: version ?? null });
      return { whole: bulletin.attachments, sections: bulletin.sections, version: bulletin.version };
    },
    get: (person, path, headers = {}) => fetch(path.startsWith('http') ? path : hub.url + path, { headers: { ...(person ? { authorization: `Bearer ${person.token}` } : {}), ...headers }, redirect: 'manual' }),
    close: () => hub.close(),
  };
  return world;
}
