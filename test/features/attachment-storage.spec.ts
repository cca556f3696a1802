import { randomBytes } from 'node:crypto';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SealedFiles } from '@hub/attachments';
import { pdf, picture, word } from '@hub/testing';
import S3rver from 's3rver';
import { type FileWorld, fileWorld } from './support/filing.js';

const filesBelow = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name)) : []);
const STRIKE = 'mutation ($id: ID!) { strikeAttachment(input: { attachmentId: $id, reason: "Wrong." }) { attachment { state } } }';
const to = ({ organisationId }: { organisationId: string }): object => ({ audience: { organisationIds: [organisationId] } });

describe('in a folder', () => {
  let world: FileWorld;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'attachments-'));
    world = await fileWorld({ env: { HUB_ATTACHMENT_DIR: join(folder, 'files'), HUB_ATTACHMENT_KEYS: join(folder, 'keys') } });
  });
  afterAll(async () => {
    await world.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('files lie encrypted, for the hub alone, under keys that are elsewhere; what came in is gone once it was looked at', async () => {
    const { fileIds: [file] } = await world.published({ tlp: 'GREEN', ...to(world.recipient) }, [{ name: 'a.docx', bytes: await word([{ name: 'word/media/noise.bin', text: Buffer.concat([Buffer.from('Akebonosugi'), randomBytes(3_000)]), stored: true }]) }]);
    const stored = filesBelow(join(folder, 'files'));
    expect(stored.filter((path) => path.includes(`/${file}/`)).map((path) => path.split(`/${file}/`)[1])).toEqual(['file/000000']);
    for (const path of stored) {
      expect(readFileSync(path).includes('Akebonosugi')).toBe(false);
      expect(statSync(path).mode & 0o777).toBe(0o600);
    }
    expect(readdirSync(join(folder, 'keys'))).toEqual([file]);
    expect((await (await world.get(world.recipient, `/attachments/${file}`)).text()).includes('Akebonosugi')).toBe(true);
  });

  it('a piece that was changed or changed places is never given out', async () => {
    const { fileIds: [file] } = await world.published({ tlp: 'GREEN', ...to(world.recipient) }, [{ name: 'a.png', bytes: await picture() }]);
    const files = world.hub.hub.app.get(SealedFiles);
    await files.readPiece(file as string, 'file', 0);
    const path = join(folder, 'files', file as string);
    cpSync(join(path, 'file/000000'), join(path, 'file/000001'));
    await expect(files.readPiece(file as string, 'file', 1)).rejects.toThrow();
    cpSync(join(path, 'preview/000000'), join(path, 'file/000000'));
    await expect(files.readPiece(file as string, 'file', 0)).rejects.toThrow();
  });

  it('a struck file can not be read again from any backup of files and database: its key is nowhere', async () => {
    const { fileIds: [file] } = await world.published({ tlp: 'GREEN', ...to(world.recipient) }, [{ name: 'a.pdf', bytes: await pdf() }]);
    const files = world.hub.hub.app.get(SealedFiles);
    const { rows: [before] } = await world.hub.superuser('SELECT * FROM hub.attachments WHERE id = $1', [file]);
    cpSync(join(folder, 'files'), join(folder, 'backup'), { recursive: true });
    await world.ask(world.author, STRIKE, { id: file });
    expect(filesBelow(join(folder, 'files', file as string))).toEqual([]);
    // Both come back from their backups.
    cpSync(join(folder, 'backup'), join(folder, 'files'), { recursive: true });
    await world.hub.superuser('UPDATE hub.attachments SET struck_at = NULL, name = $2, type = $3, size = $4, sha256 = $5 WHERE id = $1', [file, before.name, before.type, before.size, before.sha256]);
    expect(filesBelow(join(folder, 'files', file as string))).toHaveLength(1);
    await expect(files.readPiece(file as string, 'file', 0)).rejects.toThrow('the key of an attachment is not there');
    const response = await world.get(world.recipient, `/attachments/${file}`).then((answer) => answer.text(), () => '');
    expect(response).not.toContain('%PDF');
  });
});

describe('in S3-compatible storage', () => {
  let world: FileWorld;
  let server: S3rver;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 's3-'));
    server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory: folder, configureBuckets: [{ name: 'files', configs: [] }] });
    const { port } = await server.run();
    world = await fileWorld({ env: { S3_URL: `http://S3RVER:S3RVER@127.0.0.1:${port}/files` } });
  });
  afterAll(async () => {
    await world.close();
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('files go in and out in ranges, and are removed when they are struck', async () => {
    const text = Buffer.concat([Buffer.from('Akebonosugi'), randomBytes(2_200_000)]);
    const { fileIds: [file] } = await world.published({ tlp: 'GREEN', ...to(world.recipient) }, [{ name: 'a.docx', bytes: await word([{ name: 'word/media/noise.bin', text, stored: true }]) }]);
    const whole = Buffer.from(await (await world.get(world.recipient, `/attachments/${file}`)).arrayBuffer());
    expect(whole.includes('Akebonosugi')).toBe(true);
    const part = await world.get(world.recipient, `/attachments/${file}`, { range: 'bytes=1048000-1049000' });
    expect(Buffer.from(await part.arrayBuffer()).equals(whole.subarray(1_048_000, 1_049_001))).toBe(true);
    expect(filesBelow(folder).some((path) => readFileSync(path).includes('Akebonosugi'))).toBe(false);
    expect(filesBelow(folder).filter((path) => path.includes(file as string)).length).toBeGreaterThan(2);
    await world.ask(world.author, STRIKE, { id: file });
    expect(filesBelow(folder).filter((path) => path.includes(file as string))).toEqual([]);
  });
});
