import { OrganisationKind, Role } from '@hub/access';
import { HandoverWatch } from '@hub/handover';
import { addOrganisation, addPerson, type Answer, appoint, createTestHub, data, draft, publish, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { distribute } from './support/alerting.js';

const DAY = 86_400_000;
const HANDOVER = 'id person { id } successor { id } reason from until stands endedAt';
const PLAN = `mutation ($input: PlanHandoverInput!) { planHandover(input: $input) { handover { ${HANDOVER} } } }`;
const END = `mutation ($id: ID!) { endHandover(id: $id) { handover { ${HANDOVER} } } }`;
const AUTHOR = 'mutation ($input: HandOverAuthorshipInput!) { handOverAuthorship(input: $input) { bulletin { id revision title } } }';
const APPROVE = 'mutation ($input: BulletinRevisionInput!) { approveBulletin(input: $input) { bulletin { id } } }';
const REVISE = 'mutation ($input: ReviseBulletinInput!) { reviseBulletin(input: $input) { bulletin { id revision } } }';
const READ = 'query ($id: ID!, $version: Int) { bulletin(id: $id, version: $version) { title version sections { heading } pending { sections { heading } editedBy { id } } } }';
const OVERVIEW = 'query ($id: ID) { handoverOverview(personId: $id) { drafts published approvals answers bulletins { id } } }';

let hub: TestHub;
let home: string;
let embassy: string;
let author: TestPerson, second: TestPerson, third: TestPerson, reader: TestPerson, administrator: TestPerson;
let contact: TestPerson, deputy: TestPerson, elsewhere: TestPerson;

beforeAll(async () => {
  hub = await createTestHub();
  await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
});
afterAll(() => hub.close());
beforeEach(async () => {
  hub.clock.set(new Date('2026-03-02T01:00:00Z'));
  [home, embassy] = [await addOrganisation(hub), await addOrganisation(hub)];
  [author, second, third] = [await addPerson(hub, home), await addPerson(hub, home), await addPerson(hub, home)];
  reader = await addPerson(hub, home, { roles: [Role.READER] });
  administrator = await addPerson(hub, home, { roles: [Role.ADMINISTRATOR] });
  contact = await addPerson(hub, embassy, { roles: [Role.CONTACT_POINT] });
  deputy = await addPerson(hub, embassy);
  elsewhere = await addPerson(hub, embassy, { roles: [Role.ADMINISTRATOR] });
  await appoint(hub, embassy, contact.id, deputy.id);
});

const send = (text: string, variables: object, { token }: TestPerson): Promise<Answer> => hub.graphql(text, { token, variables });
const ask = async (text: string, by: TestPerson, variables: object = {}): Promise<ReturnType<typeof data>> => data(await send(text, variables, by));
const refusal = async (text: string, by: TestPerson, variables: object): Promise<unknown> => (await send(text, variables, by)).errors?.[0]?.extensions;
const until = (days: number): string => new Date(hub.clock.now().getTime() + days * DAY).toISOString();
const plan = async (input: object, by = author) => (await ask(PLAN, by, { input: { successorId: second.id, reason: 'ROTATION', ...input } })).planHandover.handover;
const refusedPlan = (input: object, by = author): Promise<unknown> => refusal(PLAN, by, { input: { successorId: second.id, reason: 'ROTATION', ...input } });
const watch = async (): Promise<void> => { await hub.hub.app.get(HandoverWatch).run(); await distribute(hub); };
const told = async (by: TestPerson): Promise<string[]> =>
  (await ask('{ alerts(first: 100) { nodes { kind change subjectId } } }', by)).alerts.nodes.filter(({ kind }: { kind: string }) => kind === 'HANDOVER').map(({ change, subjectId }: Record<string, string>) => `${change} ${subjectId}`);
const red = (more: object = {}): object => ({ tlp: 'RED', title: 'A name', audience: { personIds: [contact.id] }, approverIds: [second.id], sections: [{ heading: 'All', body: 'B' }, { heading: 'Few', body: 'C', audience: { personIds: [] } }], ...more });
const publishedRed = async (more: object = {}): Promise<string> => (await publishNew(hub, author, second, red(more))).id;
const revisionOf = async (id: string): Promise<number> => (await hub.superuser<{ revision: number }>('SELECT revision FROM hub.bulletins WHERE id = $1', [id])).rows[0]?.revision ?? 0;
const read = async (id: string, by: TestPerson, version?: number) => (await send(READ, { id, ...(version ? { version } : {}) }, by)).data?.bulletin ?? null;
const leave = (id: string, by = administrator): Promise<unknown> => ask('mutation ($id: ID!) { endMembership(input: { personId: $id }) { person { id } } }', by, { id });

describe('a handover', () => {
  it('is planned by whose it is, and comes back by itself at the end of a leave; both are told, each once', async () => {
    const { id } = await plan({ reason: 'LEAVE', from: until(1), until: until(8) });
    await watch();
    expect(await told(second)).toEqual([]);
    expect((await ask(`{ handovers { ${HANDOVER} } }`, author)).handovers).toEqual([expect.objectContaining({ id, person: { id: author.id }, successor: { id: second.id }, stands: false })]);
    hub.clock.advance(DAY);
    for (let n = 0; n < 2; n++) await watch();
    expect([await told(second), await told(author)]).toEqual([[`BEGUN ${id}`], []]);
    const responsible = async (): Promise<string> => (await hub.uow.realm('worker', hub.clock.now(), (tx) => tx.query<{ id: string }>('responsible', 'SELECT hub.responsible($1, $2) AS id', [author.id, hub.clock.now()])))[0]?.id ?? '';
    expect(await responsible()).toBe(second.id);
    hub.clock.advance(7 * DAY);
    for (let n = 0; n < 2; n++) await watch();
    expect([await told(second), await told(author)]).toEqual([[`BEGUN ${id}`, `ENDED ${id}`], [`ENDED ${id}`]]);
    expect(await responsible()).toBe(author.id);
    expect((await ask('{ handovers { id } }', author)).handovers).toEqual([]);
    const { rows } = await hub.superuser(`SELECT type, payload - 'tell' AS payload FROM hub.outbox_events WHERE subject_id = $1 AND type LIKE 'handover.%' AND payload <> '{}' ORDER BY occurred_at`, [id]);
    expect(rows).toEqual([{ type: 'handover.begun', payload: { from: author.id, to: second.id, until: '2026-03-10T01:00:00.000Z' } }, { type: 'handover.ended', payload: { from: author.id, to: second.id, until: '2026-03-10T01:00:00.000Z' } }]);
  });

  it('is planned for somebody else by administrators and contact points alone, and known to those concerned alone', async () => {
    const { id } = await plan({ personId: author.id }, administrator);
    expect(await hub.recorded({ action: 'handover.planned', subject: id })).toEqual([expect.objectContaining({ holder: home, person: administrator.id, detail: expect.objectContaining({ person: author.id, successor: second.id, reason: 'ROTATION' }) })]);
    for (const by of [author, second, administrator]) expect((await ask('{ handovers { id } }', by)).handovers).toEqual([{ id }]);
    for (const by of [third, reader, elsewhere, contact]) expect((await ask('{ handovers { id } }', by)).handovers).toEqual([]);
    for (const by of [third, second]) expect(await refusedPlan({ personId: author.id, successorId: third.id }, by)).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusedPlan({ personId: author.id }, elsewhere)).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(END, second, { id })).toMatchObject({ code: 'FORBIDDEN' });
    for (const by of [third, elsewhere]) expect(await refusal(END, by, { id })).toMatchObject({ code: 'NOT_FOUND' });
    expect((await ask(END, author, { id })).endHandover.handover).toMatchObject({ stands: false, endedAt: '2026-03-02T01:00:00.000Z' });
    expect(await refusal(END, author, { id })).toMatchObject({ code: 'CONFLICT' });
  });

  it('passes the tasks of threads on while it stands, and back', async () => {
    const { id: bulletinId } = await publishNew(hub, deputy, await addPerson(hub, embassy), { tlp: 'AMBER', title: 'Which vessel', audience: { organisationIds: [home] } });
    const { id: threadId } = (await ask('mutation ($input: OpenThreadInput!) { openThread(input: $input) { thread { id } } }', third, { input: { bulletinId, subject: 'Vessel', kind: 'QUESTION', body: 'Which one?', language: 'en' } })).openThread.thread;
    await ask('mutation ($input: AssignThreadInput!) { assignThread(input: $input) { thread { id } } }', third, { input: { threadId, personId: author.id } });
    const tasks = async (by: TestPerson): Promise<string[]> => (await ask('{ threads(first: 9, filter: { assignedToMe: true }) { nodes { id } } }', by)).threads.nodes.map(({ id }: { id: string }) => id);
    expect([await tasks(author), await tasks(second)]).toEqual([[threadId], []]);
    await plan({ reason: 'LEAVE', until: until(3) });
    expect([await tasks(author), await tasks(second), await tasks(third)]).toEqual([[], [threadId], []]);
    hub.clock.advance(4 * DAY);
    expect([await tasks(author), await tasks(second)]).toEqual([[threadId], []]);
  });

  it('is refused where it makes no sense, naming the field', async () => {
    expect(await refusedPlan({ successorId: author.id })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.successorId' });
    expect(await refusedPlan({ successorId: reader.id })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.successorId' });
    expect(await refusedPlan({ successorId: administrator.id })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.successorId' });
    expect(await refusedPlan({ successorId: deputy.id })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusedPlan({ reason: 'LEAVE' })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.until' });
    expect(await refusedPlan({ until: until(3) })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.until' });
    expect(await refusedPlan({ reason: 'LEAVE', from: until(3), until: until(3) })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.until' });
    expect(await refusedPlan({ from: until(-1) })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.from' });
    await plan({ reason: 'LEAVE', from: until(2), until: until(4) });
    expect(await refusedPlan({ reason: 'LEAVE', from: until(3), until: until(5), successorId: third.id })).toMatchObject({ code: 'CONFLICT' });
    await plan({ reason: 'LEAVE', from: until(4), until: until(5), successorId: third.id });
  });

  it('gives no right: a successor who reads only edits nothing, and one who did not edit still approves', async () => {
    await plan({ personId: reader.id, successorId: second.id }, administrator);
    await plan({ successorId: second.id });
    const bulletin = await draft(hub, author, { tlp: 'AMBER', audience: { organisationIds: [embassy] } });
    expect(data(await publish(hub, author, bulletin)).publishBulletin.bulletin.state).toBe('IN_REVIEW');
    expect(data(await publish(hub, second, bulletin)).publishBulletin.bulletin.state).toBe('PUBLISHED');
    const other = await draft(hub, author, { tlp: 'AMBER', audience: { organisationIds: [embassy] } });
    await ask(REVISE, second, { input: { id: other.id, expectedRevision: 1, title: 'Mine now' } });
    await publish(hub, author, { id: other.id, revision: 2 });
    expect(await refusal(APPROVE, second, { input: { id: other.id, expectedRevision: 2 } })).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('lets the register show the deputy while the contact point is away', async () => {
    const shown = async () => (await ask('query ($id: ID!) { organisation(id: $id) { contact { standsIn person { id } } } }', author, { id: embassy })).organisation.contact;
    await plan({ reason: 'LEAVE', from: until(1), until: until(2), successorId: deputy.id }, contact);
    expect(await shown()).toEqual({ standsIn: false, person: { id: contact.id } });
    hub.clock.advance(DAY);
    expect(await shown()).toEqual({ standsIn: true, person: { id: deputy.id } });
    hub.clock.advance(DAY);
    expect(await shown()).toEqual({ standsIn: false, person: { id: contact.id } });
  });
});

describe('what would pass', () => {
  it('is shown in numbers; TLP:RED only to whom it is open, and titles only to editors', async () => {
    const amber = await draft(hub, author, { tlp: 'AMBER', title: 'Secret', audience: { organisationIds: [embassy] } });
    const secret = await draft(hub, author, red());
    const { id: published } = await publishNew(hub, author, second, { tlp: 'GREEN' });
    const foreign = await publishNew(hub, deputy, contact, { tlp: 'GREEN' });
    await ask('mutation ($id: ID!) { acknowledgeBulletin(input: { id: $id, version: 1, kind: RECEIVED }) { bulletin { id } } }', author, { id: foreign.id });
    const overview = async (by: TestPerson) => {
      const { bulletins, ...numbers } = (await ask(OVERVIEW, by, { id: author.id })).handoverOverview;
      return { ...numbers, bulletins: bulletins.map(({ id }: { id: string }) => id).sort() };
    };
    const ids = [amber.id, published, secret.id].sort();
    expect(await overview(author)).toEqual({ drafts: 2, published: 1, approvals: 0, answers: 1, bulletins: ids });
    expect(await overview(administrator)).toEqual({ drafts: 1, published: 1, approvals: 0, answers: 1, bulletins: [] });
    const both = await addPerson(hub, home, { roles: [Role.ADMINISTRATOR, Role.OFFICER] });
    expect(await overview(both)).toEqual({ drafts: 1, published: 1, approvals: 0, answers: 1, bulletins: [amber.id, published].sort() });
    await publish(hub, author, secret);
    expect((await ask(OVERVIEW, second, {})).handoverOverview.approvals).toBe(1);
    expect((await ask(OVERVIEW, administrator, { id: second.id })).handoverOverview.approvals).toBe(0);
    for (const by of [second, third, reader]) expect(await refusal(OVERVIEW, by, { id: author.id })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(OVERVIEW, elsewhere, { id: author.id })).toMatchObject({ code: 'NOT_FOUND' });
    // Titles were read, and that is on record.
    expect((await hub.recorded({ action: 'bulletin.listed' })).filter(({ person }) => person === both.id).length).toBeGreaterThan(0);
  });

  it('shows to administrators where nobody has taken over from somebody who left, until somebody has', async () => {
    await draft(hub, author, { tlp: 'AMBER', audience: { organisationIds: [embassy] } });
    await draft(hub, author, red());
    const left = async (by = administrator) => (await ask('{ leftBehind { person { id } drafts answers approvals } }', by)).leftBehind;
    expect(await left()).toEqual([]);
    await leave(author.id);
    expect(await left()).toEqual([{ person: { id: author.id }, drafts: 1, answers: 0, approvals: 0 }]);
    expect(await left(elsewhere)).toEqual([]);
    expect(await refusal('{ leftBehind { drafts } }', second, {})).toMatchObject({ code: 'FORBIDDEN' });
    const { id } = await plan({ personId: author.id, reason: 'DEPARTURE' }, administrator);
    expect(await left()).toEqual([]);
    await ask(END, administrator, { id });
    expect(await left()).toHaveLength(1);
  });
});

describe('TLP:RED', () => {
  it('opens to nobody when one of its few goes: its author is asked, and his revision alone opens it', async () => {
    const id = await publishedRed();
    await plan({ reason: 'ROTATION', successorId: deputy.id }, contact);
    for (let n = 0; n < 2; n++) await watch();
    expect(await told(author)).toEqual([`ASKED ${id}`]);
    expect(await read(id, deputy)).toBeNull();
    for (const by of [second, third, contact, deputy]) expect((await told(by)).filter((line) => line.includes(id))).toEqual([]);
    const asked = async (by: TestPerson) => (await ask('{ successorsAsked { bulletin { id } person { id } organisation { id } author } }', by)).successorsAsked;
    expect(await asked(author)).toEqual([{ bulletin: { id }, person: { id: contact.id }, organisation: { id: embassy }, author: false }]);
    for (const by of [third, contact, deputy, administrator]) expect(await asked(by)).toEqual([]);
    await ask(REVISE, author, { input: { id, expectedRevision: await revisionOf(id), audience: { personIds: [deputy.id] }, approverIds: [third.id] } });
    expect(await read(id, deputy)).toBeNull();
    for (const by of [author, third]) await publish(hub, by, { id, revision: await revisionOf(id) });
    expect((await read(id, deputy))?.title).toBe('A name');
    expect(await read(id, contact)).toBeNull();
    expect(await asked(author)).toEqual([]);
  });

  it('asks whoever else works on it where its author has left', async () => {
    const id = await publishedRed();
    await leave(author.id);
    await watch();
    expect(await told(second)).toEqual([`ASKED ${id}`]);
    expect((await ask('{ successorsAsked { bulletin { id } author } }', second)).successorsAsked).toEqual([{ bulletin: { id }, author: true }]);
    expect(await told(third)).toEqual([]);
    expect(await read(id, third)).toBeNull();
  });

  it('passes whole to an officer whom its author makes its author, by himself alone; who works on it after him is said by the next revision', async () => {
    const id = await publishedRed({ audience: { personIds: [contact.id] }, approverIds: [second.id] });
    const input = { id, expectedRevision: await revisionOf(id), successorId: third.id };
    expect(await read(id, third)).toBeNull();
    expect(await refusal(AUTHOR, third, { input })).toMatchObject({ code: 'NOT_FOUND' });
    expect(await refusal(AUTHOR, administrator, { input })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(AUTHOR, second, { input })).toMatchObject({ code: 'FORBIDDEN' });
    for (const successorId of [author.id, reader.id, deputy.id, administrator.id]) expect(await refusal(AUTHOR, author, { input: { ...input, successorId } })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.successorId' });
    expect(await refusal(AUTHOR, author, { input: { ...input, expectedRevision: 99 } })).toMatchObject({ code: 'CONFLICT' });
    await ask(AUTHOR, author, { input });
    expect(await read(id, third)).toMatchObject({ version: 1, sections: [{ heading: 'All' }, { heading: 'Few' }] });
    expect(await read(id, third, 1)).toMatchObject({ sections: [{ heading: 'All' }, { heading: 'Few' }] });
    await distribute(hub);
    expect(await told(third)).toEqual([`AUTHOR ${id}`]);
    expect(await hub.recorded({ action: 'bulletin.authorship-handed-over', subject: id })).toEqual([expect.objectContaining({ holder: home, person: author.id, detail: { before: author.id, after: third.id } })]);
    expect(await refusal(AUTHOR, author, { input: { ...input, expectedRevision: await revisionOf(id), successorId: second.id } })).toMatchObject({ code: 'FORBIDDEN' });
    // The new author revises, lowers and names as the old one did, who is no longer one of the few then.
    await ask(REVISE, third, { input: { id, expectedRevision: await revisionOf(id), title: 'Another' } });
    expect(await read(id, author)).toMatchObject({ title: 'A name', pending: null });
    for (const by of [third, second]) await publish(hub, by, { id, revision: await revisionOf(id) });
    expect(await read(id, third)).toMatchObject({ title: 'Another' });
    expect(await read(id, author)).toBeNull();
  });

  it('is handed over as a draft too; the new author counts as having edited it, so that somebody else approves', async () => {
    const bulletin = await draft(hub, author, red({ approverIds: [second.id, third.id] }));
    await publish(hub, author, bulletin);
    const input = async () => ({ id: bulletin.id, expectedRevision: await revisionOf(bulletin.id), successorId: second.id });
    expect(await refusal(AUTHOR, author, { input: await input() })).toMatchObject({ code: 'CONFLICT', allowed: ['returnBulletin'] });
    await ask('mutation ($input: ReturnBulletinInput!) { returnBulletin(input: $input) { bulletin { id } } }', author, { input: { id: bulletin.id, expectedRevision: await revisionOf(bulletin.id), reason: 'x' } });
    await ask(AUTHOR, author, { input: await input() });
    expect((await read(bulletin.id, second))?.pending).toMatchObject({ sections: [{ heading: 'All' }, { heading: 'Few' }], editedBy: [{ id: author.id }, { id: second.id }] });
    const now = async () => ({ id: bulletin.id, revision: await revisionOf(bulletin.id) });
    await publish(hub, second, await now());
    expect(await refusal(APPROVE, second, { input: { id: bulletin.id, expectedRevision: await revisionOf(bulletin.id) } })).toMatchObject({ code: 'FORBIDDEN' });
    expect(data(await publish(hub, third, await now())).publishBulletin.bulletin.state).toBe('PUBLISHED');
  });
});
