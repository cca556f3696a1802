import type { Tx } from '@hub/platform';
import type { MailOutcome } from './mail.outcome.js';
import type { MailNotice } from './mail.telling.js';

/** A mail that this process has claimed. */
export interface ClaimedMail { readonly id: string; readonly personId: string; readonly organisationId: string }

/** An attempt that has begun: to which address, in which language. */
export interface BegunMail { readonly number: number; readonly step: number; readonly email: string; readonly language: string; readonly lastSentAt: Date | null }

/** How an attempt ended, and what follows. */
export interface EndedMail {
  readonly message: ClaimedMail;
  readonly claim: string;
  readonly begun: BegunMail;
  readonly at: Date;
  readonly outcome: MailOutcome;
  readonly status: number | null;
  readonly state: 'WAITING' | 'SENT' | 'WITHHELD';
  /** Whether the mail, or a part of it, may have left. */
  readonly left: boolean;
  /** Whether it used up a step of the schedule. */
  readonly counts: boolean;
  readonly next: Date | null;
}

/** Makes mails of what has come, and claims those that are due, until an instant: one hub at a time has a mail. */
export const claimMail = (tx: Tx, instant: Date, limit: number, claim: string, until: Date): Promise<ClaimedMail[]> =>
  tx.query<ClaimedMail>('mail-claim', 'SELECT m.id, m.person_id AS "personId", m.organisation_id AS "organisationId" FROM hub.claim_mail($1, $2, $3, $4) m', [instant, limit, claim, until]);

/** Begins an attempt, and renews the claim; null where it was lost, or mail may not go to the person now. An attempt that was under way when its hub stopped ends as interrupted. */
export async function beginMail(tx: Tx, { id, personId, organisationId }: ClaimedMail, claim: string, instant: Date, until: Date): Promise<BegunMail | null> {
  const [address] = await tx.query<{ email: string; language: string; lastSentAt: Date | null }>('mail-address',
    'SELECT a.email, a.language, s.last_sent_at AS "lastSentAt" FROM hub.mail_address($1) a JOIN hub.mail_settings s ON s.person_id = $1', [personId]);
  const [begun] = address ? await tx.query<{ number: number; step: number }>('mail-begin',
    `UPDATE hub.mail_messages SET attempts = attempts + 1, claimed_until = $4 WHERE id = $1 AND claim = $2 AND claimed_until > $3 AND state = 'WAITING' RETURNING attempts AS number, step`, [id, claim, instant, until]) : [];
  if (!address || !begun) {
    await tx.query('mail-let-go', 'UPDATE hub.mail_messages SET claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2', [id, claim]);
    return null;
  }
  await tx.query('mail-interrupted', `UPDATE hub.mail_attempts SET ended_at = $2, outcome = 'INTERRUPTED' WHERE message_id = $1 AND ended_at IS NULL`, [id, instant]);
  await tx.query('mail-attempt', 'INSERT INTO hub.mail_attempts (message_id, person_id, organisation_id, number, began_at) VALUES ($1, $2, $3, $4, $5)', [id, personId, organisationId, begun.number, instant]);
  return { ...begun, ...address };
}

/** The notices of a mail as they stand now. */
export const noticesOf = (tx: Tx, messageId: string, instant: Date): Promise<MailNotice[]> =>
  tx.query<MailNotice>('mail-told',
    `SELECT n.epoch, n.roles, n.reader, n.officer, n.self, n.filter, n.position, n.kind, n.bulletin_id AS "bulletinId", n.originator_id AS "originatorId", n.access_epoch AS "accessEpoch",
       n.open, n.named, n.told, n.tlp, n.readers, n.barred, n.bulletin_readers AS "bulletinReaders", n.editors, n.reference, n.bulletin_kind AS "bulletinKind", n.urgency, n.countries, n.citizenships, n.exploitation
     FROM hub.mail_told($1, $2) n`, [messageId, instant]);

/** Notes that the mail is about to leave: from here on it counts as sent, and what it names as told. */
export async function noteLeaving(tx: Tx, { id, personId }: ClaimedMail, number: number, named: readonly number[], instant: Date): Promise<void> {
  await tx.query('mail-leaving', 'UPDATE hub.mail_attempts SET sent = true WHERE message_id = $1 AND number = $2', [id, number]);
  await tx.query('mail-names', 'UPDATE hub.mail_notices SET told = true WHERE message_id = $1 AND position = ANY ($2::bigint[])', [id, named]);
  await tx.query('mail-last', 'UPDATE hub.mail_settings SET last_sent_at = $2 WHERE person_id = $1', [personId, instant]);
}

/** Writes down how an attempt ended. Who has lost the claim meanwhile changes the attempt, and not the mail. */
export async function endMail(tx: Tx, { message: { id, personId }, claim, begun: { number, lastSentAt }, at, outcome, status, state, left, counts, next }: EndedMail): Promise<void> {
  await tx.query('mail-ended', 'UPDATE hub.mail_attempts SET ended_at = $3, outcome = $4, status = $5, sent = sent AND $6 WHERE message_id = $1 AND number = $2', [id, number, at, outcome, status, left]);
  if (!left) {
    await tx.query('mail-untold', 'UPDATE hub.mail_notices SET told = false WHERE message_id = $1 AND told AND NOT EXISTS (SELECT FROM hub.mail_attempts a WHERE a.message_id = $1 AND a.sent)', [id]);
    await tx.query('mail-unsent', 'UPDATE hub.mail_settings SET last_sent_at = $2 WHERE person_id = $1', [personId, lastSentAt]);
  }
  await tx.query('mail-message',
    'UPDATE hub.mail_messages SET state = $3, step = step + $4, next_attempt_at = $5, ended_at = $6, claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2',
    [id, claim, state, counts ? 1 : 0, next, state === 'WAITING' ? null : at]);
  // What waited behind it is looked at again.
  if (state !== 'WAITING') await tx.query('mail-look', 'UPDATE hub.mail_settings SET look_at = $2 WHERE person_id = $1', [personId, at]);
}

/** Notes whether the person's mail is taken, and until when it is left alone. */
export async function noteMailHealth(tx: Tx, personId: string, failingSince: Date | null, heldUntil: Date | null): Promise<void> {
  await tx.query('mail-health', 'UPDATE hub.mail_settings SET failing_since = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce(failing_since, $2) END, held_until = $3 WHERE person_id = $1',
    [personId, failingSince, heldUntil]);
}

/** Forgets mails and notices made before an instant, with the alerts that they were about. */
export async function forgetMail(tx: Tx, before: Date): Promise<void> {
  await tx.query('mail-forget', 'DELETE FROM hub.mail_messages WHERE created_at < $1', [before]);
  await tx.query('mail-forget-notices', 'DELETE FROM hub.mail_notices WHERE created_at < $1', [before]);
}
