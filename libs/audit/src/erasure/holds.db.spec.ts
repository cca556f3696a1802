import { OrganisationKind, Role } from '@hub/access';
import { type Answer, addOrganisation, addPerson, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';
import { ErasureRun } from './erasure.run.js';

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';
let hub: TestHub;
let [npa, ngo, other]: string[] = [];
let coordinator: TestPerson;
let npaContact: TestPerson;
let npaAdministrator: TestPerson;
let ngoAdministrator: TestPerson;
let otherAdministrator: TestPerson;

beforeAll(async () => {
  hub = await createTestHub();
  npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR });
  ngo = await addOrganisation(hub);
  other = await addOrganisation(hub);
  coordinator = await addPerson(hub, npa, { roles: [Role.COORDINATOR] });
  npaContact = await addPerson(hub, npa, { roles: [Role.CONTACT_POINT] });
  npaAdministrator = await addPerson(hub, npa, { roles: [Role.ADMINISTRATOR] });
  ngoAdministrator = await addPerson(hub, ngo, { roles: [Role.ADMINISTRATOR] });
  otherAdministrator = await addPerson(hub, other, { roles: [Role.ADMINISTRATOR] });
});
afterAll(() => hub.close());

const ask = (who: TestPerson, text: string): Promise<Answer> => hub.graphql(text, { token: who.token });
const run = (): ReturnType<ErasureRun['run']> => hub.hub.app.get(ErasureRun).run();
const codeOf = ({ errors }: Answer): string => errors?.[0]?.extensions.code ?? 'OK';
const hold = (who: TestPerson, covers: string): Promise<Answer> => ask(who, `mutation { setAuditHold(input: { ${covers}, reason: "Proceedings" }) { hold { id forHub subjectId entry { id } } } }`);
const idOf = (answer: Answer): string => (Object.values(data(answer))[0] as { hold: { id: string } }).hold.id;
const lift = (who: TestPerson, id: string): Promise<Answer> => ask(who, `mutation { liftAuditHold(input: { holdId: "${id}" }) { hold { id } } }`);
const standing = async (who: TestPerson): Promise<{ id: string; entry: { id: string; detail: object } | null }[]> => data(await ask(who, '{ auditHolds { id entry { id detail } } }')).auditHolds;
const request = (who: TestPerson, entryId: string): Promise<Answer> => ask(who, `mutation { requestAuditErasure(input: { entryId: "${entryId}", reason: "Wrong" }) { erasure { id state } } }`);
const erasureIn = async (who: TestPerson, id: string): Promise<{ state: string; underLegalHold: boolean }> =>
  data(await ask(who, '{ auditErasures(first: 100) { nodes { id state underLegalHold } } }')).auditErasures.nodes.find((one: { id: string }) => one.id === id);

let circles = 0;
/** An act of the NPA's that the NGO holds a record of, too. */
async function act(): Promise<{ circle: string; entries: Record<string, string> }> {
  const code = `H${String.fromCharCode(65 + (circles += 1))}`;
  const circle = data(await ask(coordinator, `mutation { createCircle(input: { code: "${code}", names: [{ language: "en", text: "Circle" }], memberIds: ["${ngo}"] }) { circle { id } } }`)).createCircle.circle.id as string;
  const records = await hub.recorded({ action: 'circle.created', subject: circle });
  return { circle, entries: Object.fromEntries(records.map(({ holder, id }) => [holder, id])) };
}

it('an entry under a hold can not be asked to be erased, by whoever else holds it either, and nobody is told whose hold it is', async () => {
  const { entries } = await act();
  const id = idOf(await hold(ngoAdministrator, `entryId: "${entries[ngo as string]}"`));
  const refused = await request(npaContact, entries[npa as string] as string);
  expect(refused.errors?.[0]).toMatchObject({ message: expect.stringMatching(/under a legal hold.*証拠保全/) as string, extensions: { code: 'CONFLICT' } });
  for (const secret of [ngo, id, 'Proceedings', ngoAdministrator.id]) expect(refused.text).not.toContain(secret);
  expect(await standing(npaAdministrator)).toEqual([]);
  expect((await standing(ngoAdministrator)).map((one) => [one.id, one.entry?.id])).toEqual([[id, entries[ngo as string]]]);
  data(await lift(ngoAdministrator, id));
  expect(codeOf(await lift(ngoAdministrator, id))).toBe('CONFLICT');
  expect(codeOf(await request(npaContact, entries[npa as string] as string))).toBe('OK');
});

it('a hold that comes after the request keeps the consents and what would be erased; once it is lifted the erasure goes on, however late', async () => {
  const { circle, entries } = await act();
  const { id } = data(await request(npaContact, entries[npa as string] as string)).requestAuditErasure.erasure as { id: string };
  const held = idOf(await hold(coordinator, `subjectId: "${circle}", forHub: true`));
  expect(data(await ask(ngoAdministrator, `mutation { consentToAuditErasure(input: { erasureId: "${id}" }) { erasure { state ownConsent othersConsented underLegalHold } } }`)).consentToAuditErasure.erasure)
    .toEqual({ state: 'OPEN', ownConsent: true, othersConsented: true, underLegalHold: true });
  hub.clock.advance(91 * 86_400_000);
  for (const who of [coordinator, npaContact, npaAdministrator, ngoAdministrator, otherAdministrator]) who.token = await hub.tokenFor(who.id);
  expect(await run()).toMatchObject({ erased: 0 });
  expect(await erasureIn(npaContact, id)).toMatchObject({ state: 'OPEN', underLegalHold: true });
  expect((await hub.recorded({ action: 'circle.created', subject: circle })).length).toBe(2);
  data(await lift(coordinator, held));
  expect(await run()).toMatchObject({ erased: 1 });
  expect(await erasureIn(npaContact, id)).toMatchObject({ state: 'DONE', underLegalHold: false });
  expect(await hub.recorded({ action: 'circle.created', subject: circle })).toEqual([]);
});

it("an organisation's hold on a subject covers what it holds itself; the hub's covers what anybody holds", async () => {
  const { circle, entries } = await act();
  const others = idOf(await hold(otherAdministrator, `subjectId: "${circle}"`));
  const { id } = data(await request(npaContact, entries[npa as string] as string)).requestAuditErasure.erasure as { id: string };
  expect(await erasureIn(npaContact, id)).toMatchObject({ underLegalHold: false });
  const own = idOf(await hold(ngoAdministrator, `subjectId: "${circle}"`));
  expect(await erasureIn(npaContact, id)).toMatchObject({ underLegalHold: true });
  data(await lift(ngoAdministrator, own));
  expect(await erasureIn(npaContact, id)).toMatchObject({ underLegalHold: false });
  data(await lift(otherAdministrator, others));
});

it('administrators put and lift holds of their organisation, coordinators those for the hub, and neither the other', async () => {
  const { entries } = await act();
  expect(codeOf(await hold(npaContact, `entryId: "${entries[npa as string]}"`))).toBe('FORBIDDEN');
  expect(codeOf(await hold(npaAdministrator, `entryId: "${entries[npa as string]}", forHub: true`))).toBe('FORBIDDEN');
  expect(codeOf(await hold(coordinator, `entryId: "${entries[npa as string]}"`))).toBe('FORBIDDEN');
  expect(codeOf(await hold(otherAdministrator, `entryId: "${entries[npa as string]}"`))).toBe('NOT_FOUND');
  const hubs = idOf(await hold(coordinator, `entryId: "${entries[npa as string]}", forHub: true`));
  expect(codeOf(await lift(npaAdministrator, hubs))).toBe('FORBIDDEN');
  expect(codeOf(await lift(ngoAdministrator, hubs))).toBe('NOT_FOUND');
  // A coordinator does not read the organisation's trail.
  expect((await standing(coordinator)).find(({ id }) => id === hubs)?.entry?.detail).toEqual({});
  data(await lift(coordinator, hubs));
  const acts = [...(await hub.recorded({ action: 'audit.hold_set' })), ...(await hub.recorded({ action: 'audit.hold_lifted' }))].filter(({ detail }) => detail['hold'] === hubs);
  expect(acts.map(({ action, holder, person }) => [action, holder, person])).toEqual([['audit.hold_set', npa, coordinator.id], ['audit.hold_lifted', npa, coordinator.id]]);
});

it.each([['', 'input.entryId'], [`entryId: "${ABSENT}", subjectId: "${ABSENT}"`, 'input.entryId'], ['subjectId: "nonsense"', 'input.subjectId']])('refuses what names not exactly one thing: {%s}', async (covers, field) => {
  const { errors } = await ask(ngoAdministrator, `mutation { setAuditHold(input: { ${covers ? `${covers}, ` : ''}reason: "X" }) { hold { id } } }`);
  expect(errors?.[0]?.extensions).toMatchObject({ code: 'INVALID_INPUT', field });
});

it('what is erased, or about to be, can not be put under hold any more', async () => {
  const { entries } = await act();
  const { id } = data(await request(npaContact, entries[npa as string] as string)).requestAuditErasure.erasure as { id: string };
  data(await ask(ngoAdministrator, `mutation { consentToAuditErasure(input: { erasureId: "${id}" }) { erasure { id } } }`));
  await run();
  expect(codeOf(await hold(ngoAdministrator, `entryId: "${entries[ngo as string]}"`))).toBe('CONFLICT');
});
