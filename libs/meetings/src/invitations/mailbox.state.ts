import { emit } from '@hub/audit';
import type { Tx } from '@hub/platform';
import { tellingOf } from './invitation.repository.js';
import type { MeetingMailboxFailure } from './mailbox.types.js';

/** How far a mailbox was read: UIDs mean something under one UIDVALIDITY alone. */
export interface Place { readonly validity: number; readonly last: number }
/** How a run ended: to its end, in a failure, or broken off since the hub stops. */
export type RunEnd = MeetingMailboxFailure | 'READ' | 'LEFT';
/** How it goes with a mailbox. */
export interface MailboxRow { readonly readAt: Date | null; readonly failures: number; readonly failingSince: Date | null; readonly failure: MeetingMailboxFailure | null }

/** The claim is renewed with each mail, and holds longer than one takes. */
const CLAIM_MS = 180_000;
/** So many failures in a row, about five minutes, and coordinators are told. */
export const PATIENCE = 10;

const claimEnd = (now: Date): Date => new Date(now.getTime() + CLAIM_MS);

/** Null: another hub is at it. */
export async function claimMailbox(tx: Tx, id: string, claim: string, now: Date): Promise<Place | null> {
  const [row] = await tx.query<{ validity: string; last: string }>('mailbox-claim', `
    INSERT INTO hub.meeting_mailboxes AS m (id, claim, claimed_until) VALUES ($1, $2, $4)
    ON CONFLICT ON CONSTRAINT meeting_mailboxes_pk DO UPDATE SET claim = $2, claimed_until = $4 WHERE m.claimed_until IS NULL OR m.claimed_until <= $3
    RETURNING m.uid_validity AS validity, m.last_uid AS last`, [id, claim, now, claimEnd(now)]);
  return row ? { validity: Number(row.validity), last: Number(row.last) } : null;
}

/** Notes a mail as taken; false where the claim is another's by now. */
export async function noteTaken(tx: Tx, id: string, claim: string, { validity, last }: Place, now: Date): Promise<boolean> {
  return (await tx.query('mailbox-note', 'UPDATE hub.meeting_mailboxes SET uid_validity = $3, last_uid = $4, claimed_until = $5 WHERE id = $1 AND claim = $2 RETURNING 1', [id, claim, validity, last, claimEnd(now)])).length > 0;
}

/** Gives the claim back and notes how the run ended; tells coordinators, once, that the mailbox can't be read, and that it can be again. */
export async function releaseMailbox(tx: Tx, id: string, claim: string, end: RunEnd, now: Date): Promise<void> {
  if (end === 'LEFT') {
    await tx.query('mailbox-leave', 'UPDATE hub.meeting_mailboxes SET claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2', [id, claim]);
    return;
  }
  const failure = end === 'READ' ? null : end;
  const [row] = await tx.query<{ handle: string; failures: number; alarmed: boolean }>('mailbox-release', `
    UPDATE hub.meeting_mailboxes SET claim = NULL, claimed_until = NULL, failure = $3::text, failures = CASE WHEN $3::text IS NULL THEN 0 ELSE failures + 1 END,
      failing_since = CASE WHEN $3::text IS NOT NULL THEN coalesce(failing_since, $4) END, read_at = CASE WHEN $3::text IS NULL THEN $4 ELSE read_at END
    WHERE id = $1 AND claim = $2 RETURNING handle, failures, alarmed`, [id, claim, failure, now]);
  if (!row || row.alarmed === (failure !== null) || (failure !== null && row.failures < PATIENCE)) return;
  await tx.query('mailbox-alarm', 'UPDATE hub.meeting_mailboxes SET alarmed = $2 WHERE id = $1', [id, failure !== null]);
  const change = failure ? 'MAILBOX_FAILING' : 'MAILBOX_WORKING';
  await emit(tx, { type: failure ? 'meeting.mailbox-failing' : 'meeting.mailbox-working', subjectId: row.handle, payload: { tell: await tellingOf(tx, null, 'COORDINATORS', change, row.handle) }, occurredAt: now });
}

/** How it goes with one; null: it was never looked at. */
export async function mailboxRow(tx: Tx, id: string): Promise<(MailboxRow & { handle: string }) | null> {
  const [row] = await tx.query<MailboxRow & { handle: string }>('mailbox-state', 'SELECT m.handle, m.read_at AS "readAt", m.failures, m.failing_since AS "failingSince", m.failure FROM hub.meeting_mailboxes m WHERE m.id = $1 AND hub.coordinates()', [id]);
  return row ?? null;
}
