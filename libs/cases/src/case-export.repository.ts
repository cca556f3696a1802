import { type PersonActor, scopedSql } from '@hub/access';
import type { ReadTx, Tx } from '@hub/platform';
import type { Values } from './case.record.js';
import { personSql } from './case.repository.js';
import type { CaseFormat } from './case.writers.js';

/** Which cases, as it is kept and approved. Instants are RFC 3339. */
export interface KeptFilter { readonly ownOnly: boolean; readonly citizenships: string[]; readonly exploitation: string[]; readonly from: string | null; readonly until: string | null }

/** An export that was asked for. */
export interface ExportRow {
  readonly id: string;
  readonly requestedById: string;
  readonly format: CaseFormat;
  readonly filter: KeptFilter;
  readonly reason: string;
  readonly persons: number;
  readonly needsApproval: boolean;
  readonly requestedAt: Date;
  readonly expiresAt: Date;
  readonly approvedById: string | null;
  readonly approvedAt: Date | null;
}

const EXPORT = `id, requested_by AS "requestedById", format, filter, reason, persons, needs_approval AS "needsApproval", requested_at AS "requestedAt",
  expires_at AS "expiresAt", approved_by AS "approvedById", approved_at AS "approvedAt"`;

/** Exports of the own organisation, the newest first. */
export const exportsOf = (tx: Tx, organisationId: string, after: readonly [string, string] | null, limit: number): Promise<ExportRow[]> =>
  tx.query<ExportRow>('case-exports', `SELECT ${EXPORT} FROM hub.case_exports WHERE organisation_id = $1 AND ($2::timestamptz IS NULL OR (requested_at, id) < ($2, $3::uuid))
    ORDER BY requested_at DESC, id DESC LIMIT $4`, [organisationId, after?.[0] ?? null, after?.[1] ?? null, limit]);

/** One of them. */
export async function exportOf(tx: Tx, organisationId: string, id: string): Promise<ExportRow | null> {
  return (await tx.query<ExportRow>('case-export', `SELECT ${EXPORT} FROM hub.case_exports WHERE organisation_id = $1 AND id = $2`, [organisationId, id]))[0] ?? null;
}

/** How many persons somebody may export without a second one's word since an instant, counted by what was asked for. Requests of one person come one after the other. */
export async function exportedSince(tx: Tx, personId: string, since: Date): Promise<number> {
  await tx.query('case-export-turn', 'SELECT pg_advisory_xact_lock(7350, hashtext($1))', [personId]);
  const [row] = await tx.query<{ persons: number }>('case-exported', 'SELECT coalesce(sum(persons), 0)::int AS persons FROM hub.case_exports WHERE requested_by = $1 AND requested_at > $2 AND NOT needs_approval', [personId, since]);
  return row?.persons ?? 0;
}

/** Keeps what was asked for. */
export const addExport = (tx: Tx, { organisationId, personId }: PersonActor, row: ExportRow): Promise<object[]> =>
  tx.query('case-export-add', `INSERT INTO hub.case_exports (id, organisation_id, requested_by, format, filter, reason, persons, needs_approval, requested_at, expires_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
  [row.id, organisationId, personId, row.format, JSON.stringify(row.filter), row.reason, row.persons, row.needsApproval, row.requestedAt, row.expiresAt]);

/** Approves; false where somebody did meanwhile. */
export async function approveExport(tx: Tx, { organisationId, personId, instant }: PersonActor, id: string, expiresAt: Date): Promise<boolean> {
  return (await tx.query('case-export-approve', `UPDATE hub.case_exports SET approved_by = $3, approved_at = $4, expires_at = $5
    WHERE organisation_id = $1 AND id = $2 AND approved_by IS NULL AND requested_by <> $3 RETURNING id`, [organisationId, id, personId, instant, expiresAt])).length > 0;
}

/** Who exports what, and as of when it was asked for. */
export interface Asked { readonly scope: readonly number[]; readonly actor: PersonActor; readonly filter: KeptFilter; readonly requestedAt: Date }

const parameters = ({ scope, actor, filter, requestedAt }: Asked): unknown[] =>
  [scope, actor.instant, actor.organisationId, requestedAt, filter.ownOnly, filter.citizenships, filter.exploitation, filter.from, filter.until];

// The case in the version that the asker reads, never RED; what was written after it was asked for is not part of it.
const CASES = `
  JOIN hub.bulletins b ON b.id = i.bulletin_id AND b.readers && $1 AND b.tlp <> 'RED' AND b.created_at <= $4
    AND (NOT $5::boolean OR b.originator_id = $3::uuid) AND ($8::timestamptz IS NULL OR b.sort_at >= $8) AND ($9::timestamptz IS NULL OR b.sort_at < $9)
  JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = coalesce(b.published_number, b.pending_number) AND v.tlp <> 'RED' AND ${scopedSql('v', '$1', '$2')}
    AND (cardinality($6::text[]) = 0 OR v.citizenships && $6) AND (cardinality($7::text[]) = 0 OR v.exploitation && $7)
  JOIN hub.case_records c ON c.bulletin_id = v.bulletin_id AND c.number = v.number`;

/** How many cases somebody would be given. */
export async function countCases(tx: Tx, asked: Asked): Promise<number> {
  const [row] = await tx.query<{ count: number }>('case-export-count',
    `SELECT count(*)::int AS count FROM (SELECT DISTINCT bulletin_id FROM hub.bulletin_reach WHERE principal = ANY ($1)) i ${CASES}`, parameters(asked));
  return row?.count ?? 0;
}

/** Where a stretch of the asker's bulletins ends. */
export interface Place { readonly at: string; readonly id: string }
/** A case as it leaves. */
export interface LeavingCase {
  readonly id: string; readonly originatorId: string; readonly accessEpoch: number; readonly number: number; readonly seen: number;
  readonly recordId: string; readonly fields: Values; readonly personId: string | null; readonly caseId: string | null; readonly person: Values | null;
}
/** A stretch: its cases, and where the next begins; null after the last. */
export interface Stretch { readonly cases: readonly LeavingCase[]; readonly next: Place | null }

// By what the asker may know of, newest first, as lists are: what is hidden costs nothing and can't be felt.
const STRETCH = `
  SELECT i.sort_at::text AS at, i.bulletin_id AS id, x.*
  FROM (
    SELECT DISTINCT r.sort_at, r.bulletin_id FROM unnest($1::int[]) s (principal) CROSS JOIN LATERAL (
      SELECT r.sort_at, r.bulletin_id FROM hub.bulletin_reach r WHERE r.principal = s.principal AND (r.sort_at, r.bulletin_id) < ($10::timestamptz, $11::uuid)
      ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT $12) r
    ORDER BY r.sort_at DESC, r.bulletin_id DESC LIMIT $12) i
  LEFT JOIN LATERAL (
    SELECT b.originator_id AS "originatorId", b.access_epoch AS "accessEpoch", v.number,
      CASE WHEN coalesce(b.published_number, 1) = 1 THEN 1 ELSE coalesce((SELECT max(e.seen) FROM hub.editions(b.id, $1) e), 1) END AS seen,
      c.record_id AS "recordId", c.fields, p.person_id AS "personId", p.case_id AS "caseId", p.fields AS person
    FROM (SELECT i.bulletin_id) i ${CASES}
    LEFT JOIN hub.case_persons p ON p.bulletin_id = c.bulletin_id AND p.number = c.number AND ${personSql('$3::uuid')}) x ON true
  ORDER BY i.sort_at DESC, i.bulletin_id DESC`;

const FIRST: Place = { at: 'infinity', id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' };

/** The next stretch of at most so many bulletins. */
export async function stretchOf(tx: ReadTx, asked: Asked, after: Place | null, limit: number): Promise<Stretch> {
  const { at, id } = after ?? FIRST;
  const rows = await tx.query<Place & { recordId: string | null } & Omit<LeavingCase, 'recordId'>>('case-export-stretch', STRETCH, [...parameters(asked), at, id, limit]);
  const last = rows.at(-1);
  return {
    next: rows.length < limit || !last ? null : { at: last.at, id: last.id },
    cases: rows.filter((row): row is typeof row & { recordId: string } => row.recordId !== null),
  };
}
