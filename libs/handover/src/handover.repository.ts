import type { ReadTx, Tx } from '@hub/platform';
import type { HandoverReason, Things } from './handover.types.js';

/** A handover as it is kept. */
export interface HandoverRow {
  readonly id: string; readonly personId: string; readonly successorId: string; readonly reason: HandoverReason;
  readonly from: Date; readonly until: Date | null; readonly endedAt: Date | null;
}

const HANDOVER = 'h.id, h.person_id AS "personId", h.successor_id AS "successorId", h.reason, h.from_at AS "from", h.until_at AS "until", h.ended_at AS "endedAt"';
/** $1: the asker's organisation; $2: the asker; $3: whether he manages it. */
const MINE = 'h.organisation_id = $1 AND ($3 OR $2 IN (h.person_id, h.successor_id))';

/** Who asks for handovers. */
export interface Asker { readonly organisationId: string; readonly personId: string; readonly manages: boolean }
const asking = ({ organisationId, personId, manages }: Asker): unknown[] => [organisationId, personId, manages];

/** Those that stand or are planned, the earliest first. */
export const openHandovers = (tx: ReadTx, asker: Asker, instant: Date): Promise<HandoverRow[]> =>
  tx.query<HandoverRow>('handovers-open', `SELECT ${HANDOVER} FROM hub.handovers h WHERE ${MINE} AND h.ended_at IS NULL AND (h.until_at IS NULL OR h.until_at > $4) ORDER BY h.from_at, h.id LIMIT 500`, [...asking(asker), instant]);

/** One of them, ended or not. */
export async function handoverOf(tx: Pick<Tx, 'query'>, asker: Asker, id: string): Promise<HandoverRow | null> {
  return (await tx.query<HandoverRow>('handover-one', `SELECT ${HANDOVER} FROM hub.handovers h WHERE ${MINE} AND h.id = $4`, [...asking(asker), id]))[0] ?? null;
}

/** Somebody of the asker's own organisation. */
export interface Member { readonly id: string; readonly roles: string[]; readonly active: boolean }
/** He; null where there is nobody of that id in the organisation. */
export async function memberOf(tx: Tx, organisationId: string, id: string): Promise<Member | null> {
  return (await tx.query<Member>('handover-member',
    'SELECT p.id, p.roles, p.suspended_at IS NULL AND p.ended_at IS NULL AS active FROM hub.persons p WHERE p.organisation_id = $1 AND p.id = $2', [organisationId, id]))[0] ?? null;
}

/** One plan at a time in an organisation, so that no two overlap. */
export async function lock(tx: Tx, organisationId: string): Promise<void> {
  await tx.query('handover-lock', 'SELECT pg_advisory_xact_lock(7312, hashtext($1))', [organisationId]);
}

/** Whether somebody hands over already in this time. */
export async function overlaps(tx: Tx, personId: string, from: Date, until: Date | null): Promise<boolean> {
  return (await tx.query('handover-overlaps', `SELECT 1 FROM hub.handovers h WHERE h.person_id = $1 AND h.ended_at IS NULL
    AND tstzrange(h.from_at, h.until_at) && tstzrange($2, $3) LIMIT 1`, [personId, from, until])).length > 0;
}

/** Enters a plan. */
export async function addHandover(tx: Tx, { organisationId, personId }: Asker, at: Date, plan: Omit<HandoverRow, 'endedAt'>): Promise<void> {
  await tx.query('handover-add', 'INSERT INTO hub.handovers (id, organisation_id, person_id, successor_id, reason, from_at, until_at, planned_by, planned_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [plan.id, organisationId, plan.personId, plan.successorId, plan.reason, plan.from, plan.until, personId, at]);
}

/** Ends one that has not ended; says whether there was one. */
export async function endHandover(tx: Tx, id: string, at: Date): Promise<boolean> {
  return (await tx.query('handover-end', 'UPDATE hub.handovers SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL RETURNING id', [id, at])).length > 0;
}

/** What is somebody's, in numbers; null where he is not of the own organisation. */
export async function thingsOf(tx: ReadTx, personId: string): Promise<Things | null> {
  return (await tx.query<Things>('handover-things', 'SELECT t.drafts, t.published, t.approvals, t.answers FROM hub.handover_things($1) t', [personId]))[0] ?? null;
}

/** Who has left, and what of his nobody has taken over. */
export const leftBehind = (tx: ReadTx): Promise<(Things & { personId: string })[]> =>
  tx.query('handover-left-behind', 'SELECT l.person_id AS "personId", l.drafts, l.published, l.approvals, l.answers FROM hub.left_behind() l ORDER BY l.person_id');

/** Bulletins that the asker works on and of which somebody is the author: their ids. */
export const authoredBy = (tx: ReadTx, scope: readonly number[], organisationId: string, personId: string): Promise<{ id: string }[]> =>
  tx.query<{ id: string }>('handover-authored', `SELECT b.id FROM hub.bulletins b WHERE b.author_id = $3 AND b.originator_id = $2 AND b.editors && $1::int[] AND b.state <> 'WITHDRAWN'
    ORDER BY b.sort_at DESC, b.id LIMIT 100`, [scope, organisationId, personId]);

/** What an editor was asked, as long as it is so: whoever goes is one of the few still. */
export interface AskRow { readonly id: string; readonly personId: string; readonly organisationId: string; readonly askedAt: Date; readonly author: boolean }

/** Of bulletins that the asker works on. */
export const asksOf = (tx: ReadTx, scope: readonly number[]): Promise<AskRow[]> =>
  tx.query<AskRow>('handover-asks', `SELECT DISTINCT ON (a.asked_at, b.id, a.person_id) b.id, a.person_id AS "personId", a.organisation_id AS "organisationId", a.asked_at AS "askedAt", b.author_id = a.person_id AS author
    FROM hub.handover_asks a JOIN hub.bulletins b ON b.id = a.bulletin_id AND b.editors && $1::int[] AND b.state <> 'WITHDRAWN' AND a.principal = ANY (b.readers)
    ORDER BY a.asked_at DESC, b.id, a.person_id LIMIT 100`, [scope]);
