import type { ReadTx, Tx } from '@hub/platform';
import type { BulletinOpening, DestructionOutcome, DestructionRequest, DestructionState, RecallCause, RecallSide } from './recall.types.js';

/** A bulletin as far as recalling it goes. */
export interface RecalledBulletin { readonly id: string; readonly originatorId: string; readonly state: string; readonly published: boolean; readonly editor: boolean; readonly revision: number }

const BULLETIN = `SELECT b.id, b.originator_id AS "originatorId", b.state, b.published_number IS NOT NULL AS published, b.editors && $2 AS editor, b.revision
  FROM hub.bulletins b WHERE b.id = $1 AND b.readers && $2`;

/** The bulletin, in the asker's scope; null where it can't be seen. */
export async function bulletinOf(tx: ReadTx, id: string, scope: readonly number[]): Promise<RecalledBulletin | null> {
  const [row] = await tx.query<RecalledBulletin>('recall-bulletin', BULLETIN, [id, scope]);
  return row ?? null;
}

/** The same, held until the transaction ends: for its editors. */
export async function heldBulletinOf(tx: Tx, id: string, scope: readonly number[]): Promise<RecalledBulletin | null> {
  const [row] = await tx.query<RecalledBulletin>('recall-bulletin-held', `${BULLETIN} FOR UPDATE`, [id, scope]);
  return row ?? null;
}

// The originator's own log says it; a subject's blocks are read through as the trail does. What was shown without content (a tombstone) has no version.
const OPENINGS = `
  SELECT l.organisation_id AS "organisationId", (SELECT max(e.seen) FROM hub.editions($1, $3) e WHERE e.number <= l.number) AS version,
    hub.iso(min(l.occurred_at)) AS "firstAt", hub.iso(max(l.occurred_at)) AS "lastAt", count(*)::int AS times
  FROM (
    SELECT r.organisation_id, r.occurred_at, r.subject_versions[array_position(r.subject_ids, $1::uuid)] AS number
    FROM hub.log_subjects s CROSS JOIN LATERAL (
      SELECT * FROM hub.log_records x WHERE x.holder_id = $2 AND x.counter >= s.block << 9 AND x.counter < (s.block + 1) << 9 AND x.subject_ids @> ARRAY[$1::uuid] ORDER BY x.counter LIMIT 512) r
    WHERE s.subject_id = $1 AND s.holder_id = $2 AND r.action IN ('bulletin.read', 'bulletin.listed') AND r.organisation_id <> $2) l
  WHERE l.number > 0 AND ($4::uuid IS NULL OR EXISTS (
    SELECT FROM hub.strike_places p JOIN hub.bulletin_versions v ON v.bulletin_id = p.bulletin_id AND v.number = p.number
    LEFT JOIN hub.bulletin_sections c ON c.bulletin_id = p.bulletin_id AND c.number = p.number AND c.section_id = p.section_id
    JOIN hub.organisations o ON o.id = l.organisation_id JOIN hub.strikes k ON k.id = p.strike_id AND l.occurred_at <= k.struck_at + interval '1 minute'
    WHERE p.strike_id = $4 AND NOT p.internal AND p.number = l.number AND (v.tlp = 'RED' OR coalesce(c.admitted, v.admitted) && ARRAY[1, 2, o.reader_principal])))
  GROUP BY l.organisation_id, l.number ORDER BY l.organisation_id, l.number`;

/** Who of others was shown which version and when; of a strike: where the passage stood in it, and they could see it (as it was struck: within its minute). For editors. */
export const openingsOf = (tx: ReadTx, { id, originatorId }: Pick<RecalledBulletin, 'id' | 'originatorId'>, scope: readonly number[], strikeId: string | null): Promise<BulletinOpening[]> =>
  tx.query<BulletinOpening>('recall-openings', OPENINGS, [id, originatorId, scope, strikeId]);

/** Opens a recall, on an editor's word. */
export async function openRecall(tx: Tx, recall: { id: string; bulletinId: string; cause: RecallCause; strikeId: string | null; dueAt: Date; instant: Date }): Promise<void> {
  const { id, bulletinId, cause, strikeId, dueAt, instant } = recall;
  await tx.query('recall-open', 'SELECT hub.open_recall($1, $2, $3, $4, $5, $6)', [id, bulletinId, cause, strikeId, dueAt, instant]);
}

/** Whether organisations are still to be asked. */
export async function isAsking(tx: ReadTx, bulletinId: string): Promise<boolean> {
  return (await tx.query('recall-asking', 'SELECT 1 FROM hub.recalls r WHERE r.bulletin_id = $1 AND r.gathered_at IS NULL LIMIT 1', [bulletinId])).length > 0;
}

/** Whether this is a strike of the bulletin that the asker sees. */
export async function isStrike(tx: ReadTx, bulletinId: string, strikeId: string): Promise<boolean> {
  return (await tx.query('recall-strike', 'SELECT 1 FROM hub.strikes s WHERE s.id = $1 AND s.bulletin_id = $2', [strikeId, bulletinId])).length > 0;
}

const REQUEST = `SELECT q.id, q.cause, q.bulletin_id AS "bulletinId", q.reference, q.organisation_id AS "organisationId", q.originator_id AS "originatorId",
    hub.iso(q.asked_at) AS "askedAt", hub.iso(q.due_at) AS "dueAt", coalesce(q.outcome, CASE WHEN q.due_at <= $2 THEN 'OVERDUE' ELSE 'OPEN' END) AS state,
    hub.iso(q.confirmed_at) AS "confirmedAt", q.remark, q.revision
  FROM hub.recall_requests q LEFT JOIN hub.bulletins b ON b.id = q.bulletin_id AND b.readers && $1 AND b.editors && $1`;
/** Whoever is asked sees what is asked of him, and editors what they ask. */
const MINE = '(q.readers && $1 OR b.id IS NOT NULL)';

/** Which requests are looked for. */
export interface RequestsQuery {
  readonly scope: readonly number[];
  readonly instant: Date;
  readonly side: RecallSide | null;
  readonly states: readonly DestructionState[] | null;
  readonly bulletinId: string | null;
  readonly after: readonly [string, string] | null;
  readonly limit: number;
}

/** Requests that the asker may see, the newest first. */
export const requestsFor = (tx: ReadTx, { scope, instant, side, states, bulletinId, after, limit }: RequestsQuery): Promise<DestructionRequest[]> =>
  tx.query<DestructionRequest>('recall-requests', `SELECT * FROM (${REQUEST}
    WHERE ${MINE} AND CASE $3 WHEN 'ASKED' THEN q.readers && $1 WHEN 'ORIGINATED' THEN b.id IS NOT NULL ELSE true END
      AND ($4::uuid IS NULL OR q.bulletin_id = $4) AND ($5::timestamptz IS NULL OR (date_trunc('milliseconds', q.asked_at), q.id) < ($5, $6::uuid))) r WHERE $7::text[] IS NULL OR r.state = ANY ($7) ORDER BY r."askedAt" DESC, r.id DESC LIMIT $8`,
  [scope, instant, side, bulletinId, after?.[0] ?? null, after?.[1] ?? null, states, limit]);

/** One request that the asker may see. */
export async function requestOf(tx: ReadTx, id: string, scope: readonly number[], instant: Date): Promise<(DestructionRequest & { asked: boolean }) | null> {
  const [row] = await tx.query<DestructionRequest & { asked: boolean }>('recall-request', `SELECT r.*, (SELECT x.readers && $1 FROM hub.recall_requests x WHERE x.id = r.id) AS asked
    FROM (${REQUEST} WHERE ${MINE} AND q.id = $3) r`, [scope, instant, id]);
  return row ?? null;
}

/** Answers. Gives the principals of the editors who are told; null where somebody else has answered meanwhile. */
export async function confirm(tx: Tx, answer: { id: string; revision: number; outcome: DestructionOutcome; remark: string | null; instant: Date }): Promise<number[] | null> {
  const { id, revision, outcome, remark, instant } = answer;
  const [row] = await tx.query<{ editors: number[] | null }>('recall-confirm', 'SELECT hub.confirm_destruction($1, $2, $3, $4, $5) AS editors', [id, revision, outcome, remark, instant]);
  return row?.editors ?? null;
}
