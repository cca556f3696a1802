import type { Tx } from '@hub/platform';
import type { OutsideRelease } from './outside.types.js';

/** A release as it is kept. */
export interface OutsideRow extends Omit<OutsideRelease, 'state' | 'bulletin'> {
  readonly state: 'PROPOSED' | 'READY' | 'OPENED' | 'REVOKED';
  readonly bulletinId: string;
  readonly number: number;
  readonly contentHash: Buffer;
}

const COLUMNS = `o.id, o.bulletin_id AS "bulletinId", o.number, o.content_hash AS "contentHash", o.state, o.revision, o.reader_name AS "readerName", o.reader_organisation AS "readerOrganisation",
  o.purpose, o.safety_check AS "safetyCheck", o.section_ids AS "sectionIds", o.expires_at AS "expiresAt", o.proposed_at AS "proposedAt", o.proposed_by AS "proposedById",
  o.approved_at AS "approvedAt", o.approved_by AS "approvedById", o.opened_at AS "openedAt", o.attempts`;
const SEEN = 'FROM hub.outside_releases o JOIN hub.bulletins b ON b.id = o.bulletin_id AND b.editors && $1';

/** One release; undefined where the asker does not edit its bulletin. */
export const outsideOf = async (tx: Pick<Tx, 'query'>, scope: readonly number[], id: string): Promise<OutsideRow | undefined> =>
  (await tx.query<OutsideRow>('outside-release', `SELECT ${COLUMNS} ${SEEN} WHERE o.id = $2`, [scope, id]))[0];

/** Which are looked for: of one bulletin, or of all that the asker edits; with `approver` those alone that wait, at that instant, for somebody who may be this person. */
export interface OutsideWanted { readonly bulletinId: string | null; readonly approver: { readonly personId: string; readonly instant: Date } | null }

/** Those that are looked for, the newest first. */
export const outsideList = (tx: Pick<Tx, 'query'>, scope: readonly number[], { bulletinId, approver }: OutsideWanted, after: readonly [string, string] | null, limit: number): Promise<OutsideRow[]> =>
  tx.query<OutsideRow>('outside-releases', `SELECT ${COLUMNS} ${SEEN} WHERE ($2::uuid IS NULL OR o.bulletin_id = $2) AND ($3::timestamptz IS NULL OR (o.proposed_at, o.id) < ($3, $4::uuid))
    AND ($6::uuid IS NULL OR o.state = 'PROPOSED' AND o.expires_at > $7 AND o.proposed_by <> $6)
    ORDER BY o.proposed_at DESC, o.id DESC LIMIT $5`, [scope, bulletinId, after?.[0] ?? null, after?.[1] ?? null, limit, approver?.personId ?? null, approver?.instant ?? null]);

/** Adds a proposal. */
export async function addOutside(tx: Tx, row: {
  id: string; bulletinId: string; originatorId: string; number: number; contentHash: Buffer; sectionIds: readonly string[]; readerName: string; readerOrganisation: string; purpose: string;
  safetyCheck: string | null; expiresAt: Date; proposedBy: string; proposedAt: Date;
}): Promise<void> {
  await tx.query(
    'outside-release-add',
    `INSERT INTO hub.outside_releases (id, bulletin_id, originator_id, number, content_hash, section_ids, reader_name, reader_organisation, purpose, safety_check, expires_at, proposed_by, proposed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
    [row.id, row.bulletinId, row.originatorId, row.number, row.contentHash, row.sectionIds, row.readerName, row.readerOrganisation, row.purpose, row.safetyCheck, row.expiresAt, row.proposedBy, row.proposedAt],
  );
}

/** Makes a proposal ready; says whether it still stood as it was found. */
export const approveOutside = async (tx: Tx, id: string, revision: number, personId: string, instant: Date, addressHash: Buffer, codeHash: string): Promise<boolean> =>
  (await tx.query('outside-release-approve',
    `UPDATE hub.outside_releases SET state = 'READY', approved_by = $3, approved_at = $4, address_hash = $5, code_hash = $6, revision = revision + 1
     WHERE id = $1 AND revision = $2 AND state = 'PROPOSED' RETURNING id`, [id, revision, personId, instant, addressHash, codeHash])).length > 0;

/** Takes it back; says whether it still stood as it was found. */
export const revokeOutside = async (tx: Tx, id: string, revision: number, personId: string, instant: Date): Promise<boolean> =>
  (await tx.query('outside-release-revoke',
    `UPDATE hub.outside_releases SET state = 'REVOKED', revoked_by = $3, revoked_at = $4, revision = revision + 1
     WHERE id = $1 AND revision = $2 AND state IN ('PROPOSED', 'READY') RETURNING id`, [id, revision, personId, instant])).length > 0;
