import type { Tx } from '@hub/platform';
import type { RequestsAsker } from '../release.repository.js';
import type { ReleaseRequestSide } from '../release.types.js';
import type { OutsideReleaseRequestState } from './outside-request.types.js';
import type { OutsideRequestState } from './outside-request.workflow.js';

/** A request as it is kept, with whether the asker of the operation edits its bulletin. */
export interface OutsideRequestRow {
  readonly requestId: string; readonly bulletinId: string; readonly originatorId: string; readonly askerId: string; readonly sectionIds: string[] | null;
  readonly readerName: string; readonly readerOrganisation: string; readonly contact: string; readonly purpose: string; readonly terms: string | null;
  readonly askedAt: Date; readonly answerBy: Date; readonly state: OutsideRequestState; readonly revision: number; readonly decidedBy: string | null;
  readonly grantedSectionIds: string[] | null; readonly inPart: boolean; readonly opensUntil: Date | null; readonly reason: string | null; readonly answeredAt: Date | null;
  readonly editor: boolean;
  /** The view that was proposed by granting; for editors. */
  readonly releaseId: string | null;
}

const COLUMNS = `q.id AS "requestId", q.bulletin_id AS "bulletinId", q.originator_id AS "originatorId", q.asker_id AS "askerId", q.section_ids AS "sectionIds", q.reader_name AS "readerName",
  q.reader_organisation AS "readerOrganisation", q.contact, q.purpose, q.terms, q.asked_at AS "askedAt", q.answer_by AS "answerBy", q.state, q.revision, q.decided_by AS "decidedBy",
  q.granted_section_ids AS "grantedSectionIds", q.in_part AS "inPart", q.opens_until AS "opensUntil", q.reason, q.answered_at AS "answeredAt", b.editors && $1 AS editor,
  CASE WHEN b.editors && $1 THEN (SELECT o.id FROM hub.outside_releases o WHERE o.request_id = q.id AND o.state <> 'REVOKED') END AS "releaseId"`;
// Visible: the bulletin is, and the own organisation asked or may answer.
const SEEN = 'FROM hub.outside_requests q JOIN hub.bulletins b ON b.id = q.bulletin_id AND b.readers && $1 AND (b.editors && $1 OR q.asker_id = $2 AND $3)';

/** One request; undefined where it can't be seen. */
export const outsideRequestOf = async (tx: Tx, { scope, organisationId, reads }: RequestsAsker, id: string): Promise<OutsideRequestRow | undefined> =>
  (await tx.query<OutsideRequestRow>('outside-request', `SELECT ${COLUMNS} ${SEEN} WHERE q.id = $4`, [scope, organisationId, reads, id]))[0];

// As it is shown at the instant; who asked is not told of a grant before it is approved.
const SHOWN = `CASE WHEN q.state IN ('ASKED', 'GRANTING') THEN CASE WHEN q.answer_by <= $4 THEN 'REFUSED' ELSE 'ASKED' END ELSE q.state END`;

/** Requests that the asker may see, the newest first. */
export const outsideRequestsOf = (
  tx: Tx, { scope, organisationId, reads, instant }: RequestsAsker, { bulletinId, states, side }: { bulletinId?: string | null; states?: OutsideReleaseRequestState[] | null; side?: ReleaseRequestSide | null },
  after: readonly [string, string] | null, limit: number,
): Promise<OutsideRequestRow[]> =>
  tx.query<OutsideRequestRow>('outside-requests', `SELECT ${COLUMNS} ${SEEN}
    WHERE ($5::uuid IS NULL OR q.bulletin_id = $5) AND ($6::text[] IS NULL OR ${SHOWN} = ANY ($6)) AND ($7::text IS NULL OR ($7 = 'ASKED_BY_US') = (q.asker_id = $2))
      AND ($8::timestamptz IS NULL OR (q.asked_at, q.id) < ($8, $9::uuid)) ORDER BY q.asked_at DESC, q.id DESC LIMIT $10`,
  [scope, organisationId, reads, instant, bulletinId ?? null, states ?? null, side ?? null, after?.[0] ?? null, after?.[1] ?? null, limit]);

/** How many of an organisation's requests about a bulletin wait for an answer. */
export async function waitingOf(tx: Tx, bulletinId: string, askerId: string, instant: Date): Promise<number> {
  const [row] = await tx.query<{ count: number }>('outside-requests-waiting',
    `SELECT count(*)::int AS count FROM hub.outside_requests q WHERE q.bulletin_id = $1 AND q.asker_id = $2 AND q.state IN ('ASKED', 'GRANTING') AND q.answer_by > $3`, [bulletinId, askerId, instant]);
  return row?.count ?? 0;
}

/** Adds a request. */
export async function addOutsideRequest(tx: Tx, row: {
  id: string; bulletinId: string; originatorId: string; askerId: string; personId: string; sectionIds: readonly string[] | null; readerName: string; readerOrganisation: string; contact: string;
  purpose: string; terms: string | null; askedAt: Date; answerBy: Date; nextAt: Date;
}): Promise<void> {
  await tx.query('outside-request-add',
    `INSERT INTO hub.outside_requests (id, bulletin_id, originator_id, asker_id, person_id, section_ids, reader_name, reader_organisation, contact, purpose, terms, asked_at, answer_by, next_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [row.id, row.bulletinId, row.originatorId, row.askerId, row.personId, row.sectionIds, row.readerName, row.readerOrganisation, row.contact, row.purpose, row.terms, row.askedAt, row.answerBy, row.nextAt]);
}

const changed = async (tx: Tx, name: string, set: string, values: readonly unknown[]): Promise<boolean> =>
  (await tx.query(`outside-request-${name}`, `UPDATE hub.outside_requests SET revision = revision + 1, ${set} WHERE id = $1 AND state = $2 RETURNING id`, values)).length > 0;

/** A request that stands as it was found; each says whether it still did. */
export interface Found { readonly id: string; readonly from: OutsideRequestState }

/** Answers it, or takes it back, for good. */
export const endOutsideRequest = (tx: Tx, { id, from }: Found, to: OutsideRequestState, { by = null, reason = null, at }: { by?: string | null; reason?: string | null; at: Date }): Promise<boolean> =>
  changed(tx, 'end', 'state = $3, decided_by = $4, decided_at = CASE WHEN $4::uuid IS NOT NULL THEN $6::timestamptz END, reason = $5, answered_at = $6, next_at = NULL', [id, from, to, by, reason, at]);

/** Takes it back: whoever asked writes no more than that. */
export const takeBackOutsideRequest = (tx: Tx, { id, from }: Found, at: Date): Promise<boolean> => changed(tx, 'take-back', `state = 'WITHDRAWN', answered_at = $3, next_at = NULL`, [id, from, at]);

/** Grants it; it goes out once a second person approves the view. */
export const grantOutsideRequest = (tx: Tx, { id, from }: Found, grant: { by: string; at: Date; sectionIds: readonly string[]; inPart: boolean; opensUntil: Date }): Promise<boolean> =>
  changed(tx, 'grant', `state = 'GRANTING', decided_by = $3, decided_at = $4, granted_section_ids = $5, in_part = $6, opens_until = $7`, [id, from, grant.by, grant.at, grant.sectionIds, grant.inPart, grant.opensUntil]);

/** Whether it was granted, in time yet for the view to be approved. */
export const waitsForApproval = async (tx: Tx, id: string, instant: Date): Promise<boolean> =>
  (await tx.query('outside-request-waits', `SELECT FROM hub.outside_requests q WHERE q.id = $1 AND q.state = 'GRANTING' AND q.answer_by > $2`, [id, instant])).length > 0;

/** The view is approved: answered. Gives who asked, where it still waited for that. */
export async function letOutOutsideRequest(tx: Tx, id: string, at: Date): Promise<{ askerId: string; officers: number } | undefined> {
  return (await tx.query<{ askerId: string; officers: number }>('outside-request-let-out', `UPDATE hub.outside_requests q SET revision = q.revision + 1, state = 'GRANTED', answered_at = $2, next_at = NULL
    FROM hub.organisations o WHERE q.id = $1 AND q.state = 'GRANTING' AND q.answer_by > $2 AND o.id = q.asker_id RETURNING q.asker_id AS "askerId", o.officer_principal AS officers`, [id, at]))[0];
}

/** Takes back what was proposed for it and not approved. */
export async function dropProposed(tx: Tx, requestId: string, personId: string, instant: Date): Promise<void> {
  await tx.query('outside-request-drop', `UPDATE hub.outside_releases SET state = 'REVOKED', revoked_by = $2, revoked_at = $3, revision = revision + 1 WHERE request_id = $1 AND state = 'PROPOSED'`, [requestId, personId, instant]);
}

/** Notes when it is looked at next, and that the originator was reminded. */
export const waitOn = (tx: Tx, { id, from }: Found, { remindedAt, nextAt }: { remindedAt: Date | null; nextAt: Date }): Promise<boolean> =>
  changed(tx, 'wait', 'reminded_at = $3, next_at = $4', [id, from, remindedAt, nextAt]);
