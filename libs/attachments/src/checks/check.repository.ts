import type { Tx } from '@hub/platform';
import type { AttachmentRefusal, AttachmentRemoval } from '../attachment.types.js';

/** A file that is to be looked at. */
export interface ToCheck { readonly id: string; readonly organisationId: string; readonly name: string; readonly length: number; readonly checks: number }

/** What looking at a file came to. */
export type Outcome =
  | { readonly state: 'READY'; readonly type: string; readonly size: number; readonly sha256: Buffer; readonly previewSize: number | null; readonly removed: readonly AttachmentRemoval[] }
  | { readonly state: 'REFUSED'; readonly refusal: AttachmentRefusal };

/** For the worker. Takes the file that has waited longest, and that nobody is at. */
export async function claimCheck(tx: Tx, instant: Date, claim: string, until: Date): Promise<ToCheck | null> {
  const [row] = await tx.query<ToCheck>('check-claim', `UPDATE hub.attachments SET claim = $2, claimed_until = $3, checks = checks + 1 WHERE id = (
      SELECT id FROM hub.attachments WHERE state = 'CHECKING' AND (claimed_until IS NULL OR claimed_until <= $1) ORDER BY touched_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING id, organisation_id AS "organisationId", name, length::int AS length, checks`, [instant, claim, until]);
  return row ?? null;
}

/** Keeps the outcome; false where another is at it by now. */
export async function keepOutcome(tx: Tx, id: string, claim: string, outcome: Outcome, instant: Date): Promise<boolean> {
  const ready = outcome.state === 'READY' ? outcome : null;
  const rows = await tx.query('check-outcome', `UPDATE hub.attachments SET state = $3, type = $4, size = $5, sha256 = $6, preview_size = $7, removed = $8, refusal = $9, claim = NULL, claimed_until = NULL, touched_at = $10
    WHERE id = $1 AND claim = $2 AND state = 'CHECKING' RETURNING id`,
  [id, claim, outcome.state, ready?.type ?? null, ready?.size ?? null, ready?.sha256 ?? null, ready?.previewSize ?? null, ready?.removed ?? [], outcome.state === 'REFUSED' ? outcome.refusal : null, instant]);
  return rows.length > 0;
}

/** Lets a file that could not be looked at wait for its next turn. */
export async function postpone(tx: Tx, id: string, claim: string, until: Date): Promise<void> {
  await tx.query('check-postpone', 'UPDATE hub.attachments SET claimed_until = $3 WHERE id = $1 AND claim = $2', [id, claim, until]);
}

/** Files of which something may be there still that must not: by state, as of the rows now. */
export const standing = (tx: Tx, ids: readonly string[]): Promise<{ id: string; state: string; struck: boolean }[]> =>
  tx.query('attachments-standing', 'SELECT id, state, struck_at IS NOT NULL AS struck FROM hub.attachments WHERE id = ANY ($1::uuid[])', [ids]);

/** Forgets what nobody finished or attached, what was refused, and what no version holds any more. What hangs on something else than a bulletin is that one's. Gives their ids. */
export const forget = (tx: Tx, before: Date, instant: Date): Promise<{ id: string }[]> =>
  tx.query('attachments-forget', `DELETE FROM hub.attachments a WHERE a.touched_at < $1 AND (a.claimed_until IS NULL OR a.claimed_until <= $2)
    AND a.item_id IS NULL AND NOT EXISTS (SELECT FROM hub.bulletin_attachments l WHERE l.attachment_id = a.id) AND a.state <> 'CHECKING' RETURNING a.id`, [before, instant]);

/** Forgets links that are over. */
export const forgetTickets = (tx: Tx, instant: Date): Promise<unknown> => tx.query('tickets-forget', 'DELETE FROM hub.attachment_tickets WHERE expires_at < $1', [instant]);
