import { data, type Recorded, type TestPerson } from '@hub/testing';
import { ThreadsDue } from '@hub/threads';
import { distribute, revise } from './support/alerting.js';
import { DAY, HOUR, refusal, type SeenThread, type ThreadWorld, threadWorld } from './support/threading.js';

let world: ThreadWorld;
beforeAll(async () => {
  world = await threadWorld();
});
afterAll(() => world.close());

/** What somebody was told of a thread. */
async function told(by: TestPerson, id: string): Promise<string[]> {
  await distribute(world.hub);
  const { alerts } = data(await world.hub.graphql('{ alerts(first: 100) { nodes { kind change subjectId } } }', { token: by.token }));
  return (alerts.nodes as { kind: string; change: string; subjectId: string }[]).filter(({ kind, subjectId }) => kind === 'THREAD' && subjectId === id).map(({ change }) => change);
}
const inHours = (hours: number): string => new Date(world.hub.clock.now().getTime() + hours * HOUR).toISOString();
const due = async (): Promise<number> => world.hub.hub.app.get(ThreadsDue).run();

describe('whom it concerns', () => {
  it('is told of each step, by the other side; whose task it is, by his own', async () => {
    const { author, second, clerk, embassy, embassyReader, embassyContact, iom } = world;
    const bulletin = await world.bulletin([embassy, iom]);
    const asked = await world.ask(embassy, bulletin);
    await world.act(author, 'assignThread', { threadId: asked.id, personId: second.id });
    await world.act(embassy, 'assignThread', { threadId: asked.id, personId: embassyReader.id });
    const answered = await world.post(author, asked, 'ANSWER', 'x');
    const reopened = await world.act(embassy, 'reopenThread', { threadId: asked.id, expectedRevision: answered.revision, body: 'x', language: 'en' });
    const remarked = await world.post(embassy, reopened, 'REMARK', 'x');
    const asks = await world.post(embassy, remarked, 'QUESTION', 'x');
    const again = await world.post(author, asks, 'ANSWER', 'x');
    const accepted = await world.act(embassy, 'acceptAnswer', { threadId: asked.id, expectedRevision: again.revision });
    await world.act(embassy, 'closeThread', { threadId: asked.id, expectedRevision: accepted.revision });
    expect(await told(author, asked.id)).toEqual(['OPENED', 'REOPENED', 'REMARK', 'QUESTION', 'ACCEPTED', 'CLOSED']);
    expect(await told(second, asked.id)).toEqual(['OPENED', 'ASSIGNED', 'REOPENED', 'REMARK', 'QUESTION', 'ACCEPTED', 'CLOSED']);
    expect(await told(embassyReader, asked.id)).toEqual(['ASSIGNED', 'ANSWERED', 'ANSWERED']);
    expect(await told(embassyContact, asked.id)).toEqual(['ANSWERED', 'ANSWERED']);
    expect([await told(clerk, asked.id), await told(iom, asked.id)]).toEqual([[], []]);
  });

  it('is told that an answer is due: who is to answer before the time, and all at it', async () => {
    const { author, embassy } = world;
    const asked = await world.act(author, 'openThread', { bulletinId: (await world.bulletin([embassy])).id, organisationIds: [embassy.organisationId], subject: 'S', body: 'Q', language: 'en', dueAt: inHours(72) });
    world.hub.clock.advance(47 * HOUR);
    expect(await due()).toBe(0);
    world.hub.clock.advance(HOUR);
    expect(await due()).toBe(1);
    expect(await due()).toBe(0);
    expect([await told(embassy, asked.id), await told(author, asked.id)]).toEqual([['OPENED', 'DUE'], []]);
    world.hub.clock.advance(DAY);
    expect(await due()).toBe(1);
    expect([await told(embassy, asked.id), await told(author, asked.id)]).toEqual([['OPENED', 'DUE', 'DUE'], ['DUE']]);
    world.hub.clock.advance(DAY);
    expect(await due()).toBe(0);
  });

  it('is told of what is short at half of its time, and of nothing that was answered or whose bulletin is over', async () => {
    const { author, embassy } = world;
    const [answered, short, over] = [
      await world.ask(embassy, await world.bulletin([embassy]), { dueAt: inHours(2) }), await world.ask(embassy, await world.bulletin([embassy]), { dueAt: inHours(2) }),
      await world.ask(embassy, await world.bulletin([embassy], { expiresAt: inHours(1) }), { dueAt: inHours(2) }),
    ];
    await world.post(author, answered, 'ANSWER', 'x');
    world.hub.clock.advance(HOUR);
    expect(await due()).toBe(1);
    expect((await Promise.all([answered, short, over].map(({ id }) => told(author, id)))).map((changes) => changes.filter((change) => change === 'DUE').length)).toEqual([0, 1, 0]);
    world.hub.clock.advance(HOUR);
    expect(await due()).toBe(1);
  });

  it('hears nothing more once it has lost the bulletin', async () => {
    const { author, second, embassy, iom } = world;
    const bulletin = await world.bulletin([embassy, iom]);
    const asked = await world.act(author, 'openThread', { bulletinId: bulletin.id, organisationIds: [embassy.organisationId, iom.organisationId], recipientsKnowEachOther: true, subject: 'S', body: 'Q', language: 'en' });
    await revise(world.hub, { author, second }, bulletin, { audience: { organisationIds: [embassy.organisationId] } });
    await world.post(embassy, asked, 'ANSWER', 'x');
    expect([await told(iom, asked.id), await told(author, asked.id)]).toEqual([[], ['ANSWERED']]);
  });
});

describe('a task', () => {
  it('is somebody’s within each organisation, and nothing of that shows to the other', async () => {
    const { author, second, embassy, embassyColleague, embassyReader, clerk } = world;
    const { id: bulletinId } = await world.bulletin([embassy]);
    const asked = await world.ask(embassy, { id: bulletinId });
    const mine = await world.act(author, 'assignThread', { threadId: asked.id, personId: second.id });
    expect(mine).toMatchObject({ assignee: { id: second.id }, revision: 1 });
    expect(await world.see(embassy, asked.id)).toMatchObject({ assignee: null, revision: 1 });
    await world.act(embassy, 'assignThread', { threadId: asked.id, personId: embassyReader.id });
    expect((await world.list(second, { bulletinId, assignedToMe: true })).map(({ id }) => id)).toEqual([asked.id]);
    expect(await world.list(author, { bulletinId, assignedToMe: true })).toEqual([]);
    expect(refusal(await world.tryTo(author, 'assignThread', { threadId: asked.id, personId: author.id }))).toBe('CONFLICT');
    for (const personId of [clerk.id, embassyColleague.id, 'nobody']) {
      expect(refusal(await world.tryTo(author, 'assignThread', { threadId: asked.id, expectedAssigneeId: second.id, personId }))).toBe('INVALID_INPUT input.personId');
    }
    expect((await world.act(author, 'assignThread', { threadId: asked.id, expectedAssigneeId: second.id })).assignee).toBeNull();
  });
});

describe('what is shown of a thread', () => {
  const shown = (records: readonly Recorded[], holder: string): object[] => records.filter((record) => record.holder === holder).map(({ person, detail }) => ({ person, bulletins: (detail as { bulletins: unknown }).bulletins }));

  it('is on record for the reader, for the originator, and for whoever wrote it, of the own messages only', async () => {
    const { author, embassy, iom, ngo } = world;
    const bulletin = await world.bulletin([embassy, iom, ngo]);
    const asked = await world.act(author, 'openThread', { bulletinId: bulletin.id, organisationIds: [embassy.organisationId, iom.organisationId], recipientsKnowEachOther: true, subject: 'S', body: 'Q', language: 'en' });
    const answered = await world.post(embassy, asked, 'ANSWER', 'A');
    const [question, answer] = answered.messages.nodes.map(({ id }) => id);
    world.hub.clock.advance(1000);
    const at = world.hub.clock.now().toISOString();
    const response = await world.hub.graphql(`{ thread(id: "${asked.id}") { messages { nodes { body } } } }`, { token: iom.token });
    expect(response.headers.get('hub-audit-receipt')).not.toBeNull();
    const records = (await world.hub.recorded({ action: 'thread.read' })).filter(({ occurredAt, person }) => occurredAt === at && person === iom.id);
    const entry = (...messages: (string | undefined)[]): object[] => [{ person: iom.id, bulletins: [{ id: bulletin.id, messages, sections: [], thread: asked.id, version: null }] }];
    expect(records.map(({ subject }) => subject)).toEqual(records.map(() => bulletin.id));
    expect(shown(records, iom.organisationId)).toEqual(entry(question, answer));
    expect(shown(records, author.organisationId)).toEqual(entry(question, answer));
    expect(shown(records, embassy.organisationId)).toEqual(entry(answer));
    expect(records.filter(({ holder }) => holder === ngo.organisationId)).toEqual([]);
    // A list shows subjects, and so is on record for whoever wrote those.
    world.hub.clock.advance(1000);
    await world.list(iom, { bulletinId: bulletin.id }, 'subject');
    const listed = (await world.hub.recorded({ action: 'thread.listed' })).filter(({ occurredAt }) => occurredAt === world.hub.clock.now().toISOString());
    expect(listed.map(({ holder }) => holder).sort()).toEqual([iom.organisationId, author.organisationId].sort());
    const trail = data(await world.hub.graphql(`{ auditTrail(first: 50, filter: { subjectId: "${bulletin.id}", actions: ["thread.read"] }) { nodes { action organisation { id } detail } } }`, { token: author.token })).auditTrail.nodes as { organisation: { id: string } }[];
    expect(trail.some(({ organisation }) => organisation.id === iom.organisationId)).toBe(true);
  });

  it('and each change of it is, without a word of what was written', async () => {
    const { author, embassy } = world;
    const bulletin = await world.bulletin([embassy]);
    const asked = await world.ask(embassy, bulletin, { subject: 'Akebonosugi', body: 'Akebonosugi' });
    await world.act(author, 'assignThread', { threadId: asked.id, personId: author.id });
    await world.act(author, 'markThreadRead', { threadId: asked.id, upTo: 1 });
    await world.post(author, asked, 'ANSWER', 'Akebonosugi');
    const records = (await world.hub.recorded({ subject: bulletin.id })).filter(({ action }) => action.startsWith('thread.') && !/read$|listed$/.test(action));
    const held = (holder: string): string[] => records.filter((record) => record.holder === holder).map(({ action }) => action);
    // What the originator does is on record for itself; that its answer was read is for it too, and what others read of the question for the embassy.
    expect(held(embassy.organisationId)).toEqual(['thread.opened']);
    expect(held(author.organisationId)).toEqual(['thread.opened', 'thread.assigned', 'thread.answered']);
    expect((await world.hub.recorded({ action: 'thread.marked-read' })).map(({ holder }) => holder)).toContain(author.organisationId);
    const { rows } = await world.hub.superuser('SELECT payload FROM hub.outbox_events WHERE subject_id = $1', [asked.id]);
    expect(rows).toHaveLength(4);
    expect(JSON.stringify([records, rows])).not.toContain('Akebonosugi');
  });

  it('does not leave without its record', async () => {
    const { embassy } = world;
    const asked = await world.ask(embassy, await world.bulletin([embassy]), { subject: 'Akebonosugi' });
    await world.hub.superuser('ALTER FUNCTION hub.disclose RENAME TO disclose_gone');
    const answers = await Promise.all([`{ thread(id: "${asked.id}") { subject } }`, '{ threads { nodes { subject } } }'].map((query) => world.hub.graphql(query, { token: embassy.token })));
    await world.hub.superuser('ALTER FUNCTION hub.disclose_gone RENAME TO disclose');
    expect(answers.map(({ errors, text }) => [errors?.[0]?.extensions.code, text.includes('Akebonosugi')])).toEqual([['UNAVAILABLE', false], ['UNAVAILABLE', false]]);
  });
});

describe('an answer', () => {
  const promote = async (by: TestPerson, input: object): ReturnType<ThreadWorld['tryTo']> =>
    world.hub.graphql('mutation ($input: PromoteAnswerInput!) { promoteAnswer(input: $input) { bulletin { revision sections { heading } pending { state sections { heading body } } } } }', { token: by.token, variables: { input } });
  const answeredBy = async (by: TestPerson, more: object = {}): Promise<{ bulletin: { id: string; revision: number }; thread: SeenThread; answer: string }> => {
    const bulletin = await world.bulletin([world.embassy, world.iom], { tlp: 'GREEN' });
    const asked = await world.act(world.author, 'openThread', { bulletinId: bulletin.id, organisationIds: [world.embassy.organisationId, world.iom.organisationId], recipientsKnowEachOther: true, subject: 'S', body: 'Q', language: 'en' });
    const thread = await world.post(by, asked, 'ANSWER', 'It was blue. It left at nine.', more);
    return { bulletin, thread, answer: thread.messages.nodes[1]?.id ?? '' };
  };

  it('goes into the next version with its author’s consent, by an editor’s hand, and is published by nobody before he does', async () => {
    const { author, embassy, iom } = world;
    const { bulletin, thread, answer } = await answeredBy(embassy);
    const input = { messageId: answer, expectedRevision: bulletin.revision, heading: 'What the boat looked like', excerpt: 'It was blue.' };
    expect((await promote(author, input)).errors?.[0]?.extensions.code).toBe('CONFLICT');
    expect((await promote(embassy, input)).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await world.tryTo(author, 'consentToPromotion', { messageId: answer, consent: true })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    const consented = await world.act(embassy, 'consentToPromotion', { messageId: answer, consent: true, credit: true });
    expect(consented).toMatchObject({ revision: thread.revision, messages: { nodes: [{ promotion: null }, { promotion: { credit: true } }] } });
    expect((await world.see(author, thread.id))?.messages.nodes[1]?.promotion).toEqual({ credit: true });
    expect((await world.see(iom, thread.id))?.messages.nodes[1]?.promotion).toBeNull();
    expect((await promote(author, { ...input, excerpt: 'It was red.' })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.excerpt' });
    expect((await promote(author, { ...input, expectedRevision: 9 })).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: bulletin.revision });
    const { promoteAnswer: { bulletin: after } } = data(await promote(author, input));
    expect(after).toMatchObject({ revision: bulletin.revision + 1, sections: [{ heading: 'What' }], pending: { state: 'DRAFT', sections: [{ heading: 'What' }, { heading: 'What the boat looked like', body: 'It was blue.\n\n(Source: Embassy)' }] } });
    expect(await headings(embassy, bulletin.id)).toEqual(['What']);
    data(await world.hub.graphql('mutation ($input: PublishBulletinInput!) { publishBulletin(input: $input) { bulletin { id } } }', { token: author.token, variables: { input: { id: bulletin.id, expectedRevision: after.revision } } }));
    expect(await headings(embassy, bulletin.id)).toEqual(['What', 'What the boat looked like']);
    const kept = (await world.hub.recorded({ action: 'thread.answer-promoted' })).filter(({ subject }) => subject === bulletin.id);
    expect(kept.map(({ holder, detail }) => [holder, detail])).toEqual([[author.organisationId, { thread: thread.id, message: answer, whole: false, credit: true }]]);
  });

  it('names nobody where credit was not agreed to, and goes in no more once the consent has ended', async () => {
    const { author, embassy } = world;
    const { bulletin, answer } = await answeredBy(embassy, { promotion: { credit: false } });
    const input = { messageId: answer, expectedRevision: bulletin.revision, heading: 'Said' };
    const { promoteAnswer } = data(await promote(author, input));
    expect(promoteAnswer.bulletin.pending.sections[1].body).toBe('It was blue. It left at nine.');
    await world.act(embassy, 'consentToPromotion', { messageId: answer, consent: false });
    expect((await promote(author, { ...input, expectedRevision: promoteAnswer.bulletin.revision })).errors?.[0]?.extensions.code).toBe('CONFLICT');
  });

  const headings = async (by: TestPerson, id: string): Promise<string[]> =>
    data(await world.hub.graphql(`{ bulletin(id: "${id}") { sections { heading } } }`, { token: by.token })).bulletin.sections.map(({ heading }: { heading: string }) => heading);
});
