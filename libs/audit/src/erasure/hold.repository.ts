import type { ReadTx, Tx } from '@hub/platform';

/** A hold as it is kept. */
export interface HoldRow {
  readonly id: string;
  readonly entryId: string | null;
  readonly subjectId: string | null;
  readonly forHub: boolean;
  readonly reason: string;
  readonly setAt: Date;
}

/** A hold that is set. */
export interface NewHold extends HoldRow {
  readonly organisationId: string;
  readonly actId: string | null;
  readonly setBy: string;
}

/** Holds are set, and erasures begun, one after the other. */
export const lockErasures = async (tx: Tx): Promise<void> => void (await tx.query('erasures-lock', 'SELECT hub.lock_erasures()'));

/** Whether the act that the own organisation holds a record of is erased, or about to be. */
export async function isErased(tx: Tx, actId: string): Promise<boolean> {
  const rows = await tx.query('erasure-of-act', `SELECT 1 FROM hub.erasures WHERE act_id = $1 AND state IN ('UNDER_WAY', 'DONE')`, [actId]);
  return rows.length > 0;
}

/** Sets a hold. */
export const insertHold = async (tx: Tx, hold: NewHold): Promise<void> =>
  void (await tx.query(
    'hold-set',
    'INSERT INTO hub.audit_holds (id, organisation_id, for_hub, act_id, entry_id, subject_id, reason, set_at, set_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [hold.id, hold.organisationId, hold.forHub, hold.actId, hold.entryId, hold.subjectId, hold.reason, hold.setAt, hold.setBy],
  ));

const HOLD = `SELECT h.id, h.entry_id AS "entryId", h.subject_id AS "subjectId", h.for_hub AS "forHub", h.reason, h.set_at AS "setAt"
  FROM hub.audit_holds h WHERE h.organisation_id = $1`;

/** The organisation's standing holds, the newest first. */
export const standingHolds = (tx: ReadTx, organisationId: string): Promise<HoldRow[]> =>
  tx.query<HoldRow>('holds', `${HOLD} AND h.lifted_at IS NULL ORDER BY h.set_at DESC, h.id`, [organisationId]);

/** One of the organisation's holds, lifted or not. */
export async function holdOf(tx: Tx, organisationId: string, id: string): Promise<(HoldRow & { standing: boolean }) | null> {
  const [row] = await tx.query<HoldRow & { standing: boolean }>('hold', `${HOLD.replace(' FROM', ', h.lifted_at IS NULL AS standing FROM')} AND h.id = $2`, [organisationId, id]);
  return row ?? null;
}

/** Lifts it; false where somebody was quicker. */
export async function liftHold(tx: Tx, organisationId: string, id: string, at: Date, by: string): Promise<boolean> {
  const rows = await tx.query('hold-lift', 'UPDATE hub.audit_holds SET lifted_at = $3, lifted_by = $4 WHERE id = $2 AND organisation_id = $1 AND lifted_at IS NULL RETURNING 1', [organisationId, id, at, by]);
  return rows.length > 0;
}
