import type { PersonActor } from '@hub/access';
import type { Tell } from '@hub/parties';
import type { Tx } from '@hub/platform';
import type { MeetingDocument } from './document.types.js';

const DOCUMENT = `d.item_id AS "itemId", d.organisation_id AS "organisationId", d.language, d.confidential, d.added_at AS "addedAt", d.added_change AS "addedChange", d.removed_change AS "removedChange",
  json_build_object('id', a.id, 'name', a.name, 'type', a.type, 'size', a.size, 'sha256', encode(a.sha256, 'hex'), 'previewSize', a.preview_size, 'removed', a.removed) AS file, a.struck_at AS "struckAt"
  FROM hub.meeting_documents d JOIN hub.attachments a ON a.id = d.attachment_id`;

type Row = Omit<MeetingDocument, 'file'> & { readonly file: Omit<MeetingDocument['file'], 'struckAt'>; readonly struckAt: Date | null };
const documentOf = ({ struckAt, file, ...row }: Row): MeetingDocument => ({ ...row, file: { ...file, struckAt } });

/** Documents of items, as the actor may see them, in the order in which they were filed. What was removed by no numbered change is not among them. */
export const documentsOf = async (tx: Tx, itemIds: readonly string[]): Promise<MeetingDocument[]> =>
  (await tx.query<Row>('documents-of', `SELECT ${DOCUMENT} WHERE d.item_id = ANY ($1::uuid[]) AND hub.sees_item(d.item_id) AND (a.struck_at IS NULL OR d.removed_change IS NOT NULL)
    ORDER BY coalesce(d.added_change, 0), d.added_at, d.attachment_id`, [itemIds])).map(documentOf);

/** One of them, removed or not. */
export async function documentById(tx: Tx, id: string): Promise<MeetingDocument | null> {
  const [row] = await tx.query<Row>('document-one', `SELECT ${DOCUMENT} WHERE d.attachment_id = $1 AND hub.sees_item(d.item_id)`, [id]);
  return row ? documentOf(row) : null;
}

/** Whether the actor files this organisation's documents of an item. */
export async function filesDocuments(tx: Tx, itemId: string, organisationId: string): Promise<boolean> {
  return (await tx.query<{ yes: boolean }>('documents-files', 'SELECT hub.files_documents($1, $2) AS yes', [itemId, organisationId]))[0]?.yes === true;
}

/** The number of the next change, the item being held; null: changes are not numbered yet. */
export async function nextChange(tx: Tx, itemId: string, organisationId: string): Promise<number | null> {
  return (await tx.query<{ number: number | null }>('documents-next', 'SELECT hub.next_document_change($1, $2) AS number', [itemId, organisationId]))[0]?.number ?? null;
}

/** Makes an upload a document of an item, for good. */
export async function addDocument(tx: Tx, { organisationId, instant }: PersonActor, { uploadId, itemId, language, confidential, change }: { uploadId: string; itemId: string; language: string; confidential: boolean; change: number | null }): Promise<void> {
  await tx.query('document-bind', 'UPDATE hub.attachments SET item_id = $2 WHERE id = $1 AND bulletin_id IS NULL AND item_id IS NULL', [uploadId, itemId]);
  await tx.query('document-add', 'INSERT INTO hub.meeting_documents (attachment_id, item_id, organisation_id, language, confidential, added_at, added_change) VALUES ($1, $2, $3, $4, $5, $6, $7)', [uploadId, itemId, organisationId, language, confidential, instant, change]);
}

/** Notes by which change a document was removed. */
export async function noteRemoval(tx: Tx, id: string, change: number): Promise<void> {
  await tx.query('document-removal', 'UPDATE hub.meeting_documents SET removed_change = $2 WHERE attachment_id = $1', [id, change]);
}

/** An alert to those of the parties who may be told of an item; it names the edition. */
export const tellItem = (tx: Tx, editionId: string, itemId: string, change: string): Promise<Tell[]> =>
  tx.query<Tell>('documents-tell', `SELECT 'MEETING' AS kind, $3 AS change, p.edition_id AS "subjectId", NULL AS "bulletinId", o.id AS "organisationId", r.readers FROM hub.meeting_parties p JOIN hub.organisations o ON o.id = p.organisation_id
    CROSS JOIN LATERAL (SELECT hub.item_readers($2, o.id) AS readers) r WHERE p.edition_id = $1 AND o.suspended_at IS NULL AND r.readers <> '{}'`, [editionId, itemId, change]);
