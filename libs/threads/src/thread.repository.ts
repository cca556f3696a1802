import type { PersonActor } from '@hub/access';
import type { Tx } from '@hub/platform';
import type { ThreadMessageKind, ThreadState } from './thread.enums.js';

/** A thread as somebody may see it at his instant, with what decides about what he may do. */
export interface ThreadRow {
  readonly id: string;
  readonly bulletinId: string;
  readonly originatorId: string;
  readonly accessEpoch: number;
  /** Whether he edits the bulletin. */
  readonly editor: boolean;
  /** Whether the bulletin was withdrawn or has expired; only editors still see the thread then. */
  readonly bulletinOver: boolean;
  readonly askerId: string;
  readonly openerId: string;
  readonly parties: readonly string[];
  readonly subject: string;
  readonly state: ThreadState;
  readonly revision: number;
  readonly messageCount: number;
  readonly dueAt: string | null;
  readonly overdue: boolean;
  readonly openedAt: string;
  readonly changedAt: string;
  /** The own organisation's. */
  readonly assigneeId: string | null;
  readonly unread: number;
}

/** A message as it is kept, with what the asker may know of what it cites, and of consent. */
export interface MessageRow {
  readonly id: string;
  readonly number: number;
  readonly kind: ThreadMessageKind;
  readonly body: string;
  readonly language: string;
  readonly authorId: string;
  readonly organisationId: string;
  readonly postedAt: string;
  readonly citedIds: string[];
  readonly promotion: { credit: boolean; consentedAt: string } | null;
}

/** Which threads are looked for. */
export interface ThreadQuery {
  readonly id: string | null;
  readonly bulletinId: string | null;
  readonly states: readonly ThreadState[] | null;
  readonly assignedToMe: boolean | null;
  readonly unread: boolean | null;
  readonly overdue: boolean | null;
  readonly toAnswer: boolean | null;
  readonly toAccept: boolean | null;
  readonly after: { at: string; id: string } | null;
  readonly limit: number;
}

/** Any one thread. */
export const ONE: Omit<ThreadQuery, 'id'> = { bulletinId: null, states: null, assignedToMe: null, unread: null, overdue: null, toAnswer: null, toAccept: null, after: null, limit: 1 };

/** The application's condition, beside row security: $1 principals, $2 instant. */
const SEEN = `hub.threads t JOIN hub.bulletins b ON b.id = t.bulletin_id AND b.readers && $1::int[]
  JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number AND v.admitted && $1::int[] AND v.gate && $1::int[]
    AND (v.lapses_at IS NULL OR v.lapses_at > $2 OR v.editors && $1::int[])`;
const MINE = '(t.readers && $1::int[] OR b.editors && $1::int[])';
const WAITS = `t.state IN ('OPEN', 'REOPENED')`;

// $3 person, $4 organisation.
const THREADS = `
  SELECT * FROM (
    SELECT t.id, t.bulletin_id AS "bulletinId", b.originator_id AS "originatorId", b.access_epoch AS "accessEpoch", b.editors && $1::int[] AS editor,
      b.state <> 'PUBLISHED' OR coalesce(b.expires_at <= $2, false) AS "bulletinOver", t.asker_id AS "askerId", t.opener_id AS "openerId", t.parties::text[] AS parties,
      t.subject, t.state, t.revision, t.last_number AS "messageCount", hub.iso(t.due_at) AS "dueAt", coalesce(${WAITS} AND t.due_at <= $2, false) AS overdue,
      hub.iso(t.opened_at) AS "openedAt", hub.iso(t.changed_at) AS "changedAt", a.person_id AS "assigneeId", (
        SELECT count(*) FROM hub.thread_messages m WHERE m.thread_id = t.id AND m.author_id <> $3 AND m.number > coalesce(k.up_to, 0)) AS unread
    FROM ${SEEN}
    LEFT JOIN hub.thread_assignments a ON a.thread_id = t.id AND a.organisation_id = $4
    LEFT JOIN hub.thread_marks k ON k.thread_id = t.id AND k.person_id = $3
    WHERE ${MINE} AND ($5::uuid IS NULL OR t.id = $5) AND ($6::uuid IS NULL OR t.bulletin_id = $6) AND ($7::text[] IS NULL OR t.state = ANY ($7))
      AND ($8::timestamptz IS NULL OR (t.changed_at, t.id) < ($8, $9::uuid))
    ORDER BY t.changed_at DESC, t.id DESC) x
  WHERE ($10::boolean IS NULL OR coalesce(hub.responsible(x."assigneeId", $2) = $3, false) = $10) AND ($11::boolean IS NULL OR (x.unread > 0) = $11)
    AND ($12::boolean IS NULL OR x.overdue = $12) AND ($13::boolean IS NULL OR (x.state IN ('OPEN', 'REOPENED') AND x."askerId" <> $4) = $13)
    AND ($14::boolean IS NULL OR (x.state = 'ANSWERED' AND x."askerId" = $4) = $14)
  ORDER BY x."changedAt" DESC, x.id DESC LIMIT $15`;

/** Who looks. */
export interface ThreadAsker extends Pick<PersonActor, 'personId' | 'organisationId' | 'instant'> { readonly scope: readonly number[] }

/** Threads that somebody may see, those first in which something happened last. */
export const threadsFor = (tx: Pick<Tx, 'query'>, { personId, organisationId, instant, scope }: ThreadAsker, q: ThreadQuery): Promise<ThreadRow[]> =>
  tx.query<ThreadRow>('threads', THREADS, [
    scope, instant, personId, organisationId, q.id, q.bulletinId, q.states, q.after?.at ?? null, q.after?.id ?? null, q.assignedToMe, q.unread, q.overdue, q.toAnswer, q.toAccept, q.limit,
  ]);

/** One of them. */
export async function threadFor(tx: Pick<Tx, 'query'>, asker: ThreadAsker, id: string): Promise<ThreadRow | null> {
  return (await threadsFor(tx, asker, { ...ONE, id }))[0] ?? null;
}

/** Holds a thread for the rest of the transaction, so that what is read of it then stands. */
export async function holdThread(tx: Tx, id: string): Promise<void> {
  await tx.query('thread-hold', 'SELECT 1 FROM hub.threads WHERE id = $1 FOR UPDATE', [id]);
}

const MESSAGE = `
  SELECT m.id, m.number, m.kind, m.body, m.language, m.author_id AS "authorId", m.organisation_id AS "organisationId", hub.iso(m.posted_at) AS "postedAt",
    ARRAY(SELECT c.bulletin_id::text FROM hub.thread_citations c JOIN hub.bulletins cited ON cited.id = c.bulletin_id AND cited.readers && $1::int[]
      WHERE c.message_id = m.id ORDER BY c.bulletin_id) AS "citedIds",
    (SELECT json_build_object('credit', s.credit, 'consentedAt', hub.iso(s.consented_at)) FROM hub.thread_consents s
      WHERE s.message_id = m.id AND (m.organisation_id = $3 OR b.editors && $1::int[])) AS promotion`;

/** Messages of a thread that somebody may see: `from` and `to` are numbers, exclusive. */
export const messagesFor = (tx: Pick<Tx, 'query'>, { organisationId, instant, scope }: ThreadAsker, threadId: string, { from, to, backward, limit }: { from: number | null; to: number | null; backward: boolean; limit: number }): Promise<MessageRow[]> =>
  tx.query<MessageRow>(
    backward ? 'thread-messages-back' : 'thread-messages',
    `${MESSAGE} FROM ${SEEN} JOIN hub.thread_messages m ON m.thread_id = t.id
     WHERE ${MINE} AND t.id = $4 AND ($5::int IS NULL OR m.number > $5) AND ($6::int IS NULL OR m.number < $6) ORDER BY m.number ${backward ? 'DESC' : ''} LIMIT $7`,
    [scope, instant, organisationId, threadId, from, to, limit],
  );

/** One message that somebody may see, with its thread's id. */
export async function messageFor(tx: Pick<Tx, 'query'>, { organisationId, instant, scope }: ThreadAsker, id: string): Promise<(MessageRow & { threadId: string; bulletinId: string }) | null> {
  const [row] = await tx.query<MessageRow & { threadId: string; bulletinId: string }>(
    'thread-message',
    `${MESSAGE}, t.id AS "threadId", t.bulletin_id AS "bulletinId" FROM ${SEEN} JOIN hub.thread_messages m ON m.thread_id = t.id WHERE ${MINE} AND m.id = $4`,
    [scope, instant, organisationId, id],
  );
  return row ?? null;
}

/** A bulletin on which somebody would open a thread: whether its content is out and his to see now, and whom its editors may ask: those it was addressed to, and those a stage has let in since. */
export interface OpenableRow { readonly originatorId: string; readonly kind: string; readonly editor: boolean; readonly out: boolean; readonly everyone: boolean | null; readonly reached: readonly string[] }

/** One that he may know of. */
export async function openable(tx: Tx, { instant, scope }: ThreadAsker, bulletinId: string): Promise<OpenableRow | null> {
  const [row] = await tx.query<OpenableRow>(
    'thread-openable',
    `SELECT b.originator_id AS "originatorId", b.kind, b.editors && $1::int[] AS editor, v.number IS NOT NULL AND b.state = 'PUBLISHED' AS out, (v.audience->>'everyone')::boolean AS everyone,
       ARRAY(SELECT jsonb_array_elements_text(v.audience->'reached') UNION SELECT o.id::text FROM hub.organisations o WHERE o.reader_principal = ANY (v.admitted) AND o.reader_principal = ANY (v.gate)) AS reached
     FROM hub.bulletins b LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
       AND v.admitted && $1::int[] AND v.gate && $1::int[] AND (v.lapses_at IS NULL OR v.lapses_at > $2)
     WHERE b.id = $3 AND b.readers && $1::int[]`,
    [scope, instant, bulletinId],
  );
  return row ?? null;
}
