import { Injectable } from '@nestjs/common';
import DataLoader from 'dataloader';
import { type HubContext, noteEpoch, type OperationReads, signedIn } from '@hub/access';
import { type FileParent, FileParents, type HeldFile, labelOf } from '@hub/attachments';
import { AuditLog } from '@hub/audit';
import { isId, newId, notFound } from '@hub/kernel';
import { type ReadTx, UnitOfWork } from '@hub/platform';
import { AgendaReader, type SeenItem } from '../agenda/agenda.reader.js';
import { CLOSED, MARKS } from './document.labels.js';
import { documentById, documentsOf } from './document.repository.js';
import type { MeetingDocument } from './document.types.js';

/** Documents as each may see them, and their way out: a document is there where its item is shown, with the bulletins that that is about. */
@Injectable()
export class DocumentsReader implements FileParent {
  private readonly loaders = new WeakMap<OperationReads, DataLoader<string, MeetingDocument[]>>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly audit: AuditLog,
    private readonly agenda: AgendaReader,
    files: FileParents,
  ) {
    files.add(this);
  }

  /** Documents of an item that is shown. */
  async of(context: HubContext, itemId: string): Promise<MeetingDocument[]> {
    let loader = this.loaders.get(context.reads);
    if (!loader) {
      loader = new DataLoader(async (ids) => {
        const found = await this.read(context, (tx) => documentsOf(tx, ids));
        return ids.map((id) => found.filter((document) => document.itemId === id));
      });
      this.loaders.set(context.reads, loader);
    }
    return loader.load(itemId);
  }

  /** After a change. */
  forget(context: HubContext): void {
    this.loaders.delete(context.reads);
    this.agenda.forget(context);
  }

  /** A document with its item, as the asker sees them; null where he sees none such. */
  async one(context: HubContext, id: string): Promise<{ document: MeetingDocument; item: SeenItem } | null> {
    const document = isId(id) ? await this.read(context, (tx) => documentById(tx, id)) : null;
    const item = document && (await this.agenda.item(context, document.itemId));
    return document && item ? { document, item } : null;
  }

  /** As a file that may be given out. */
  async find(context: HubContext, id: string): Promise<HeldFile | null> {
    const found = await this.one(context, id);
    if (!found) return null;
    const { document: { file: { name, type, size, sha256, previewSize, struckAt } }, item } = found;
    return struckAt !== null || type === null || size === null || sha256 === null ? null : { id, name, type, size, sha256, previewSize, label: labelFor(item) };
  }

  /** Held by the reader's organisation, the item's proposer and who filed the document. */
  async enter({ actor }: HubContext, id: string, preview: boolean): Promise<string> {
    const { personId, organisationId, instant: occurredAt } = signedIn(actor);
    const copy = newId();
    await this.uow.note(actor, async (tx) => {
      const document = await documentById(tx, id);
      if (!document || document.file.struckAt !== null) throw notFound();
      const [item] = await tx.query<{ proposerId: string; editionId: string }>('document-item', 'SELECT i.proposer_id AS "proposerId", i.edition_id AS "editionId" FROM hub.meeting_items i WHERE i.id = $1', [document.itemId]);
      if (!item) throw notFound();
      const holderIds = [...new Set([organisationId, item.proposerId, document.organisationId])];
      await this.audit.record(tx, { action: 'meeting.document-opened', occurredAt, personId, organisationId, subjectId: document.itemId, detail: { edition: item.editionId, document: id, copy, preview }, holderIds });
    });
    return copy;
  }

  private read<T>(context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.uow.read(context.actor, (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      return work(tx);
    });
  }
}

/** The strictest mark of what the item is about, else that it is not for all; null: it is open to all parties. */
function labelFor({ tlps, audienceIds }: SeenItem): string | null {
  const strictest = MARKS.find((mark) => tlps.includes(mark));
  return strictest === undefined ? (audienceIds === null ? null : CLOSED) : labelOf(strictest);
}
