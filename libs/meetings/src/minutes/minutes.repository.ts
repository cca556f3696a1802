import type { PersonActor } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import type { Tell } from '@hub/parties';
import type { Tx } from '@hub/platform';
import type { CommentOutcome, MinutesResponseKind } from './minutes.enums.js';
import type { MeetingMinutes, MinutesComment, MinutesResponse } from './minutes.types.js';
import type { SealedPart } from './seal.js';

/** The application's condition, beside row security, on what may hang on an item. */
const OPEN_TO = (row: string): string => `hub.attends(${row}.edition_id) AND (${row}.item_id IS NULL OR hub.sees_item(${row}.item_id))`;
const COMMENT = `SELECT c.id, c.edition_id AS "editionId", c.item_id AS "itemId", c.organisation_id AS "organisationId", c.language, c.body, c.passage, c.proposal, c.at, c.outcome, c.answer,
  c.answered_at AS "answeredAt" FROM hub.meeting_comments c`;

/** The minutes of an edition; null before its session has ended. */
export async function minutesOf(tx: Tx, editionId: string): Promise<MeetingMinutes | null> {
  const [row] = await tx.query<MeetingMinutes>('minutes-of', `SELECT m.edition_id AS "editionId", m.state, m.revision, m.opened_at AS "openedAt", m.closes_at AS "closesAt", m.approved_at AS "approvedAt",
      m.extension_asked_by AS "extensionAskedById", m.extension_reason AS "extensionReason", m.extended_from AS "extendedFrom", m.root, m.leaves
    FROM hub.meeting_minutes m WHERE m.edition_id = $1 AND hub.attends(m.edition_id)`, [editionId]);
  return row ?? null;
}

/** Begins them as a draft. */
export async function beginMinutes(tx: Tx, editionId: string): Promise<void> {
  await tx.query('minutes-begin', `INSERT INTO hub.meeting_minutes (edition_id, state) VALUES ($1, 'DRAFT')`, [editionId]);
}

/** Opens the review. */
export async function openReview(tx: Tx, editionId: string, closesAt: Date): Promise<void> {
  await tx.query('minutes-open', 'SELECT hub.open_review($1, $2)', [editionId, closesAt]);
}

/** Asks for more time; false where somebody has. */
export async function askExtension(tx: Tx, editionId: string, reason: string): Promise<boolean> {
  return (await tx.query<{ asked: boolean }>('minutes-ask', 'SELECT hub.ask_extension($1, $2) AS asked', [editionId, reason]))[0]?.asked === true;
}

/** Gives more time. */
export async function extendReview(tx: Tx, editionId: string, closesAt: Date): Promise<void> {
  await tx.query('minutes-extend', 'UPDATE hub.meeting_minutes SET extended_from = closes_at, closes_at = $2, revision = revision + 1 WHERE edition_id = $1', [editionId, closesAt]);
}

/** Comments of an edition that somebody sees, the oldest first. */
export const commentsOf = (tx: Tx, editionId: string): Promise<MinutesComment[]> =>
  tx.query<MinutesComment>('minutes-comments', `${COMMENT} WHERE c.edition_id = $1 AND ${OPEN_TO('c')} ORDER BY c.at, c.id`, [editionId]);


/** One of them. */
export async function commentOf(tx: Tx, id: string): Promise<MinutesComment | null> {
  const [row] = await tx.query<MinutesComment>('minutes-comment', `${COMMENT} WHERE c.id = $1 AND ${OPEN_TO('c')}`, [id]);
  return row ?? null;
}

/** Adds one. */
export async function addComment(tx: Tx, { personId, organisationId, instant }: PersonActor, c: Pick<MinutesComment, 'id' | 'editionId' | 'itemId' | 'language' | 'body' | 'passage' | 'proposal'>): Promise<void> {
  await tx.query('minutes-comment-add', `INSERT INTO hub.meeting_comments (id, edition_id, item_id, organisation_id, language, body, passage, proposal, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [c.id, c.editionId, c.itemId, organisationId, c.language, c.body, c.passage, c.proposal, personId, instant]);
}

/** Answers one; false where it was answered. */
export async function answerComment(tx: Tx, { personId, instant }: PersonActor, id: string, outcome: CommentOutcome, answer: string | null): Promise<boolean> {
  return (await tx.query('minutes-answer', 'UPDATE hub.meeting_comments SET outcome = $2, answer = $3, answered_by = $4, answered_at = $5 WHERE id = $1 AND outcome IS NULL RETURNING 1',
    [id, outcome, answer, personId, instant])).length > 0;
}

/** Answers of organisations that somebody sees. */
export const responsesOf = (tx: Tx, editionId: string): Promise<MinutesResponse[]> =>
  tx.query<MinutesResponse>('minutes-responses', `SELECT r.id, r.edition_id AS "editionId", r.item_id AS "itemId", r.organisation_id AS "organisationId", r.response, r.body, r.at, r.note, r.noted_at AS "notedAt",
      EXISTS (SELECT FROM hub.meeting_items i JOIN hub.meeting_texts t ON t.item_id = i.id WHERE i.edition_id = r.edition_id AND (r.item_id IS NULL OR i.id = r.item_id) AND t.at > r.at AND t.shown
        AND hub.sees_item(i.id)) AS "textChangedSince"
    FROM hub.meeting_responses r WHERE r.edition_id = $1 AND ${OPEN_TO('r')} ORDER BY r.at, r.id`, [editionId]);

/** Gives the own organisation's answer, where it has none. */
export async function respond(tx: Tx, { personId, organisationId, instant }: PersonActor, r: { id: string; editionId: string; itemId: string | null; response: MinutesResponseKind; body: string | null }): Promise<void> {
  await tx.query('minutes-respond', 'INSERT INTO hub.meeting_responses (id, edition_id, item_id, organisation_id, response, body, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [r.id, r.editionId, r.itemId, organisationId, r.response, r.body, personId, instant]);
}

/** Takes back what the own organisation said, of the minutes as a whole or of an item. */
export async function takeBack(tx: Tx, { organisationId }: PersonActor, editionId: string, itemId: string | null): Promise<void> {
  await tx.query('minutes-take-back', 'DELETE FROM hub.meeting_responses WHERE edition_id = $1 AND item_id IS NOT DISTINCT FROM $2 AND organisation_id = $3', [editionId, itemId, organisationId]);
}

/** An objection that somebody sees: of which edition and item. */
export async function objectionOf(tx: Tx, id: string): Promise<{ editionId: string; itemId: string | null; organisationId: string } | null> {
  const [row] = await tx.query<{ editionId: string; itemId: string | null; organisationId: string }>('minutes-objection',
    `SELECT r.edition_id AS "editionId", r.item_id AS "itemId", r.organisation_id AS "organisationId" FROM hub.meeting_responses r WHERE r.id = $1 AND r.response = 'OBJECTED' AND ${OPEN_TO('r')}`, [id]);
  return row ?? null;
}

/** Notes it; false where that was done, or it is taken back meanwhile. */
export async function noteObjection(tx: Tx, { personId, instant }: PersonActor, id: string, note: string): Promise<boolean> {
  return (await tx.query('minutes-note', `UPDATE hub.meeting_responses SET note = $2, noted_by = $3, noted_at = $4 WHERE id = $1 AND response = 'OBJECTED' AND noted_at IS NULL RETURNING 1`, [id, note, personId, instant])).length > 0;
}

/** Notes silence, where the window is over. */
export async function enterSilence(tx: Tx, editionId: string, instant: Date): Promise<void> {
  await tx.query('minutes-silence', 'SELECT hub.enter_silence($1, $2)', [editionId, instant]);
}

/** What stands in the way of approval. */
export async function blockedBy(tx: Tx, editionId: string): Promise<{ objection: boolean; comment: boolean; waiting: boolean }> {
  const [row] = await tx.query<{ objection: boolean; comment: boolean; waiting: boolean }>('minutes-blocked', 'SELECT b.objection, b.comment, b.waiting FROM hub.review_blocked($1) b', [editionId]);
  return row ?? { objection: true, comment: true, waiting: true };
}

/** Freezes all parts; gives their leaves. */
export async function sealMinutes(tx: Tx, editionId: string): Promise<Buffer[]> {
  return (await tx.query<{ leaves: Buffer[] }>('minutes-seal', 'SELECT hub.seal_minutes($1) AS leaves', [editionId]))[0]?.leaves ?? [];
}

/** Approves what was sealed. */
export async function approveMinutes(tx: Tx, editionId: string, root: Buffer, leaves: readonly Buffer[]): Promise<void> {
  await tx.query('minutes-approve', 'SELECT hub.approve_minutes($1, $2, $3)', [editionId, root, leaves]);
}

/** The parts of approved minutes that somebody may see. */
export const partsOf = (tx: Tx, editionId: string): Promise<(SealedPart & { itemId: string | null; struckAt: Date | null })[]> =>
  tx.query('minutes-parts', `SELECT s.part, s.item_id AS "itemId", s.salt, s.content, s.struck_at AS "struckAt" FROM hub.meeting_sealed s WHERE s.edition_id = $1 AND ${OPEN_TO('s')} ORDER BY s.part`, [editionId]);

/** Those that were purged, for who knew them. */
export const purgedPartsOf = (tx: Tx, editionId: string): Promise<{ part: number; itemId: string; at: Date; days: number; since: Date }[]> =>
  tx.query('minutes-purged', 'SELECT p.part, p.item_id AS "itemId", p.purged_at AS at, p.days, p.since FROM hub.purged_parts($1) p', [editionId]);

/** What was taken on in an edition, item by item. */
export const tasksOf = (tx: Tx, editionId: string): Promise<{ itemId: string; texts: LocalisedText; ownerId: string; dueOn: string }[]> =>
  tx.query('minutes-tasks', `SELECT a.item_id AS "itemId", a.texts, a.owner_id AS "ownerId", to_char(a.due_on, 'YYYY-MM-DD') AS "dueOn" FROM hub.meeting_actions a
    WHERE a.edition_id = $1 AND hub.sees_item(a.item_id) ORDER BY a.at, a.id`, [editionId]);

/** Names of organisations. */
export const namesOf = (tx: Tx, ids: readonly string[]): Promise<{ id: string; names: LocalisedText }[]> =>
  tx.query('minutes-names', 'SELECT o.id, o.names FROM hub.organisations o WHERE o.id = ANY ($1::uuid[])', [ids]);

/** The organisations that attended. */
export async function attended(tx: Tx, editionId: string): Promise<string[]> {
  return (await tx.query<{ id: string }>('minutes-attended', 'SELECT a.id FROM hub.attended($1) AS a (id)', [editionId])).map(({ id }) => id);
}

/** An alert to those of one organisation who see an item, or all of it where there is none. */
export const tellOrganisation = (tx: Tx, organisationId: string, itemId: string | null, change: string, subjectId: string): Promise<Tell[]> =>
  tx.query<Tell>('minutes-tell', `SELECT 'MEETING' AS kind, $3 AS change, $4 AS "subjectId", NULL AS "bulletinId", o.id AS "organisationId",
      CASE WHEN $2::uuid IS NULL THEN ARRAY[o.reader_principal] ELSE hub.item_readers($2, o.id) END AS readers FROM hub.organisations o WHERE o.id = $1`, [organisationId, itemId, change, subjectId]);

/** Whether the person speaks for the own organisation. */
export async function speaksForParty(tx: Tx): Promise<boolean> {
  return (await tx.query<{ yes: boolean }>('minutes-speaks', 'SELECT hub.speaks_for_party() AS yes'))[0]?.yes === true;
}
