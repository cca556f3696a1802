import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, noteEpoch, type OperationReads } from '@hub/access';
import { BulletinReader } from '@hub/bulletins';
import { notFound } from '@hub/kernel';
import { type ReadTx, UnitOfWork } from '@hub/platform';
import type { MeetingEdition } from '../editions/edition.types.js';
import { type MeetingItemPurpose, MeetingAgendaSlotKind } from './agenda.enums.js';
import { breaksOf, closedProposals, itemsById, itemsOf, slotsOf, type SlotRow, versionCount, versionOf, type VersionRow } from './agenda.repository.js';
import type { ClosedMeetingItem, MeetingAgenda, MeetingItem, MeetingAgendaSlot } from './agenda.types.js';
import { type BreakRules, timetable } from './timetable.js';

/** An item as it is shown, with the TLP marks of what it is about. */
export interface SeenItem extends MeetingItem { readonly tlps: readonly string[] }

/** The agenda as each may see it. */
@Injectable()
export class AgendaReader {
  private readonly loaders = new WeakMap<OperationReads, { items: DataLoader<string, SeenItem | null>; ofEditions: DataLoader<string, SeenItem[]> }>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly bulletins: BulletinReader,
  ) {}

  /** The timetable; NOT_FOUND where no such version was fixed. */
  async agenda(context: HubContext, edition: MeetingEdition, version: number | null): Promise<MeetingAgenda> {
    const { rows, day, more, breaks } = await this.read(context, async (tx) => {
      const versions = await versionCount(tx, edition.id);
      if (version === null) return { rows: await slotsOf(tx, edition.id), day: edition, more: { version: null, versions, fixedAt: null }, breaks: await breaksOf(tx, edition.id, null) };
      if (version < 1 || version > versions) throw notFound();
      const fixed = await versionOf(tx, edition.id, version);
      const [first] = fixed;
      if (!first) throw notFound();
      // A version without items is one row without a place.
      return { rows: fixed.filter(({ position }) => position !== null), day: first, more: { version, versions, fixedAt: first.fixedAt }, breaks: await breaksOf(tx, edition.id, version) };
    });
    // What is shown of an item is shown with its bulletins, or not at all.
    const seen = new Set<string>();
    const visible = rows.flatMap(({ seen: isSeen, itemId }) => (isSeen && itemId !== null ? [itemId] : []));
    for (const item of await Promise.all(visible.map((id) => this.item(context, id)))) if (item) seen.add(item.id);
    return laidOut(rows.map((row) => (!row.seen || seen.has(row.itemId ?? '') ? row : { ...row, seen: false, itemId: null, proposerId: null, ...('titles' in row ? { titles: null, purpose: null, presenter: null } : {}) })), day, breaks, more);
  }

  /** Items and proposals of an edition. */
  async items(context: HubContext, editionId: string): Promise<MeetingItem[]> {
    return this.of(context).ofEditions.load(editionId);
  }

  /** An item, or null. */
  async item(context: HubContext, id: string): Promise<SeenItem | null> {
    return this.of(context).items.load(id);
  }

  /** Proposals that are closed to the coordinator. */
  async closed(context: HubContext, editionId: string): Promise<ClosedMeetingItem[]> {
    return this.read(context, (tx) => closedProposals(tx, editionId));
  }

  /** After a change: what was loaded before it is not shown again. */
  forget(context: HubContext): void {
    this.loaders.delete(context.reads);
  }

  private of(context: HubContext): { items: DataLoader<string, SeenItem | null>; ofEditions: DataLoader<string, SeenItem[]> } {
    let loaders = this.loaders.get(context.reads);
    if (!loaders) {
      loaders = {
        items: new DataLoader(async (ids) => {
          const found = new Map((await this.shown(context, await this.read(context, (tx) => itemsById(tx, ids)))).map((item) => [item.id, item]));
          return ids.map((id) => found.get(id) ?? null);
        }),
        ofEditions: new DataLoader(async (ids) => {
          const found = await this.shown(context, await this.read(context, (tx) => itemsOf(tx, ids)));
          return ids.map((id) => found.filter(({ editionId }) => editionId === id));
        }),
      };
      this.loaders.set(context.reads, loaders);
    }
    return loaders;
  }

  /** Items with the bulletins that they are about entered as listed: one that the bulletins' own reader does not show takes its item with it. */
  private async shown(context: HubContext, items: readonly MeetingItem[]): Promise<SeenItem[]> {
    const linked = [...new Set(items.flatMap(({ bulletinIds }) => bulletinIds))];
    if (linked.length === 0) return items.map((item) => ({ ...item, tlps: [] }));
    const seen = new Map((await this.bulletins.found(context, async () => linked.map((id) => ({ id })))).flatMap(({ id, bulletin }) => (bulletin.visible ? [[id, bulletin.tlp]] : [])));
    return items.filter(({ bulletinIds }) => bulletinIds.every((id) => seen.has(id))).map((item) => ({ ...item, tlps: item.bulletinIds.flatMap((id) => seen.get(id) ?? []) }));
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

function laidOut(rows: readonly (SlotRow | VersionRow)[], { startsLocal, endsLocal }: Pick<MeetingEdition, 'startsLocal' | 'endsLocal'>, breaks: BreakRules, more: Pick<MeetingAgenda, 'version' | 'versions' | 'fixedAt'>): MeetingAgenda {
  if (startsLocal === null || endsLocal === null) return { ...more, breaks, slots: rows.map((row) => slotOf(row, null, null)), overflowMinutes: 0 };
  const { entries, overflowMinutes } = timetable(startsLocal, endsLocal, rows, breaks);
  const slots = entries.map((entry): MeetingAgendaSlot => {
    const row = entry.index === null ? undefined : rows[entry.index];
    if (row) return slotOf(row, entry.startsLocal, entry.endsLocal);
    return { kind: MeetingAgendaSlotKind[entry.kind], startsLocal: entry.startsLocal, endsLocal: entry.endsLocal, minutes: entry.minutes, itemId: null, seen: false, proposerId: null, ref: null, texts: null, purpose: null, presenter: null };
  });
  return { ...more, breaks, slots, overflowMinutes };
}

/** Of what is not seen nothing but its length; who coordinates gets its handle beside. */
function slotOf(row: SlotRow | VersionRow, startsLocal: string | null, endsLocal: string | null): MeetingAgendaSlot {
  const { minutes, itemId, seen, proposerId } = row;
  const fixed = 'titles' in row ? row : null;
  return {
    kind: seen ? MeetingAgendaSlotKind.ITEM : MeetingAgendaSlotKind.CLOSED, startsLocal, endsLocal, minutes, itemId, seen, proposerId, ref: itemId,
    texts: fixed?.titles ?? null, purpose: (fixed?.purpose as MeetingItemPurpose | null | undefined) ?? null, presenter: fixed?.presenter ?? null,
  };
}
