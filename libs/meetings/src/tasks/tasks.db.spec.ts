import { addOrganisation, addPerson, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';

const HOUR = 3_600_000;
let hub: TestHub;
let coordinator: TestPerson, contact: TestPerson, officer: TestPerson, stranger: TestPerson;
let edition: string;

beforeAll(async () => {
  hub = await createTestHub();
  const npa = await addOrganisation(hub, { kind: 'COORDINATOR' as never, code: 'NPA' });
  const phl = await addOrganisation(hub, { code: 'PHL' });
  coordinator = await addPerson(hub, npa, { roles: ['COORDINATOR', 'OFFICER'] as never });
  contact = await addPerson(hub, phl, { roles: ['ADMINISTRATOR'] as never });
  officer = await addPerson(hub, phl);
  stranger = await addPerson(hub, await addOrganisation(hub, { code: 'LAT' }), { roles: ['ADMINISTRATOR'] as never });
  edition = (await act(coordinator, 'openMeetingEdition', 'OpenMeetingEditionInput', 'edition { id }', { year: 2027, number: 22, organisationIds: [npa, phl] })).edition.id;
});
afterAll(() => hub.close());

async function act(by: TestPerson, name: string, type: string, gives: string, input: object) {
  return data(await hub.graphql(`mutation ($input: ${type}!) { ${name}(input: $input) { ${gives} } }`, { token: by.token, variables: { input } }))[name];
}
const revisions = async () => data(await hub.graphql(`{ meetingEdition(id: "${edition}") { revision minutes { revision } } }`, { token: coordinator.token })).meetingEdition;
const alone = async (more: object = {}): Promise<object> => ({ editionId: edition, expectedRevision: (await revisions()).revision, ...more });
const move = async (to: string) => act(coordinator, 'moveMeeting', 'MoveMeetingInput', 'next { id }', { id: edition, expectedRevision: (await revisions()).revision, act: to });
const at = (hours: number): Date => new Date(hub.clock.now().getTime() + hours * HOUR);
const local = (hours: number): string => new Date(at(hours).getTime() + 9 * HOUR).toISOString().slice(0, 16);
/** What each is told: kind, how many, and by when. */
const tasks = async (by: TestPerson): Promise<string[]> => {
  const { meetingTasks } = data(await hub.graphql('{ meetingTasks { kind count dueAt overdue edition { id number } } }', { token: by.token }));
  return meetingTasks.map(({ kind, count, overdue }: { kind: string; count: number; overdue: boolean }) => `${kind} ${count}${overdue ? ' overdue' : ''}`);
};
const all = async (): Promise<string[][]> => [await tasks(coordinator), await tasks(contact), await tasks(officer), await tasks(stranger)];

it('What the meeting wants of each follows its year, and ends once it is done', async () => {
  expect(await all()).toEqual([[], [], [], []]);
  const slots = [local(40 * 24), local(41 * 24)].map((day) => ({ startsLocal: `${day.slice(0, 10)}T13:30`, minutes: 120 }));
  await act(coordinator, 'openMeetingPoll', 'OpenMeetingPollInput', 'poll { id }', await alone({ deadline: at(72).toISOString(), quorum: 2, slots }));
  expect(await all()).toEqual([[], ['POLL 1'], [], []]);
  const { poll } = data(await hub.graphql(`{ meetingEdition(id: "${edition}") { poll { slots { id } } } }`, { token: contact.token })).meetingEdition;
  const reply = (revision: number, answered: { id: string }[]) => act(contact, 'answerMeetingPoll', 'AnswerMeetingPollInput', 'poll { id }', { editionId: edition, expectedRevision: revision, answers: answered.map(({ id }) => ({ slotId: id, answer: 'YES' })) });
  await reply(0, poll.slots.slice(0, 1));
  expect(await tasks(contact)).toEqual(['POLL 1']);
  await reply(1, poll.slots);
  expect(await tasks(contact)).toEqual([]);
  hub.clock.advance(73 * HOUR);
  expect(await all()).toEqual([['DECIDE_DAY 1 overdue'], [], [], []]);

  await act(coordinator, 'decideMeetingSlot', 'DecideMeetingSlotInput', 'edition { id }', await alone({ slot: { startsLocal: local(48), minutes: 120 } }));
  await act(coordinator, 'inviteMeetingDelegates', 'InviteMeetingDelegatesInput', 'edition { id }', await alone({ deadlineLocal: local(24) }));
  expect(await all()).toEqual([[], ['DELEGATES 1'], [], []]);
  const { meetingTasks: [asked] } = data(await hub.graphql('{ meetingTasks { dueAt } }', { token: contact.token }));
  expect(asked.dueAt.slice(0, 16)).toBe(at(24).toISOString().slice(0, 16));
  hub.clock.advance(25 * HOUR);
  expect(await tasks(contact)).toEqual(['DELEGATES 1 overdue']);
  await act(contact, 'nameMeetingDelegate', 'NameMeetingDelegateInput', 'delegate { id }', { editionId: edition, familyName: 'Santos', givenName: 'Maria' });
  expect(await tasks(contact)).toEqual([]);

  await move('OPEN_AGENDA');
  const propose = async (more: object): Promise<string> => (await act(officer, 'proposeMeetingItem', 'ProposeMeetingItemInput', 'item { id }', { editionId: edition, titles: [{ language: 'en', text: 'Shelters' }], purpose: 'DECISION', minutes: 20, ...more })).item.id;
  const [open] = [await propose({}), await propose({ audience: [] })];
  expect(await all()).toEqual([['ITEMS 2'], [], [], []]);
  await act(coordinator, 'acceptMeetingItem', 'MeetingItemInput', 'item { id }', { id: open, expectedRevision: 1 });
  expect(await tasks(coordinator)).toEqual(['ITEMS 1']);

  await move('FREEZE_AGENDA');
  await move('BEGIN');
  await act(coordinator, 'recordMeetingAttendance', 'RecordMeetingAttendanceInput', 'edition { id }', { editionId: edition, attendance: [{ organisationId: contact.organisationId, presence: 'IN_PERSON' }] });
  for (const [owner, days] of [[contact, 3], [contact, 29], [contact, 40], [coordinator, 2]] as const) await act(coordinator, 'recordMeetingAction', 'RecordMeetingActionInput', 'action { id }', { itemId: open, ownerId: owner.organisationId, dueOn: local(days * 24).slice(0, 10), texts: [{ language: 'EN', text: 'Do it.' }] });
  expect(await all()).toEqual([['ACTIONS 1'], ['ACTIONS 2'], ['ACTIONS 2'], []]);
  await move('END');
  expect(await tasks(coordinator)).toEqual(['ACTIONS 1', 'OPEN_REVIEW 1']);
  await act(coordinator, 'openMinutesReview', 'ReviewWindowInput', 'edition { id }', { editionId: edition, expectedRevision: (await revisions()).minutes.revision, closesAt: at(96).toISOString() });
  expect(await all()).toEqual([['ACTIONS 1'], ['ACTIONS 2', 'REVIEW 1'], ['ACTIONS 2'], []]);
  hub.clock.advance(97 * HOUR);
  expect(await all()).toEqual([['ACTIONS 1 overdue', 'APPROVE_MINUTES 1 overdue'], ['ACTIONS 2 overdue'], ['ACTIONS 2 overdue'], []]);
  // What is open stays once the edition is closed; what is called off wants nothing of anybody.
  await hub.superuser(`UPDATE hub.meeting_editions SET state = 'CLOSED' WHERE id = $1`, [edition]);
  expect(await all()).toEqual([['ACTIONS 1 overdue'], ['ACTIONS 2 overdue'], ['ACTIONS 2 overdue'], []]);
});
