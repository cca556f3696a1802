import type { ReadTx, Tx } from '@hub/platform';
import type { RegisterLegalDemandInput } from './legal.inputs.js';
import type { LegalDemand, LegalDemandBulletin, LegalDemandState, LegalNotice } from './legal.types.js';

/** A demand as it is kept; what it is about comes beside it. */
export type DemandRow = Omit<LegalDemand, 'bulletins'>;
/** Where a list goes on. */
export type After = readonly [string, string] | null;

const DEMAND = `SELECT d.id, d.authority, d.legal_basis AS "legalBasis", d.reference, d.received_on::text AS "receivedOn", d.scope, d.due_on::text AS "dueOn", d.state,
    CASE WHEN d.secrecy_reason IS NOT NULL THEN json_build_object('reason', d.secrecy_reason, 'basis', d.secrecy_basis, 'reviewOn', d.review_on::text) END AS secrecy,
    CASE WHEN d.answered_at IS NOT NULL THEN jsonb_build_object('handedTo', d.handed_to, 'text', d.answer) END AS answer, d.answered_at AS "answeredAt",
    d.registered_at AS "registeredAt", d.registered_by AS "registeredById", d.answered_by AS "answeredById", d.revision
  FROM hub.legal_demands d WHERE d.organisation_id = $1`;

const shown = (row: DemandRow & { answeredAt: Date | null }): DemandRow => ({ ...row, answer: row.answer && row.answeredAt ? { ...row.answer, answeredAt: row.answeredAt } : null });

/** Demands that the own organisation has received, the newest first. */
export async function demandsOf(tx: ReadTx, organisationId: string, states: readonly LegalDemandState[] | null, after: After, limit: number): Promise<DemandRow[]> {
  const rows = await tx.query<DemandRow & { answeredAt: Date | null }>('legal-demands', `${DEMAND} AND ($2::text[] IS NULL OR d.state = ANY ($2)) AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', d.registered_at), d.id) < ($3, $4::uuid))
    ORDER BY date_trunc('milliseconds', d.registered_at) DESC, d.id DESC LIMIT $5`, [organisationId, states, after?.[0] ?? null, after?.[1] ?? null, limit]);
  return rows.map(shown);
}

/** One of them. */
export async function demandOf(tx: ReadTx, organisationId: string, id: string): Promise<DemandRow | null> {
  const [row] = await tx.query<DemandRow & { answeredAt: Date | null }>('legal-demand', `${DEMAND} AND d.id = $2`, [organisationId, id]);
  return row ? shown(row) : null;
}

/** What demands are about, as far as the asker may know of it. */
export const scopeOf = (tx: ReadTx, demandIds: readonly string[], scope: readonly number[]): Promise<(LegalDemandBulletin & { demandId: string })[]> =>
  tx.query<LegalDemandBulletin & { demandId: string }>('legal-scope', `SELECT s.demand_id AS "demandId", s.bulletin_id AS "bulletinId", s.versions
    FROM hub.legal_demand_bulletins s JOIN hub.bulletins b ON b.id = s.bulletin_id AND b.readers && $2 WHERE s.demand_id = ANY ($1) ORDER BY s.demand_id, b.sort_at DESC, b.id`, [demandIds, scope]);

/** Those of the bulletins that the asker may know of. */
export async function known(tx: ReadTx, ids: readonly string[], scope: readonly number[]): Promise<string[]> {
  return (await tx.query<{ id: string }>('legal-known', 'SELECT b.id FROM hub.bulletins b WHERE b.id = ANY ($1) AND b.readers && $2', [ids, scope])).map(({ id }) => id);
}

/** Enters a demand, and what it is about. */
export async function addDemand(tx: Tx, demand: RegisterLegalDemandInput & { id: string; organisationId: string; personId: string; instant: Date }): Promise<void> {
  const { id, organisationId, authority, legalBasis, reference = null, receivedOn, scope, dueOn = null, secrecy, personId, instant, bulletinIds } = demand;
  await tx.query('legal-demand-add', `INSERT INTO hub.legal_demands (id, organisation_id, authority, legal_basis, reference, received_on, scope, due_on, secrecy_reason, secrecy_basis, review_on, registered_at, registered_by)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
  [id, organisationId, authority, legalBasis, reference, receivedOn, scope, dueOn, secrecy?.reason ?? null, secrecy?.basis ?? null, secrecy?.reviewOn ?? null, instant, personId]);
  await tx.query('legal-scope-add', 'INSERT INTO hub.legal_demand_bulletins (demand_id, bulletin_id) SELECT $1, unnest($2::uuid[])', [id, bulletinIds]);
}

/** Says why originators are still not told, or that they may be; false where another revision stands. */
export async function setSecrecy(tx: Tx, id: string, revision: number, secrecy: { reason: string; basis: string; reviewOn: string } | null): Promise<boolean> {
  return (await tx.query('legal-secrecy', 'UPDATE hub.legal_demands SET secrecy_reason = $3, secrecy_basis = $4, review_on = $5, reviewed_on = NULL, revision = revision + 1 WHERE id = $1 AND revision = $2 RETURNING id',
    [id, revision, secrecy?.reason ?? null, secrecy?.basis ?? null, secrecy?.reviewOn ?? null])).length > 0;
}

/** The asker's own numbers of a bulletin's versions that he can read. */
export async function readableVersions(tx: ReadTx, bulletinId: string, scope: readonly number[], instant: Date): Promise<number[]> {
  return (await tx.query<{ version: number }>('legal-versions', `SELECT e.seen AS version FROM hub.editions($1, $2) e JOIN hub.bulletin_versions v ON v.bulletin_id = $1 AND v.number = e.number
    WHERE v.admitted && $2 AND v.gate && $2 AND (v.lapses_at IS NULL OR v.lapses_at > $3 OR v.editors && $2)`, [bulletinId, scope, instant])).map(({ version }) => version);
}

/** Records what was handed over of one bulletin. */
export async function handOver(tx: Tx, demandId: string, bulletinId: string, versions: readonly number[]): Promise<void> {
  await tx.query('legal-hand-over', 'UPDATE hub.legal_demand_bulletins SET versions = $3 WHERE demand_id = $1 AND bulletin_id = $2', [demandId, bulletinId, versions]);
}

/** Records the answer; false where another revision stands, or there is one. */
export async function answerDemand(tx: Tx, answer: { id: string; revision: number; handedTo: string | null; text: string | null; personId: string; instant: Date }): Promise<boolean> {
  const { id, revision, handedTo, text, personId, instant } = answer;
  return (await tx.query('legal-answer', `UPDATE hub.legal_demands SET state = CASE WHEN $3::text IS NULL THEN 'REFUSED' ELSE 'ANSWERED' END, handed_to = $3, answer = $4, answered_at = $5, answered_by = $6, revision = revision + 1
    WHERE id = $1 AND revision = $2 AND state = 'OPEN' RETURNING id`, [id, revision, handedTo, text, instant, personId])).length > 0;
}

/** Tells the originators, unless the law forbids; gives whom. */
export const tellOriginators = (tx: Tx, demandId: string, instant: Date): Promise<{ noticeId: string; bulletinId: string; originatorId: string; readers: number[]; isNew: boolean }[]> =>
  tx.query('legal-tell', 'SELECT t.notice_id AS "noticeId", t.bulletin_id AS "bulletinId", t.originator_id AS "originatorId", t.readers, t.is_new AS "isNew" FROM hub.tell_originators($1, $2) t', [demandId, instant]);

/** What the own organisation was told, the newest first, of bulletins that the asker may know of. */
export const noticesOf = (tx: ReadTx, organisationId: string, scope: readonly number[], after: After, limit: number): Promise<LegalNotice[]> =>
  tx.query<LegalNotice>('legal-notices', `SELECT n.id, n.bulletin_id AS "bulletinId", n.receiver_id AS "receiverId", n.authority, n.legal_basis AS "legalBasis", n.reference, n.received_on::text AS "receivedOn", n.due_on::text AS "dueOn",
      n.told_at AS "toldAt", n.state, n.versions, n.handed_to AS "handedTo", n.answered_at AS "answeredAt"
    FROM hub.legal_notices n JOIN hub.bulletins b ON b.id = n.bulletin_id AND b.readers && $2
    WHERE n.originator_id = $1 AND ($3::timestamptz IS NULL OR (date_trunc('milliseconds', n.told_at), n.id) < ($3, $4::uuid)) ORDER BY date_trunc('milliseconds', n.told_at) DESC, n.id DESC LIMIT $5`,
  [organisationId, scope, after?.[0] ?? null, after?.[1] ?? null, limit]);

/** Demands of which something is due, each told once. */
export const dueDemands = (tx: Tx, now: Date): Promise<{ demandId: string; organisationId: string; change: string; readers: number[] }[]> =>
  tx.query('legal-due', 'SELECT d.demand_id AS "demandId", d.organisation_id AS "organisationId", d.change, d.readers FROM hub.legal_demands_due($1) d', [now]);
