import type { PageRequest } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import { printable, type ReadMail } from './mail.reader.js';
import type { MeetingMail } from './invitation.types.js';
import type { Attendee } from './reply.js';

/** A mail in the inbox, with what a decision needs. */
export interface InboxRow extends MeetingMail { readonly sequence: number | null; readonly stamp: Date | null }

const MAIL = `SELECT m.id, m.received_at AS "receivedAt", m.sender, m.subject, m.body, m.state, m.because, m.edition_id AS "editionId", m.delegate_id AS "delegateId", m.method, m.attendee, m.partstat, m.comment,
  m.starts, m.ends, m.place, m.decision, m.resolved_at AS "resolvedAt", m.sequence, m.stamp FROM hub.meeting_inbox m WHERE hub.coordinates()`;

/** A page of the inbox, the newest first; `open`: only what waits for a decision. */
export const inboxPage = (tx: Tx, open: boolean, { limit, after }: PageRequest<readonly [string, string]>): Promise<InboxRow[]> =>
  tx.query<InboxRow>('meeting-inbox', `${MAIL} AND (NOT $1 OR m.state = 'KEPT' AND m.decision IS NULL) AND ($3::timestamptz IS NULL OR (m.received_at, m.id) < ($3, $4::uuid)) ORDER BY m.received_at DESC, m.id DESC LIMIT $2`,
    [open, limit + 1, after?.[0] ?? null, after?.[1] ?? null]);

/** One mail; held where it is to be decided on. */
export async function inboxMail(tx: Tx, id: string, held: boolean): Promise<InboxRow | null> {
  return (await tx.query<InboxRow>(`meeting-inbox-one${held ? '-held' : ''}`, `${MAIL} AND m.id = $1${held ? ' FOR UPDATE' : ''}`, [id]))[0] ?? null;
}

/** Notes a decision. */
export async function decideOn(tx: Tx, id: string, decision: string, delegateId: string | null, at: Date, byId: string): Promise<void> {
  await tx.query('meeting-inbox-decide', 'UPDATE hub.meeting_inbox SET decision = $2, delegate_id = coalesce($3, delegate_id), resolved_at = $4, resolved_by = $5 WHERE id = $1', [id, decision, delegateId, at, byId]);
}

/** The delegates of an edition to whom invitations went; null: no such edition. For the worker. */
export async function attendeesOf(tx: Tx, editionId: string): Promise<Attendee[] | null> {
  const known = await tx.query('meeting-inbox-edition', 'SELECT 1 FROM hub.meeting_invitations i WHERE i.edition_id = $1', [editionId]);
  return known.length === 0 ? null : tx.query<Attendee>('meeting-inbox-attendees', `SELECT d.id AS "delegateId", x.email, x.sequence FROM hub.meeting_delegates d JOIN hub.meeting_delegate_details x ON x.delegate_id = d.id
    WHERE d.edition_id = $1 AND d.removed_at IS NULL AND x.email IS NOT NULL`, [editionId]);
}

/** A mail to be kept, with what became of it. */
export interface NewMail { readonly id: string; readonly at: Date; readonly raw: Buffer; readonly digest: Buffer; readonly read: ReadMail; readonly editionId: string | null; readonly delegateId: string | null; readonly state: string; readonly because: string | null }

/** Keeps a mail, whatever it is; false where the very same came before, or a copy that is kept for the same reason. */
export async function keepMail(tx: Tx, { id, at, raw, digest, read: { senders, subject, body, message, copy }, editionId, delegateId, state, because }: NewMail): Promise<boolean> {
  const clean = (text: string | null | undefined, most: number): string | null => (text == null ? null : printable(text.slice(0, most)));
  const kept = await tx.query('meeting-inbox-keep', `INSERT INTO hub.meeting_inbox (id, received_at, digest, raw, sender, subject, body, edition_id, delegate_id, method, sequence, stamp, attendee, partstat, comment, starts, ends, place, state, because, copy)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21) ON CONFLICT DO NOTHING RETURNING id`,
  [id, at, digest, raw, clean(senders[0], 254) ?? '', clean(subject, 500) ?? '', body, editionId, delegateId, clean(message?.method, 40), message && message.sequence < 2 ** 31 ? message.sequence : null, message?.stamp ?? null,
    clean(message?.attendees[0]?.address, 254), clean(message?.attendees[0]?.partstat, 40), clean(message?.comment, 1_000) ?? '', clean(message?.starts, 100), clean(message?.ends, 100), clean(message?.place, 500), state, because, copy]);
  return kept.length > 0;
}
