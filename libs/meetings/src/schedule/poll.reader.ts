import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, noteEpoch, type OperationReads, Role } from '@hub/access';
import { UnitOfWork } from '@hub/platform';
import type { MeetingParty } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { pollsOf, type PollRow, repliesOf, type ReplyRow, type SlotRow, slotsOf } from './poll.repository.js';
import type { MeetingPoll, MeetingSlot } from './poll.types.js';
import { rankSlots } from './ranking.js';

/** The newest poll of editions, as one operation may see it. */
@Injectable()
export class PollReader {
  /** By what the operation has read: a repetition begins with nothing. */
  private readonly loaders = new WeakMap<OperationReads, DataLoader<string, MeetingPoll | null>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly editions: EditionsService,
  ) {}

  /** The newest poll of an edition that the asker sees; null: none yet. */
  of(context: HubContext, editionId: string): Promise<MeetingPoll | null> {
    let loader = this.loaders.get(context.reads);
    if (!loader) this.loaders.set(context.reads, (loader = new DataLoader((ids) => this.load(context, ids))));
    return loader.load(editionId);
  }

  /** After a change: what was loaded before it is not shown again. */
  forget(context: HubContext): void {
    this.loaders.delete(context.reads);
  }

  private async load(context: HubContext, editionIds: readonly string[]): Promise<(MeetingPoll | null)[]> {
    const { actor } = context;
    if (actor.kind !== 'person') return editionIds.map(() => null);
    const coordinates = actor.roles.has(Role.COORDINATOR);
    const { polls, slots, replies } = await this.uow.read(actor, async (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      const found = await pollsOf(tx, editionIds);
      const ids = found.map(({ id }) => id);
      return { polls: found, slots: await slotsOf(tx, ids), replies: await repliesOf(tx, ids, coordinates, actor.organisationId) };
    });
    return Promise.all(editionIds.map(async (editionId) => {
      const poll = polls.find((one) => one.editionId === editionId);
      if (!poll) return null;
      const own = { poll, slots: slots.filter(({ pollId }) => pollId === poll.id), replies: replies.filter(({ pollId }) => pollId === poll.id) };
      return asShown(own, coordinates ? await this.editions.parties(context, editionId) : null);
    }));
  }
}

/** `parties`: for who coordinates. */
function asShown({ poll, slots, replies }: { poll: PollRow; slots: readonly SlotRow[]; replies: readonly ReplyRow[] }, parties: readonly MeetingParty[] | null): MeetingPoll {
  const { id, editionId, openedAt, deadline, closedAt, quorum } = poll;
  const byParties = replies.flatMap(({ organisationId, answers }) => (organisationId === null ? [] : [{ organisationId, answers }]));
  const standings = parties && rankSlots(slots.map((slot) => slot.id), byParties, {
    quorum, parties: parties.map(({ organisationId }) => organisationId), mustAttend: parties.filter(({ mustAttend }) => mustAttend).map(({ organisationId }) => organisationId),
  });
  const shown = slots.map((slot): MeetingSlot => ({ ...slot, standing: standings?.find(({ slotId }) => slotId === slot.id) ?? null }));
  return {
    id, editionId, openedAt, deadline, closedAt, quorum, slots: shown,
    replies: replies.map(({ answers, ...reply }) => ({ ...reply, answers: slots.flatMap((slot) => { const answer = answers[slot.id]; return answer ? [{ slotId: slot.id, answer }] : []; }) })),
    missingIds: parties && parties.map(({ organisationId }) => organisationId).filter((party) => {
      const said = byParties.find(({ organisationId }) => organisationId === party)?.answers ?? {};
      return slots.some((slot) => said[slot.id] === undefined);
    }),
    ranking: standings && standings.flatMap(({ slotId }) => shown.find((slot) => slot.id === slotId) ?? []),
  };
}
