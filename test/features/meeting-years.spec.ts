import { OrganisationKind, Role } from '@hub/access';
import { ActionsDue, ReviewDue } from '@hub/meetings';
import { addOrganisation, addPerson, appoint, createTestHub, data, type TestHub, type TestPerson } from '@hub/testing';

// Two years of the meeting with fifteen organisations, through the API alone and by a clock that is set forward.
const DAY = 86_400_000;
const COUNTRIES = ['PH', 'TH', 'VN', 'KH', 'ID', 'BR', 'PE', 'CO', 'NP', 'CN'];
let hub: TestHub;
let coordinator: TestPerson;
/** The contact point of each party but the NPA, in the order IOM, three NGOs, ten embassies. */
let contacts: TestPerson[] = [];
let edition: string;
let tokens = new Map<string, string>();

beforeAll(async () => {
  hub = await createTestHub();
  const npa = await addOrganisation(hub, { kind: OrganisationKind.COORDINATOR, name: 'NPA' });
  coordinator = await addPerson(hub, npa, { roles: [Role.COORDINATOR, Role.CONTACT_POINT] });
  const others = [await addOrganisation(hub, { kind: OrganisationKind.INTERNATIONAL_ORGANISATION, name: 'IOM' })];
  for (const name of ['Harbour', 'Lighthouse', 'Bridge']) others.push(await addOrganisation(hub, { name }));
  for (const country of COUNTRIES) others.push(await addOrganisation(hub, { kind: OrganisationKind.EMBASSY, country }));
  contacts = await Promise.all(others.map((id) => addPerson(hub, id, { roles: [Role.CONTACT_POINT] })));
  for (const { id, organisationId } of contacts) await appoint(hub, organisationId, id);
});
afterAll(() => hub.close());

const passes = (days: number): void => { hub.clock.set(new Date(hub.clock.now().getTime() + days * DAY)); tokens = new Map(); };
const daysAhead = (days: number): string => new Date(hub.clock.now().getTime() + days * DAY).toISOString();
async function send(by: TestPerson, text: string, variables: object = {}) {
  const token = tokens.get(by.id) ?? (await hub.tokenFor(by.id));
  tokens.set(by.id, token);
  return hub.graphql(text, { token, variables });
}
const ask = async (by: TestPerson, text: string, variables: object = {}) => data(await send(by, text, variables));
const refused = async (by: TestPerson, text: string, variables: object = {}): Promise<Record<string, unknown> | undefined> => (await send(by, text, variables)).errors?.[0]?.extensions;
const act = (name: string, input: string, result: string): string => `mutation ($input: ${input}!) { ${name}(input: $input) { ${result} } }`;
const read = async (by: TestPerson, what: string) => (await ask(by, `{ meetingEdition(id: "${edition}") { revision state ${what} } }`)).meetingEdition;
const alone = async (input: object): Promise<{ input: object }> => ({ input: { expectedRevision: (await read(coordinator, '')).revision, ...input } });
const move = async (verb: string, more: object = {}) => (await ask(coordinator, act('moveMeeting', 'MoveMeetingInput', 'edition { state } next { id number state suggestedMonths }'), await alone({ id: edition, act: verb, ...more }))).moveMeeting;

/** What the coordinator has to know now. */
const overview = async () => (await ask(coordinator, `{ meetingOverview(editionId: "${edition}", days: 150) { edition { state } unanswered { matter asked late missing { id } } deadlines { kind atLocal late }
  quorum { basis safety needed coming notComing open } overflow { minutes slots { kind title ref } proposals proposedMinutes } minutes { wait waitsFor count itemId organisations { id } } actions { id overdue owner { id } texts { text } } } }`)).meetingOverview;

const MINUTES = act('respondToMinutes', 'RespondToMinutesInput', 'edition { id }');
const PROPOSE = act('proposeMeetingItem', 'ProposeMeetingItemInput', 'item { id revision }');
const item = async (by: TestPerson, title: string, minutes: number, more: object = {}): Promise<string> =>
  (await ask(by, PROPOSE, { input: { editionId: edition, titles: [{ language: 'en', text: title }], purpose: 'DISCUSSION', minutes, ...more } })).proposeMeetingItem.item.id;
const judge = async (name: string, type: string, id: string, more: object = {}): Promise<void> => { await ask(coordinator, act(name, type, 'item { id }'), { input: { id, expectedRevision: 1, ...more } }); };
/** Polls three slots on days with this first one, has all but one answer, and decides the best. */
async function schedule(first: string, silent: TestPerson): Promise<string> {
  const slots = [0, 1, 2].map((n) => ({ startsLocal: `${first.slice(0, 8)}${String(Number(first.slice(8)) + n).padStart(2, '0')}T13:30`, minutes: 180 }));
  const opened = (await ask(coordinator, act('openMeetingPoll', 'OpenMeetingPollInput', 'poll { slots { id startsLocal } }'), await alone({ editionId: edition, deadline: daysAhead(20), quorum: 10, slots }))).openMeetingPoll.poll.slots as { id: string }[];
  for (const [n, contact] of contacts.entries()) {
    if (contact === silent) continue;
    // Most can come on the second day, and a few on no other.
    const answers = opened.map(({ id }, index) => ({ slotId: id, answer: index === 1 ? 'YES' : n % 4 === 0 ? 'NO' : 'IF_NEED_BE' }));
    await ask(contact, act('answerMeetingPoll', 'AnswerMeetingPollInput', 'poll { id }'), { input: { editionId: edition, expectedRevision: 0, answers } });
  }
  const { missing, ranking } = (await read(coordinator, 'poll { missing { id } ranking { id startsLocal } }')).poll;
  expect(missing.map(({ id }: { id: string }) => id)).toContain(silent.organisationId);
  const { unanswered: [poll], quorum } = await overview();
  expect([poll.matter, poll.asked, poll.missing.map(({ id }: { id: string }) => id).sort()]).toEqual(['POLL', 15, missing.map(({ id }: { id: string }) => id).sort()]);
  expect(quorum).toEqual({ basis: 'POLL', safety: 'SAFE', needed: 10, coming: 13, notComing: 0, open: 2 });
  await ask(coordinator, act('decideMeetingSlot', 'DecideMeetingSlotInput', 'edition { state }'), await alone({ editionId: edition, slotId: ranking[0].id }));
  return ranking[0].startsLocal;
}
const attend = async (absent: readonly TestPerson[]): Promise<void> => {
  const attendance = [coordinator, ...contacts].map((one) => ({ organisationId: one.organisationId, presence: absent.includes(one) ? 'ABSENT' : 'IN_PERSON' }));
  await ask(coordinator, act('recordMeetingAttendance', 'RecordMeetingAttendanceInput', 'edition { id }'), { input: { editionId: edition, attendance } });
};
const revisionOfMinutes = async (): Promise<number> => (await read(coordinator, 'minutes { revision }')).minutes.revision;
const until = (local: string): number => Math.ceil((Date.parse(`${local}:00+09:00`) - hub.clock.now().getTime()) / DAY);

describe('the first year', () => {
  let open: string, closed: string, action: string;

  it('a coordinator opens the edition, and fifteen organisations take part', async () => {
    const opened = (await ask(coordinator, act('openMeetingEdition', 'OpenMeetingEditionInput', 'edition { id parties { organisation { id } } }'), { input: { year: hub.clock.now().getUTCFullYear() + 1, number: 24 } })).openMeetingEdition.edition;
    edition = opened.id;
    expect(opened.parties).toHaveLength(15);
    await ask(coordinator, act('setMeetingBreaks', 'SetMeetingBreaksInput', 'agenda { versions }'), await alone({ editionId: edition, lunchMinutes: 45 }));
  });

  it('a day is found by asking; one party says nothing, and the others decide', async () => {
    const local = await schedule(daysAhead(60).slice(0, 8) + '10', contacts[13] as TestPerson);
    expect(local.slice(8)).toBe('11T13:30');
    expect(await read(contacts[0] as TestPerson, 'startsLocal')).toMatchObject({ state: 'SCHEDULED', startsLocal: local });
  });

  it('a typhoon puts it off, and it is planned anew', async () => {
    expect(await refused(coordinator, act('moveMeeting', 'MoveMeetingInput', 'edition { id }'), await alone({ id: edition, act: 'POSTPONE' }))).toEqual({ code: 'INVALID_INPUT', field: 'input.reason' });
    await move('POSTPONE', { reason: 'A typhoon' });
    expect(await read(contacts[3] as TestPerson, 'reason startsLocal')).toMatchObject({ state: 'POSTPONED', reason: 'A typhoon', startsLocal: null });
    await move('RESUME');
    await schedule(daysAhead(90).slice(0, 8) + '15', contacts[12] as TestPerson);
  });

  it('contact points name delegates; who is late is asked for, and named all the same', async () => {
    const { startsLocal } = await read(coordinator, 'startsLocal');
    await ask(coordinator, act('inviteMeetingDelegates', 'InviteMeetingDelegatesInput', 'edition { id }'), await alone({ editionId: edition, deadlineLocal: `${daysAhead(until(startsLocal) - 20).slice(0, 10)}T17:00` }));
    const name = act('nameMeetingDelegate', 'NameMeetingDelegateInput', 'delegate { id }');
    for (const contact of contacts.slice(1)) await ask(contact, name, { input: { editionId: edition, familyName: '山田', givenName: '花子', kana: 'やまだ はなこ' } });
    const missing = async (): Promise<number> => (await read(coordinator, 'delegations { missing }')).delegations.filter((one: { missing: boolean }) => one.missing).length;
    const before = await missing();
    await ask(contacts[0] as TestPerson, name, { input: { editionId: edition, familyName: 'Okafor', givenName: 'Ngozi', language: 'en' } });
    expect(await missing()).toBe(before - 1);
    const { unanswered, quorum, deadlines } = await overview();
    expect(unanswered).toEqual([{ matter: 'DELEGATES', asked: 15, late: false, missing: [{ id: coordinator.organisationId }] }]);
    expect(quorum).toEqual({ basis: 'DELEGATES', safety: 'SAFE', needed: 10, coming: 14, notComing: 0, open: 1 });
    expect(deadlines.map(({ kind }: { kind: string }) => kind)).toContain('DELEGATES');
  });

  it('the parties propose items; one is merged, one is closed to most', async () => {
    await move('OPEN_AGENDA');
    open = await item(contacts[1] as TestPerson, 'Shelters', 40);
    closed = await item(contacts[4] as TestPerson, 'A recruiter in Ginza', 30, { audience: [(contacts[5] as TestPerson).organisationId] });
    const same = await item(contacts[2] as TestPerson, 'Beds', 20);
    await judge('acceptMeetingItem', 'MeetingItemInput', open);
    await judge('acceptMeetingItem', 'MeetingItemInput', closed);
    expect((await overview()).overflow).toEqual({ minutes: 0, slots: [], proposals: 1, proposedMinutes: 20 });
    const long = await item(contacts[3] as TestPerson, 'Everything else', 170, { audience: [] });
    await judge('acceptMeetingItem', 'MeetingItemInput', long);
    // Fifty minutes of others' before it, and two breaks: who coordinates is told that it is there and no word of it.
    expect((await overview()).overflow).toMatchObject({ minutes: 70, slots: [{ kind: 'CLOSED', title: null, ref: long }] });
    await ask(coordinator, act('declineMeetingItem', 'DeclineMeetingItemInput', 'item { id }'), { input: { id: long, expectedRevision: 2, reason: 'Too long' } });
    await ask(coordinator, act('mergeMeetingItem', 'MergeMeetingItemInput', 'item { id }'), { input: { id: same, expectedRevision: 1, intoId: open } });
    await move('FREEZE_AGENDA');
    const kinds = async (by: TestPerson): Promise<string[]> => (await read(by, 'agenda(version: 1) { slots { kind } }')).agenda.slots.map(({ kind }: { kind: string }) => kind);
    expect([await kinds(contacts[5] as TestPerson), await kinds(contacts[6] as TestPerson), await kinds(coordinator)]).toEqual([['ITEM', 'ITEM'], ['ITEM', 'CLOSED'], ['ITEM', 'CLOSED']]);
  });

  it('it meets on its day and not before; notes, a decision and a task are kept', async () => {
    expect(await refused(coordinator, act('moveMeeting', 'MoveMeetingInput', 'edition { id }'), await alone({ id: edition, act: 'BEGIN' }))).toMatchObject({ code: 'CONFLICT' });
    passes(until((await read(coordinator, 'startsLocal')).startsLocal));
    await move('BEGIN');
    await attend([contacts[13] as TestPerson]);
    await ask(coordinator, act('writeMeetingNotes', 'WriteMeetingNotesInput', 'text { revision }'), { input: { itemId: open, language: 'EN', expectedRevision: 0, body: 'Six beds are free.' } });
    await ask(contacts[4] as TestPerson, act('writeMeetingNotes', 'WriteMeetingNotesInput', 'text { revision }'), { input: { itemId: closed, language: 'EN', expectedRevision: 0, body: 'The raid is on Monday.' } });
    await ask(coordinator, act('recordMeetingDecision', 'RecordMeetingDecisionInput', 'edition { id }'), { input: { itemId: open, texts: [{ language: 'EN', text: 'A list is kept.' }] } });
    action = (await ask(coordinator, act('recordMeetingAction', 'RecordMeetingActionInput', 'action { id }'), { input: { itemId: open, ownerId: (contacts[2] as TestPerson).organisationId, dueOn: daysAhead(30).slice(0, 10), texts: [{ language: 'EN', text: 'Send the list.' }] } })).recordMeetingAction.action.id;
    await move('END');
  });

  it('an objection blocks the minutes until it is settled; silence is no objection, and no approval', async () => {
    await ask(coordinator, act('openMinutesReview', 'ReviewWindowInput', 'edition { id }'), { input: { editionId: edition, expectedRevision: await revisionOfMinutes(), closesAt: daysAhead(14) } });
    for (const contact of contacts.slice(0, 8)) await ask(contact, MINUTES, { input: { editionId: edition, response: 'APPROVED' } });
    await ask(contacts[8] as TestPerson, MINUTES, { input: { editionId: edition, response: 'OBJECTED', body: 'Five beds, not six.' } });
    const { unanswered, minutes, quorum } = await overview();
    expect(unanswered.map(({ matter, asked, missing }: { matter: string; asked: number; missing: object[] }) => [matter, asked, missing.length])).toEqual([['COMMENTS', 14, 5], ['APPROVAL', 14, 5]]);
    expect(minutes.map(({ wait, waitsFor, count }: Record<string, unknown>) => [wait, waitsFor, count])).toEqual([['OBJECTION', 'ORGANISATIONS', 1], ['ANSWER', 'ORGANISATIONS', 5]]);
    expect(quorum).toMatchObject({ basis: 'ATTENDANCE', needed: 10, coming: 14, notComing: 1 });
    expect((await read(coordinator, 'session { quorum { present needed met } }')).session.quorum).toEqual({ present: 14, needed: 10, met: true });
    passes(15);
    await hub.hub.app.get(ReviewDue).run();
    const approve = act('approveMinutes', 'ApproveMinutesInput', 'edition { state }');
    expect(await refused(coordinator, approve, { input: { editionId: edition, expectedRevision: await revisionOfMinutes() } })).toMatchObject({ code: 'CONFLICT' });
    const { responses } = (await read(coordinator, 'minutes { responses { id response organisation { id } } }')).minutes;
    const of = (contact: TestPerson | undefined): string[] => responses.filter((one: { organisation: { id: string } }) => one.organisation.id === contact?.organisationId).map(({ response }: { response: string }) => response);
    expect([of(contacts[0]), of(contacts[8]), of(contacts[10]), of(contacts[13])]).toEqual([['APPROVED'], ['OBJECTED'], ['NO_OBJECTION_RECEIVED'], []]);
    const objection = responses.find(({ response }: { response: string }) => response === 'OBJECTED').id;
    await ask(coordinator, act('noteMinutesObjection', 'NoteMinutesObjectionInput', 'edition { id }'), { input: { id: objection, note: 'Counted again: six.' } });
    expect((await ask(coordinator, approve, { input: { editionId: edition, expectedRevision: await revisionOfMinutes() } })).approveMinutes.edition.state).toBe('MINUTES_APPROVED');
  });

  it('each reads the minutes of what was open to it', async () => {
    const text = async (by: TestPerson): Promise<string> => (await read(by, 'minutes { layout(language: EN) { markdown } }')).minutes.layout.markdown;
    expect(await text(contacts[5] as TestPerson)).toMatch(/Six beds are free[\s\S]*raid is on Monday/);
    for (const by of [contacts[6] as TestPerson, coordinator]) expect(await text(by)).not.toMatch(/raid|recruiter|Ginza/i);
  });

  it('what is late is told, and closing opens the next year with it', async () => {
    passes(40);
    await hub.hub.app.get(ActionsDue).run();
    const { next } = await move('CLOSE');
    expect(next).toMatchObject({ number: 25, state: 'PLANNING' });
    edition = next.id;
    expect((await read(contacts[2] as TestPerson, 'agenda { breaks { afterMinutes minutes lunchFrom lunchMinutes } }')).agenda.breaks).toEqual({ afterMinutes: 90, minutes: 10, lunchFrom: '12:00', lunchMinutes: 45 });
    expect((await read(contacts[2] as TestPerson, 'actions { id overdue carried }')).actions).toEqual([{ id: action, overdue: true, carried: 1 }]);
    expect((await overview()).actions).toEqual([{ id: action, overdue: true, owner: { id: (contacts[2] as TestPerson).organisationId }, texts: [{ text: 'Send the list.' }] }]);
    expect(await refused(contacts[2] as TestPerson, `{ meetingOverview(editionId: "${edition}") { edition { id } } }`)).toMatchObject({ code: 'FORBIDDEN' });
  });
});

describe('the second year', () => {
  it('runs from planning to closed with one item about what was carried over', async () => {
    passes(150);
    await schedule(daysAhead(45).slice(0, 8) + '12', contacts[1] as TestPerson);
    await move('OPEN_AGENDA');
    const { actions: [{ id: carried }] } = await read(contacts[2] as TestPerson, 'actions { id }');
    // The hub puts it there, and each party reads how what concerns it has come along.
    const told = async (by: TestPerson) => (await read(by, 'agenda { slots { kind minutes item { title(language: "en") progressReport(language: EN) { own { id } others { id } markdown } } } }')).agenda.slots;
    expect(await told(contacts[2] as TestPerson)).toEqual([{ kind: 'ITEM', minutes: 15, item: { title: 'Progress on carried-over actions', progressReport: { own: [{ id: carried }], others: [], markdown: expect.stringMatching(/## Yours\n\n- Send the list\. \(open, due .*overdue, carried over once\)/) } } }]);
    expect(await told(contacts[9] as TestPerson)).toMatchObject([{ item: { progressReport: { own: [], others: [{ id: carried }] } } }]);
    await item(coordinator, 'What else is to do', 30);
    await move('FREEZE_AGENDA');
    passes(until((await read(coordinator, 'startsLocal')).startsLocal));
    await move('BEGIN');
    await attend([]);
    const [{ id, revision }] = (await read(contacts[2] as TestPerson, 'actions { id revision }')).actions;
    await ask(contacts[2] as TestPerson, act('reportMeetingAction', 'ReportMeetingActionInput', 'action { state }'), { input: { id, expectedRevision: revision, state: 'DONE', body: 'It was sent.' } });
    await move('END');
    await ask(coordinator, act('openMinutesReview', 'ReviewWindowInput', 'edition { id }'), { input: { editionId: edition, expectedRevision: await revisionOfMinutes(), closesAt: daysAhead(10) } });
    for (const contact of contacts) await ask(contact, MINUTES, { input: { editionId: edition, response: 'APPROVED' } });
    passes(11);
    await hub.hub.app.get(ReviewDue).run();
    await ask(coordinator, act('approveMinutes', 'ApproveMinutesInput', 'edition { state }'), { input: { editionId: edition, expectedRevision: await revisionOfMinutes() } });
    expect((await move('CLOSE')).next).toMatchObject({ number: 26 });
    expect((await ask(contacts[9] as TestPerson, '{ meetingEditions { nodes { number state } } }')).meetingEditions.nodes).toEqual([{ number: 26, state: 'PLANNING' }, { number: 25, state: 'CLOSED' }, { number: 24, state: 'CLOSED' }]);
  });
});
