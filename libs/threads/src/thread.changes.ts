import type { PersonActor } from '@hub/access';
import type { Tx } from '@hub/platform';
import type { ThreadMessageKind, ThreadState } from './thread.enums.js';

/** A new thread. */
export interface NewThread {
  readonly id: string;
  readonly bulletinId: string;
  readonly askerId: string;
  readonly parties: readonly string[];
  readonly subject: string;
  readonly state: ThreadState;
  readonly due: Due;
}
/** A new message. */
export interface NewMessage { readonly id: string; readonly threadId: string; readonly number: number; readonly kind: ThreadMessageKind; readonly body: string; readonly language: string }
/** When an answer is due, and when somebody is told first. */
export interface Due { readonly at: Date | null; readonly tellAt: Date | null }

/** How many of these are organisations of the hub that can be addressed. */
export async function organisationsAmong(tx: Tx, ids: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ n: number }>('thread-organisations', 'SELECT count(*) AS n FROM hub.organisations WHERE id = ANY ($1::uuid[]) AND suspended_at IS NULL', [ids]);
  return row?.n ?? 0;
}

/** Adds a thread with its first message's number. Row security says for whom it may be. */
export async function addThread(tx: Tx, { personId, organisationId, instant }: PersonActor, { id, bulletinId, askerId, parties, subject, state, due }: NewThread): Promise<void> {
  await tx.query(
    'thread-add',
    `INSERT INTO hub.threads (id, bulletin_id, asker_id, opener_id, opened_by, parties, readers, subject, state, last_number, due_at, tell_due_at, opened_at, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, '{}', $7, $8, 1, $9, $10, $11, $11)`,
    [id, bulletinId, askerId, organisationId, personId, parties, subject, state, due.at, due.tellAt, instant],
  );
}

/** Moves a thread that is held: its state, and its messages by one where there is a new one. `due` undefined: as it was. */
export async function moveThread(tx: Tx, id: string, instant: Date, { state, messages, due }: { state: ThreadState; messages: 0 | 1; due?: Due }): Promise<void> {
  await tx.query(
    'thread-move',
    `UPDATE hub.threads SET state = $2, last_number = last_number + $3, revision = revision + 1, changed_at = greatest(changed_at, $4),
       due_at = CASE WHEN $5 THEN $6::timestamptz ELSE due_at END, tell_due_at = CASE WHEN $5 THEN $7::timestamptz ELSE tell_due_at END WHERE id = $1`,
    [id, state, messages, instant, due !== undefined, due?.at ?? null, due?.tellAt ?? null],
  );
}

/** Adds a message. */
export async function addMessage(tx: Tx, { personId, organisationId, instant }: PersonActor, { id, threadId, number, kind, body, language }: NewMessage): Promise<void> {
  await tx.query(
    'thread-message-add',
    'INSERT INTO hub.thread_messages (id, thread_id, number, kind, body, language, author_id, organisation_id, posted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [id, threadId, number, kind, body, language, personId, organisationId, instant],
  );
}

/** Adds what a message cites; says how many of them its author sees. */
export async function addCitations(tx: Tx, scope: readonly number[], messageId: string, bulletinIds: readonly string[]): Promise<number> {
  const added = await tx.query(
    'thread-citations-add',
    `INSERT INTO hub.thread_citations (message_id, bulletin_id) SELECT $2, b.id FROM hub.bulletins b WHERE b.id = ANY ($3::uuid[]) AND b.readers && $1::int[] RETURNING bulletin_id`,
    [scope, messageId, bulletinIds],
  );
  return added.length;
}

/** Replaces whose task a thread is within the organisation. */
export async function assign(tx: Tx, threadId: string, organisationId: string, personId: string | null): Promise<void> {
  await tx.query('thread-unassign', 'DELETE FROM hub.thread_assignments WHERE thread_id = $1 AND organisation_id = $2', [threadId, organisationId]);
  if (personId !== null) await tx.query('thread-assign', 'INSERT INTO hub.thread_assignments (thread_id, organisation_id, person_id) VALUES ($1, $2, $3)', [threadId, organisationId, personId]);
}

/**
 * The principal of an active person of the organisation who would see the thread (on the originator's side: who edits the bulletin); null for anybody else.
 */
export async function assignable(tx: Tx, organisationId: string, threadId: string, personId: string): Promise<number | null> {
  const [row] = await tx.query<{ principal: number }>(
    'thread-assignable',
    `SELECT p.principal FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id
     CROSS JOIN LATERAL (SELECT ARRAY[1] || CASE WHEN p.roles && ARRAY['READER', 'OFFICER', 'CONTACT_POINT'] THEN ARRAY[2, o.reader_principal, p.principal] END
       || CASE WHEN 'OFFICER' = ANY (p.roles) THEN ARRAY[o.officer_principal] END AS scope) s
     JOIN hub.threads t ON t.id = $2 JOIN hub.bulletins b ON b.id = t.bulletin_id
     JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
     WHERE p.id = $3 AND p.organisation_id = $1 AND p.suspended_at IS NULL AND p.ended_at IS NULL
       AND b.readers && s.scope AND v.admitted && s.scope AND v.gate && s.scope AND (t.readers && s.scope OR b.editors && s.scope)`,
    [organisationId, threadId, personId],
  );
  return row?.principal ?? null;
}

/** Moves somebody's mark forward; false where it stood there already. */
export async function markRead(tx: Tx, threadId: string, personId: string, upTo: number): Promise<boolean> {
  const moved = await tx.query(
    'thread-mark',
    `INSERT INTO hub.thread_marks AS k (thread_id, person_id, up_to) VALUES ($1, $2, $3)
     ON CONFLICT (thread_id, person_id) DO UPDATE SET up_to = excluded.up_to WHERE k.up_to < excluded.up_to RETURNING up_to`,
    [threadId, personId, upTo],
  );
  return moved.length > 0;
}

/** Sets or ends the consent that a message goes into the bulletin. */
export async function setConsent(tx: Tx, { personId, instant }: PersonActor, messageId: string, consent: { credit: boolean } | null): Promise<void> {
  await tx.query('thread-consent-end', 'DELETE FROM hub.thread_consents WHERE message_id = $1', [messageId]);
  if (consent) await tx.query('thread-consent', 'INSERT INTO hub.thread_consents (message_id, credit, consented_by, consented_at) VALUES ($1, $2, $3, $4)', [messageId, consent.credit, personId, instant]);
}

/** Whom a change concerns: principals, organisation by organisation. */
export const concerned = (tx: Tx, threadId: string): Promise<{ organisationId: string; readers: number[] }[]> =>
  tx.query<{ organisationId: string; readers: number[] }>('thread-concerned', 'SELECT c.organisation_id AS "organisationId", c.readers FROM hub.thread_concerned($1) c', [threadId]);
