import { Injectable } from '@nestjs/common';
import type { HubContext } from '@hub/access';
import { SealedFiles, strike, uploadOf } from '@hub/attachments';
import { conflict, forbidden, isId, notFound } from '@hub/kernel';
import { MeetingItemState } from '../agenda/agenda.enums.js';
import { itemsById } from '../agenda/agenda.repository.js';
import { AgendaService, requireSpeaker } from '../agenda/agenda.service.js';
import { MeetingState } from '../editions/edition.enums.js';
import { meetingWorkflow } from '../editions/edition.workflow.js';
import { MeetingWrite } from '../editions/meeting.write.js';
import type { AddMeetingDocumentInput, RemoveMeetingDocumentInput } from './document.inputs.js';
import { addDocument, documentById, documentsOf, filesDocuments, nextChange, noteRemoval, tellItem } from './document.repository.js';
import { DocumentsReader } from './documents.reader.js';

/** While items are prepared and talked over. */
const OPEN: readonly MeetingState[] = [MeetingState.AGENDA_OPEN, MeetingState.AGENDA_FROZEN, MeetingState.IN_SESSION];
const ALIVE: readonly MeetingItemState[] = [MeetingItemState.PROPOSED, MeetingItemState.ACCEPTED];
/** Documents of one item at most. */
const MOST = 50;
const NOT_YOURS = 'Documents of an item are filed by its proposer, its sponsors and the coordinators. / 議題の資料は提案機関、共同提案機関及び調整担当者が登録します。';

/** What the parties file for the items of an agenda. */
@Injectable()
export class DocumentsService {
  constructor(
    private readonly agenda: AgendaService,
    private readonly write: MeetingWrite,
    private readonly reader: DocumentsReader,
    private readonly files: SealedFiles,
  ) {}

  /** Makes an upload a document of an item; gives the item's id. */
  async add(context: HubContext, path: string, { itemId, uploadId, language, confidential }: AddMeetingDocumentInput): Promise<string> {
    const actor = requireSpeaker(context);
    const { editionId } = await this.agenda.item(context, itemId);
    const done = await this.write.make(context, actor, path, editionId, { alone: false }, async (tx, edition) => {
      const [item] = await itemsById(tx, [itemId]);
      if (!item) throw notFound();
      if (!(await filesDocuments(tx, item.id, actor.organisationId))) throw forbidden(NOT_YOURS);
      const upload = isId(uploadId) ? await uploadOf(tx, actor, uploadId, true) : null;
      if (!upload) throw notFound();
      if (!OPEN.includes(edition.state)) throw conflict('Documents are filed from when the agenda opens until the session ends. / 資料の登録期間ではありません。', { allowed: meetingWorkflow.verbs(edition.state) });
      if (!ALIVE.includes(item.state)) throw conflict('It is not on the agenda, and waits no longer. / この議題は審議対象ではありません。', { allowed: [] });
      if (upload.state !== 'READY') throw conflict(`The upload is ${upload.state}. / アップロードが完了していません。`);
      // The item is held from here on: two at once have numbers of their own, and see each other's.
      const change = await nextChange(tx, item.id, actor.organisationId);
      if ((await documentsOf(tx, [item.id])).filter(({ file }) => file.struckAt === null).length >= MOST) throw conflict(`An item has at most ${MOST} documents. / 資料は${MOST}件までです。`);
      await addDocument(tx, actor, { uploadId: upload.id, itemId: item.id, language, confidential, change });
      return {
        action: 'meeting.document-added', subjectId: item.id, detail: { edition: edition.id, document: upload.id, sha256: upload.sha256, language, confidential, change },
        alsoHeldBy: item.proposerId === actor.organisationId ? [] : [item.proposerId], tell: change === null ? [] : await tellItem(tx, edition.id, item.id, 'DOCUMENT_ADDED'),
      };
    });
    this.reader.forget(context);
    return done;
  }

  /** Takes a document away, at any time: what was filed by mistake must go. Its key is destroyed. Gives the item's id. */
  async remove(context: HubContext, path: string, { documentId, reason = null }: RemoveMeetingDocumentInput): Promise<string> {
    const actor = requireSpeaker(context);
    const seen = await this.reader.one(context, documentId);
    if (!seen) throw notFound();
    const { file: { id }, organisationId: filedBy } = seen.document;
    const done = await this.write.make(context, actor, path, seen.item.editionId, { alone: false }, async (tx, edition) => {
      const [item] = await itemsById(tx, [seen.item.id]);
      if (!item || !(await documentById(tx, id))) throw notFound();
      if (!(await filesDocuments(tx, item.id, filedBy))) throw forbidden(NOT_YOURS);
      const change = await nextChange(tx, item.id, filedBy);
      if (!(await strike(tx, id, actor.instant))) throw conflict('It is removed already. / 既に削除されています。', { allowed: [] });
      if (change !== null) await noteRemoval(tx, id, change);
      return {
        action: 'meeting.document-removed', subjectId: item.id, detail: { edition: edition.id, document: id, change, reason }, revokes: true,
        alsoHeldBy: [...new Set([item.proposerId, filedBy])].filter((holder) => holder !== actor.organisationId), tell: change === null ? [] : await tellItem(tx, edition.id, item.id, 'DOCUMENT_REMOVED'),
      };
    });
    // Nobody is given it any more; where this is cut off the sweep does it.
    await this.files.forget(id);
    this.reader.forget(context);
    return done;
  }
}
