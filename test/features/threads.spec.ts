import { data, draft } from '@hub/testing';
import { revise, withdraw } from './support/alerting.js';
import { DAY, HOUR, refusal, type SeenThread, type ThreadWorld, threadWorld } from './support/threading.js';

let world: ThreadWorld;
beforeAll(async () => {
  world = await threadWorld();
});
afterAll(() => world.close());

const inDays = (days: number): string => new Date(world.hub.clock.now().getTime() + days * DAY).toISOString();
const bodies = (thread: SeenThread | null): string[] | undefined => thread?.messages.nodes.map(({ kind, body }) => `${kind} ${body}`);

describe('a question on a bulletin', () => {
  it('is asked by a recipient, answered by the originator, not good enough, answered again, accepted and closed', async () => {
    const { author, embassy, iom } = world;
    const bulletin = await world.bulletin([embassy, iom]);
    const asked = await world.ask(embassy, bulletin, { dueAt: inDays(3) });
    expect(asked).toMatchObject({ state: 'OPEN', revision: 1, messageCount: 1, unread: 0, overdue: false, askedBy: { id: embassy.organisationId }, bulletin: { id: bulletin.id } });
    expect(asked.allowed.sort()).toEqual(['ASK', 'ASSIGN', 'CLOSE', 'REMARK']);
    expect(asked.participants.map(({ id }) => id)).toEqual([author.organisationId, embassy.organisationId]);
    const waiting = (await world.list(author, { toAnswer: true })).find(({ id }) => id === asked.id);
    expect(waiting).toMatchObject({ unread: 1, allowed: expect.arrayContaining(['ANSWER']) });
    const answered = await world.post(author, waiting as SeenThread, 'ANSWER', 'The *Dolphin*.');
    expect(answered).toMatchObject({ state: 'ANSWERED', revision: 2 });
    const reopened = await world.act(embassy, 'reopenThread', { threadId: asked.id, expectedRevision: 2, body: 'There are two of that name.', language: 'en', dueAt: inDays(5) });
    expect(reopened).toMatchObject({ state: 'REOPENED', dueAt: inDays(5), messageCount: 3 });
    const again = await world.post(author, reopened, 'ANSWER', 'The one of Hakodate.');
    const accepted = await world.act(embassy, 'acceptAnswer', { threadId: asked.id, expectedRevision: again.revision });
    expect(accepted.state).toBe('ACCEPTED');
    const closed = await world.act(embassy, 'closeThread', { threadId: asked.id, expectedRevision: accepted.revision });
    expect(closed).toMatchObject({ state: 'CLOSED', allowed: [] });
    expect(bodies(closed)).toEqual(['QUESTION Which vessel was it?', 'ANSWER The *Dolphin*.', 'QUESTION There are two of that name.', 'ANSWER The one of Hakodate.']);
    expect(refusal(await world.tryTo(author, 'postMessage', { threadId: asked.id, expectedRevision: closed.revision, kind: 'REMARK', body: 'x', language: 'en' }))).toBe('CONFLICT');
  });

  it('is seen by no other recipient, and by nobody of the originator who does not edit the bulletin', async () => {
    const { embassy, embassyReader, iom, clerk, author } = world;
    const bulletin = await world.bulletin([embassy, iom]);
    const asked = await world.ask(embassy, bulletin);
    expect(await world.see(iom, asked.id)).toBeNull();
    expect(await world.see(clerk, asked.id)).toBeNull();
    expect((await world.list(iom, { bulletinId: bulletin.id })).concat(await world.list(clerk))).toEqual([]);
    expect((await world.see(embassyReader, asked.id))?.allowed).toEqual([]);
    expect(await world.see(author, asked.id)).not.toBeNull();
  });

  it('is answered to a request for information by its recipients, and the originator is who asked', async () => {
    const { author, embassy, ngo } = world;
    const request = await world.bulletin([embassy, ngo], { kind: 'REQUEST_FOR_INFORMATION' });
    const answer = await world.ask(ngo, request, { kind: 'ANSWER', subject: 'A sighting', body: 'Seen in Yokohama.' });
    expect(answer).toMatchObject({ state: 'ANSWERED', askedBy: { id: author.organisationId } });
    expect(await world.see(embassy, answer.id)).toBeNull();
    expect((await world.act(author, 'acceptAnswer', { threadId: answer.id, expectedRevision: 1 })).state).toBe('ACCEPTED');
    const plain = await world.bulletin([ngo]);
    expect(refusal(await world.tryTo(ngo, 'openThread', { bulletinId: plain.id, subject: 'S', kind: 'ANSWER', body: 'B', language: 'en' }))).toBe('INVALID_INPUT input.kind');
  });

  it('is each side’s to do what is its own', async () => {
    const { author, embassy, embassyReader } = world;
    const asked = await world.ask(embassy, await world.bulletin([embassy]));
    const on = { threadId: asked.id, expectedRevision: 1 };
    const message = { ...on, body: 'x', language: 'en' };
    expect(refusal(await world.tryTo(embassy, 'postMessage', { ...message, kind: 'ANSWER' }))).toBe('FORBIDDEN');
    expect(refusal(await world.tryTo(author, 'postMessage', { ...message, kind: 'QUESTION' }))).toBe('FORBIDDEN');
    expect(refusal(await world.tryTo(author, 'acceptAnswer', on))).toBe('FORBIDDEN');
    expect(refusal(await world.tryTo(author, 'reopenThread', message))).toBe('FORBIDDEN');
    expect(refusal(await world.tryTo(embassyReader, 'postMessage', { ...message, kind: 'REMARK' }))).toBe('FORBIDDEN');
    expect((await world.tryTo(embassy, 'acceptAnswer', on)).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', allowed: ['ASK', 'REMARK', 'CLOSE', 'ASSIGN'] });
    expect((await world.tryTo(author, 'postMessage', { ...message, kind: 'ANSWER', expectedRevision: 7 })).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: 1 });
    expect((await world.act(author, 'closeThread', on)).state).toBe('CLOSED');
  });

  it('says of a bad value which one it is', async () => {
    const { author, embassy, iom } = world;
    const { id } = await world.bulletin([embassy]);
    const open = async (by: typeof author, more: object): Promise<string> => refusal(await world.tryTo(by, 'openThread', { bulletinId: id, subject: 'S', body: 'B', language: 'en', ...more }));
    expect(await open(embassy, { subject: '　' })).toBe('INVALID_INPUT input.subject');
    expect(await open(embassy, { body: ' ' })).toBe('INVALID_INPUT input.body');
    expect(await open(embassy, { dueAt: inDays(-1) })).toBe('INVALID_INPUT input.dueAt');
    expect(await open(embassy, { kind: 'REMARK' })).toBe('INVALID_INPUT input.kind');
    expect(await open(embassy, { organisationIds: [iom.organisationId] })).toBe('INVALID_INPUT input.organisationIds');
    expect(await open(author, {})).toBe('INVALID_INPUT input.organisationIds');
    expect(await open(author, { organisationIds: [iom.organisationId] })).toBe('INVALID_INPUT input.organisationIds');
    expect(await open(author, { organisationIds: [author.organisationId] })).toBe('INVALID_INPUT input.organisationIds');
    expect(await open(world.clerk, { organisationIds: [embassy.organisationId] })).toBe('FORBIDDEN');
    expect(await open(iom, {})).toBe('NOT_FOUND');
    const { id: unpublished } = await draft(world.hub, author, { tlp: 'AMBER', audience: { organisationIds: [embassy.organisationId] } });
    expect(refusal(await world.tryTo(author, 'openThread', { bulletinId: unpublished, organisationIds: [embassy.organisationId], subject: 'S', body: 'B', language: 'en' }))).toBe('CONFLICT');
  });
});

describe('a question of the originator', () => {
  it('among several recipients needs the word that each learns of the others, and is then read by all of them', async () => {
    const { author, embassy, iom, ngo } = world;
    const bulletin = await world.bulletin([embassy, iom, ngo]);
    const organisationIds = [embassy.organisationId, iom.organisationId];
    const input = { bulletinId: bulletin.id, organisationIds, subject: 'Who has seen her?', body: 'Who?', language: 'en' };
    expect(refusal(await world.tryTo(author, 'openThread', input))).toBe('INVALID_INPUT input.recipientsKnowEachOther');
    const asked = await world.act(author, 'openThread', { ...input, recipientsKnowEachOther: true });
    const answered = await world.post(embassy, asked, 'ANSWER', 'We have.');
    const also = await world.post(iom, answered, 'ANSWER', 'So have we.');
    expect(also.participants.map(({ id }) => id).sort()).toEqual([author.organisationId, ...organisationIds].sort());
    expect(bodies(await world.see(embassy, asked.id))).toEqual(['QUESTION Who?', 'ANSWER We have.', 'ANSWER So have we.']);
    expect(await world.see(ngo, asked.id)).toBeNull();
  });
});

describe('who loses the bulletin loses its threads', () => {
  it('where it is narrowed, from that instant on, and no message reaches him any more', async () => {
    const { author, second, embassy, iom } = world;
    const bulletin = await world.bulletin([embassy, iom]);
    const asked = await world.act(author, 'openThread', { bulletinId: bulletin.id, organisationIds: [embassy.organisationId, iom.organisationId], recipientsKnowEachOther: true, subject: 'S', body: 'Q', language: 'en' });
    await revise(world.hub, { author, second }, bulletin, { audience: { organisationIds: [embassy.organisationId] } });
    expect(await world.see(iom, asked.id)).toBeNull();
    expect(await world.list(iom, { bulletinId: bulletin.id })).toEqual([]);
    const here = await world.see(embassy, asked.id);
    await world.post(embassy, here as SeenThread, 'ANSWER', 'Only for the police.');
    for (const [mutation, more] of [['postMessage', { kind: 'ANSWER', body: 'x', language: 'en' }], ['assignThread', {}], ['markThreadRead', { upTo: 1 }]] as const) {
      const input = (threadId: string): object => ({ threadId, ...(mutation === 'postMessage' ? { expectedRevision: 1 } : {}), ...more });
      const lost = await world.tryTo(iom, mutation, input(asked.id));
      expect([mutation, lost.text]).toEqual([mutation, (await world.tryTo(iom, mutation, input('5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11'))).text]);
    }
  });

  it('where it is withdrawn or has expired; its editors read on, and may close', async () => {
    const { author, embassy } = world;
    const [gone, lapsing] = [await world.bulletin([embassy]), await world.bulletin([embassy], { expiresAt: new Date(world.hub.clock.now().getTime() + HOUR).toISOString() })];
    const [first, second] = [await world.ask(embassy, gone), await world.ask(embassy, lapsing)];
    await withdraw(world.hub, author, gone);
    world.hub.clock.advance(HOUR);
    for (const { id } of [first, second]) {
      expect(await world.see(embassy, id)).toBeNull();
      expect((await world.see(author, id))?.allowed).toEqual(['CLOSE']);
      expect(refusal(await world.tryTo(author, 'postMessage', { threadId: id, expectedRevision: 1, kind: 'ANSWER', body: 'x', language: 'en' }))).toBe('CONFLICT');
      expect((await world.act(author, 'closeThread', { threadId: id, expectedRevision: 1 })).state).toBe('CLOSED');
    }
    expect(await world.list(embassy, { bulletinId: gone.id })).toEqual([]);
  });

  it('of TLP:RED those see who are named, and nobody beside them', async () => {
    const { author, second, embassy, embassyContact } = world;
    const bulletin = await world.bulletin([], { tlp: 'RED', audience: { personIds: [embassyContact.id] }, approverIds: [second.id] });
    const asked = await world.ask(embassyContact, bulletin);
    expect(await world.see(embassy, asked.id)).toBeNull();
    expect(await world.see(author, asked.id)).not.toBeNull();
    const { rows: [event] } = await world.hub.superuser(`SELECT payload FROM hub.outbox_events WHERE subject_id = $1`, [asked.id]);
    const { rows: [{ editors }] } = await world.hub.superuser('SELECT editors FROM hub.bulletins WHERE id = $1', [bulletin.id]);
    expect(event.payload.tell).toEqual([expect.objectContaining({ kind: 'THREAD', change: 'OPENED', subjectId: asked.id, bulletinId: bulletin.id, organisationId: author.organisationId, readers: editors })]);
    const told = await world.post(author, asked, 'ANSWER', 'x');
    const { rows: tells } = await world.hub.superuser(`SELECT payload->'tell'->0 AS tell FROM hub.outbox_events WHERE subject_id = $1 AND type = 'thread.answered'`, [told.id]);
    const { rows: [{ readers }] } = await world.hub.superuser('SELECT readers FROM hub.bulletins WHERE id = $1', [bulletin.id]);
    expect(tells[0].tell).toMatchObject({ organisationId: embassy.organisationId, readers });
  });
});

describe('a message', () => {
  it('cites what its author sees, and each reader sees of that what he may see himself', async () => {
    const { author, embassy, iom } = world;
    const [shared, secret] = [await world.bulletin([embassy]), await world.bulletin([iom])];
    const bulletin = await world.bulletin([embassy, iom]);
    const asked = await world.ask(embassy, bulletin);
    const answered = await world.post(author, asked, 'ANSWER', 'See there.', { citedBulletinIds: [shared.id, secret.id] });
    expect(answered.messages.nodes[1]?.citations.map(({ id }) => id).sort()).toEqual([shared.id, secret.id].sort());
    const seen = await world.see(embassy, asked.id);
    expect(seen?.messages.nodes[1]?.citations).toEqual([{ id: shared.id }]);
    const input = (id: string): object => ({ threadId: asked.id, expectedRevision: 2, kind: 'REMARK', body: 'x', language: 'en', citedBulletinIds: [id] });
    const [hidden, absent] = [await world.tryTo(embassy, 'postMessage', input(secret.id)), await world.tryTo(embassy, 'postMessage', input('5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11'))];
    expect(hidden.text).toBe(absent.text);
    expect(refusal(hidden)).toBe('INVALID_INPUT input.citedBulletinIds');
  });

  it('is unread for each person until he says that he was shown it', async () => {
    const { author, embassy, embassyColleague } = world;
    const asked = await world.ask(embassy, await world.bulletin([embassy]));
    const once = await world.post(author, asked, 'REMARK', 'We look into it.');
    const twice = await world.post(author, once, 'ANSWER', 'It was the Dolphin.');
    const unread = async (by: typeof embassy): Promise<number | undefined> => (await world.see(by, asked.id))?.unread;
    expect([await unread(embassy), await unread(embassyColleague), await unread(author)]).toEqual([2, 3, 1]);
    expect((await world.act(embassy, 'markThreadRead', { threadId: asked.id, upTo: 2 })).unread).toBe(1);
    expect((await world.act(embassy, 'markThreadRead', { threadId: asked.id, upTo: 1 })).unread).toBe(1);
    expect((await world.list(embassy, { unread: true })).map(({ id }) => id)).toContain(asked.id);
    expect((await world.act(embassy, 'markThreadRead', { threadId: asked.id, upTo: 999 })).unread).toBe(0);
    expect((await world.list(embassy, { unread: true })).map(({ id }) => id)).not.toContain(asked.id);
    await world.post(author, twice, 'REMARK', 'One thing more.');
    expect([await unread(embassy), await unread(embassyColleague)]).toEqual([1, 4]);
  });
});

describe('a list of threads', () => {
  it('is given page by page, those first in which something happened last, and under conditions', async () => {
    const { author, embassy } = world;
    const bulletin = await world.bulletin([embassy]);
    const threads: SeenThread[] = [];
    for (let n = 0; n < 5; n += 1) {
      world.hub.clock.advance(1000);
      threads.push(await world.ask(embassy, bulletin, { subject: `Question ${n}`, ...(n === 0 ? { dueAt: inDays(1) } : {}) }));
    }
    world.hub.clock.advance(1000);
    await world.post(author, threads[1] as SeenThread, 'ANSWER', 'x');
    const page = async (after: string | null, filter: object = { bulletinId: bulletin.id }): Promise<{ nodes: { subject: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }> =>
      data(await world.hub.graphql('query ($after: String, $filter: ThreadFilter) { threads(first: 2, after: $after, filter: $filter) { nodes { subject } pageInfo { endCursor hasNextPage } } }', { token: embassy.token, variables: { after, filter } })).threads;
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { nodes, pageInfo } = await page(after);
      seen.push(...nodes.map(({ subject }) => subject));
      [after, more] = [pageInfo.endCursor, pageInfo.hasNextPage];
    }
    expect(seen).toEqual(['Question 1', 'Question 4', 'Question 3', 'Question 2', 'Question 0']);
    const subjects = async (filter: object): Promise<string[]> => (await world.list(embassy, { bulletinId: bulletin.id, ...filter }, 'subject')).map(({ subject }) => subject);
    expect(await subjects({ states: ['ANSWERED'] })).toEqual(['Question 1']);
    expect(await subjects({ toAccept: true })).toEqual(['Question 1']);
    expect(await subjects({ toAccept: false })).toEqual(['Question 4', 'Question 3', 'Question 2', 'Question 0']);
    expect(await world.list(author, { bulletinId: bulletin.id, toAccept: true })).toEqual([]);
    expect(await subjects({ unread: true })).toEqual(['Question 1']);
    expect(await subjects({ overdue: true })).toEqual([]);
    world.hub.clock.advance(DAY);
    expect(await subjects({ overdue: true })).toEqual(['Question 0']);
    expect(await subjects({ toAnswer: true })).toEqual([]);
    expect(await world.list(embassy, { bulletinId: 'nonsense' })).toEqual([]);
    for (const after of ['x', Buffer.from('["2026-99-01T00:00:00.000Z","5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11"]').toString('base64url')]) {
      expect(refusal(await world.hub.graphql(`{ threads(after: "${after}") { nodes { id } } }`, { token: embassy.token }))).toBe('INVALID_INPUT after');
    }
  });

  it('gives messages page by page, from either end', async () => {
    const { embassy } = world;
    let thread = await world.ask(embassy, await world.bulletin([embassy]));
    for (let n = 2; n <= 5; n += 1) thread = await world.post(embassy, thread, 'REMARK', `${n}`);
    const page = async (args: string): Promise<number[]> =>
      data(await world.hub.graphql(`{ thread(id: "${thread.id}") { messages(${args}) { nodes { number } edges { cursor } pageInfo { startCursor } } } }`, { token: embassy.token })).thread.messages.nodes.map(({ number }: { number: number }) => number);
    expect([await page('first: 2'), await page('last: 2')]).toEqual([[1, 2], [4, 5]]);
    const cursor = Buffer.from('[3]').toString('base64url');
    expect([await page(`after: "${cursor}"`), await page(`last: 1, before: "${cursor}"`)]).toEqual([[4, 5], [2]]);
  });
});

it('a repeated request with the same Idempotency-Key posts once', async () => {
  const { embassy } = world;
  const bulletin = await world.bulletin([embassy]);
  const send = (): Promise<{ text: string }> => world.hub.graphql(`mutation { openThread(input: { bulletinId: "${bulletin.id}", subject: "S", body: "B", language: "en" }) { thread { id } } }`, { token: embassy.token, headers: { 'idempotency-key': 'threads-1' } });
  expect((await send()).text).toBe((await send()).text);
  expect(await world.list(embassy, { bulletinId: bulletin.id })).toHaveLength(1);
});
