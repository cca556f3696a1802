import { Injectable } from '@nestjs/common';
import { type KnownFile, labelOf } from '@hub/attachments';
import { type LocalisedText, newId } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import type { Guest, GuestFile } from '../links/guest.sections.js';
import { GuestVisits } from '../links/guest.visits.js';
import { CLOSED, MARKS, OPEN } from './document.labels.js';

/** A document that a personal link shows. */
export interface LinkDocument {
  readonly itemId: string; readonly titles: LocalisedText; readonly proposerId: string; readonly bulletins: readonly { readonly id: string; readonly originatorId: string }[];
  readonly tlps: readonly string[]; readonly closed: boolean; readonly organisationId: string; readonly language: string; readonly file: KnownFile;
}

/** Documents on personal links, in the realm of the worker: as the database says which a link shows, whosever it is. */
@Injectable()
export class LinkDocuments {
  constructor(private readonly visits: GuestVisits) {}

  /** Those of a link, in the order of the agenda. None of them, nor of their items, is taken back until the transaction ends. */
  async of(tx: Tx, { link }: Guest): Promise<LinkDocument[]> {
    return tx.query<LinkDocument>('documents-by-link', `SELECT d.item_id AS "itemId", d.titles, d.proposer_id AS "proposerId", d.bulletins, d.tlps, d.closed, d.organisation_id AS "organisationId", d.language,
        json_build_object('id', d.document_id, 'name', d.name, 'type', d.type, 'size', d.size, 'sha256', d.sha256, 'previewSize', d.preview_size) AS file FROM hub.documents_by_link($1) d`, [link.id]);
  }

  /** Enters that a guest is given one of them, also for who filed it, and gives it, to be marked with his name; null: his link shows none such. */
  async open(tx: Tx, guest: Guest, id: string): Promise<GuestFile | null> {
    const found = (await this.of(tx, guest)).find(({ file }) => file.id === id);
    if (!found) return null;
    const { itemId, proposerId, bulletins, organisationId, tlps, closed, file } = found;
    const copy = newId();
    await this.visits.enterSight(tx, guest, { action: 'meeting.document-opened', itemId, proposerId, bulletins, detail: { document: file.id, copy, preview: false }, alsoHeldBy: [organisationId] });
    const strictest = MARKS.find((mark) => tlps.includes(mark));
    const label = (strictest === undefined ? null : labelOf(strictest)) ?? (closed ? CLOSED : OPEN);
    return { file, reading: { label, person: guest.link.holder, organisation: guest.link.organisation ?? {}, at: guest.at, act: copy } };
  }
}
