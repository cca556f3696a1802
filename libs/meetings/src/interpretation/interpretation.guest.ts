import { Injectable, type OnModuleInit } from '@nestjs/common';
import { notFound } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { breaksOf } from '../agenda/agenda.repository.js';
import { timetable } from '../agenda/timetable.js';
import { LinkDocuments } from '../documents/link.documents.js';
import { type Guest, type GuestFile, type GuestSection, GuestSections, type Said } from '../links/guest.sections.js';
import { GuestVisits } from '../links/guest.visits.js';
import { interpretationMarkup, type ShownItem } from './interpretation.page.js';
import { itemsByLink } from './interpretation.repository.js';

/** What an interpreter's link shows: the items that he interprets, with their documents, and nothing of any other. Each sight is entered before the page leaves, each document before it is read. */
@Injectable()
export class InterpretationSection implements GuestSection, OnModuleInit {
  readonly name = 'interpretation';
  readonly forInterpreters = true;

  constructor(
    private readonly sections: GuestSections,
    private readonly visits: GuestVisits,
    private readonly documents: LinkDocuments,
  ) {}

  onModuleInit(): void {
    this.sections.add(this);
  }

  async show(tx: Tx, guest: Guest): Promise<string> {
    const slots = await itemsByLink(tx, guest.link.id);
    const { startsLocal, endsLocal } = guest.link;
    const times = startsLocal === null || endsLocal === null ? [] : timetable(startsLocal, endsLocal, slots, await breaksOf(tx, guest.link.editionId, null)).entries.filter(({ index }) => index !== null);
    const documents = await this.documents.of(tx, guest);
    const shown: ShownItem[] = [];
    for (const [index, slot] of slots.entries()) {
      const { itemId, titles, pairs, minutes, proposerId, bulletins } = slot;
      if (itemId === null || titles === null || pairs === null || proposerId === null) continue;
      await this.visits.enterSight(tx, guest, { action: 'meeting.item-shown', itemId, proposerId, bulletins: bulletins ?? [] });
      const { startsLocal = null, endsLocal = null } = times[index] ?? {};
      shown.push({ titles, pairs, minutes, startsLocal, endsLocal, documents: documents.filter((one) => one.itemId === itemId) });
    }
    return interpretationMarkup(shown);
  }

  /** There is nothing to send. */
  async submit(): Promise<Said> {
    throw notFound();
  }

  async open(tx: Tx, guest: Guest, fileId: string): Promise<GuestFile | null> {
    return this.documents.open(tx, guest, fileId);
  }
}
