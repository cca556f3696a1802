import type { ReadTx, Tx } from '@hub/platform';
import type { LegalHold, Purge, RetentionKind, RetentionRule } from './retention.types.js';

/** What the hub knows of one thing that is kept. */
export interface Retained {
  readonly kind: RetentionKind;
  readonly subjectId: string;
  readonly bulletinId: string;
  /** Of a version, in the asker's own count. */
  readonly version: number | null;
  readonly since: Date | null;
  /** By the rule of its own kind, or as its originator was told. */
  readonly purgeOn: string | null;
}

/** A bulletin as far as keeping it goes. */
export interface KeptBulletin { readonly id: string; readonly originatorId: string; readonly editor: boolean; readonly purged: boolean }

/** The own organisation's rules, those that hold without being settled too. */
export const rulesOf = (tx: ReadTx, organisationId: string): Promise<RetentionRule[]> =>
  tx.query<RetentionRule>('retention-rules', `SELECT k.kind, CASE WHEN r.kind IS NULL THEN hub.default_retention(k.kind) ELSE r.days END AS days, r.kind IS NULL AS "isDefault", r.set_at AS "setAt", coalesce(r.revision, 0) AS revision
    FROM unnest(ARRAY['BULLETIN', 'DRAFT', 'VERSION', 'ATTACHMENT', 'THREAD', 'EXPORT']) WITH ORDINALITY k (kind, n) LEFT JOIN hub.retention_rules r ON r.organisation_id = $1 AND r.kind = k.kind ORDER BY k.n`, [organisationId]);

/** Settles a rule; false where another revision stands. */
export async function setRule(tx: Tx, rule: { organisationId: string; kind: RetentionKind; days: number | null; expectedRevision: number; personId: string; instant: Date }): Promise<boolean> {
  const { organisationId, kind, days, expectedRevision, personId, instant } = rule;
  const values = [organisationId, kind, days, expectedRevision, personId, instant];
  const changed = expectedRevision === 0
    ? await tx.query('retention-rule-add', 'INSERT INTO hub.retention_rules (organisation_id, kind, days, revision, set_by, set_at) VALUES ($1, $2, $3, $4 + 1, $5, $6) ON CONFLICT DO NOTHING RETURNING revision', values)
    : await tx.query('retention-rule-set', 'UPDATE hub.retention_rules SET days = $3, revision = revision + 1, set_by = $5, set_at = $6 WHERE organisation_id = $1 AND kind = $2 AND revision = $4 RETURNING revision', values);
  return changed.length > 0;
}

/** The bulletins that the asker may know of. */
export const keptBulletins = (tx: ReadTx, ids: readonly string[], scope: readonly number[]): Promise<KeptBulletin[]> =>
  tx.query<KeptBulletin>('retention-bulletins', `SELECT b.id, b.originator_id AS "originatorId", b.editors && $2 AS editor,
      EXISTS (SELECT FROM hub.purges p WHERE p.subject_id = b.id AND p.kind IN ('BULLETIN', 'DRAFT')) AS purged
    FROM hub.bulletins b WHERE b.id = ANY ($1) AND b.readers && $2`, [ids, scope]);

/** What is kept of bulletins, as the asker sees it; his own are in scope. */
export const retainedOf = (tx: ReadTx, ids: readonly string[], scope: readonly number[], instant: Date): Promise<Retained[]> =>
  tx.query<Retained>('retention-of', `SELECT r.kind, r.subject_id AS "subjectId", r.bulletin_id AS "bulletinId", r.since,
      CASE WHEN r.kind = 'VERSION' THEN (SELECT max(e.seen) FROM hub.editions(r.bulletin_id, $2) e WHERE e.number <= r.number) END AS version,
      CASE WHEN n.purge_on < 'infinity' AND (n.due_on = r.due_on OR r.kind = 'DRAFT' AND n.revision = r.revision) THEN n.purge_on
        ELSE greatest(CASE WHEN r.kind = 'DRAFT' AND n.purge_on = 'infinity' THEN n.due_on ELSE r.due_on END, CASE WHEN r.due_on IS NOT NULL THEN ($3::timestamptz AT TIME ZONE 'Asia/Tokyo')::date + 30 END) END::text AS "purgeOn"
    FROM hub.retained($1, false, $3) r LEFT JOIN hub.purge_notices n ON n.kind = r.kind AND n.subject_id = r.subject_id AND n.number = r.number
    WHERE EXISTS (SELECT FROM hub.bulletins b WHERE b.id = r.bulletin_id AND b.readers && $2) ORDER BY r.bulletin_id, r.kind, r.number, r.subject_id`, [ids, scope, instant]);

const HOLD = `SELECT h.id, h.bulletin_id AS "bulletinId", h.reason, h.review_on::text AS "reviewOn", h.placed_at AS "placedAt", h.placed_by AS "placedById", h.lifted_at AS "liftedAt", h.lifted_by AS "liftedById", h.revision
  FROM hub.legal_holds h JOIN hub.bulletins b ON b.id = h.bulletin_id AND b.readers && $2 WHERE h.organisation_id = $3`;

/** The own organisation's holds on bulletins, those that stand first. */
export const holdsOf = (tx: ReadTx, ids: readonly string[], scope: readonly number[], organisationId: string): Promise<LegalHold[]> =>
  tx.query<LegalHold>('legal-holds-of', `${HOLD} AND h.bulletin_id = ANY ($1) ORDER BY h.lifted_at IS NOT NULL, h.placed_at DESC, h.id`, [ids, scope, organisationId]);

/** One hold of the own organisation's. */
export async function holdOf(tx: ReadTx, id: string, scope: readonly number[], organisationId: string): Promise<LegalHold | null> {
  const [hold] = await tx.query<LegalHold>('legal-hold', `${HOLD} AND h.id = $1`, [id, scope, organisationId]);
  return hold ?? null;
}

/** Places a hold. What is purged or erased meanwhile waits, or was first. */
export async function placeHold(tx: Tx, hold: { id: string; bulletinId: string; organisationId: string; reason: string; reviewOn: string; personId: string; instant: Date }): Promise<void> {
  const { id, bulletinId, organisationId, reason, reviewOn, personId, instant } = hold;
  await tx.query('legal-hold-place', 'INSERT INTO hub.legal_holds (id, bulletin_id, organisation_id, reason, review_on, placed_at, placed_by) VALUES ($1, $2, $3, $4, $5, $6, $7)', [id, bulletinId, organisationId, reason, reviewOn, instant, personId]);
}

/** Lifts a hold; false where it was lifted or has moved. */
export async function liftHold(tx: Tx, id: string, revision: number, personId: string, instant: Date): Promise<boolean> {
  return (await tx.query('legal-hold-lift', 'UPDATE hub.legal_holds SET lifted_at = $3, lifted_by = $4, revision = revision + 1 WHERE id = $1 AND revision = $2 AND lifted_at IS NULL RETURNING id', [id, revision, instant, personId])).length > 0;
}

/** Holds are placed, and what is purged or erased is decided, one after the other. */
export async function lockHolds(tx: Tx): Promise<void> {
  await tx.query('legal-hold-lock', 'SELECT hub.lock_erasures()');
}

/** What was purged of bulletins, as far as the asker may know, the newest first. */
export const purgesOf = (tx: ReadTx, ids: readonly string[]): Promise<Purge[]> =>
  tx.query<Purge>('purges-of', `SELECT p.kind, p.subject_id AS "subjectId", p.bulletin_id AS "bulletinId", p.purged_at AS "purgedAt", p.days, p.since
    FROM hub.purges p WHERE p.bulletin_id = ANY ($1) ORDER BY p.purged_at DESC, p.kind, p.number`, [ids]);

/** Which of these bulletins an open demand keeps that the own organisation has received; as far as the asker may know of demands. */
export const demandedOf = (tx: ReadTx, ids: readonly string[], organisationId: string): Promise<{ bulletinId: string }[]> =>
  tx.query<{ bulletinId: string }>('retention-demanded', `SELECT DISTINCT s.bulletin_id AS "bulletinId" FROM hub.legal_demand_bulletins s JOIN hub.legal_demands d ON d.id = s.demand_id
    WHERE s.bulletin_id = ANY ($1) AND d.state = 'OPEN' AND d.organisation_id = $2`, [ids, organisationId]);

/** Of exports of the own organisation: when what is kept of them is purged, or was. */
export const exportsKept = (tx: ReadTx, ids: readonly string[], organisationId: string): Promise<{ id: string; purgeOn: string; purgedAt: Date | null }[]> =>
  tx.query<{ id: string; purgeOn: string; purgedAt: Date | null }>('retention-exports', `SELECT e.id, ((e.requested_at AT TIME ZONE 'Asia/Tokyo')::date + hub.retention_days(e.organisation_id, 'EXPORT'))::text AS "purgeOn", p.purged_at AS "purgedAt"
    FROM hub.case_exports e LEFT JOIN hub.purges p ON p.kind = 'EXPORT' AND p.subject_id = e.id WHERE e.id = ANY ($1) AND e.organisation_id = $2`, [ids, organisationId]);
