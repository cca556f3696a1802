import { localisedStrings } from '@hub/parties';
import { MeetingAgendaSlotKind } from '../agenda/agenda.enums.js';
import type { MeetingAgendaSlot } from '../agenda/agenda.types.js';
import { timetable } from '../agenda/timetable.js';
import { MeetingState } from '../editions/edition.enums.js';
import { localOf } from '../editions/local-time.js';
import { dayBefore } from '../invitations/invitation.face.js';
import { MinutesState } from '../minutes/minutes.enums.js';
import { quorumOf } from '../minutes/quorum.js';
import { MeetingAnswer, rankSlots } from '../schedule/ranking.js';
import { MeetingDeadlineKind, MeetingMatter, MeetingQuorumBasis, MeetingQuorumSafety, MinutesWait, MinutesWaitsFor } from './overview.enums.js';
import type { OverviewFacts, PartyFacts } from './overview.repository.js';
import type { MeetingDeadline, MeetingMinutesWait, MeetingOverflow, MeetingOverview, MeetingOverviewOrganisation, MeetingQuorumOutlook, MeetingUnanswered } from './overview.types.js';

const DAY_MS = 86_400_000;
const { SCHEDULED, AGENDA_OPEN, AGENDA_FROZEN, IN_SESSION } = MeetingState;
/** While delegates are named. */
const EXPECTING: readonly MeetingState[] = [SCHEDULED, AGENDA_OPEN, AGENDA_FROZEN];

/** The overview that these facts make at an instant; deadlines count as near within so many days. Fields that need no call of their own keep it cheap where hundreds are missing. */
export function overviewOf(facts: OverviewFacts, now: Date, days: number): MeetingOverview {
  const unanswered = unansweredOf(facts, now);
  return {
    edition: facts.edition, unanswered, deadlines: deadlinesOf(facts, unanswered, now, days), quorum: quorumOutlook(facts), overflow: overflowOf(facts), minutes: waitsOf(facts, now),
    actions: facts.actions.map(({ named, ...action }) => ({ ...action, texts: localisedStrings(named) })),
  };
}

const named = (parties: readonly PartyFacts[]): MeetingOverviewOrganisation[] => parties.map(({ organisation }) => {
  if (!organisation) throw new Error('the overview names an organisation that was not asked for');
  return organisation;
});
const taking = ({ parties }: OverviewFacts): PartyFacts[] => parties.filter(({ takesPart }) => takesPart);
const attending = ({ parties }: OverviewFacts): PartyFacts[] => parties.filter(({ present }) => present === true);

/** By when delegates are to be named, while that is asked. */
function delegatesDue({ edition: { state, startsLocal, zone }, invitation }: OverviewFacts): Date | null {
  return invitation && startsLocal !== null && EXPECTING.includes(state) ? dayBefore({ starts: startsLocal, zone }, invitation.days, invitation.time).at : null;
}

function unansweredOf(facts: OverviewFacts, now: Date): MeetingUnanswered[] {
  const { poll, minutes } = facts;
  const of = (matter: MeetingMatter, deadline: Date, asked: readonly PartyFacts[], replied: (party: PartyFacts) => boolean): MeetingUnanswered =>
    ({ matter, deadline, late: deadline <= now, asked: asked.length, missing: named(asked.filter((party) => !replied(party))) });
  const answers = new Map(poll?.replies.map((reply) => [reply.organisationId, reply.answers]));
  const due = delegatesDue(facts);
  const review = minutes?.state === MinutesState.IN_REVIEW ? minutes.closesAt : null;
  return [
    ...(poll?.open ? [of(MeetingMatter.POLL, poll.deadline, taking(facts), ({ organisation }) => poll.slots.every((slot) => answers.get(organisation?.id ?? '')?.[slot.id] !== undefined))] : []),
    ...(due ? [of(MeetingMatter.DELEGATES, due, taking(facts), ({ delegates }) => delegates !== null)] : []),
    ...(review && now < review ? [of(MeetingMatter.COMMENTS, review, attending(facts), ({ commented, answered }) => commented || answered)] : []),
    ...(review ? [of(MeetingMatter.APPROVAL, review, attending(facts), ({ answered }) => answered)] : []),
  ];
}

/** What is over counts while something is missing; what is to come, within the days. */
function deadlinesOf({ edition, minutes }: OverviewFacts, unanswered: readonly MeetingUnanswered[], now: Date, days: number): MeetingDeadline[] {
  const kinds = { [MeetingMatter.POLL]: MeetingDeadlineKind.POLL, [MeetingMatter.DELEGATES]: MeetingDeadlineKind.DELEGATES, [MeetingMatter.COMMENTS]: null, [MeetingMatter.APPROVAL]: null };
  const review = minutes?.state === MinutesState.IN_REVIEW ? minutes.closesAt : null;
  const all = [
    ...unanswered.flatMap(({ matter, deadline, missing }) => { const kind = kinds[matter]; return kind ? [{ kind, at: deadline, missing: missing.length > 0 }] : []; }),
    ...(edition.startsAt && EXPECTING.includes(edition.state) ? [{ kind: MeetingDeadlineKind.MEETING, at: edition.startsAt, missing: true }] : []),
    ...(review ? [{ kind: MeetingDeadlineKind.REVIEW, at: review, missing: true }] : []),
  ];
  return all.map(({ kind, at, missing }) => ({ kind, at, atLocal: localOf(at, edition.zone), late: at <= now, missing }))
    .filter(({ at, late, missing }) => (late ? missing : at.getTime() - now.getTime() <= days * DAY_MS)).sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** The quorum of the newest poll stands, else it is more than half. */
function quorumOutlook(facts: OverviewFacts): MeetingQuorumOutlook {
  const { edition, invitation } = facts;
  const parties = taking(facts);
  const ended = facts.minutes !== null || edition.state === IN_SESSION;
  const basis = ended ? MeetingQuorumBasis.ATTENDANCE : invitation && EXPECTING.includes(edition.state) ? MeetingQuorumBasis.DELEGATES : MeetingQuorumBasis.POLL;
  const polled = basis === MeetingQuorumBasis.POLL ? polledSlot(facts, parties) : null;
  const comes = ({ present, delegates, organisation }: PartyFacts): boolean | null => {
    if (basis === MeetingQuorumBasis.ATTENDANCE) return present ?? (edition.state === IN_SESSION ? null : false);
    return basis === MeetingQuorumBasis.DELEGATES ? delegates : (polled?.comes.get(organisation?.id ?? '') ?? null);
  };
  const known = parties.map(comes);
  const [coming, notComing] = [known.filter((one) => one === true).length, known.filter((one) => one === false).length];
  const { needed } = quorumOf(coming, { parties: parties.length, set: facts.poll?.quorum ?? null, audience: null });
  const safety = coming >= needed ? MeetingQuorumSafety.SAFE : parties.length - notComing >= needed ? MeetingQuorumSafety.OPEN : MeetingQuorumSafety.SHORT;
  return {
    basis, safety, needed, coming, notComing, open: parties.length - coming - notComing, slotLocal: polled?.startsLocal ?? null,
    mustAttend: named(parties.filter((party) => party.mustAttend && comes(party) !== true)),
  };
}

/** The slot of the day that was decided, or the best one, and who said that he can come then. */
function polledSlot({ edition, poll }: OverviewFacts, parties: readonly PartyFacts[]): { startsLocal: string; comes: Map<string, boolean> } | null {
  if (!poll) return null;
  const ids = named(parties).map(({ id }) => id);
  const best = (): string | undefined => rankSlots(poll.slots.map(({ id }) => id), poll.replies, { quorum: poll.quorum, parties: ids, mustAttend: named(parties.filter(({ mustAttend }) => mustAttend)).map(({ id }) => id) })[0]?.slotId;
  const decided = poll.slots.find(({ startsLocal, endsLocal }) => startsLocal === edition.startsLocal && endsLocal === edition.endsLocal)?.id;
  const slot = poll.slots.find(({ id }) => id === (poll.open ? best() : decided));
  return slot ? { startsLocal: slot.startsLocal, comes: new Map(poll.replies.flatMap(({ organisationId, answers }) => { const said = answers[slot.id]; return said ? [[organisationId, said !== MeetingAnswer.NO]] : []; })) } : null;
}

function overflowOf({ edition: { startsLocal, endsLocal }, breaks, slots, proposals }: OverviewFacts): MeetingOverflow {
  const rest = { proposals: proposals.waiting, proposedMinutes: proposals.minutes };
  if (startsLocal === null || endsLocal === null || slots.length === 0) return { minutes: 0, slots: [], ...rest };
  const { entries, overflowMinutes, overflowing } = timetable(startsLocal, endsLocal, slots, breaks);
  const over = entries.flatMap((entry): MeetingAgendaSlot[] => {
    const slot = entry.index === null || !overflowing.includes(entry.index) ? undefined : slots[entry.index];
    if (!slot) return [];
    const { minutes, itemId, proposerId, seen } = slot;
    return [{ kind: seen ? MeetingAgendaSlotKind.ITEM : MeetingAgendaSlotKind.CLOSED, startsLocal: entry.startsLocal, endsLocal: entry.endsLocal, minutes, itemId, ref: itemId, proposerId, seen, texts: null, purpose: null, presenter: null }];
  });
  return { minutes: overflowMinutes, slots: over, ...rest };
}

/** What the minutes wait for; of what is closed to the asker, that there is something. */
function waitsOf(facts: OverviewFacts, now: Date): MeetingMinutesWait[] {
  const { minutes, parties } = facts;
  if (!minutes || minutes.state === MinutesState.APPROVED) return [];
  const { blank, comments, objections, blocked, closesAt, extensionAskedById, extendedFrom } = minutes;
  const known = new Map(parties.flatMap(({ organisation }) => (organisation ? [[organisation.id, organisation] as const] : [])));
  const those = (ids: readonly string[]): MeetingOverviewOrganisation[] => ids.flatMap((id) => known.get(id) ?? []);
  const one = (wait: MinutesWait, waitsFor: MinutesWaitsFor, more: Partial<MeetingMinutesWait> = {}): MeetingMinutesWait => ({ wait, waitsFor, organisations: [], itemId: null, count: 1, ...more });
  const texts = blank.map((itemId) => one(MinutesWait.TEXT, MinutesWaitsFor.SECRETARIES, { itemId }));
  if (minutes.state === MinutesState.DRAFT) return [...texts, one(MinutesWait.REVIEW, MinutesWaitsFor.COORDINATOR)];
  const silent = closesAt && now < closesAt ? named(attending(facts).filter(({ answered }) => !answered)) : [];
  const waits = [
    ...comments.map(({ itemId, count }) => one(MinutesWait.COMMENT, MinutesWaitsFor.SECRETARIES, { itemId, count })),
    ...objections.map(({ itemId, organisationIds }) => one(MinutesWait.OBJECTION, MinutesWaitsFor.ORGANISATIONS, { itemId, organisations: those(organisationIds), count: organisationIds.length })),
    ...((blocked?.objection && objections.length === 0) || (blocked?.comment && comments.length === 0) ? [one(MinutesWait.CLOSED, MinutesWaitsFor.SECRETARIES)] : []),
    ...(silent.length > 0 ? [one(MinutesWait.ANSWER, MinutesWaitsFor.ORGANISATIONS, { organisations: silent, count: silent.length })] : []),
  ];
  const extension = extensionAskedById !== null && extendedFrom === null && closesAt && now < closesAt ? [one(MinutesWait.EXTENSION, MinutesWaitsFor.COORDINATOR, { organisations: those([extensionAskedById]) })] : [];
  return [...texts, ...extension, ...waits, ...(waits.length === 0 ? [one(MinutesWait.APPROVAL, MinutesWaitsFor.COORDINATOR)] : [])];
}
