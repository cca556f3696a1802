import { OrganisationKind, Role } from '@hub/access';
import { DepartureService, HandoverWatch } from '@hub/handover';
import { addOrganisation, addPerson, appoint, createTestHub, data, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { distribute } from './support/alerting.js';

const HOUR = 3_600_000;
const FIELDS = 'organisation { id } successor { id } leavesAt leftAt';
const DEPART = `mutation ($input: DepartOrganisationInput!) { departOrganisation(input: $input) { departure { ${FIELDS} } } }`;

let hub: TestHub;
let npa: string, leaving: string, staying: string;
let coordinator: TestPerson, contact: TestPerson, officer: TestPerson, author: TestPerson, second: TestPerson;

beforeEach(async () => {
  hub = await createTestHub();
  npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  [leaving, staying] = [await addOrganisation(hub), await addOrganisation(hub)];
  coordinator = await addPerson(hub, npa, { roles: [Role.COORDINATOR, Role.READER] });
  [contact, officer] = [await addPerson(hub, leaving, { roles: [Role.CONTACT_POINT, Role.OFFICER] }), await addPerson(hub, leaving)];
  [author, second] = [await addPerson(hub, staying), await addPerson(hub, staying)];
  await appoint(hub, leaving, contact.id);
});
afterEach(() => hub.close());

const ask = async (text: string, { token }: TestPerson, variables: object = {}): Promise<ReturnType<typeof data>> => data(await hub.graphql(text, { token, variables }));
const refusal = async (text: string, { token }: TestPerson, variables: object = {}): Promise<unknown> => (await hub.graphql(text, { token, variables })).errors?.[0]?.extensions;
const revision = async (id = leaving): Promise<number> => (await hub.superuser<{ revision: number }>('SELECT revision FROM hub.organisations WHERE id = $1', [id])).rows[0]?.revision ?? 0;
const inHours = (hours: number): string => new Date(hub.clock.now().getTime() + hours * HOUR).toISOString();
const depart = async (more: object = {}, by = contact) => (await ask(DEPART, by, { input: { expectedRevision: await revision(), leavesAt: inHours(48), successorId: staying, ...more } })).departOrganisation.departure;
const departures = async (by: TestPerson) => (await ask(`{ departures { ${FIELDS} } }`, by)).departures;
const run = async (): Promise<void> => { await hub.hub.app.get(DepartureService).run(); await hub.hub.app.get(HandoverWatch).run(); await distribute(hub); };
const told = async (by: TestPerson): Promise<string[]> => (await ask('{ alerts(first: 100) { nodes { kind change subjectId } } }', by)).alerts.nodes
  .filter(({ kind }: { kind: string }) => kind === 'HANDOVER').map(({ change, subjectId }: Record<string, string>) => `${change} ${subjectId}`);

it('an organisation declares that it leaves, coordinators know of it and others do not, and it takes that back', async () => {
  expect(await refusal(DEPART, contact, { input: { expectedRevision: await revision(), leavesAt: inHours(23) } })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.leavesAt' });
  for (const successorId of [leaving, officer.id, 'x']) expect(await refusal(DEPART, contact, { input: { expectedRevision: await revision(), leavesAt: inHours(48), successorId } })).toMatchObject({ code: 'INVALID_INPUT', field: 'input.successorId' });
  expect(await refusal(DEPART, officer, { input: { expectedRevision: await revision(), leavesAt: inHours(48) } })).toMatchObject({ code: 'FORBIDDEN' });
  expect(await refusal(DEPART, await addPerson(hub, npa, { roles: [Role.ADMINISTRATOR] }), { input: { expectedRevision: await revision(npa), leavesAt: inHours(48) } })).toMatchObject({ code: 'CONFLICT' });
  const declared = { organisation: { id: leaving }, successor: { id: staying }, leavesAt: inHours(48), leftAt: null };
  expect(await depart()).toEqual(declared);
  expect(await refusal(DEPART, contact, { input: { expectedRevision: await revision(), leavesAt: inHours(48) } })).toMatchObject({ code: 'CONFLICT', allowed: ['cancelDeparture'] });
  for (let n = 0; n < 2; n++) await run();
  expect(await told(coordinator)).toEqual([`DEPARTING ${leaving}`]);
  for (const by of [contact, coordinator]) expect(await departures(by)).toEqual([declared]);
  for (const by of [officer, author]) expect(await departures(by)).toEqual([]);
  expect(await ask('mutation { cancelDeparture }', contact)).toEqual({ cancelDeparture: true });
  expect(await refusal('mutation { cancelDeparture }', contact)).toMatchObject({ code: 'CONFLICT' });
  hub.clock.advance(49 * HOUR);
  await run();
  expect(await ask('{ viewer { organisation { id } } }', officer)).toEqual({ viewer: { organisation: { id: leaving } } });
  expect((await hub.recorded({ subject: leaving })).map(({ action }) => action)).toEqual(expect.arrayContaining(['organisation.departure-declared', 'organisation.departure-taken-back']));
});

it('at its hour its people are nobody, its answers stay due, what it published stays under its name, and nothing opens to anybody', async () => {
  const due = await publishNew(hub, author, second, { tlp: 'AMBER', audience: { organisationIds: [leaving] }, acknowledgeBy: inHours(400) });
  const red = await publishNew(hub, author, second, { tlp: 'RED', audience: { personIds: [contact.id] }, approverIds: [second.id] });
  const third = await addOrganisation(hub);
  const reader = await addPerson(hub, third, { roles: [Role.READER] });
  const kept = await publishNew(hub, officer, contact, { tlp: 'AMBER', title: 'Kept', audience: { organisationIds: [third] } });
  await depart();
  hub.clock.advance(48 * HOUR);
  const others = await Promise.all([0, 1].map(() => createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock })));
  await Promise.all([hub, ...others].map(({ hub: { app } }) => app.get(DepartureService).run()));
  for (const other of others) await other.close();
  await run();
  for (const by of [contact, officer]) expect(await refusal('{ viewer { roles } }', by)).toMatchObject({ code: 'UNAUTHENTICATED' });
  const read = async (id: string, by: TestPerson) => (await hub.graphql('query ($id: ID!) { bulletin(id: $id) { title acknowledgements { organisation { id } kind } } }', { token: by.token, variables: { id } })).data?.bulletin ?? null;
  expect((await read(due.id, author))?.acknowledgements).toEqual([{ organisation: { id: leaving }, kind: null }]);
  expect((await read(kept.id, reader))?.title).toBe('Kept');
  for (const by of [author, coordinator]) expect(await read(kept.id, by)).toBeNull();
  expect(await departures(reader)).toEqual([{ organisation: { id: leaving }, successor: { id: staying }, leavesAt: expect.any(String), leftAt: hub.clock.now().toISOString() }]);
  expect(await told(author)).toEqual([`ASKED ${red.id}`]);
  expect((await told(coordinator)).filter((line) => line.startsWith('DEPARTED'))).toEqual([`DEPARTED ${leaving}`]);
  const departed = await hub.recorded({ action: 'organisation.departed' });
  expect(departed.map(({ holder, person }) => [holder, person]).sort()).toEqual([[leaving, null], [npa, null]].sort());
  // A coordinator lets it come back, and nobody of it with it.
  await ask('mutation ($id: ID!) { reinstateOrganisation(input: { organisationId: $id }) { organisation { id } } }', coordinator, { id: leaving });
  expect(await departures(reader)).toEqual([]);
  expect(await refusal('{ viewer { roles } }', officer)).toMatchObject({ code: 'UNAUTHENTICATED' });
});
