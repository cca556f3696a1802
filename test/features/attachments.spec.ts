import { createHash, randomBytes } from 'node:crypto';
import { jest } from '@jest/globals';
import { AttachmentChecks } from '@hub/attachments';
import { BulletinReader } from '@hub/bulletins';
import { data, draft, openDocument, pdf, photograph, picture, publish, word } from '@hub/testing';
import sharp from 'sharp';
import * as tus from 'tus-js-client';
import { type FileWorld, fileWorld } from './support/filing.js';

let world: FileWorld;
beforeAll(async () => {
  world = await fileWorld();
});
afterAll(() => world.close());

const to = (...people: { organisationId: string }[]): object => ({ audience: { organisationIds: people.map(({ organisationId }) => organisationId) } });
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

describe('an upload', () => {
  it('comes in parts, goes on after a break, and its sender sees how far it is and what was taken out', async () => {
    const { author } = world;
    const bytes = await photograph(2_000, 1_500);
    const { id, url, state } = await world.begin(author, '現場写真.jpg', bytes.length);
    expect([state, url]).toEqual(['RECEIVING', `${world.hub.config.http.publicUrl}/uploads/${id}`]);
    const half = Math.floor(bytes.length / 2);
    expect((await world.send(author, id, 0, bytes.subarray(0, half))).headers.get('upload-offset')).toBe(String(half));
    expect(await world.upload(author, id)).toMatchObject({ received: half, length: bytes.length, state: 'RECEIVING' });
    const twice = await world.send(author, id, 0, bytes.subarray(0, half));
    expect([twice.status, twice.headers.get('upload-offset')]).toEqual([409, String(half)]);
    expect((await world.send(author, id, half, bytes.subarray(half))).status).toBe(204);
    await world.hub.hub.app.get(AttachmentChecks).run();
    expect(await world.upload(author, id)).toMatchObject({ state: 'READY', type: 'image/jpeg', removed: ['IMAGE_METADATA'], refusal: null });
  });

  it('is sent by any tus client', async () => {
    const { author } = world;
    const bytes = Buffer.from(await pdf(40));
    const { id } = await world.begin(author, 'report.pdf', bytes.length);
    await new Promise<void>((resolve, reject) => {
      new tus.Upload(bytes, { uploadUrl: `${world.hub.url}/uploads/${id}`, chunkSize: 10_000, headers: { authorization: `Bearer ${author.token}` }, onError: reject, onSuccess: () => resolve() }).start();
    });
    await world.hub.hub.app.get(AttachmentChecks).run();
    expect(await world.upload(author, id)).toMatchObject({ state: 'READY', type: 'application/pdf' });
  });

  it('is its sender\'s alone: to everybody else it is not there, in the same bytes as what never was', async () => {
    const { id } = await world.begin(world.author, 'a.pdf', 10);
    const absent = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
    for (const person of [world.second, world.outsider]) {
      const [hidden, never] = await Promise.all([id, absent].map(async (one) => (await world.send(person, one, 0, Buffer.alloc(10))).text()));
      expect(hidden).toBe(never);
    }
    expect((await fetch(`${world.hub.url}/uploads/${id}`, { method: 'HEAD' })).status).toBe(401);
    expect(await world.upload(world.author, id)).toMatchObject({ received: 0 });
  });

  it('that is not what it should be is refused with the reason in words, and nothing of it stays', async () => {
    const refused = await world.file(world.author, 'map.png', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script/></svg>'));
    expect(refused).toMatchObject({ state: 'REFUSED', refusal: 'SVG', reason: 'It is or holds an SVG image, which can carry programs.' });
    const bulletin = await draft(world.hub, world.author);
    await expect(world.attach(world.author, bulletin, refused.id)).rejects.toThrow('REFUSED');
    await expect(world.begin(world.author, 'photo\u202egpj.exe', 10)).rejects.toThrow('input.name');
    await expect(world.begin(world.author, 'a.pdf', 104_857_601)).rejects.toThrow('INVALID_INPUT');
  });
});

describe('a file', () => {
  it('goes out with the bulletin that two people approved; attaching it voids what was approved before', async () => {
    const { author, second, recipient } = world;
    const bulletin = await draft(world.hub, author, { tlp: 'AMBER', ...to(recipient) });
    data(await publish(world.hub, author, bulletin));
    const { id } = await world.file(author, 'report.pdf', await pdf());
    const attached = await world.attach(author, bulletin, id);
    expect(attached).toEqual({ id: bulletin.id, revision: bulletin.revision + 1, state: 'DRAFT' });
    expect((await publish(world.hub, second, bulletin)).errors?.[0]?.extensions.code).toBe('CONFLICT');
    const { bulletin: { pending } } = await world.ask(author, 'query ($id: ID!) { bulletin(id: $id) { pending { attachments { id name } } } }', { id: bulletin.id });
    expect(pending.attachments).toEqual([{ id, name: 'report.pdf' }]);
    expect((await world.hub.graphql(`{ bulletin(id: "${bulletin.id}") { id } }`, { token: recipient.token })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    data(await publish(world.hub, author, attached));
    data(await publish(world.hub, second, attached));
    expect((await world.files(recipient, bulletin.id)).whole).toMatchObject([{ id, name: 'report.pdf', type: 'application/pdf', state: 'READY' }]);
    await expect(world.files(world.outsider, bulletin.id)).rejects.toThrow('NOT_FOUND');
    expect((await world.hub.recorded({ action: 'attachment.attached' })).at(-1)).toMatchObject({ person: author.id, subject: bulletin.id, detail: { attachment: id } });
  });

  it('is bound by what was approved: an approval holds its hash', async () => {
    const { author, recipient } = world;
    const bulletin = await draft(world.hub, author, { tlp: 'AMBER', ...to(recipient) });
    const hash = async (): Promise<string> => (await world.hub.superuser(`SELECT encode(content_hash, 'hex') AS hash FROM hub.bulletin_versions WHERE bulletin_id = $1`, [bulletin.id])).rows[0].hash;
    const before = await hash();
    const { id } = await world.file(author, 'a.png', await picture());
    const attached = await world.attach(author, bulletin, id);
    const withFile = await hash();
    expect(withFile).not.toBe(before);
    data(await world.hub.graphql('mutation ($input: RemoveAttachmentInput!) { removeAttachment(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { bulletinId: bulletin.id, expectedRevision: attached.revision, attachmentId: id } } }));
    expect(await hash()).toBe(before);
  });

  it('is given out only after its record: whom, which, to whom; the originator holds it', async () => {
    const { recipient, author } = world;
    const { id, fileIds: [file] } = await world.published({ tlp: 'GREEN', ...to(recipient) }, [{ name: '報告 1.docx', bytes: await word() }]);
    const response = await world.get(recipient, `/attachments/${file}`);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(['content-type', 'content-disposition', 'x-content-type-options', 'cache-control', 'content-security-policy', 'accept-ranges'].map((name) => [name, response.headers.get(name)]))).toEqual({
      'content-type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document', 'content-disposition': `attachment; filename="__ 1.docx"; filename*=UTF-8''%E5%A0%B1%E5%91%8A%201.docx`,
      'x-content-type-options': 'nosniff', 'cache-control': 'no-store', 'content-security-policy': "sandbox; default-src 'none'; frame-ancestors 'none'", 'accept-ranges': 'bytes',
    });
    expect(response.headers.get('hub-audit-receipt')).toMatch(/^[\w-]{100,}$/);
    const bytes = await bytesOf(response);
    const [shown] = (await world.files(recipient, id)).whole;
    expect([sha(bytes), bytes.length]).toEqual([shown?.sha256, shown?.size]);
    expect(bytes.includes('Secret Author')).toBe(false);
    const records = await world.hub.recorded({ action: 'attachment.opened', subject: id });
    expect(records.map(({ holder }) => holder).sort()).toEqual([author.organisationId, recipient.organisationId].sort());
    expect(records[0]).toMatchObject({ person: recipient.id, detail: { bulletins: [{ id, attachment: file, version: 1, sections: [] }] } });
    const { attachmentOpenings } = await world.ask(author, 'query ($id: ID!) { attachmentOpenings(attachmentId: $id) { organisation { id } openedAt } }', { id: file });
    expect(attachmentOpenings).toEqual([{ organisation: { id: recipient.organisationId }, openedAt: world.hub.clock.now().toISOString() }]);
    await expect(world.ask(recipient, 'query ($id: ID!) { attachmentOpenings(attachmentId: $id) { openedAt } }', { id: file })).rejects.toThrow('FORBIDDEN');
  });

  it('is given in ranges; whoever loses the bulletin between two does not get the next', async () => {
    const { author, recipient } = world;
    const { id, revision, fileIds: [file] } = await world.published({ tlp: 'GREEN', ...to(recipient) }, [{ name: 'big.docx', bytes: await word([{ name: 'word/media/noise.bin', text: randomBytes(2_500_000) }]) }]);
    const whole = await bytesOf(await world.get(recipient, `/attachments/${file}`));
    const part = await world.get(recipient, `/attachments/${file}`, { range: 'bytes=1048570-2097160' });
    expect([part.status, part.headers.get('content-range'), part.headers.get('content-length')]).toEqual([206, `bytes 1048570-2097160/${whole.length}`, '1048591']);
    expect((await bytesOf(part)).equals(whole.subarray(1_048_570, 2_097_161))).toBe(true);
    expect((await bytesOf(await world.get(recipient, `/attachments/${file}`, { range: 'bytes=-7' }))).equals(whole.subarray(-7))).toBe(true);
    const beyond = await world.get(recipient, `/attachments/${file}`, { range: `bytes=${whole.length}-` });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, `bytes */${whole.length}`]);
    expect((await world.get(recipient, `/attachments/${file}`, { range: 'bytes=0-1', 'if-range': '"another"' })).status).toBe(200);
    data(await world.hub.graphql('mutation ($input: WithdrawBulletinInput!) { withdrawBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { id, expectedRevision: revision, reason: 'Wrong.' } } }));
    const [next, never] = await Promise.all([file, '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11'].map(async (one) => { const response = await world.get(recipient, `/attachments/${one}`, { range: 'bytes=0-1' }); return [response.status, await response.text()]; }));
    expect(next?.[0]).toBe(404);
    expect(next).toEqual(never);
    expect((await world.get(author, `/attachments/${file}`)).status).toBe(200);
  });

  it('of a section goes to that section\'s readers, and to nobody else', async () => {
    const { recipient, outsider } = world;
    const { id, fileIds: [all, few] } = await world.published({ tlp: 'GREEN', ...to(recipient, outsider), sections: [{ heading: 'All', body: 'A' }, { heading: 'Few', body: 'B', ...to(recipient) }] },
      [{ name: 'all.png', bytes: await picture() }, { name: 'few.png', bytes: await picture(), section: 1 }]);
    const seen = await world.files(recipient, id);
    expect(seen.whole.map((file) => file.id)).toEqual([all]);
    expect(seen.sections.map(({ attachments }) => attachments.map((file) => file.id))).toEqual([[], [few]]);
    expect((await world.files(outsider, id)).sections.map(({ attachments }) => attachments)).toEqual([[]]);
    expect((await world.get(outsider, `/attachments/${few}`)).status).toBe(404);
    expect((await world.get(recipient, `/attachments/${few}`)).status).toBe(200);
    expect((await world.hub.recorded({ action: 'attachment.opened', subject: id })).at(-1)?.detail).toMatchObject({ bulletins: [{ attachment: few, sections: [seen.sections[1]?.id] }] });
    expect((await world.get(null, `/attachments/${all}`)).status).toBe(404);
  });

  it('is found for a whole page of bulletins and sections in one statement, and in none where nobody asks for it', async () => {
    for (const name of ['a', 'b', 'c']) await world.published({ tlp: 'GREEN', ...to(world.recipient), sections: [{ heading: 'A', body: 'B' }] }, [{ name: `${name}.png`, bytes: await picture() }, { name: `${name}2.png`, bytes: await picture(), section: 0 }]);
    const reading = jest.spyOn(world.hub.hub.app.get(BulletinReader), 'read');
    await world.ask(world.recipient, '{ bulletins(first: 10) { nodes { title sections { heading } } } }');
    expect(reading).toHaveBeenCalledTimes(0);
    const { bulletins } = await world.ask(world.recipient, '{ bulletins(first: 3) { nodes { attachments { name } sections { attachments { name } } } } }');
    expect(reading).toHaveBeenCalledTimes(1);
    reading.mockRestore();
    expect(bulletins.nodes).toEqual(['c', 'b', 'a'].map((name) => ({ attachments: [{ name: `${name}.png` }], sections: [{ attachments: [{ name: `${name}2.png` }] }] })));
  });

  it('that is TLP:CLEAR is for anyone', async () => {
    const { fileIds: [file] } = await world.published({ tlp: 'CLEAR', audience: { everyone: true } }, [{ name: 'leaflet.odt', bytes: await openDocument() }]);
    expect((await world.get(null, `/attachments/${file}`)).status).toBe(200);
  });

  it('that is taken out stays in earlier versions; its readers have a new version', async () => {
    const { author, recipient } = world;
    const { id, revision, fileIds: [file] } = await world.published({ tlp: 'GREEN', ...to(recipient) }, [{ name: 'a.png', bytes: await picture() }]);
    await world.ask(author, 'mutation ($input: RemoveAttachmentInput!) { removeAttachment(input: $input) { bulletin { state } } }', { input: { bulletinId: id, expectedRevision: revision, attachmentId: file } });
    expect(await world.files(recipient, id)).toMatchObject({ whole: [], version: 2 });
    expect((await world.files(recipient, id, 1)).whole.map((one) => one.id)).toEqual([file]);
    const added = await world.file(author, 'b.png', await picture());
    await world.attach(author, { id, revision: revision + 1 }, added.id);
    expect((await world.files(recipient, id)).whole.map((one) => one.name)).toEqual(['b.png']);
    expect((await world.files(recipient, id)).version).toBe(3);
  });

  it('is shown small as a new picture, never with the old bytes', async () => {
    const { recipient } = world;
    const { fileIds: [file, document] } = await world.published({ tlp: 'GREEN', ...to(recipient) }, [{ name: 'a.jpg', bytes: await photograph(2_000, 1_000) }, { name: 'a.docx', bytes: await word() }]);
    const response = await world.get(recipient, `/attachments/${file}/preview`);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
    expect(await sharp(await bytesOf(response)).metadata()).toMatchObject({ width: 800, height: 400, format: 'jpeg' });
    expect((await world.get(recipient, `/attachments/${document}/preview`)).status).toBe(404);
  });
});
