import type { Tx } from '@hub/platform';
import type { Tlp } from '@hub/bulletins';
import { scopedSql } from '@hub/access';
import type { ReleaseRequestSide, ReleaseRequestState } from './release.types.js';
import type { RequestState } from './release.workflow.js';

/** A request as it is kept, with whether the asker of the operation edits its bulletin. */
export interface RequestRow {
  readonly requestId: string;
  readonly bulletinId: string;
  readonly originatorId: string;
  readonly askerId: string;
  readonly recipientId: string;
  readonly sectionIds: string[] | null;
  readonly purpose: string;
  readonly terms: string | null;
  readonly askedAt: Date;
  readonly answerBy: Date;
  readonly state: RequestState;
  readonly revision: number;
  readonly decidedBy: string | null;
  readonly decidedAt: Date | null;
  readonly grantedSectionIds: string[] | null;
  readonly conditions: string | null;
  readonly until: Date | null;
  readonly namesAsker: boolean;
  readonly inPart: boolean;
  readonly reason: string | null;
  readonly answeredAt: Date | null;
  readonly editor: boolean;
}

/** Who asks: his principals, his organisation, whether he reads at all, and when. */
export interface RequestsAsker { readonly scope: readonly number[]; readonly organisationId: string; readonly reads: boolean; readonly instant: Date }

const COLUMNS = `q.id AS "requestId", q.bulletin_id AS "bulletinId", q.originator_id AS "originatorId", q.asker_id AS "askerId", q.recipient_id AS "recipientId",
  q.section_ids AS "sectionIds", q.purpose, q.terms, q.asked_at AS "askedAt", q.answer_by AS "answerBy", q.state, q.revision, q.decided_by AS "decidedBy", q.decided_at AS "decidedAt",
  q.granted_section_ids AS "grantedSectionIds", q.conditions, q.until, q.names_asker AS "namesAsker", q.in_part AS "inPart", q.reason, q.answered_at AS "answeredAt", b.editors && $1 AS editor`;
// Visible: the bulletin is, and the own organisation asked or may answer.
const SEEN = `FROM hub.release_requests q JOIN hub.bulletins b ON b.id = q.bulletin_id AND b.readers && $1 AND (b.editors && $1 OR q.asker_id = $2 AND $3)`;

/** One request; undefined where it can't be seen. */
export async function requestOf(tx: Tx, { scope, organisationId, reads }: RequestsAsker, id: string): Promise<RequestRow | undefined> {
  return (await tx.query<RequestRow>('release-request', `SELECT ${COLUMNS} ${SEEN} WHERE q.id = $4`, [scope, organisationId, reads, id]))[0];
}

// As it is shown at the instant: `stateAt`, and that who asked is not told of a grant before it goes out.
const SHOWN = `CASE WHEN q.state IN ('ASKED', 'GRANTING') THEN CASE WHEN q.answer_by <= $4 THEN 'REFUSED' ELSE 'ASKED' END
  WHEN q.state = 'GRANTED' AND q.until <= $4 THEN 'ENDED' ELSE q.state END`;
const LIST = `SELECT ${COLUMNS} ${SEEN}
  WHERE ($5::uuid IS NULL OR q.bulletin_id = $5) AND ($6::text[] IS NULL OR ${SHOWN} = ANY ($6)) AND ($7::text IS NULL OR ($7 = 'ASKED_BY_US') = (q.asker_id = $2))
    AND ($8::timestamptz IS NULL OR (q.asked_at, q.id) < ($8, $9::uuid)) ORDER BY q.asked_at DESC, q.id DESC LIMIT $10`;

/** Which of them. */
export interface RequestsWanted { bulletinId?: string | null; states?: ReleaseRequestState[] | null; side?: ReleaseRequestSide | null }

/** Requests that the asker may see, the newest first. */
export const requestsOf = (tx: Tx, { scope, organisationId, reads, instant }: RequestsAsker, { bulletinId, states, side }: RequestsWanted, after: readonly [string, string] | null, limit: number): Promise<RequestRow[]> =>
  tx.query<RequestRow>('release-requests', LIST, [scope, organisationId, reads, instant, bulletinId ?? null, states ?? null, side ?? null, after?.[0] ?? null, after?.[1] ?? null, limit]);

/** What asking for a bulletin's release looks at: nothing of whom it goes to. */
export async function askableOf(tx: Tx, scope: readonly number[], instant: Date, bulletinId: string): Promise<{ originatorId: string; officers: number; tlp: Tlp; number: number | null; readable: boolean } | undefined> {
  const [row] = await tx.query<{ originatorId: string; officers: number; tlp: Tlp; number: number | null; readable: boolean }>(
    'release-askable',
    `SELECT b.originator_id AS "originatorId", o.officer_principal AS officers, b.tlp, b.published_number AS number, b.published_number IS NOT NULL AND v.number IS NOT NULL AS readable
     FROM hub.bulletins b JOIN hub.organisations o ON o.id = b.originator_id
     LEFT JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number AND ${scopedSql('v', '$2', '$3')}
     WHERE b.id = $1 AND b.readers && $2`,
    [bulletinId, scope, instant],
  );
  return row;
}

/** How many of these sections of a version the asker sees. */
export async function seenSections(tx: Tx, scope: readonly number[], instant: Date, bulletinId: string, number: number, sectionIds: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>(
    'release-sections',
    `SELECT count(*)::int AS count FROM hub.bulletin_sections s WHERE s.bulletin_id = $1 AND s.number = $2 AND s.section_id = ANY ($3::uuid[]) AND ${scopedSql('s', '$4', '$5')}`,
    [bulletinId, number, sectionIds, scope, instant],
  );
  return row?.count ?? 0;
}

/** The principals of an organisation; undefined where there is none. */
export async function principalsOfOrganisation(tx: Tx, id: string): Promise<{ readers: number; officers: number } | undefined> {
  return (await tx.query<{ readers: number; officers: number }>('release-organisation', 'SELECT reader_principal AS readers, officer_principal AS officers FROM hub.organisations WHERE id = $1', [id]))[0];
}

/** Adds a request. */
export async function addRequest(tx: Tx, row: {
  id: string; bulletinId: string; originatorId: string; askerId: string; personId: string; recipientId: string; sectionIds: readonly string[] | null; purpose: string; terms: string | null;
  askedAt: Date; answerBy: Date; nextAt: Date;
}): Promise<void> {
  await tx.query(
    'release-request-add',
    `INSERT INTO hub.release_requests (id, bulletin_id, originator_id, asker_id, person_id, recipient_id, section_ids, purpose, terms, asked_at, answer_by, next_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [row.id, row.bulletinId, row.originatorId, row.askerId, row.personId, row.recipientId, row.sectionIds, row.purpose, row.terms, row.askedAt, row.answerBy, row.nextAt],
  );
}

/** What is written of a request as it is answered. */
export interface RequestChange {
  state: RequestState; decidedBy?: string | null; decidedAt?: Date | null; grantedSectionIds?: readonly string[] | null; conditions?: string | null; until?: Date | null; namesAsker?: boolean; inPart?: boolean;
  reason?: string | null; answeredAt?: Date | null; remindedAt?: Date | null; endingToldAt?: Date | null; endedAt?: Date | null; nextAt?: Date | null;
}

const NAMES: Readonly<Record<keyof RequestChange, string>> = {
  state: 'state', decidedBy: 'decided_by', decidedAt: 'decided_at', grantedSectionIds: 'granted_section_ids', conditions: 'conditions', until: 'until', namesAsker: 'names_asker', inPart: 'in_part',
  reason: 'reason', answeredAt: 'answered_at', remindedAt: 'reminded_at', endingToldAt: 'ending_told_at', endedAt: 'ended_at', nextAt: 'next_at',
};

/** Changes a request that stands as it was found; says whether it still did. */
export async function changeRequest(tx: Tx, { id, from }: { id: string; from: RequestState }, change: RequestChange): Promise<boolean> {
  const keys = Object.keys(change) as (keyof RequestChange)[];
  const set = keys.map((key, index) => `${NAMES[key]} = $${index + 3}`).join(', ');
  const columns = Object.keys(NAMES);
  // A name for each set of columns: letters, since PostgreSQL cuts long ones.
  const name = keys.map((key) => columns.indexOf(key).toString(36)).join('');
  const changed = await tx.query(`release-request-change-${name}`, `UPDATE hub.release_requests SET revision = revision + 1, ${set} WHERE id = $1 AND state = $2 RETURNING id`,
    [id, from, ...keys.map((key) => change[key])]);
  return changed.length > 0;
}

/** Takes releases out of the working copy. */
export async function dropReleases(tx: Tx, bulletinId: string, requestId: string): Promise<void> {
  await tx.query('releases-drop', 'SELECT hub.drop_releases($1, $2)', [bulletinId, [requestId]]);
}

/** Ends a release of what is published, and has everything looked at again that was read before. */
export async function endReleases(tx: Tx, bulletinId: string, requestId: string, instant: Date): Promise<void> {
  await tx.query('releases-end', 'SELECT hub.end_releases($1, $2, $3)', [bulletinId, [requestId], instant]);
  await tx.query('revoke', 'SELECT hub.revoke()');
}
