import { Injectable } from '@nestjs/common';
import { type HubContext, type PersonActor, Role, withRole } from '@hub/access';
import { conflict, invalid, notFound } from '@hub/kernel';
import { requireId, type Tell, textsOf } from '@hub/parties';
import type { Tx } from '@hub/platform';
import { MeetingState } from '../editions/edition.enums.js';
import type { MeetingEdition } from '../editions/edition.types.js';
import { partyIds, tellParties } from '../editions/editions.repository.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import { MeetingItemState } from './agenda.enums.js';
import type { UpdateMeetingItemInput } from './agenda.inputs.js';
import { AgendaReader } from './agenda.reader.js';
import { fixAgenda, itemsById, readableBulletins, reviseItem, tellOne } from './agenda.repository.js';
import { lengthOf, requireOpen } from './agenda.rules.js';
import type { MeetingItem } from './agenda.types.js';

const { PROPOSED, ACCEPTED } = MeetingItemState;

/** Looks at an item before it is changed whom it is open to; what it gives says afterwards whom to tell of what that has done. */
export type ScopeWatch = (tx: Tx, edition: MeetingEdition, item: MeetingItem) => Promise<() => Promise<readonly Tell[]>>;

/** Changes to items: their proposers' until the agenda is frozen, and the coordinators' of what is on it. */
@Injectable()
export class ItemChanges {
  private readonly watches: ScopeWatch[] = [];

  constructor(
    private readonly write: MeetingWrite,
    private readonly reader: AgendaReader,
  ) {}

  /** Has another room look whenever it changes whom an item is open to. */
  watch(watch: ScopeWatch): void {
    this.watches.push(watch);
  }

  /** Changes an item at the revision that was seen. */
  async update(context: HubContext, path: string, { id, expectedRevision, ...input }: UpdateMeetingItemInput): Promise<string> {
    const actor = withRole(context.actor, Role.OFFICER, Role.CONTACT_POINT, Role.ADMINISTRATOR, Role.COORDINATOR);
    const seen = await this.reader.item(context, requireId(id));
    if (!seen) throw notFound();
    // What is on the agenda is ordered by the edition's revision.
    return this.write.make(context, actor, path, seen.editionId, { alone: seen.state === ACCEPTED }, async (tx, edition) => {
      const [item] = await itemsById(tx, [seen.id]);
      if (!item) throw notFound();
      const own = item.proposerId === actor.organisationId;
      const coordinates = actor.roles.has(Role.COORDINATOR);
      if (!own && !(coordinates && item.state === ACCEPTED)) throw notFound();
      if (item.revision !== expectedRevision) throw conflict('Somebody else changed this meanwhile. Read it again. / 他の人が先に変更しました。読み直してください。', { currentRevision: item.revision });
      requireOpen(edition);
      if (![PROPOSED, ACCEPTED].includes(item.state)) throw conflict('It has been judged already. / 既に取扱いが決まっています。', { allowed: [] });
      if (item.state === ACCEPTED && !coordinates && edition.state !== MeetingState.AGENDA_OPEN) throw conflict('The agenda is frozen: a coordinator changes it. / 議題は確定しています。変更は事務局が行います。', { allowed: [] });
      const next = await this.next(tx, actor, edition, item, input);
      // Whoever is not among those any more that it is open to has lost it.
      const revokes = next.audienceIds !== item.audienceIds || next.bulletinIds !== item.bulletinIds;
      const after: (() => Promise<readonly Tell[]>)[] = [];
      for (const watch of revokes ? this.watches : []) after.push(await watch(tx, edition, item));
      const state = await reviseItem(tx, item.id, expectedRevision, next);
      if (state === 'WIDENED') throw conflict('Somebody would be let see what was fixed or noted while it was closed to him: propose a new item. / 閲覧範囲外であった記録が見えることになるため、新しい議題として提案してください。', { allowed: ['proposeMeetingItem'] });
      const fields = Object.entries(input).filter(([, value]) => value !== undefined).map(([field]) => field).sort();
      const tell = item.state === ACCEPTED ? await this.told(tx, edition, item, state) : [];
      for (const told of after) tell.push(...await told());
      return {
        action: 'meeting.item-changed', subjectId: item.id, detail: { edition: edition.id, fields, state }, alsoHeldBy: own ? [] : [item.proposerId],
        revokes, tell,
      };
    });
  }

  private async next(tx: Tx, actor: PersonActor, edition: MeetingEdition, item: MeetingItem, input: Omit<UpdateMeetingItemInput, 'id' | 'expectedRevision'>): Promise<MeetingItem> {
    if (input.minutes != null && input.minutes > lengthOf(edition)) throw invalid('input.minutes', `Is longer than the day, which has ${lengthOf(edition)} minutes. / 会議時間（${lengthOf(edition)}分）を超えています。`);
    const changesWho = input.audience !== undefined || input.bulletinIds !== undefined;
    if (changesWho && item.proposerId !== actor.organisationId) throw invalid(input.audience === undefined ? 'input.bulletinIds' : 'input.audience', 'Whom it is open to is its proposer’s to say. / 閲覧範囲を変更できるのは提案機関のみです。');
    const audienceIds = input.audience === undefined ? item.audienceIds : input.audience === null ? null : [...new Set([...input.audience.map(requireId), actor.organisationId])];
    if (input.audience) {
      const parties = await partyIds(tx, edition.id);
      if (audienceIds?.some((one) => !parties.includes(one))) throw notFound();
    }
    const bulletinIds = input.bulletinIds?.map(requireId) ?? item.bulletinIds;
    if (input.bulletinIds && (await readableBulletins(tx, bulletinIds)) !== bulletinIds.length) throw notFound();
    return { ...item, texts: textsOf(input.titles) ?? item.texts, purpose: input.purpose ?? item.purpose, minutes: input.minutes ?? item.minutes, presenter: input.presenter ?? item.presenter, audienceIds, bulletinIds };
  }

  /** Of what was on the agenda: those who coordinate where it waits anew; otherwise its proposer, and once it is frozen everybody, of the next version. */
  private async told(tx: Tx, edition: MeetingEdition, item: MeetingItem, state: MeetingItemState): Promise<Tell[]> {
    const one = await tellOne(tx, edition.id, state === PROPOSED ? null : item.proposerId, 'ITEM_CHANGED');
    if (edition.state !== MeetingState.AGENDA_FROZEN) return one;
    await fixAgenda(tx, edition.id);
    return [...one, ...(await tellParties(tx, edition.id, 'AGENDA_CHANGED', edition.id))];
  }
}
