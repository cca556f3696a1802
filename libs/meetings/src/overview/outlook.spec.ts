import { MeetingState } from '../editions/edition.enums.js';
import { MinutesState } from '../minutes/minutes.enums.js';
import { MeetingAnswer } from '../schedule/ranking.js';
import { overviewOf } from './outlook.js';
import type { OverviewFacts, PartyFacts } from './overview.repository.js';

const NOW = new Date('2027-01-10T00:00:00Z');
const { YES, NO, IF_NEED_BE } = MeetingAnswer;
const party = (id: string, more: Partial<PartyFacts> = {}): PartyFacts =>
  ({ organisation: { id, code: id, name: id }, takesPart: true, mustAttend: false, delegates: null, present: null, commented: false, answered: false, ...more });
type Changes = Partial<Omit<OverviewFacts, 'edition'>> & { edition?: Partial<OverviewFacts['edition']> };
const facts = ({ edition, ...more }: Changes = {}): OverviewFacts => ({
  edition: { id: 'e', number: 1, year: 2027, names: {}, state: MeetingState.AGENDA_OPEN, postponedFrom: null, reason: null, zone: 'Asia/Tokyo', startsLocal: '2027-02-18T13:30', endsLocal: '2027-02-18T15:30',
    startsAt: new Date('2027-02-18T04:30:00Z'), endsAt: new Date('2027-02-18T06:30:00Z'), places: {}, suggestedMonths: [], previousId: null, revision: 1, closedAt: null, ...edition },
  breaks: { afterMinutes: 90, minutes: 10, lunchFrom: '12:00', lunchMinutes: 60 }, poll: null, invitation: null, parties: [party('a'), party('b'), party('c'), party('d')], slots: [], proposals: { waiting: 0, minutes: 0 }, minutes: null, actions: [], ...more,
});
const of = (changes: Changes = {}, days = 30) => overviewOf(facts(changes), NOW, days);
const codes = (organisations: readonly { code: string }[]): string[] => organisations.map(({ code }) => code);
const undecided = { state: MeetingState.POLLING, startsLocal: null, endsLocal: null, startsAt: null, endsAt: null };
const poll = (open: boolean, quorum: number, replies: Record<string, MeetingAnswer[]>): OverviewFacts['poll'] => ({
  deadline: new Date('2027-01-20T08:00:00Z'), open, quorum,
  slots: [{ id: 's0', startsLocal: '2027-02-17T13:30', endsLocal: '2027-02-17T15:30' }, { id: 's1', startsLocal: '2027-02-18T13:30', endsLocal: '2027-02-18T15:30' }],
  replies: Object.entries(replies).map(([organisationId, answers]) => ({ organisationId, answers: Object.fromEntries(answers.map((answer, n) => [`s${n}`, answer])) })),
});

describe('While a poll is open', () => {
  const overview = of({ edition: undecided, parties: [party('a', { mustAttend: true }), party('b'), party('c'), party('d', { mustAttend: true })], poll: poll(true, 3, { a: [NO, YES], b: [YES, IF_NEED_BE], c: [YES], d: [YES, NO] }) });

  it('who has not said to each slot is missing', () => {
    expect(overview.unanswered.map(({ missing, ...one }) => ({ ...one, missing: codes(missing) }))).toEqual([{ matter: 'POLL', deadline: new Date('2027-01-20T08:00:00Z'), late: false, asked: 4, missing: ['c'] }]);
  });

  it('the quorum is reckoned for the best slot, and who must attend is named', () => {
    const { mustAttend, ...quorum } = overview.quorum;
    expect(quorum).toEqual({ basis: 'POLL', safety: 'SAFE', needed: 3, coming: 3, notComing: 1, open: 0, slotLocal: '2027-02-17T13:30' });
    expect(codes(mustAttend)).toEqual(['a']);
  });

  it('its deadline is by the clock of the edition; it is near within so many days', () => {
    expect(overview.deadlines).toEqual([expect.objectContaining({ kind: 'POLL', atLocal: '2027-01-20T17:00', late: false })]);
    expect(of({ edition: undecided, poll: poll(true, 3, {}) }, 9).deadlines).toEqual([]);
  });
});

describe('Once a day is decided', () => {
  it('what was said to it counts until delegates are asked for, then who is sent', () => {
    const said = poll(false, 3, { a: [NO, YES], b: [YES, NO] });
    expect(of({ poll: said }).quorum).toMatchObject({ basis: 'POLL', safety: 'OPEN', coming: 1, notComing: 1, open: 2, slotLocal: '2027-02-18T13:30' });
    expect(of({ poll: said, edition: { startsLocal: '2027-02-19T13:30' } }).quorum).toMatchObject({ basis: 'POLL', coming: 0, open: 4, slotLocal: null });
    const parties = [party('a', { delegates: true }), party('b', { delegates: false }), party('c', { delegates: false, mustAttend: true }), party('d')];
    const { quorum, unanswered, deadlines } = of({ poll: said, parties, invitation: { days: 30, time: '17:00' } });
    expect(quorum).toMatchObject({ basis: 'DELEGATES', safety: 'SHORT', needed: 3, coming: 1, notComing: 2, open: 1 });
    expect(codes(quorum.mustAttend)).toEqual(['c']);
    expect(unanswered).toEqual([expect.objectContaining({ matter: 'DELEGATES', late: false, asked: 4, missing: [expect.objectContaining({ code: 'd' })] })]);
    expect(deadlines).toEqual([expect.objectContaining({ kind: 'DELEGATES', atLocal: '2027-01-19T17:00' })]);
  });

  it('a deadline that is over stays while somebody is missing', () => {
    const invitation = { days: 45, time: '17:00' };
    expect(of({ invitation }).deadlines.map(({ kind, late }) => [kind, late])).toEqual([['DELEGATES', true]]);
    expect(of({ invitation, parties: [party('a', { delegates: true })] }, 60).deadlines.map(({ kind, late }) => [kind, late])).toEqual([['MEETING', false]]);
  });

  it('items that end after the day does overflow, closed ones as slots of their length', () => {
    const slot = (itemId: string, minutes: number, seen = true) => ({ itemId, minutes, proposerId: 'a', seen });
    const { overflow } = of({ slots: [slot('one', 80), slot('two', 60), slot('three', 20, false)], proposals: { waiting: 2, minutes: 45 } });
    expect(overflow).toMatchObject({ minutes: 50, proposals: 2, proposedMinutes: 45 });
    expect(overflow.slots.map(({ kind, ref, startsLocal, minutes }) => [kind, ref, startsLocal, minutes])).toEqual([['ITEM', 'two', '2027-02-18T15:00', 60], ['CLOSED', 'three', '2027-02-18T16:00', 20]]);
  });
});

describe('After the session', () => {
  const closesAt = new Date('2027-01-12T00:00:00Z');
  const minutes = (more: Partial<NonNullable<OverviewFacts['minutes']>> = {}): OverviewFacts['minutes'] =>
    ({ state: MinutesState.IN_REVIEW, closesAt, extensionAskedById: null, extendedFrom: null, blank: [], comments: [], objections: [], blocked: { objection: false, comment: false }, ...more });
  const edition = { state: MeetingState.MINUTES_IN_REVIEW };
  const parties = [party('a', { present: true, answered: true }), party('b', { present: true, commented: true }), party('c', { present: true }), party('d', { present: false })];
  const waits = (more: Parameters<typeof minutes>[0], who = parties) => of({ edition, parties: who, minutes: minutes(more) }).minutes.map(({ wait, waitsFor, organisations, itemId, count }) => [wait, waitsFor, codes(organisations), itemId, count]);

  it('those that attended are asked for comments and answers', () => {
    const { unanswered, quorum, deadlines } = of({ edition, parties, minutes: minutes() });
    expect(unanswered.map(({ matter, asked, missing }) => [matter, asked, codes(missing)])).toEqual([['COMMENTS', 3, ['c']], ['APPROVAL', 3, ['b', 'c']]]);
    expect(quorum).toMatchObject({ basis: 'ATTENDANCE', safety: 'SAFE', needed: 3, coming: 3, notComing: 1 });
    expect(deadlines.map(({ kind }) => kind)).toEqual(['REVIEW']);
  });

  it('minutes say what they wait for and from whom', () => {
    expect(waits({ state: MinutesState.DRAFT, closesAt: null, blank: ['i'] })).toEqual([['TEXT', 'SECRETARIES', [], 'i', 1], ['REVIEW', 'COORDINATOR', [], null, 1]]);
    expect(waits({ comments: [{ itemId: 'i', count: 2 }], objections: [{ itemId: null, organisationIds: ['b'] }], extensionAskedById: 'c', blocked: { objection: true, comment: true } })).toEqual([
      ['EXTENSION', 'COORDINATOR', ['c'], null, 1], ['COMMENT', 'SECRETARIES', [], 'i', 2], ['OBJECTION', 'ORGANISATIONS', ['b'], null, 1], ['ANSWER', 'ORGANISATIONS', ['b', 'c'], null, 2]]);
    const all = parties.map((one) => ({ ...one, answered: true }));
    expect(waits({ blocked: { objection: true, comment: false } }, all)).toEqual([['CLOSED', 'SECRETARIES', [], null, 1]]);
    expect(waits({}, all)).toEqual([['APPROVAL', 'COORDINATOR', [], null, 1]]);
    expect(waits({ closesAt: new Date('2027-01-09T00:00:00Z') })).toEqual([['APPROVAL', 'COORDINATOR', [], null, 1]]);
    expect(waits({ state: MinutesState.APPROVED })).toEqual([]);
  });
});
