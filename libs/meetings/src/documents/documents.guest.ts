import { Injectable, type OnModuleInit } from '@nestjs/common';
import { notFound } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { type Guest, type GuestFile, type GuestSection, GuestSections, type Said } from '../links/guest.sections.js';
import { GuestVisits } from '../links/guest.visits.js';
import { documentsMarkup } from './documents.page.js';
import { LinkDocuments } from './link.documents.js';

/** Documents that are not confidential, on the page of a guest. Each sight of an item is entered before the page leaves, each document before it is read. */
@Injectable()
export class DocumentsSection implements GuestSection, OnModuleInit {
  readonly name = 'documents';

  constructor(
    private readonly sections: GuestSections,
    private readonly visits: GuestVisits,
    private readonly documents: LinkDocuments,
  ) {}

  onModuleInit(): void {
    this.sections.add(this);
  }

  async show(tx: Tx, guest: Guest): Promise<string | null> {
    const documents = await this.documents.of(tx, guest);
    for (const { itemId, proposerId, bulletins } of new Map(documents.map((document) => [document.itemId, document])).values()) {
      await this.visits.enterSight(tx, guest, { action: 'meeting.item-shown', itemId, proposerId, bulletins });
    }
    return documents.length === 0 ? null : documentsMarkup(documents);
  }

  /** There is nothing to send. */
  async submit(): Promise<Said> {
    throw notFound();
  }

  async open(tx: Tx, guest: Guest, fileId: string): Promise<GuestFile | null> {
    return this.documents.open(tx, guest, fileId);
  }
}
