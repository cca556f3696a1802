import type { ReadTx, Tx } from '@hub/platform';

/** A record as it is kept. */
export interface RecordRow {
  readonly id: string;
  readonly counter: number;
  readonly logIndex: number;
  readonly actId: string;
  readonly occurredAt: Date;
  readonly action: string;
  readonly organisationId: string | null;
  readonly subjectIds: readonly string[];
  /** Of each subject the version that the act was about, 0 for none. */
  readonly versions: readonly number[];
  readonly leaf: Buffer;
  readonly previous: Buffer | null;
  readonly linkSalt: Buffer;
  readonly bodyHash: Buffer;
  readonly keyId: string;
  /** The bodies of all holders of the act, encrypted in one piece; base64. */
  readonly bodies: string | null;
  /** Of its subjects, bulletins marked RED that the asker may not see. */
  readonly hidden: readonly string[];
}

/** What of a holder's records is looked for. */
export interface RecordQuery {
  readonly holderId: string;
  readonly actions: readonly string[] | null;
  readonly subjectId: string | null;
  readonly organisationIds: readonly string[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
  /** Also what the hub did by itself, with `organisationIds`. */
  readonly orHub: boolean;
  /** Records before this counter. */
  readonly before: number | null;
  readonly limit: number;
}

const RECORD = `SELECT r.id, r.counter, r.log_index AS "logIndex", r.act_id AS "actId", r.occurred_at AS "occurredAt", r.action,
    r.organisation_id AS "organisationId", r.subject_ids AS "subjectIds", r.subject_versions AS versions, r.leaf,
    (SELECT p.leaf FROM hub.log_records p WHERE p.holder_id = r.holder_id AND p.counter = r.counter - 1) AS previous,
    r.link_salt AS "linkSalt", r.body_hash AS "bodyHash", r.key_id AS "keyId", hub.log_bodies_of(r.holder_id, r.counter) AS bodies, hub.hidden_subjects(r.subject_ids) AS hidden`;

/** A record's mark of who acted. */
export interface MarkRow {
  readonly counter: number;
  readonly keyId: string;
  readonly actId: string;
  readonly tag: Buffer;
}

// A subject's blocks are looked up, the newest first, and each is read through; the rest is found along the holder's counter. The order
// by block is that in which blocks come, so that reading ends where the page is full. A prepared statement takes each parameter once.
const BLOCKS = `(SELECT s.block FROM hub.log_subjects s WHERE s.subject_id = $8 AND s.holder_id = $1 AND s.block <= coalesce($2, 9223372036854775807) >> 9 ORDER BY s.block DESC) s
   CROSS JOIN LATERAL (SELECT * FROM hub.log_records l WHERE l.holder_id = $1 AND l.counter >= s.block << 9 AND l.counter < (s.block + 1) << 9 AND l.subject_ids @> ARRAY[$8::uuid] ORDER BY l.counter DESC LIMIT 512) r`;
const chosen = (columns: string, bySubject: boolean, more = ''): string => `SELECT ${columns} FROM ${bySubject ? BLOCKS : 'hub.log_records r'}
   WHERE r.holder_id = $1 AND r.counter < coalesce($2, 9223372036854775807) AND ($3::text[] IS NULL OR r.action = ANY ($3))
     AND ($4::uuid[] IS NULL OR r.organisation_id = ANY ($4) OR $9 AND r.organisation_id IS NULL)
     AND ($5::timestamptz IS NULL OR r.occurred_at >= $5) AND ($6::timestamptz IS NULL OR r.occurred_at < $6)
     ${bySubject ? '' : 'AND $8::uuid IS NULL'} ${more}
   ORDER BY ${bySubject ? 's.block DESC, ' : ''}r.counter DESC LIMIT $7`;
const valuesOf = (query: RecordQuery): unknown[] =>
  [query.holderId, query.before, query.actions, query.organisationIds, query.from, query.to, query.limit, query.subjectId, query.orHub];

/** The newest first. */
export const recordsBefore = (tx: ReadTx, query: RecordQuery): Promise<RecordRow[]> =>
  tx.query<RecordRow>(
    query.subjectId === null ? 'audit-records' : 'audit-records-of-subject',
    `${RECORD} FROM (${chosen('r.*', query.subjectId !== null)}) r ORDER BY r.counter DESC`,
    valuesOf(query),
  );

/** Marks of who acted, of the same records: only acts of the holder's own people bear one. */
export const marksBefore = (tx: ReadTx, query: RecordQuery): Promise<MarkRow[]> =>
  tx.query<MarkRow>(
    query.subjectId === null ? 'audit-marks' : 'audit-marks-of-subject',
    chosen('r.counter, r.key_id AS "keyId", r.act_id AS "actId", r.actor_tag AS tag', query.subjectId !== null, 'AND r.actor_tag IS NOT NULL'),
    valuesOf(query),
  );

/** Records of the holder by their counters, the newest first. */
export const recordsAt = (tx: ReadTx, holderId: string, counters: readonly number[]): Promise<RecordRow[]> =>
  tx.query<RecordRow>('audit-records-at', `${RECORD} FROM hub.log_records r WHERE r.holder_id = $1 AND r.counter = ANY ($2::bigint[]) ORDER BY r.counter DESC`, [holderId, counters]);

/** Records of the holder by their ids. */
export const recordsOf = (tx: ReadTx, holderId: string, ids: readonly string[]): Promise<RecordRow[]> =>
  tx.query<RecordRow>('audit-records-of', `${RECORD} FROM hub.log_records r WHERE r.holder_id = $1 AND r.id = ANY ($2::uuid[])`, [holderId, ids]);

/** One record of the holder's. */
export async function recordOf(tx: Tx, holderId: string, id: string): Promise<(RecordRow & { tag: Buffer | null }) | null> {
  const [row] = await tx.query<RecordRow & { tag: Buffer | null }>('audit-record-one', `${RECORD}, r.actor_tag AS tag FROM hub.log_records r WHERE r.holder_id = $1 AND r.id = $2`, [holderId, id]);
  return row ?? null;
}

/** The holder's records from a counter on, in a tree of that size. */
export const recordsFrom = (tx: Tx, holderId: string, counter: bigint, size: bigint, limit: number): Promise<RecordRow[]> =>
  tx.query<RecordRow>('audit-records-from', `${RECORD} FROM hub.log_records r WHERE r.holder_id = $1 AND r.counter >= $2 AND r.log_index < $3 ORDER BY r.counter LIMIT $4`, [holderId, counter.toString(), size.toString(), limit]);

/** The holder's last record in a tree of that size. */
export async function headAt(tx: Tx, holderId: string, size: bigint): Promise<{ counter: number; leaf: Buffer } | null> {
  const [row] = await tx.query<{ counter: number; leaf: Buffer }>(
    'audit-head', 'SELECT counter, leaf FROM hub.log_records WHERE holder_id = $1 AND log_index < $2 ORDER BY counter DESC LIMIT 1', [holderId, size.toString()],
  );
  return row ?? null;
}

/** Whether this is a bulletin marked RED that the asker may not see. */
export async function isHidden(tx: Tx, id: string): Promise<boolean> {
  const [row] = await tx.query<{ hidden: boolean }>('audit-hidden', 'SELECT cardinality(hub.hidden_subjects(ARRAY[$1::uuid])) > 0 AS hidden', [id]);
  return row?.hidden !== false;
}

/** Whether one of these is a bulletin of the asker's own organisation that the asker may see now. */
export async function isOwnBulletin(tx: Tx, ids: readonly string[], organisationId: string, principals: readonly number[]): Promise<boolean> {
  const rows = await tx.query('audit-own-bulletin', 'SELECT 1 FROM hub.bulletins WHERE id = ANY ($1::uuid[]) AND originator_id = $2 AND readers && $3 LIMIT 1', [ids, organisationId, principals]);
  return rows.length > 0;
}
