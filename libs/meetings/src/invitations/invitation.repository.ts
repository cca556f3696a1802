import { newId } from '@hub/kernel';
import type { Tell } from '@hub/parties';
import type { Tx } from '@hub/platform';
import { dayBefore, type Face } from './invitation.face.js';

/** An edition's invitation. */
export interface InvitationRow { readonly editionId: string; readonly deadlineDays: number; readonly deadlineTime: string; readonly sequence: number; readonly face: Face; readonly invitedAt: Date }

/** A delegate to whom messages go. */
export interface Recipient { readonly delegateId: string; readonly organisationId: string; readonly email: string; readonly name: string; readonly language: string; readonly sequence: number }

/** What a reminder is about. */
export type ReminderPurpose = 'DELEGATES_DUE' | 'DELEGATES_OVERDUE' | 'MEETING_SOON';
/** A reminder, relative to the start. */
export interface Reminder { readonly purpose: ReminderPurpose; readonly days: number; readonly at: string }

const INVITATION = `SELECT i.edition_id AS "editionId", i.deadline_days AS "deadlineDays", to_char(i.deadline_time, 'HH24:MI') AS "deadlineTime", i.sequence, i.face, i.invited_at AS "invitedAt" FROM hub.meeting_invitations i WHERE i.edition_id = $1`;
/** Messages that nothing came of in time are given up: two weeks after they were made, or once the meeting is over. */
const PATIENCE_MS = 14 * 86_400_000;

/** An edition's invitation; null: nobody was asked yet. */
export async function invitationOf(tx: Tx, editionId: string): Promise<InvitationRow | null> {
  return (await tx.query<InvitationRow>('meeting-invitation', INVITATION, [editionId]))[0] ?? null;
}

/** The same, held until the end of the transaction by whoever moves it. */
export async function holdInvitation(tx: Tx, editionId: string): Promise<InvitationRow | null> {
  return (await tx.query<InvitationRow>('meeting-invitation-hold', `${INVITATION} FOR UPDATE`, [editionId]))[0] ?? null;
}

/** Asks the parties, or by another deadline. */
export async function writeInvitation(tx: Tx, editionId: string, days: number, time: string, face: Face, at: Date, byId: string): Promise<void> {
  await tx.query('meeting-invite', `INSERT INTO hub.meeting_invitations (edition_id, deadline_days, deadline_time, face, invited_at, invited_by) VALUES ($1, $2, $3::time, $4, $5, $6)
    ON CONFLICT ON CONSTRAINT meeting_invitations_pk DO UPDATE SET deadline_days = $2, deadline_time = $3::time`, [editionId, days, time, JSON.stringify(face), at, byId]);
}

/** Sets an edition's reminders; what lies before an instant is not told any more. */
export async function writeReminders(tx: Tx, editionId: string, reminders: readonly Reminder[], face: Face, now: Date): Promise<void> {
  await tx.query('meeting-reminders-clear', 'DELETE FROM hub.meeting_reminders WHERE edition_id = $1', [editionId]);
  for (const { purpose, days, at } of reminders) {
    await tx.query('meeting-reminder', 'INSERT INTO hub.meeting_reminders (edition_id, purpose, days, at, told_for) VALUES ($1, $2, $3, $4::time, $5::timestamp) ON CONFLICT DO NOTHING',
      [editionId, purpose, days, at, dayBefore(face, days, at).at <= now ? face.starts : null]);
  }
}

/** An edition's reminders, the earliest first. */
export const remindersOf = (tx: Tx, editionId: string): Promise<Reminder[]> =>
  tx.query<Reminder>('meeting-reminders', `SELECT r.purpose, r.days, to_char(r.at, 'HH24:MI') AS at FROM hub.meeting_reminders r WHERE r.edition_id = $1 ORDER BY r.days DESC, r.purpose`, [editionId]);

/** Reminders that were not told for a start. */
export const untold = (tx: Tx, editionId: string, starts: string): Promise<Reminder[]> =>
  tx.query<Reminder>('meeting-reminders-untold', `SELECT r.purpose, r.days, to_char(r.at, 'HH24:MI') AS at FROM hub.meeting_reminders r WHERE r.edition_id = $1 AND r.told_for IS DISTINCT FROM $2::timestamp ORDER BY r.days DESC, r.purpose`, [editionId, starts]);

/** Notes that a reminder was told for a start, or is over. */
export async function noteTold(tx: Tx, editionId: string, { purpose, days }: Reminder, starts: string): Promise<void> {
  await tx.query('meeting-reminder-told', 'UPDATE hub.meeting_reminders SET told_for = $4::timestamp WHERE edition_id = $1 AND purpose = $2 AND days = $3', [editionId, purpose, days, starts]);
}

/** Notes what is said of a meeting from now on. */
export async function writeFace(tx: Tx, editionId: string, face: Face, sequence: number): Promise<void> {
  await tx.query('meeting-face', 'UPDATE hub.meeting_invitations SET face = $2, sequence = $3 WHERE edition_id = $1', [editionId, JSON.stringify(face), sequence]);
}

/** Delegates with an address: of an edition, or one of them. */
export const recipientsOf = (tx: Tx, editionId: string, delegateId: string | null): Promise<Recipient[]> =>
  tx.query<Recipient>('meeting-recipients', `
    SELECT d.id AS "delegateId", d.organisation_id AS "organisationId", x.email, d.family_name || ' ' || d.given_name AS name, x.language, x.sequence
    FROM hub.meeting_delegates d JOIN hub.meeting_delegate_details x ON x.delegate_id = d.id
    WHERE d.edition_id = $1 AND ($2::uuid IS NULL OR d.id = $2) AND d.removed_at IS NULL AND x.email IS NOT NULL ORDER BY d.created_at, d.id FOR UPDATE OF x`, [editionId, delegateId]);

/** The next message to a delegate is another one; where the meeting moved he has to answer anew. */
export async function nextSequence(tx: Tx, delegateId: string, anew: boolean): Promise<number> {
  const [row] = await tx.query<{ sequence: number }>('meeting-next-sequence', `UPDATE hub.meeting_delegate_details SET sequence = sequence + 1,
      partstat = CASE WHEN $2 THEN 'NEEDS-ACTION' ELSE partstat END, reply_sequence = CASE WHEN $2 THEN sequence + 1 ELSE reply_sequence END, reply_stamp = CASE WHEN $2 THEN '-infinity' ELSE reply_stamp END,
      reply_digest = CASE WHEN $2 THEN '' ELSE reply_digest END, reply_comment = CASE WHEN $2 THEN '' ELSE reply_comment END, replied_at = CASE WHEN $2 THEN NULL ELSE replied_at END
    WHERE delegate_id = $1 RETURNING sequence`, [delegateId, anew]);
  return row?.sequence ?? 0;
}

/** A message to be sent. */
export interface NewMessage { readonly method: 'REQUEST' | 'CANCEL' | 'DECLINECOUNTER'; readonly sequence: number; readonly whole: boolean; readonly face: Face; readonly reason: string | null; readonly at: Date }

/** Has a message sent; it takes the place of one to the same address that waits. */
export async function queueMessage(tx: Tx, editionId: string, { delegateId, organisationId, email, name, language }: Recipient, { method, sequence, whole, face, reason, at }: NewMessage): Promise<void> {
  await tx.query('meeting-mail-superseded', `UPDATE hub.meeting_mails SET state = 'SUPERSEDED', next_attempt_at = NULL, ended_at = $3, claim = NULL, claimed_until = NULL WHERE delegate_id = $1 AND email = $2 AND state = 'WAITING'`, [delegateId, email, at]);
  const until = new Date(Math.max(at.getTime() + 3_600_000, Math.min(at.getTime() + PATIENCE_MS, Date.parse(face.endsAt))));
  await tx.query('meeting-mail-add', `INSERT INTO hub.meeting_mails (id, edition_id, organisation_id, delegate_id, email, name, language, method, sequence, whole, face, reason, created_at, until, next_attempt_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $13)`, [newId(), editionId, organisationId, delegateId, email, name, language, method, sequence, whole, JSON.stringify(face), reason, at, until]);
}

/** Whom an alert on the meeting goes to: those who name delegates, of all parties or of those that have not answered; everybody; or the coordinators. For coordinators and the worker. */
export const tellingOf = (tx: Tx, editionId: string | null, whom: 'CONTACTS' | 'WAITING' | 'ALL' | 'COORDINATORS', change: string, subjectId: string): Promise<Tell[]> =>
  tx.query<Tell>('meeting-telling', `SELECT 'MEETING' AS kind, $3 AS change, $4 AS "subjectId", NULL AS "bulletinId", t.organisation_id AS "organisationId", coalesce(m.readers, t.readers) AS readers
    FROM hub.meeting_told($1, $2) t LEFT JOIN hub.meeting_people($1) m ON $2 = 'ALL' AND m.organisation_id = t.organisation_id`, [editionId, whom, change, subjectId]);

/** As an edition closes: what delegates eat and need is nobody's business any more. */
export async function forgetNeeds(tx: Tx, editionId: string): Promise<void> {
  await tx.query('meeting-forget-needs', `UPDATE hub.meeting_delegate_details SET dietary = '', access_needs = '' WHERE edition_id = $1`, [editionId]);
}
