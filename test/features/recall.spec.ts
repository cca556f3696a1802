import { Role } from '@hub/access';
import { addOrganisation, addPerson, appoint, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { distribute, page, read, revise, to, withdraw } from './support/alerting.js';
import { confirmRequest, inDays, recallBulletin, recallOf, requestDestruction, requestsOf, work } from './support/recalling.js';

const HOUR_MS = 3_600_000;
let hub: TestHub;
let author: TestPerson, second: TestPerson, reader: TestPerson, officer: TestPerson, contact: TestPerson, deputy: TestPerson, silent: TestPerson, outsider: TestPerson;

beforeAll(async () => {
  hub = await createTestHub({ env: { HUB_REMINDER_HOURS: '2', HUB_ESCALATION_HOURS: '1' } });
  const [originator, recipient, unread, elsewhere] = [await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub), await addOrganisation(hub)];
  author = await addPerson(hub, originator);
  second = await addPerson(hub, originator);
  officer = await addPerson(hub, recipient);
  reader = await addPerson(hub, recipient, { roles: [Role.READER] });
  contact = await addPerson(hub, recipient, { roles: [Role.CONTACT_POINT] });
  deputy = await addPerson(hub, recipient, { roles: [Role.READER] });
  await appoint(hub, recipient, contact.id, deputy.id);
  silent = await addPerson(hub, unread);
  outsider = await addPerson(hub, elsewhere);
});
afterAll(() => hub.close());

/** A bulletin to two organisations, one of which reads it. */
async function sent(input: object = {}): Promise<{ id: string; revision: number }> {
  const bulletin = await publishNew(hub, author, second, { tlp: 'AMBER', title: 'A ship', ...to(officer.organisationId, silent.organisationId), ...input });
  await read(hub, reader, bulletin.id);
  return bulletin;
}

/** What somebody's stream says of a request: its changes in their order. */
async function changes(person: TestPerson, subjectId: string): Promise<string[]> {
  await distribute(hub);
  const answer = data(await hub.graphql('{ alerts(first: 100) { nodes { kind change subjectId } } }', { token: person.token }));
  return answer.alerts.nodes.filter((alert: { kind: string; subjectId: string }) => alert.kind === 'RECALL' && alert.subjectId === subjectId).map(({ change }: { change: string }) => change);
}

describe('a bulletin that is withdrawn', () => {
  it('is asked back from whoever was shown it, and whoever only received it hears nothing of that', async () => {
    const bulletin = await sent();
    await recallBulletin(hub, author, bulletin);
    const mine = { bulletinId: bulletin.id };
    const [asked, ...more] = await requestsOf(hub, reader, mine);
    expect(more).toEqual([]);
    expect(asked).toMatchObject({ cause: 'WITHDRAWN', state: 'OPEN', organisation: { id: reader.organisationId }, originator: { id: author.organisationId }, bulletin: { state: 'WITHDRAWN', title: asked?.reference, sections: [] } });
    for (const person of [silent, outsider]) expect(await requestsOf(hub, person, mine)).toEqual([]);
    expect(await changes(reader, asked?.id ?? '')).toEqual(['ASKED']);
    expect(await changes(silent, asked?.id ?? '')).toEqual([]);
  });

  it('shows its originator who opened which version, and what each has answered, and shows that to nobody else', async () => {
    const bulletin = await sent();
    const revised = await revise(hub, { author, second }, bulletin, { title: 'Another ship' });
    await read(hub, officer, bulletin.id);
    await recallBulletin(hub, author, revised);
    const { openings, requests, asking } = await recallOf(hub, second, bulletin.id);
    expect(openings.map(({ organisation, version, times }) => [organisation.id, version, times])).toEqual([[officer.organisationId, 1, 1], [officer.organisationId, 2, 1]]);
    expect(asking).toBe(false);
    expect(requests).toHaveLength(1);
    const confirmed = data(await confirmRequest(hub, officer, { id: requests[0]?.id, expectedRevision: 1, outcome: 'DESTROYED', remark: 'Two prints.' })).confirmDestruction.request;
    expect(confirmed).toMatchObject({ state: 'DESTROYED', remark: 'Two prints.', revision: 2 });
    expect((await recallOf(hub, author, bulletin.id)).requests).toMatchObject([{ state: 'DESTROYED', remark: 'Two prints.' }]);
    expect(await changes(author, confirmed.id)).toEqual(['CONFIRMED']);
    const by = async (person: TestPerson): Promise<string | undefined> => (await hub.graphql('query ($id: ID!) { recall(bulletinId: $id) { asking } }', { token: person.token, variables: { id: bulletin.id } })).errors?.[0]?.extensions.code;
    expect([await by(reader), await by(silent), await by(outsider)]).toEqual(['FORBIDDEN', 'FORBIDDEN', 'NOT_FOUND']);
  });

  it('stays a tombstone: nothing of its content comes back by being asked back', async () => {
    const bulletin = await sent({ sections: [{ heading: 'Where', body: 'The grey warehouse' }] });
    await recallBulletin(hub, author, bulletin);
    const { text } = await hub.graphql('query ($id: ID!) { bulletin(id: $id) { title sections { body } struck { id } versions { version } } recalls { nodes { reference bulletin { title sections { heading body } } } } }', { token: officer.token, variables: { id: bulletin.id } });
    expect(text).not.toMatch(/grey warehouse|A ship/);
    expect(text).toContain('"versions":[]');
  });

  it('is asked back in steps: the officers, the contact point, the deputy, and at the last it goes back to the originator, each once among two hubs', async () => {
    const other = await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_REMINDER_HOURS: '2', HUB_ESCALATION_HOURS: '1' } });
    try {
      const bulletin = await sent();
      await recallBulletin(hub, author, bulletin, 1);
      const [request] = await requestsOf(hub, officer, { bulletinId: bulletin.id });
      const all = async (): Promise<string[][]> => Promise.all([officer, contact, deputy, author].map((person) => changes(person, request?.id ?? '')));
      const { reminderHours, escalationHours } = hub.config.alerts;
      const advance = async (hours: number): Promise<void> => {
        hub.clock.advance(hours * HOUR_MS);
        await Promise.all([work(hub), work(other)]);
      };
      expect(await all()).toEqual([['ASKED'], ['ASKED'], ['ASKED'], []]);
      await advance(24 - reminderHours);
      expect(await all()).toEqual([['ASKED', 'REMINDER'], ['ASKED'], ['ASKED'], []]);
      await advance(reminderHours);
      expect(await all()).toEqual([['ASKED', 'REMINDER', 'REMINDER'], ['ASKED', 'REMINDER'], ['ASKED'], []]);
      await advance(escalationHours);
      expect((await all())[2]).toEqual(['ASKED', 'REMINDER']);
      await advance(escalationHours);
      expect((await all())[3]).toEqual(['OVERDUE']);
      await advance(48);
      expect((await all())[3]).toEqual(['OVERDUE']);
      const telephone = data(await hub.graphql('query ($id: ID!) { recall(bulletinId: $id) { requests { state organisation { dutyTelephone name } } } }', { token: author.token, variables: { id: bulletin.id } }));
      expect(telephone.recall.requests).toMatchObject([{ state: 'OVERDUE', organisation: { name: expect.stringContaining('Organisation') } }]);
    } finally {
      await other.hub.app.close();
      await other.hub.close();
    }
  });

  it('is not asked for any more once it is confirmed, and a later answer replaces an earlier one', async () => {
    const bulletin = await sent();
    await recallBulletin(hub, author, bulletin);
    const [request] = await requestsOf(hub, officer, { bulletinId: bulletin.id });
    const answer = (person: TestPerson, more: object): ReturnType<typeof confirmRequest> => confirmRequest(hub, person, { id: request?.id, expectedRevision: 1, outcome: 'NO_COPIES', ...more });
    expect((await answer(reader, {})).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await answer(author, {})).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await answer(silent, {})).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect((await answer(officer, { outcome: 'CANNOT_DESTROY' })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.remark' });
    expect(data(await answer(contact, { outcome: 'CANNOT_DESTROY', remark: 'It stands in a court file.' })).confirmDestruction.request.state).toBe('CANNOT_DESTROY');
    expect((await answer(officer, {})).errors?.[0]?.extensions).toMatchObject({ code: 'CONFLICT', currentRevision: 2 });
    expect(data(await answer(officer, { expectedRevision: 2 })).confirmDestruction.request.state).toBe('NO_COPIES');
    hub.clock.advance(11 * 24 * HOUR_MS);
    await work(hub);
    expect(await changes(officer, request?.id ?? '')).toEqual(['ASKED']);
    expect(await requestsOf(hub, officer, { states: ['NO_COPIES'], side: 'ASKED' })).toMatchObject([{ id: request?.id }]);
  });
});

describe('afterwards', () => {
  it('what was withdrawn without asking can be asked back, and nobody is asked twice', async () => {
    const bulletin = await sent();
    await withdraw(hub, author, bulletin);
    await work(hub);
    expect(await requestsOf(hub, officer, { bulletinId: bulletin.id })).toEqual([]);
    for (let twice = 0; twice < 2; twice += 1) {
      data(await requestDestruction(hub, author, { bulletinId: bulletin.id, confirmBy: inDays(hub, 3) }));
      await work(hub);
    }
    expect(await requestsOf(hub, officer, { bulletinId: bulletin.id })).toHaveLength(1);
    expect((await requestDestruction(hub, officer, { bulletinId: bulletin.id, confirmBy: inDays(hub, 3) })).errors?.[0]?.extensions.code).toBe('FORBIDDEN');
    expect((await requestDestruction(hub, author, { bulletinId: bulletin.id, confirmBy: inDays(hub, -1) })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.confirmBy' });
    expect((await requestDestruction(hub, author, { bulletinId: bulletin.id, confirmBy: inDays(hub, 800) })).errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field: 'input.confirmBy' });
  });

  it('who lost a bulletin by narrowing is asked for its copies, and those who keep it are not', async () => {
    const bulletin = await sent();
    await read(hub, silent, bulletin.id);
    await revise(hub, { author, second }, bulletin, to(silent.organisationId));
    data(await requestDestruction(hub, author, { bulletinId: bulletin.id, confirmBy: inDays(hub, 3) }));
    await work(hub);
    const [asked] = await requestsOf(hub, officer, { bulletinId: bulletin.id });
    expect(asked).toMatchObject({ cause: 'NARROWED', bulletin: null, reference: expect.stringMatching(/-\d{4}-/) });
    expect(await requestsOf(hub, silent, { bulletinId: bulletin.id })).toEqual([]);
    expect(await changes(officer, asked?.id ?? '')).toEqual(['ASKED']);
    // The message to them shows nothing of the bulletin.
    expect((await hub.graphql('query ($id: ID!) { bulletin(id: $id) { id } }', { token: officer.token, variables: { id: bulletin.id } })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    expect(data(await confirmRequest(hub, contact, { id: asked?.id, expectedRevision: 1, outcome: 'DESTROYED' })).confirmDestruction.request.state).toBe('DESTROYED');
  });

  it('of TLP:RED those named are asked, and their colleagues learn nothing', async () => {
    const bulletin = await publishNew(hub, author, second, { tlp: 'RED', title: 'For one', audience: { personIds: [contact.id] }, approverIds: [second.id] });
    await read(hub, contact, bulletin.id);
    await recallBulletin(hub, author, bulletin, 2);
    const [asked] = await requestsOf(hub, contact, { bulletinId: bulletin.id });
    expect(asked).toMatchObject({ cause: 'WITHDRAWN' });
    hub.clock.advance(3 * 24 * HOUR_MS);
    await work(hub);
    expect(await changes(contact, asked?.id ?? '')).toEqual(['ASKED', 'REMINDER', 'REMINDER', 'REMINDER']);
    for (const colleague of [officer, reader, deputy]) {
      expect(await requestsOf(hub, colleague, { bulletinId: bulletin.id })).toEqual([]);
      expect(await changes(colleague, asked?.id ?? '')).toEqual([]);
    }
    expect((await confirmRequest(hub, officer, { id: asked?.id, expectedRevision: 1, outcome: 'DESTROYED' })).errors?.[0]?.extensions.code).toBe('NOT_FOUND');
    const stranger = await addPerson(hub, author.organisationId);
    expect(await requestsOf(hub, stranger, { bulletinId: bulletin.id })).toEqual([]);
  });

  it('asking and answering stand in the log of both, and of nobody else', async () => {
    const bulletin = await sent();
    await read(hub, silent, bulletin.id);
    await recallBulletin(hub, author, bulletin);
    const [request] = await requestsOf(hub, officer, { bulletinId: bulletin.id });
    data(await confirmRequest(hub, officer, { id: request?.id, expectedRevision: 1, outcome: 'DESTROYED', remark: 'Shredded' }));
    const of = async (action: string): Promise<string[]> => (await hub.recorded({ action, subject: bulletin.id })).filter(({ detail }) => detail['request'] === request?.id).map(({ holder }) => holder).sort();
    const both = [author.organisationId, officer.organisationId].sort();
    expect([await of('recall.asked'), await of('recall.confirmed')]).toEqual([both, both]);
    expect(JSON.stringify(await hub.recorded({ action: 'recall.confirmed' }))).not.toContain('Shredded');
    expect((await page(hub, silent, { first: 100 })).nodes.length).toBeGreaterThan(0);
  });
});
