import { createHash, randomUUID } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AttachmentUpkeep } from '@hub/attachments';
import { data, draft, pdf, picture, publish, word } from '@hub/testing';
import sharp from 'sharp';
import { type FileWorld, fileWorld } from './support/filing.js';

let world: FileWorld;
beforeAll(async () => {
  world = await fileWorld();
});
afterAll(() => world.close());

const to = (...people: { organisationId: string }[]): object => ({ audience: { organisationIds: people.map(({ organisationId }) => organisationId) } });
const sha = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const bytesOf = async (response: Response): Promise<Buffer> => Buffer.from(await response.arrayBuffer());

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

  it('is struck where it stands in a working copy alone, and the answer is the same however often one key asks', async () => {
    const { author, second, hub } = world;
    const file = await world.file(author, 'wrong name.png', await picture());
    const { id } = await world.attach(author, await draft(hub, author, { tlp: 'AMBER', ...to(world.recipient) }), file.id);
    await bytesOf(await world.get(second, `/attachments/${file.id}`));
    const STRIKE = 'mutation ($input: StrikeAttachmentInput!) { strikeAttachment(input: $input) { attachment { id name state struckAt } openings { person { id } } } }';
    const ask = async (idempotencyKey: string): Promise<Awaited<ReturnType<typeof hub.graphql>>> => hub.graphql(STRIKE, { token: author.token, variables: { input: { attachmentId: file.id, reason: 'Another person is on it.' } }, headers: { 'idempotency-key': idempotencyKey } });
    const [first, again] = [await ask('once-and-again-1'), await ask('once-and-again-1')];
    expect(first.data).toEqual({ strikeAttachment: { attachment: { id: file.id, name: null, state: 'STRUCK', struckAt: hub.clock.now().toISOString() }, openings: [{ person: { id: second.id } }] } });
    expect(again.data).toEqual(first.data);
    expect((await ask('another-2')).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await world.get(second, `/attachments/${file.id}`)).status).toBe(404);
    expect((await world.ask(author, 'query ($id: ID!) { bulletin(id: $id) { pending { attachments { id } } } }', { id })).bulletin.pending.attachments).toEqual([]);
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

  it('takes away keys that a hub was killed in making, of files that are ready or gone, and none of a file that is on its way', async () => {
    const { author, recipient, hub } = world;
    const { fileIds: [ready] } = await world.published({ tlp: 'GREEN', ...to(recipient) }, [{ name: 'a.png', bytes: await picture() }]);
    const coming = await world.begin(author, 'b.png', 100);
    const { keys } = hub.config.attachments;
    const drafts = [`${randomUUID()}.in.${randomUUID()}.draft`, `${randomUUID()}.${randomUUID()}.draft`, `${ready}.${randomUUID()}.draft`];
    const made = `${coming.id}.in.${randomUUID()}.draft`;
    for (const draft of [...drafts, made]) writeFileSync(join(keys, draft), 'x');
    await hub.hub.app.get(AttachmentUpkeep).run();
    const left = readdirSync(keys);
    expect(left.filter((name) => name.endsWith('.draft'))).toEqual([made]);
    expect(left).toContain(ready);
    expect((await world.get(recipient, `/attachments/${ready}`)).status).toBe(200);
  });
});
