import { AlertDistribution } from '@hub/alerts';
import { addAccount, addOrganisation, createTestHub, data, type TestAccount, type TestHub } from '@hub/testing';

const EDITION = 'id number year title(language: "ja") state postponedFrom reason startsLocal allowed suggestedMonths revision parties { organisation { code } mustAttend } history { act state } previous { number }';
let hub: TestHub;
let coordinator: TestAccount;
let embassy: TestAccount;
let stranger: TestAccount;
let embassyId: string;

beforeAll(async () => {
  hub = await createTestHub();
  const npa = await addOrganisation(hub, { kind: 'COORDINATOR' as never, code: 'NPA' });
  coordinator = await addAccount(hub, npa, { roles: ['COORDINATOR' as never] });
  embassyId = await addOrganisation(hub, { code: 'PHL' });
  embassy = await addAccount(hub, embassyId, { roles: ['OFFICER' as never] });
  stranger = await addAccount(hub, await addOrganisation(hub, { code: 'LAT' }), { roles: ['OFFICER' as never] });
});
afterAll(() => hub.close());

const send = (by: TestAccount, text: string) => hub.graphql(text, { token: by.token });
const ask = async (by: TestAccount, text: string) => data(await send(by, text));
const codeOf = async (by: TestAccount, text: string): Promise<unknown> => (await send(by, text)).errors?.[0]?.extensions;
const open = (more = ''): string => `mutation { openMeetingEdition(input: { year: 2027, number: 22${more} }) { edition { ${EDITION} } } }`;
const move = (id: string, revision: number, act: string, more = ''): string => `mutation { moveMeeting(input: { id: "${id}", expectedRevision: ${revision}, act: ${act}${more} }) { edition { ${EDITION} } next { ${EDITION} } } }`;

describe('An edition of the meeting', () => {
  let id: string;

  it('is opened by who coordinates, for the parties that are asked for', async () => {
    expect(await codeOf(embassy, open())).toEqual({ code: 'FORBIDDEN' });
    const [npa, lat] = [coordinator.organisationId, stranger.organisationId];
    const { openMeetingEdition: { edition } } = await ask(coordinator, open(`, organisationIds: ["${npa}", "${embassyId}"], suggestedMonths: [2]`));
    id = edition.id;
    expect(edition).toMatchObject({ number: 22, year: 2027, title: '第22回コンタクトポイント会議', state: 'PLANNING', allowed: ['CANCEL', 'POSTPONE'], parties: [{ organisation: { code: 'NPA' } }, { organisation: { code: 'PHL' } }].sort() , history: [{ act: null, state: 'PLANNING' }] });
    expect(await codeOf(coordinator, open())).toMatchObject({ code: 'CONFLICT', allowed: ['OPEN_POLL', 'SCHEDULE', 'CANCEL', 'POSTPONE'] });
    expect(lat).not.toBe(npa);
  });

  it('is seen by its parties, and is not there for others', async () => {
    expect((await ask(embassy, `{ meetingEdition(id: "${id}") { number allowed } meetingEditions { nodes { id } } }`))).toEqual({ meetingEdition: { number: 22, allowed: [] }, meetingEditions: { nodes: [{ id }] } });
    expect(await codeOf(stranger, `{ meetingEdition(id: "${id}") { number } }`)).toEqual({ code: 'NOT_FOUND' });
    expect((await ask(stranger, '{ meetingEditions { nodes { id } } }')).meetingEditions.nodes).toEqual([]);
  });

  it('takes its steps in their order, at the revision that was seen, and says what is allowed otherwise', async () => {
    expect(await codeOf(coordinator, move(id, 9, 'OPEN_POLL'))).toMatchObject({ code: 'CONFLICT', currentRevision: 1 });
    expect(await codeOf(coordinator, move(id, 1, 'BEGIN'))).toEqual({ code: 'CONFLICT', allowed: ['OPEN_POLL', 'SCHEDULE', 'CANCEL', 'POSTPONE'] });
    expect(await codeOf(coordinator, move(id, 1, 'SCHEDULE'))).toMatchObject({ code: 'CONFLICT' });
    expect(await codeOf(coordinator, move(id, 1, 'POSTPONE'))).toEqual({ code: 'INVALID_INPUT', field: 'input.reason' });
    // A poll without slots would ask nothing.
    expect(await codeOf(coordinator, move(id, 1, 'OPEN_POLL'))).toEqual({ code: 'CONFLICT', allowed: ['CANCEL', 'POSTPONE'] });
    const { edition } = (await ask(coordinator, move(id, 1, 'POSTPONE', ', reason: "Typhoon"'))).moveMeeting;
    expect(edition).toMatchObject({ state: 'POSTPONED', postponedFrom: 'PLANNING', reason: 'Typhoon', allowed: ['CANCEL', 'RESUME'] });
    expect((await ask(coordinator, move(id, 2, 'RESUME'))).moveMeeting.edition).toMatchObject({ state: 'PLANNING', postponedFrom: null, reason: null });
  });

  it('tells its parties of each step, and nobody else', async () => {
    await hub.hub.app.get(AlertDistribution).run();
    const alerts = async (by: TestAccount): Promise<string[]> => (await ask(by, '{ alerts(first: 50) { nodes { kind change subjectId } } }')).alerts.nodes.map(({ kind, change, subjectId }: Record<string, string>) => `${kind} ${change} ${subjectId === id}`);
    expect(await alerts(embassy)).toEqual(['MEETING OPENED true', 'MEETING POSTPONED true', 'MEETING PLANNING true']);
    expect(await alerts(stranger)).toEqual([]);
  });

  it('gains and loses parties', async () => {
    const set = (takesPart: boolean, revision: number): string => `mutation { setMeetingParty(input: { editionId: "${id}", expectedRevision: ${revision}, organisationId: "${stranger.organisationId}", takesPart: ${takesPart}, mustAttend: ${takesPart} }) { edition { revision } } }`;
    await ask(coordinator, set(true, 3));
    expect((await ask(stranger, `{ meetingEdition(id: "${id}") { number } }`)).meetingEdition).toEqual({ number: 22 });
    await ask(coordinator, set(false, 4));
    expect(await codeOf(stranger, `{ meetingEdition(id: "${id}") { number } }`)).toEqual({ code: 'NOT_FOUND' });
  });

  it('opens the next one as it closes, once, with all that take part in the hub', async () => {
    await hub.superuser(`UPDATE hub.meeting_editions SET state = 'MINUTES_APPROVED', starts_local = '2027-03-04 13:30', ends_local = '2027-03-04 17:00', starts_at = '2027-03-04T04:30:00Z', ends_at = '2027-03-04T08:00:00Z' WHERE id = $1`, [id]);
    const { edition, next } = (await ask(coordinator, move(id, 5, 'CLOSE'))).moveMeeting;
    expect(edition).toMatchObject({ state: 'CLOSED', allowed: [] });
    expect(next).toMatchObject({ number: 23, year: 2028, state: 'PLANNING', suggestedMonths: [2, 3], previous: { number: 22 } });
    expect(next.parties).toHaveLength(3);
    expect(await codeOf(coordinator, move(id, 6, 'CLOSE'))).toEqual({ code: 'CONFLICT', allowed: [] });
  });
});
