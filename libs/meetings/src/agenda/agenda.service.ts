import { Injectable } from '@nestjs/common';
import { type HubContext, noteEpoch, type PersonActor, Role, signedIn, withRole } from '@hub/access';
import { conflict, invalid, isId, newId, notFound } from '@hub/kernel';
import { type Change, requireCoordinator, requireId, textsOf } from '@hub/parties';
import { type ReadTx, type Tx, UnitOfWork } from '@hub/platform';
import { MeetingAct, MeetingState } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { partyIds, tellParties } from '../editions/editions.repository.js';
import { MeetingSteps } from '../editions/meeting.steps.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { MeetingItemState } from './agenda.enums.js';
import type { DeclineMeetingItemInput, MeetingItemInput, MergeMeetingItemInput, OrderMeetingAgendaInput, ProposeMeetingItemInput, SponsorMeetingItemInput } from './agenda.inputs.js';
import { addItem, breaksOf, changeItem, fixAgenda, itemsById, judgeItem, orderItems, readableBulletins, slotsOf, standingOf, tellOne, writeSponsor } from './agenda.repository.js';
import { lengthOf, requireOpen } from './agenda.rules.js';
import type { MeetingItem } from './agenda.types.js';
import { AgendaReader, type SeenItem } from './agenda.reader.js';
import { timetable } from './timetable.js';

const { PROPOSED, ACCEPTED, DECLINED, MERGED, WITHDRAWN } = MeetingItemState;
/** Who speaks of the agenda for his organisation. */
export const requireSpeaker = ({ actor }: HubContext): PersonActor => withRole(actor, Role.OFFICER, Role.CONTACT_POINT, Role.ADMINISTRATOR, Role.COORDINATOR);

/** What the parties propose, and what coordinators make of it. */
@Injectable()
export class AgendaService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly write: MeetingWrite,
    private readonly reader: AgendaReader,
    steps: MeetingSteps,
  ) {
    steps.on(MeetingAct.FREEZE_AGENDA, async (tx, edition) => {
      const { overflowMinutes } = timetable(edition.startsLocal ?? '', edition.endsLocal ?? '', await slotsOf(tx, edition.id), await breaksOf(tx, edition.id, null));
      if (overflowMinutes > 0) throw conflict(`The agenda is ${overflowMinutes} minutes longer than the day. / 議題の合計が会議時間を${overflowMinutes}分超えています。`, { allowed: ['orderMeetingAgenda', 'declineMeetingItem'] });
      await fixAgenda(tx, edition.id);
    });
  }

  /** An item; NOT_FOUND for who does not see it. */
  async item(context: HubContext, id: string): Promise<SeenItem> {
    signedIn(context.actor);
    const item = isId(id) ? await this.known(context, id) : null;
    if (!item) throw notFound();
    return item;
  }

  /** The same, or null. */
  async known(context: HubContext, id: string): Promise<SeenItem | null> {
    return this.reader.item(context, id.toLowerCase());
  }

  /** Proposes an item in the own organisation's name. */
  async propose(context: HubContext, path: string, input: ProposeMeetingItemInput): Promise<string> {
    const actor = requireSpeaker(context);
    const bulletinIds = input.bulletinIds.map(requireId);
    const audienceIds = input.audience ? [...new Set([...input.audience.map(requireId), actor.organisationId])] : null;
    const { editionId, purpose, minutes, presenter } = input;
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      requireOpen(edition);
      if (minutes > lengthOf(edition)) throw invalid('input.minutes', `Is longer than the day, which has ${lengthOf(edition)} minutes. / 会議時間（${lengthOf(edition)}分）を超えています。`);
      const parties = await partyIds(tx, edition.id);
      if (!parties.includes(actor.organisationId)) throw notFound();
      if (audienceIds?.some((id) => !parties.includes(id))) throw notFound();
      if ((await readableBulletins(tx, bulletinIds)) !== bulletinIds.length) throw notFound();
      const id = newId();
      await addItem(tx, { id, editionId: edition.id, proposerId: actor.organisationId, proposedById: actor.personId, at: actor.instant, texts: textsOf(input.titles) ?? {}, purpose, minutes, presenter, audienceIds, bulletinIds, progress: false });
      const tell = await tellOne(tx, edition.id, null, 'ITEM_PROPOSED');
      return { action: 'meeting.item-proposed', subjectId: id, detail: { edition: edition.id }, tell };
    });
  }

  /** Takes a proposal of the own organisation back. */
  async withdraw(context: HubContext, path: string, { id, expectedRevision }: MeetingItemInput): Promise<string> {
    const actor = requireSpeaker(context);
    return this.own(context, actor, path, id, expectedRevision, async (tx, item) => {
      if (!(await changeItem(tx, item.id, expectedRevision, { titles: item.texts, purpose: item.purpose, minutes: item.minutes, presenter: item.presenter, state: WITHDRAWN }))) throw notFound();
      return { action: 'meeting.item-withdrawn', subjectId: item.id, detail: {} };
    });
  }

  /** Lets the own organisation stand behind an item of another, or not. */
  async sponsor(context: HubContext, path: string, { id, sponsors }: SponsorMeetingItemInput): Promise<string> {
    const actor = requireSpeaker(context);
    const { editionId } = await this.item(context, id);
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx) => {
      const [item] = await itemsById(tx, [id]);
      if (!item) throw notFound();
      if (item.proposerId === actor.organisationId) throw conflict('It is the own one. / 自機関の議題です。', { allowed: [] });
      if (![PROPOSED, ACCEPTED].includes(item.state)) throw conflict('It is not on the agenda, and waits no longer. / この議題は審議対象ではありません。', { allowed: [] });
      await writeSponsor(tx, item.id, actor.organisationId, sponsors);
      return { action: sponsors ? 'meeting.item-sponsored' : 'meeting.item-unsponsored', subjectId: item.id, detail: {} };
    });
  }

  /** Takes an item onto the agenda, at its end. */
  async accept(context: HubContext, path: string, input: MeetingItemInput): Promise<string> {
    return this.judge(context, path, input, ACCEPTED, [PROPOSED, DECLINED], 'meeting.item-accepted');
  }

  /** Does not take it up, or takes it off the agenda. */
  async decline(context: HubContext, path: string, input: DeclineMeetingItemInput): Promise<string> {
    return this.judge(context, path, input, DECLINED, [PROPOSED, ACCEPTED], 'meeting.item-declined', { reason: input.reason });
  }

  /** Takes it up in another: whoever sees that one may know all that this tells, and its proposer sees it. Nothing of its content moves. */
  async merge(context: HubContext, path: string, input: MergeMeetingItemInput): Promise<string> {
    return this.judge(context, path, input, MERGED, [PROPOSED, ACCEPTED], 'meeting.item-merged', { intoId: requireId(input.intoId) });
  }

  /** Orders the agenda. */
  async order(context: HubContext, path: string, { editionId, expectedRevision, itemIds }: OrderMeetingAgendaInput): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const ids = itemIds.map(requireId);
    return this.write.make(context, actor, path, editionId, { alone: true, expectedRevision }, async (tx, edition) => {
      requireOpen(edition);
      if (!(await orderItems(tx, edition.id, ids))) throw conflict('These are not exactly the items on the agenda. Read it again. / 議題の一覧が変わっています。読み直してください。', { currentRevision: edition.revision });
      return { action: 'meeting.agenda-ordered', subjectId: edition.id, detail: { items: ids.length }, tell: await this.changed(tx, edition) };
    });
  }

  private async own(context: HubContext, actor: PersonActor, path: string, id: string, expectedRevision: number, work: (tx: Tx, item: MeetingItem, edition: MeetingEdition) => Promise<Change>): Promise<string> {
    const { editionId } = await this.item(context, id);
    return this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      const [item] = await itemsById(tx, [id]);
      if (!item) throw notFound();
      if (item.proposerId !== actor.organisationId) throw notFound();
      if (item.revision !== expectedRevision) throw conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision: item.revision });
      if (item.state !== PROPOSED) throw conflict('It has been judged already. / 既に取扱いが決まっています。', { allowed: [] });
      requireOpen(edition);
      return work(tx, item, edition);
    });
  }

  private async judge(context: HubContext, path: string, { id, expectedRevision }: MeetingItemInput, to: MeetingItemState, from: readonly MeetingItemState[], action: string, { reason = null, intoId = null }: { reason?: string | null; intoId?: string | null } = {}): Promise<string> {
    const actor = requireCoordinator(context.actor);
    const editionId = isId(id) ? (await this.read(context, (tx) => standingOf(tx, id, null)))?.editionId : undefined;
    if (!editionId) throw notFound();
    return this.write.make(context, actor, path, editionId, { alone: true }, async (tx, edition) => {
      const standing = await standingOf(tx, id, intoId);
      if (!standing) throw notFound();
      if (standing.revision !== expectedRevision) throw conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision: standing.revision });
      requireOpen(edition);
      if (!from.includes(standing.state)) throw conflict(`In state ${standing.state} this is not possible. / この状態では行えません。`, { allowed: allowedFor(standing.state) });
      if (intoId !== null && !standing.merges) throw conflict('Merging would show somebody what he may not know: the other item must be open to the proposer, and to nobody else than this one is. / 統合すると閲覧範囲が広がるため行えません。', { allowed: allowedFor(standing.state).filter((one) => one !== 'mergeMeetingItem') });
      await judgeItem(tx, id, expectedRevision, to, reason, intoId);
      const onAgenda = to === ACCEPTED || standing.state === ACCEPTED;
      return {
        action, subjectId: id, detail: { edition: edition.id, ...(intoId ? { into: intoId } : {}) }, alsoHeldBy: standing.proposerId === actor.organisationId ? [] : [standing.proposerId],
        tell: [...(await tellOne(tx, edition.id, standing.proposerId, `ITEM_${to}`)), ...(onAgenda ? await this.changed(tx, edition) : [])],
      };
    });
  }

  /** What was fixed is fixed anew, as the next version, and all parties are told. */
  private async changed(tx: Tx, edition: MeetingEdition): ReturnType<typeof tellParties> {
    if (edition.state !== MeetingState.AGENDA_FROZEN) return [];
    await fixAgenda(tx, edition.id);
    return tellParties(tx, edition.id, 'AGENDA_CHANGED', edition.id);
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

const allowedFor = (state: MeetingItemState): string[] => ({
  PROPOSED: ['acceptMeetingItem', 'declineMeetingItem', 'mergeMeetingItem'], ACCEPTED: ['declineMeetingItem', 'mergeMeetingItem', 'orderMeetingAgenda'],
  DECLINED: ['acceptMeetingItem'], MERGED: [], WITHDRAWN: [] })[state];
