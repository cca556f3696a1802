import { OrganisationKind, Role } from '@hub/access';
import { RegisterReminders } from '@hub/register';
import { addOrganisation, addPerson, appoint, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { distribute } from './support/alerting.js';

const DAY = 86_400_000;
const CONTACT = 'person { id displayName email } standsIn dutyTelephone hours { zone from until weekdays } closedDays withinHours languages attestedOn voided dueOn overdue';
const ATTEST = `mutation ($input: AttestRegisterInput!) { attestRegister(input: $input) { attestation { id attestedBy { id } voidedAt contactPoint deputy dutyTelephone languages hours { from until } closedDays } contact { ${CONTACT} } } }`;
const HOURS = `mutation ($input: SetContactHoursInput!) { setContactHours(input: $input) { contact { ${CONTACT} } revision } }`;
const OFFICE = { from: '09:00', until: '17:00', weekdays: ['MONDAY', 'TUESDAY', 'WEDNESDAY', 'THURSDAY', 'FRIDAY'] };

let hub: TestHub;
let coordinators: string;
let coordinator: TestPerson;
let organisation: string;
let people: Record<'administrator' | 'contact' | 'deputy' | 'officer', TestPerson>;
let stranger: TestPerson;

beforeAll(async () => {
  hub = await createTestHub();
  coordinators = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  coordinator = await addPerson(hub, coordinators, { roles: [Role.COORDINATOR] });
});
afterAll(() => hub.close());
beforeEach(async () => {
  hub.clock.set(new Date('2026-03-02T01:00:00Z')); // Monday, ten o'clock in Tokyo
  organisation = await addOrganisation(hub);
  people = {
    administrator: await addPerson(hub, organisation, { roles: [Role.ADMINISTRATOR] }),
    contact: await addPerson(hub, organisation, { roles: [Role.CONTACT_POINT], familyName: 'Reyes', givenName: 'Ana' }),
    deputy: await addPerson(hub, organisation, { familyName: 'Cruz', givenName: 'Ben' }),
    officer: await addPerson(hub, organisation),
  };
  await appoint(hub, organisation, people.contact.id, people.deputy.id);
  stranger = await addPerson(hub, await addOrganisation(hub), { roles: [Role.READER] });
});

const ask = async (text: string, { token }: TestPerson, variables: object = {}): Promise<ReturnType<typeof data>> => data(await hub.graphql(text, { token, variables }));
const refusal = async (text: string, { token }: TestPerson, variables: object = {}): Promise<unknown> => (await hub.graphql(text, { token, variables })).errors?.[0]?.extensions;
const revision = async (): Promise<number> => (await ask('query ($id: ID!) { organisation(id: $id) { revision } }', people.administrator, { id: organisation })).organisation.revision;
const contact = async (by: TestPerson = stranger) => (await ask(`query ($id: ID!) { organisation(id: $id) { contact { ${CONTACT} } } }`, by, { id: organisation })).organisation.contact;
const setHours = async (input: object = {}, by = people.administrator) => ask(HOURS, by, { input: { expectedRevision: await revision(), hours: [OFFICE], languages: ['en', 'fil'], ...input } });
const telephone = async () => ask('mutation ($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { organisation { id } } }', people.administrator, { input: { expectedRevision: await revision(), dutyTelephone: '+81 3 0000 1111' } });
const attest = async (by = people.contact) => (await ask(ATTEST, by, { input: { expectedRevision: await revision() } })).attestRegister;
const complete = async (): Promise<void> => { await setHours(); await telephone(); };
/** What the hub told since, of this organisation, and whom. */
async function told(): Promise<{ change: string; to: string[] }[]> {
  await hub.hub.app.get(RegisterReminders).run();
  const { rows } = await hub.superuser<{ payload: { tell: { kind: string; change: string; subjectId: string; bulletinId: null; readers: number[] }[] } }>(
    `SELECT payload FROM hub.outbox_events WHERE type = 'register.due' AND subject_id = $1 ORDER BY occurred_at, payload->'tell'->0->>'organisationId' <> $1::text`, [organisation]);
  const { rows: known } = await hub.superuser<{ id: string; principal: number }>('SELECT id, principal FROM hub.persons');
  const names = new Map([...Object.entries(people), ['coordinator', coordinator] as const].map(([name, { id }]) => [known.find((row) => row.id === id)?.principal, name]));
  return rows.map(({ payload: { tell: [one] } }) => ({ change: `${one?.kind} ${one?.change}`, to: (one?.readers ?? []).map((reader) => names.get(reader) ?? '?').sort() }));
}

describe('whoever writes to an organisation', () => {
  it('sees who answers now, the duty telephone, the hours and the languages, and no more of its people', async () => {
    await complete();
    expect(await contact()).toEqual({
      person: { id: people.contact.id, displayName: 'Ana REYES', email: null }, standsIn: false, dutyTelephone: '+81 3 0000 1111', hours: [{ zone: 'Asia/Tokyo', ...OFFICE }], closedDays: [], withinHours: true,
      languages: ['en', 'fil'], attestedOn: null, voided: false, dueOn: expect.any(String), overdue: false,
    });
    const page = JSON.stringify(await ask(`{ register(first: 100) { nodes { organisation { id } ${CONTACT} } } }`, stranger));
    expect(page).toContain(organisation);
    for (const { id } of [people.deputy, people.officer, people.administrator]) expect(page).not.toContain(id);
    expect((await hub.graphql('{ register { nodes { dutyTelephone } } }')).errors?.[0]?.extensions.code).toBe('UNAUTHENTICATED');
  });

  it('sees the duty role only, where the organisation shows no names', async () => {
    await ask('mutation ($input: UpdateOrganisationInput!) { updateOrganisation(input: $input) { organisation { id } } }', people.administrator, { input: { expectedRevision: await revision(), dutyRole: true } });
    expect((await contact()).person).toEqual({ id: people.contact.id, displayName: 'Contact point', email: null });
  });

  it('sees whether it is within hours, by the clock there and not on closed days', async () => {
    await setHours({ hours: [OFFICE, { ...OFFICE, from: '20:00', until: '02:00' }], closedDays: ['2026-03-03'] });
    for (const [at, within] of [['2026-03-02T07:59:00Z', true], ['2026-03-02T08:00:00Z', false], ['2026-03-02T16:00:00Z', true], ['2026-03-03T01:00:00Z', false], ['2026-03-03T16:00:00Z', false], ['2026-03-04T01:00:00Z', true]] as const) {
      hub.clock.set(new Date(at));
      expect([at, (await contact()).withinHours]).toEqual([at, within]);
    }
  });

  it('sees the deputy when it is his turn by the duty rota, never another one on it, and when there is no contact point', async () => {
    const rota = async (...who: TestPerson[]): Promise<void> => void (await ask('mutation ($input: SetDutyRotaInput!) { setDutyRota(input: $input) { rota { revision } } }', people.administrator, {
      input: { expectedRevision: await revision(), shifts: who.map(({ id }) => ({ personId: id, telephone: '+819000000001', channel: 'SMS', hours: { from: '09:00', until: '12:00' } })) },
    }));
    await rota(people.officer, people.contact);
    expect((await contact()).person.id).toBe(people.contact.id);
    await rota(people.officer, people.deputy, people.contact);
    expect(await contact()).toMatchObject({ person: { id: people.deputy.id }, standsIn: true });
    hub.clock.set(new Date('2026-03-02T03:00:00Z'));
    expect(await contact()).toMatchObject({ person: { id: people.contact.id }, standsIn: false });
    await appoint(hub, organisation, null, people.deputy.id);
    expect(await contact()).toMatchObject({ person: { id: people.deputy.id }, standsIn: true });
    expect(JSON.stringify(await contact())).not.toContain(people.officer.id);
  });

  it('does not find a suspended organisation in it', async () => {
    await ask('mutation ($id: ID!) { suspendOrganisation(input: { organisationId: $id, reason: "x" }) { organisation { id } } }', coordinator, { id: organisation });
    for (const by of [stranger, coordinator]) {
      expect(await contact(by)).toBeNull();
      expect(JSON.stringify(await ask('{ register(first: 100) { nodes { organisation { id } } } }', by))).not.toContain(organisation);
    }
  });
});

describe('what an organisation says of its contact point', () => {
  it('is changed by administrators and contact points at the revision they saw, and refused where it is wrong', async () => {
    expect((await setHours({ languages: ['pt-br', 'en'] }, people.contact)).setContactHours.contact.languages).toEqual(['pt-BR', 'en']);
    const input = { expectedRevision: await revision(), hours: [OFFICE], languages: ['en'] };
    for (const by of [people.officer, stranger]) expect(await refusal(HOURS, by, { input })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(HOURS, people.contact, { input: { ...input, expectedRevision: input.expectedRevision - 1 } })).toMatchObject({ code: 'CONFLICT', currentRevision: input.expectedRevision });
    expect(await refusal(HOURS, people.contact, { input: { ...input, hours: [OFFICE, { ...OFFICE, zone: 'Asia/Edo' }] } })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.hours.1.zone' });
    expect(await hub.recorded({ action: 'register.hours-set', subject: organisation })).toEqual([expect.objectContaining({ holder: organisation, person: people.contact.id })]);
  });

  it('can be attested when it is complete, and it stays known what exactly was attested', async () => {
    const incomplete = async (): Promise<unknown> => refusal(ATTEST, people.contact, { input: { expectedRevision: await revision() } });
    expect(await incomplete()).toMatchObject({ code: 'CONFLICT', allowed: ['updateOrganisation'] });
    await telephone();
    expect(await incomplete()).toMatchObject({ code: 'CONFLICT', allowed: ['setContactHours'] });
    await setHours();
    for (const by of [people.officer, stranger]) expect(await refusal(ATTEST, by, { input: { expectedRevision: 1 } })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await refusal(ATTEST, people.contact, { input: { expectedRevision: 1 } })).toMatchObject({ code: 'CONFLICT' });
    const attested = { attestedBy: { id: people.contact.id }, voidedAt: null, contactPoint: 'Ana REYES', deputy: 'Ben CRUZ', dutyTelephone: '+81 3 0000 1111', languages: ['en', 'fil'], hours: [{ from: '09:00', until: '17:00' }], closedDays: [] };
    expect(await attest()).toMatchObject({ attestation: attested, contact: { attestedOn: '2026-03-02T01:00:00.000Z', dueOn: '2027-03-02T01:00:00.000Z', voided: false } });
    await setHours({ languages: ['ja'] });
    const fields = 'attestedBy { id } voidedAt contactPoint deputy dutyTelephone languages hours { from until } closedDays';
    expect((await ask(`{ attestations { nodes { ${fields} } } }`, people.administrator)).attestations.nodes).toEqual([attested]);
    expect(await refusal('{ attestations { nodes { id } } }', people.officer)).toMatchObject({ code: 'FORBIDDEN' });
    expect((await ask('{ attestations { nodes { id } } }', await addPerson(hub, stranger.organisationId, { roles: [Role.ADMINISTRATOR] }))).attestations.nodes).toEqual([]);
    const [record] = await hub.recorded({ action: 'register.attested', subject: organisation });
    expect(record).toMatchObject({ holder: organisation, person: people.contact.id });
    expect(JSON.stringify(record)).not.toMatch(/Reyes|1111/);
  });

  it.each([
    ['another contact point is named', async () => ask('mutation ($input: SetContactPointInput!) { setContactPoint(input: $input) { organisation { id } } }', people.administrator, { input: { expectedRevision: await revision(), contactPointId: people.officer.id } })],
    ['the deputy is suspended', async () => ask('mutation ($id: ID!) { suspendPerson(input: { personId: $id }) { person { id } } }', people.administrator, { id: people.deputy.id })],
    ["the contact point's membership ends", async () => ask('mutation ($id: ID!) { endMembership(input: { personId: $id }) { person { id } } }', people.administrator, { id: people.contact.id })],
  ])('is void until it is attested anew, when %s', async (_, rotate) => {
    await complete();
    await attest();
    await told();
    hub.clock.advance(DAY);
    await rotate();
    expect(await contact()).toMatchObject({ attestedOn: null, voided: true, overdue: true, dueOn: '2026-03-03T01:00:00.000Z' });
    expect((await ask('{ attestations { nodes { voidedAt } } }', people.administrator)).attestations.nodes).toEqual([{ voidedAt: '2026-03-03T01:00:00.000Z' }]);
    const [notice, ...more] = await told();
    expect(notice?.change).toBe('REGISTER VOID');
    expect(notice?.to).toContain('administrator');
    expect(more).toEqual([]);
    await appoint(hub, organisation, people.officer.id);
    await attest(people.administrator);
    expect(await contact()).toMatchObject({ attestedOn: '2026-03-03T01:00:00.000Z', voided: false, overdue: false });
  });

  it('is not void where somebody else leaves, or what is named is the same', async () => {
    await complete();
    await attest();
    await ask('mutation ($id: ID!) { suspendPerson(input: { personId: $id }) { person { id } } }', people.administrator, { id: people.officer.id });
    await ask('mutation ($input: SetContactPointInput!) { setContactPoint(input: $input) { organisation { id } } }', people.administrator, { input: { expectedRevision: await revision(), contactPointId: people.contact.id } });
    expect(await contact()).toMatchObject({ voided: false, overdue: false });
  });
});

describe('the yearly attestation', () => {
  it('is asked for thirty days before it is due and when it is, then of administrators, then told to the coordinators, each once', async () => {
    await complete();
    await attest();
    expect(await told()).toEqual([]);
    const due = Date.parse('2027-03-02T01:00:00Z');
    const steps: [number, { change: string; to: string[] }[]][] = [
      [-30 * DAY - 1, []], [-30 * DAY, [{ change: 'REGISTER DUE_SOON', to: ['contact', 'deputy'] }]], [-1, []], [0, [{ change: 'REGISTER DUE', to: ['contact', 'deputy'] }]],
      [14 * DAY - 1, []], [14 * DAY, [{ change: 'REGISTER OVERDUE', to: ['administrator', 'contact', 'deputy'] }]], [28 * DAY, [{ change: 'REGISTER OVERDUE', to: ['coordinator'] }]], [90 * DAY, []],
    ];
    let all: { change: string; to: string[] }[] = [];
    for (const [offset, more] of steps) {
      hub.clock.set(new Date(due + offset));
      all = [...all, ...more];
      expect(await told()).toEqual(all);
      expect(await told()).toEqual(all);
    }
    // Sessions of tests last thirty days.
    const later = { ...coordinator, token: await hub.tokenFor(coordinator.id) };
    const overdue = await ask('{ register(first: 100, overdue: true) { nodes { organisation { id } overdue } } }', later);
    expect(overdue.register.nodes).toContainEqual({ organisation: { id: organisation }, overdue: true });
    expect(JSON.stringify(await ask('{ register(first: 100, overdue: false) { nodes { organisation { id } } } }', later))).not.toContain(organisation);
    // Which they are is all that the coordinators learn.
    expect(await refusal('{ attestations { nodes { id } } }', later)).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('stands in the streams of those who are told', async () => {
    await complete();
    await attest();
    hub.clock.set(new Date('2027-03-02T01:00:00Z'));
    await told();
    await distribute(hub);
    const alerts = async ({ id }: TestPerson): Promise<unknown> => (await ask('{ alerts(first: 100) { nodes { kind change subjectId bulletinId } } }', { ...people.contact, token: await hub.tokenFor(id) })).alerts.nodes;
    expect(await alerts(people.contact)).toEqual([{ kind: 'REGISTER', change: 'DUE', subjectId: organisation, bulletinId: null }]);
    expect(await alerts(people.officer)).toEqual([]);
  });

  it('is told once by several hubs that look at the same time', async () => {
    await complete();
    await attest();
    const others = await Promise.all([0, 1].map(() => createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock })));
    hub.clock.set(new Date('2027-03-02T01:00:00Z'));
    await Promise.all([hub, ...others, hub, ...others].map(({ hub: { app } }) => app.get(RegisterReminders).run()));
    expect(await told()).toEqual([{ change: 'REGISTER DUE', to: ['contact', 'deputy'] }]);
    for (const other of others) await other.close();
  });
});
