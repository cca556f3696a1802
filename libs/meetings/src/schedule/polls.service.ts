import { Injectable, type OnModuleInit } from '@nestjs/common';
import type { HubContext } from '@hub/access';
import { conflict, invalid, newId, notFound } from '@hub/kernel';
import { requireCoordinator } from '@hub/parties';
import type { Tx } from '@hub/platform';
import { MeetingAct, MeetingState } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { partyIds, tellParties } from '../editions/editions.repository.js';
import { MeetingSteps } from '../editions/meeting.steps.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { ObstacleFinder, remoteOf, withMustAttend } from './obstacles.js';
import type { DecideMeetingSlotInput, MeetingSlotInput, OpenMeetingPollInput, UpdateMeetingPollInput } from './poll.inputs.js';
import { addPoll, addSlot, changePoll, closePoll, type PartyRow, partyCountries, type PollRow, pollsOf, type SlotRow, slotsOf, writeMustAttend } from './poll.repository.js';
import { reasonsAgainst } from './proposal.js';
import { requireAhead, slotAt, type SlotTimes } from './slot.js';

const DAY_MS = 86_400_000;
const MOST_SLOTS = 60;

/** Polls, as coordinators open, change and end them. */
@Injectable()
export class PollsService implements OnModuleInit {
  constructor(
    private readonly write: MeetingWrite,
    private readonly steps: MeetingSteps,
    private readonly obstacles: ObstacleFinder,
  ) {}

  onModuleInit(): void {
    for (const act of [MeetingAct.SCHEDULE, MeetingAct.POSTPONE, MeetingAct.CANCEL]) this.steps.on(act, (tx, edition, { actor }) => closePoll(tx, edition.id, actor.instant));
  }

  /** Asks the parties which slots suit. */
  async open(context: HubContext, path: string, input: OpenMeetingPollInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    return this.write.make(context, actor, path, input.editionId, { alone: true, expectedRevision: input.expectedRevision }, async (tx, edition) => {
      const [poll] = await pollsOf(tx, [edition.id]);
      if (edition.state === MeetingState.POLLING && poll?.closedAt === null) throw conflict('A poll is open: change that one. / 日程調整はすでに開始されています。', { allowed: ['updateMeetingPoll', 'decideMeetingSlot'] });
      const parties = withMustAttend(await partyCountries(tx, edition.id), input.mustAttend);
      requireQuorum(input.quorum, parties);
      const remote = remoteOf(parties, input.remote);
      const slots = slotTimes(input.slots, edition, actor.instant, 'input.slots');
      const deadline = requireDeadline(input.deadline, slots, actor.instant);
      const id = newId();
      await addPoll(tx, { id, editionId: edition.id, at: actor.instant, byId: actor.personId, deadline, quorum: input.quorum, remote, told: toldAt(deadline, actor.instant) });
      await this.put(tx, id, slots, parties, remote, actor.instant);
      if (input.mustAttend) await writeMustAttend(tx, edition.id, input.mustAttend);
      if (edition.state !== MeetingState.POLLING) await this.steps.into(tx, edition, { act: MeetingAct.OPEN_POLL, actor, reason: null });
      return {
        action: 'meeting.poll-opened', subjectId: edition.id, detail: { poll: id, slots: slots.length, deadline: deadline.toISOString(), quorum: input.quorum },
        alsoHeldBy: await othersOf(tx, edition, actor.organisationId), tell: await tellParties(tx, edition.id, 'POLL_OPENED', edition.id),
      };
    });
  }

  /** Another deadline or quorum, and further slots. */
  async update(context: HubContext, path: string, input: UpdateMeetingPollInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const added = input.addSlots ?? [];
    return this.write.make(context, actor, path, input.editionId, { alone: true, expectedRevision: input.expectedRevision }, async (tx, edition) => {
      const poll = await openPoll(tx, edition);
      const parties = await partyCountries(tx, edition.id);
      const quorum = input.quorum ?? poll.quorum;
      requireQuorum(quorum, parties);
      const known = await slotsOf(tx, [poll.id]);
      const slots = slotTimes(added, edition, actor.instant, 'input.addSlots', known);
      const ahead = [...known.filter(({ startsAt }) => startsAt > actor.instant), ...slots];
      const deadline = input.deadline ? requireDeadline(input.deadline, ahead, actor.instant) : poll.deadline;
      await changePoll(tx, poll.id, deadline, quorum, toldAt(deadline, actor.instant));
      await this.put(tx, poll.id, slots, parties, poll.remote, actor.instant);
      const again = slots.length > 0 || deadline > poll.deadline;
      return {
        action: 'meeting.poll-changed', subjectId: edition.id, detail: { poll: poll.id, slots: slots.length, deadline: deadline.toISOString(), quorum },
        alsoHeldBy: await othersOf(tx, edition, actor.organisationId), tell: again ? await tellParties(tx, edition.id, 'POLL_CHANGED', edition.id) : [],
      };
    });
  }

  /** The day. */
  async decide(context: HubContext, path: string, { editionId, expectedRevision, slotId = null, slot = null }: DecideMeetingSlotInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    if ((slotId === null) === (slot === null)) throw invalid('input.slotId', 'Name a slot of the poll, or another time; not both. / 候補または日時のどちらか一方を指定してください。');
    return this.write.make(context, actor, path, editionId, { alone: true, expectedRevision }, async (tx, edition) => {
      const times = slot ? slotAt(slot.startsLocal, slot.minutes, edition.zone, 'input.slot.startsLocal') : await slotOf(tx, edition, slotId ?? '');
      requireAhead(times, actor.instant, slot ? 'input.slot.startsLocal' : 'input.slotId');
      const { startsLocal, endsLocal, startsAt, endsAt } = times;
      await this.steps.into(tx, edition, { act: MeetingAct.SCHEDULE, actor, reason: null, times: { startsLocal, endsLocal, startsAt, endsAt } });
      return {
        action: 'meeting.schedule', subjectId: edition.id, detail: { slot: slotId, startsLocal, endsLocal, zone: edition.zone },
        alsoHeldBy: await othersOf(tx, edition, actor.organisationId), tell: await tellParties(tx, edition.id, MeetingState.SCHEDULED, edition.id),
      };
    });
  }

  private async put(tx: Tx, pollId: string, slots: readonly SlotTimes[], parties: readonly PartyRow[], remote: PollRow['remote'], now: Date): Promise<void> {
    const obstacles = await this.obstacles.find(parties, slots.map(({ startsLocal }) => startsLocal), remote, now);
    for (const slot of slots) await addSlot(tx, { ...slot, id: newId(), pollId, against: reasonsAgainst(slot, obstacles) });
  }
}

/** The poll that is open; CONFLICT where none is. */
export async function openPoll(tx: Tx, edition: MeetingEdition): Promise<PollRow> {
  const [poll] = await pollsOf(tx, [edition.id]);
  if (edition.state !== MeetingState.POLLING || poll?.closedAt !== null) throw conflict('No poll is open in this edition. / 現在、日程調整は行われていません。', { allowed: edition.state === MeetingState.PLANNING || edition.state === MeetingState.POLLING ? ['openMeetingPoll'] : [] });
  return poll;
}

async function slotOf(tx: Tx, edition: MeetingEdition, slotId: string): Promise<SlotTimes> {
  const [poll] = await pollsOf(tx, [edition.id]);
  const slot = (poll ? await slotsOf(tx, [poll.id]) : []).find(({ id }) => id === slotId.toLowerCase());
  if (!slot) throw notFound();
  // The rules of the zone may have changed since it was put.
  return slotAt(slot.startsLocal, (Date.parse(`${slot.endsLocal}Z`) - Date.parse(`${slot.startsLocal}Z`)) / 60_000, edition.zone, 'input.slotId');
}

/** The slots, each once and ahead. */
function slotTimes(inputs: readonly MeetingSlotInput[], edition: MeetingEdition, now: Date, field: string, known: readonly SlotRow[] = []): SlotTimes[] {
  const keyOf = ({ startsLocal, endsLocal }: SlotTimes): string => `${startsLocal} ${endsLocal}`;
  const seen = new Set(known.map(keyOf));
  const slots = inputs.map(({ startsLocal, minutes }, n) => {
    const at = `${field}.${n}.startsLocal`;
    const slot = slotAt(startsLocal, minutes, edition.zone, at);
    requireAhead(slot, now, at);
    if (seen.has(keyOf(slot))) throw invalid(at, 'Stands there already. / 同じ候補がすでにあります。');
    seen.add(keyOf(slot));
    return slot;
  });
  if (seen.size > MOST_SLOTS) throw invalid(field, `More than ${MOST_SLOTS} slots in all. / 候補は合計${MOST_SLOTS}件以内です。`);
  return slots;
}

function requireQuorum(quorum: number, parties: readonly PartyRow[]): void {
  if (quorum > parties.length) throw invalid('input.quorum', `Only ${parties.length} organisations take part. / 参加機関は${parties.length}機関です。`);
}

function requireDeadline(deadline: Date, slots: readonly SlotTimes[], now: Date): Date {
  if (deadline <= now) throw invalid('input.deadline', `Lies in the past: choose a time after ${now.toISOString()}. / 過去の日時です。`);
  const first = Math.min(...slots.map(({ startsAt }) => startsAt.getTime()));
  if (deadline.getTime() > first) throw invalid('input.deadline', `Lies after the first slot, which begins at ${new Date(first).toISOString()}. / 最初の候補（開始）より前の日時を指定してください。`);
  return deadline;
}

/** Who learns of the poll this moment is not reminded of it as well. */
function toldAt(deadline: Date, now: Date): number {
  const days = (deadline.getTime() - now.getTime()) / DAY_MS;
  return days <= 0 ? 3 : days <= 1 ? 2 : days <= 3 ? 1 : 0;
}

const othersOf = async (tx: Tx, edition: MeetingEdition, own: string): Promise<string[]> => (await partyIds(tx, edition.id)).filter((id) => id !== own);

