import { type Actor, type PersonActor, scopedSql } from '@hub/access';
import type { ReadTx, Tx } from '@hub/platform';
import type { MediaType } from './attachment.name.js';
import type { AttachmentRefusal, AttachmentRemoval, AttachmentState } from './attachment.types.js';

/** Where a file stands that belongs to a bulletin as a whole. */
export const WHOLE = '00000000-0000-0000-0000-000000000000';

/** A file of a version. */
export interface AttachmentRow {
  readonly id: string;
  readonly bulletinId: string;
  readonly number: number;
  readonly sectionId: string;
  readonly name: string;
  readonly type: MediaType | null;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly previewSize: number | null;
  readonly removed: AttachmentRemoval[];
  readonly struckAt: Date | null;
}

/** A file, with what its disclosure is entered as and what decides about a mark. */
export interface OpenedRow extends AttachmentRow {
  readonly originatorId: string;
  readonly accessEpoch: number;
  readonly tlp: string;
  /** The version as the asker counts. */
  readonly seen: number | null;
  readonly editor: boolean;
}

/** A file on its way. */
export interface UploadRow {
  readonly id: string;
  readonly personId: string;
  readonly organisationId: string;
  readonly name: string;
  readonly length: number;
  readonly received: number;
  readonly state: Exclude<AttachmentState, AttachmentState.STRUCK>;
  readonly type: MediaType | null;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly removed: AttachmentRemoval[];
  readonly refusal: AttachmentRefusal | null;
  readonly bulletinId: string | null;
}

const ATTACHMENT = `a.id, a.bulletin_id AS "bulletinId", l.number, l.section_id AS "sectionId", a.name, a.type, a.size::int AS size, encode(a.sha256, 'hex') AS sha256, a.preview_size AS "previewSize", a.removed, a.struck_at AS "struckAt"`;
const UPLOAD = `id, person_id AS "personId", organisation_id AS "organisationId", name, length::int AS length, received::int AS received, state, type, size::int AS size, encode(sha256, 'hex') AS sha256, removed, refusal, bulletin_id AS "bulletinId"`;

/** The application's own condition: the version, and the section where the file belongs to one. */
const SEEN = `JOIN hub.attachments a ON a.id = l.attachment_id
  JOIN hub.bulletin_versions v ON v.bulletin_id = l.bulletin_id AND v.number = l.number AND ${scopedSql('v', '$1', '$2')}
  LEFT JOIN hub.bulletin_sections s ON s.bulletin_id = l.bulletin_id AND s.number = l.number AND s.section_id = l.section_id AND ${scopedSql('s', '$1', '$2')}`;
const WHERE_SEEN = `(l.section_id = '${WHOLE}' OR s.section_id IS NOT NULL)`;

/** A version whose files are asked for. */
export interface VersionKey { readonly bulletinId: string; readonly number: number }

/** The files of several versions, as far as the asker sees them, in the order in which they were uploaded. */
export const filesOf = (tx: ReadTx, actor: Actor, principals: readonly number[], versions: readonly VersionKey[]): Promise<AttachmentRow[]> =>
  tx.query<AttachmentRow>('attachments-of', `SELECT ${ATTACHMENT} FROM unnest($3::uuid[], $4::int[]) k (bulletin_id, number) JOIN hub.bulletin_attachments l ON l.bulletin_id = k.bulletin_id AND l.number = k.number ${SEEN}
    WHERE ${WHERE_SEEN} ORDER BY a.created_at, a.id`, [principals, actor.instant, versions.map(({ bulletinId }) => bulletinId), versions.map(({ number }) => number)]);

/** One file in the newest version in which the asker sees it; null where there is none. */
export async function fileOf(tx: Tx, actor: Actor, principals: readonly number[], id: string): Promise<OpenedRow | null> {
  const [row] = await tx.query<OpenedRow>('attachment-one', `SELECT ${ATTACHMENT}, b.originator_id AS "originatorId", b.access_epoch AS "accessEpoch", v.tlp, b.editors && $1 AS editor,
      (SELECT max(e.seen) FROM hub.editions(b.id, $1) e WHERE e.number <= l.number) AS seen
    FROM hub.bulletin_attachments l ${SEEN} JOIN hub.bulletins b ON b.id = l.bulletin_id AND b.readers && $1
    WHERE a.id = $3 AND ${WHERE_SEEN} ORDER BY (v.number = b.published_number) DESC, l.number DESC LIMIT 1`, [principals, actor.instant, id]);
  return row ?? null;
}

/** An upload of the asker's own. Attached, it is none any more. */
export async function uploadOf(tx: Tx, actor: PersonActor, id: string, forChange = false): Promise<UploadRow | null> {
  const [row] = await tx.query<UploadRow>(forChange ? 'upload-hold' : 'upload-one', `SELECT ${UPLOAD} FROM hub.attachments WHERE id = $1 AND person_id = $2 AND bulletin_id IS NULL AND item_id IS NULL${forChange ? ' FOR UPDATE' : ''}`, [id, actor.personId]);
  return row ?? null;
}

/** Uploads of one person that are not attached, and the bytes that they may come to. */
export async function openUploads(tx: Tx, actor: PersonActor): Promise<{ count: number; bytes: number }> {
  const [row] = await tx.query<{ count: number; bytes: number }>('uploads-open', `SELECT count(*)::int AS count, coalesce(sum(length), 0)::bigint AS bytes FROM hub.attachments WHERE person_id = $1 AND bulletin_id IS NULL AND item_id IS NULL AND state <> 'REFUSED'`, [actor.personId]);
  return row ?? { count: 0, bytes: 0 };
}

/** Begins an upload. */
export async function addUpload(tx: Tx, actor: PersonActor, { id, name, length }: Pick<UploadRow, 'id' | 'name' | 'length'>): Promise<void> {
  await tx.query('upload-add', 'INSERT INTO hub.attachments (id, organisation_id, person_id, name, length, created_at, touched_at) VALUES ($1, $2, $3, $4, $5, $6, $6)',
    [id, actor.organisationId, actor.personId, name, length, actor.instant]);
}

/** Takes an upload for a part that arrives: where it stands there, and nobody else is at it. */
export async function claimUpload(tx: Tx, actor: PersonActor, id: string, offset: number, claim: string, until: Date): Promise<boolean> {
  const rows = await tx.query('upload-claim', `UPDATE hub.attachments SET claim = $4, claimed_until = $5, touched_at = $6 WHERE id = $1 AND person_id = $2 AND bulletin_id IS NULL AND item_id IS NULL AND state = 'RECEIVING' AND received = $3
    AND (claimed_until IS NULL OR claimed_until <= $6) RETURNING id`, [id, actor.personId, offset, claim, until, actor.instant]);
  return rows.length > 0;
}

/** Notes what has arrived durably; false where the claim is lost. */
export async function noteReceived(tx: Tx, actor: PersonActor, id: string, claim: string, received: number, isEnd: boolean): Promise<boolean> {
  const rows = await tx.query('upload-received', `UPDATE hub.attachments SET received = $4, touched_at = $5, state = CASE WHEN $4 = length THEN 'CHECKING' ELSE state END,
      claim = CASE WHEN $6 THEN NULL ELSE claim END, claimed_until = CASE WHEN $6 THEN NULL ELSE claimed_until END
    WHERE id = $1 AND person_id = $2 AND claim = $3 AND state = 'RECEIVING' RETURNING id`, [id, actor.personId, claim, received, actor.instant, isEnd]);
  return rows.length > 0;
}

/** Makes an upload a file of a working copy, for good. */
export async function attach(tx: Tx, { id }: { id: string }, { bulletinId, number }: VersionKey, sectionId: string): Promise<void> {
  await tx.query('attachment-link', 'INSERT INTO hub.bulletin_attachments (bulletin_id, number, attachment_id, section_id) VALUES ($1, $2, $3, $4)', [bulletinId, number, id, sectionId]);
  await tx.query('attachment-bind', `UPDATE hub.attachments SET bulletin_id = $2, section_id = $3 WHERE id = $1 AND bulletin_id IS NULL`, [id, bulletinId, sectionId]);
}

/** Takes a file out of a working copy; false where it is not in it. */
export async function detach(tx: Tx, id: string, { bulletinId, number }: VersionKey): Promise<boolean> {
  return (await tx.query('attachment-unlink', 'DELETE FROM hub.bulletin_attachments WHERE bulletin_id = $1 AND number = $2 AND attachment_id = $3 RETURNING attachment_id', [bulletinId, number, id])).length > 0;
}

/** Strikes a file: what was known of it is gone. False where it is struck already. */
export async function strike(tx: Tx, id: string, instant: Date): Promise<boolean> {
  const rows = await tx.query('attachment-strike', `UPDATE hub.attachments SET struck_at = $2, name = '', type = NULL, size = NULL, sha256 = NULL, preview_size = NULL, removed = '{}' WHERE id = $1 AND struck_at IS NULL RETURNING id`, [id, instant]);
  return rows.length > 0;
}

/** Whether the asker edits a bulletin. */
export const editsBulletin = async (tx: ReadTx, principals: readonly number[], bulletinId: string): Promise<boolean> =>
  (await tx.query('attachment-editor', 'SELECT 1 FROM hub.bulletins b WHERE b.id = $2 AND b.readers && $1 AND b.editors && $1', [principals, bulletinId])).length > 0;

/** Whom a strike is told to. */
export const readersOf = (tx: Tx, id: string): Promise<{ organisationId: string; principals: number[] }[]> =>
  tx.query('attachment-readers', 'SELECT organisation_id AS "organisationId", principals FROM hub.attachment_readers($1)', [id]);

/** Lets whatever was read of the bulletin before be looked at again. */
export async function moveEpoch(tx: Tx, bulletinId: string): Promise<void> {
  await tx.query('struck-epoch', 'UPDATE hub.bulletins SET access_epoch = access_epoch + 1 WHERE id = $1', [bulletinId]);
}
