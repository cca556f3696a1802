import { createHash, randomBytes } from 'node:crypto';
import { data, draft, publish } from '@hub/testing';
import { AttachmentChecks, AttachmentUpkeep } from '@hub/attachments';
import sharp from 'sharp';
import * as tus from 'tus-js-client';
import { type FileWorld, fileWorld } from './support/filing.js';
import { openDocument, pdf, photograph, picture, word } from './support/made-files.js';

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

describe('a mark of the reader', () => {
  it('stands on images and PDF that are AMBER or stricter, another for each reader, and not on what is GREEN', async () => {
    const { recipient, colleague } = world;
    const files = [{ name: 'a.png', bytes: await picture('png', 800, 600) }, { name: 'a.pdf', bytes: await pdf(3) }, { name: 'a.docx', bytes: await word() }];
    const green = await world.published({ tlp: 'GREEN', ...to(recipient) }, files);
    const amber = await world.published({ tlp: 'AMBER', ...to(recipient) }, files);
    const plain = await bytesOf(await world.get(recipient, `/attachments/${green.fileIds[0]}`));
    const response = await world.get(recipient, `/attachments/${amber.fileIds[0]}`, { range: 'bytes=0-9' });
    // A copy for one reader is made for one answer.
    expect([response.status, response.headers.get('accept-ranges'), response.headers.get('etag')]).toEqual([200, 'none', null]);
    const marked = await bytesOf(response);
    const [before, after, others] = await Promise.all([plain, marked, await bytesOf(await world.get(colleague, `/attachments/${amber.fileIds[0]}`))].map((bytes) => sharp(bytes).raw().toBuffer()));
    const changed = before?.reduce((count, byte, at) => count + Number(byte !== after?.[at]), 0) ?? 0;
    expect(changed / (before?.length ?? 1)).toBeGreaterThan(0.01);
    expect(after?.equals(others as Buffer)).toBe(false);
    const [greenPdf, amberPdf] = await Promise.all([green, amber].map(async ({ fileIds }) => bytesOf(await world.get(recipient, `/attachments/${fileIds[1]}`))));
    expect(sha(greenPdf as Buffer)).toBe((await world.files(recipient, green.id)).whole[1]?.sha256);
    expect((amberPdf?.length ?? 0) - (greenPdf?.length ?? 0)).toBeGreaterThan(1_000);
    const [greenWord, amberWord] = await Promise.all([green, amber].map(async ({ fileIds }) => bytesOf(await world.get(recipient, `/attachments/${fileIds[2]}`))));
    expect(greenWord?.length).toBe(amberWord?.length);
    const preview = await bytesOf(await world.get(recipient, `/attachments/${amber.fileIds[0]}/preview`));
    expect(preview.equals(await bytesOf(await world.get(recipient, `/attachments/${green.fileIds[0]}/preview`)))).toBe(false);
  });
});

describe('a link', () => {
  const LINK = 'mutation ($id: ID!) { attachmentLink(attachmentId: $id) { url expiresAt } }';
  it('fetches a file once, for who asked for it, and is over within a minute or with the session', async () => {
    const { recipient } = world;
    const { fileIds: [file] } = await world.published({ tlp: 'GREEN', ...to(recipient) }, [{ name: 'a.png', bytes: await picture() }]);
    const link = async (): Promise<string> => (await world.ask(recipient, LINK, { id: file })).attachmentLink.url.replace(world.hub.config.http.publicUrl, world.hub.url);
    const once = await link();
    expect((await world.get(null, once)).status).toBe(200);
    expect((await world.get(null, once)).status).toBe(404);
    expect((await world.get(null, (await link()).slice(0, -4) + 'AAAA')).status).toBe(404);
    expect((await world.get(null, (await link()).replace('?', '/preview?'))).status).toBe(404);
    const late = await link();
    world.hub.clock.advance(60_000);
    expect((await world.get(null, late)).status).toBe(404);
    await expect(world.ask(world.outsider, LINK, { id: file })).rejects.toThrow('NOT_FOUND');
    const ended = await link();
    await world.hub.superuser('UPDATE hub.sessions SET ended_at = $2 WHERE person_id = $1', [recipient.id, world.hub.clock.now()]);
    expect((await world.get(null, ended)).status).toBe(404);
    recipient.token = await world.hub.tokenFor(recipient.id);
  });
});

describe('what was sent by mistake', () => {
  it('is struck from all versions at once: recipients see that it was, the originator who had opened it, and nobody gets it any more', async () => {
    const { author, second, recipient } = world;
    const { id, revision, fileIds: [file, kept] } = await world.published({ tlp: 'AMBER', ...to(recipient) }, [{ name: 'wrong name.png', bytes: await picture() }, { name: 'right.png', bytes: await picture() }]);
    await bytesOf(await world.get(recipient, `/attachments/${file}`));
    const added = await world.file(author, 'more.png', await picture());
    const pending = await world.attach(author, { id, revision }, added.id);
    data(await publish(world.hub, author, pending));
    const STRIKE = 'mutation ($input: StrikeAttachmentInput!) { strikeAttachment(input: $input) { attachment { id name state struckAt sha256 } openings { organisation { id } person { displayName } } } }';
    const input = { attachmentId: file, reason: 'Another person is on it.' };
    expect((await world.hub.graphql(STRIKE, { token: recipient.token, variables: { input } })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const { strikeAttachment } = await world.ask(second, STRIKE, { input });
    expect(strikeAttachment).toEqual({
      attachment: { id: file, name: null, state: 'STRUCK', struckAt: world.hub.clock.now().toISOString(), sha256: null },
      openings: [{ organisation: { id: recipient.organisationId }, person: { displayName: expect.stringContaining('山田') } }],
    });
    expect((await world.files(recipient, id)).whole).toMatchObject([{ id: file, state: 'STRUCK', name: null }, { id: kept, state: 'READY', name: 'right.png' }]);
    for (const person of [recipient, author]) for (const path of ['', '/preview']) expect((await world.get(person, `/attachments/${file}${path}`)).status).toBe(404);
    expect((await world.get(recipient, `/attachments/${kept}`)).status).toBe(200);
    // The revision that was submitted had it: what was approved is not what stands.
    const { bulletin } = await world.ask(author, 'query ($id: ID!) { bulletin(id: $id) { pending { attachments { name } approvals { step } } } }', { id });
    expect(bulletin.pending).toEqual({ attachments: [{ name: 'right.png' }, { name: 'more.png' }], approvals: [] });
    expect((await world.hub.graphql(STRIKE, { token: author.token, variables: { input } })).errors?.[0]?.extensions.code).toBe('CONFLICT');
    const { rows } = await world.hub.superuser(`SELECT payload FROM hub.outbox_events WHERE type = 'attachment.struck' AND subject_id = $1`, [id]);
    expect(rows[0].payload.tell.map(({ organisationId }: { organisationId: string }) => organisationId).sort()).toEqual([author.organisationId, recipient.organisationId].sort());
    expect(JSON.stringify((await world.hub.superuser('SELECT * FROM hub.attachments WHERE id = $1', [file])).rows)).not.toContain('wrong name');
  });
});

describe('the sweep', () => {
  it('forgets what nobody finished or attached within a day, and what is in no version; what is in one stays', async () => {
    const { author, recipient } = world;
    const { fileIds: [attached] } = await world.published({ tlp: 'GREEN', ...to(recipient) }, [{ name: 'a.png', bytes: await picture() }]);
    const begun = await world.begin(author, 'b.png', 100);
    await world.send(author, begun.id, 0, Buffer.alloc(50));
    const loose = await world.file(author, 'c.png', await picture());
    const upkeep = world.hub.hub.app.get(AttachmentUpkeep);
    await upkeep.run();
    expect(await world.upload(author, loose.id)).toMatchObject({ state: 'READY' });
    world.hub.clock.advance(25 * 3_600_000);
    await upkeep.run();
    for (const id of [begun.id, loose.id]) await expect(world.upload(author, id)).rejects.toThrow('NOT_FOUND');
    expect((await world.get(recipient, `/attachments/${attached}`)).status).toBe(200);
    expect(await upkeep.run()).toEqual({ forgotten: 0, cleared: 0 });
  });
});
