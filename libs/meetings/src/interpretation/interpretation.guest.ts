import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '@hub/audit';
import { notFound } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { timetable } from '../agenda/timetable.js';
import { type Guest, type GuestSection, GuestSections, type Said } from '../links/guest.sections.js';
import { interpretationMarkup, type ShownItem } from './interpretation.page.js';
import { itemsByLink, type LinkSlot } from './interpretation.repository.js';

/** What an interpreter's link shows: the items that he interprets, and nothing of any other. Each sight is entered before the page leaves. */
@Injectable()
export class InterpretationSection implements GuestSection, OnModuleInit {
  readonly name = 'interpretation';
  readonly forInterpreters = true;

  constructor(
    private readonly sections: GuestSections,
    private readonly audit: AuditLog,
  ) {}

  onModuleInit(): void {
    this.sections.add(this);
  }

  async show(tx: Tx, guest: Guest): Promise<string> {
    const slots = await itemsByLink(tx, guest.link.id);
    const { startsLocal, endsLocal } = guest.link;
    const times = startsLocal === null || endsLocal === null ? [] : timetable(startsLocal, endsLocal, slots).entries.filter(({ index }) => index !== null);
    const shown: ShownItem[] = [];
    for (const [index, slot] of slots.entries()) {
      if (slot.itemId === null || slot.titles === null || slot.pairs === null) continue;
      await this.enter(tx, guest, slot, slot.itemId);
      shown.push({ titles: slot.titles, pairs: slot.pairs, minutes: slot.minutes, startsLocal: times[index]?.startsLocal ?? null, endsLocal: times[index]?.endsLocal ?? null });
    }
    return interpretationMarkup(shown);
  }

  /** There is nothing to send. */
  async submit(): Promise<Said> {
    throw notFound();
  }

  /** The proposer holds a record, and each originator of a bulletin that the item is about one of its own bulletins; all of what the organisation that made the link has shown. */
  private async enter(tx: Tx, { link, at }: Guest, { proposerId, bulletins }: LinkSlot, itemId: string): Promise<void> {
    const act = { occurredAt: at, personId: null, organisationId: link.coordinatingId, detail: { edition: link.editionId, interpreter: link.interpreterId, byLink: link.id } };
    await this.audit.record(tx, { ...act, action: 'meeting.item-shown', subjectId: itemId, holderIds: [...new Set([link.coordinatingId, ...(proposerId === null ? [] : [proposerId])])] });
    for (const { id, originatorId } of bulletins ?? []) await this.audit.record(tx, { ...act, action: 'meeting.item-shown', subjectId: id, holderIds: [originatorId] });
  }
}
