import type { LocalisedText } from '@hub/kernel';
import type { Tell } from '@hub/parties';
import type { ReadTx, Tx } from '@hub/platform';
import type { MeetingInterpreterAssignment, MeetingInterpreterClearance } from './interpretation.types.js';
import type { Need } from './languages.js';

/** What items need, for whom they are open to. */
export const needsOf = (tx: ReadTx, itemIds: readonly string[]): Promise<(Need & { itemId: string })[]> =>
  tx.query('interpretation-needs', 'SELECT n.item_id AS "itemId", n.floor, n.wanted FROM hub.languages_needed($1) n ORDER BY n.wanted, n.floor', [itemIds]);

const ASSIGNMENT = `t.id, t.item_id AS "itemId", t.interpreter_id AS "interpreterId", ARRAY[t.language_a, t.language_b] AS between, hub.interprets(t.id) AS counts, t.assigned_at AS "assignedAt"
  FROM hub.meeting_interpretations t JOIN hub.meeting_interpreters n ON n.id = t.interpreter_id AND n.removed_at IS NULL`;

/** Who interprets items. */
export const assignmentsOf = (tx: Tx, itemIds: readonly string[]): Promise<MeetingInterpreterAssignment[]> =>
  tx.query('interpretation-assignments', `SELECT ${ASSIGNMENT} WHERE t.item_id = ANY ($1::uuid[]) AND t.ended_at IS NULL AND hub.sees_item(t.item_id) ORDER BY t.assigned_at, t.id`, [itemIds]);

/** One of these; null for none in scope. */
export async function assignmentById(tx: Tx, id: string): Promise<(MeetingInterpreterAssignment & { editionId: string; mayEnd: boolean }) | null> {
  return (await tx.query<MeetingInterpreterAssignment & { editionId: string; mayEnd: boolean }>('interpretation-assignment', `SELECT n.edition_id AS "editionId", hub.assigns_interpreter(t.item_id, t.interpreter_id) AS "mayEnd", ${ASSIGNMENT}
    WHERE t.id = $1 AND t.ended_at IS NULL AND hub.sees_item(t.item_id)`, [id]))[0] ?? null;
}

/** Whom proposers have let in. */
export const clearancesOf = (tx: ReadTx, itemIds: readonly string[]): Promise<MeetingInterpreterClearance[]> =>
  tx.query('interpretation-clearances', `SELECT c.item_id AS "itemId", c.interpreter_id AS "interpreterId", c.given_at AS "givenAt" FROM hub.meeting_clearances c JOIN hub.meeting_interpreters n ON n.id = c.interpreter_id AND n.removed_at IS NULL
    WHERE c.item_id = ANY ($1::uuid[]) AND c.revoked_at IS NULL AND hub.sees_item(c.item_id) ORDER BY c.given_at, c.id`, [itemIds]);

/** Of items that are closed to who coordinates: whether one lacks an interpreter. */
export const closedLacks = (tx: ReadTx, editionId: string): Promise<{ itemId: string; lacking: boolean }[]> =>
  tx.query('interpretation-closed', 'SELECT c.item_id AS "itemId", c.lacking FROM hub.closed_interpretation($1) c', [editionId]);

/** For who coordinates: at which places of the agenda, from 1, interpreters are busy. */
export const busyAt = (tx: ReadTx, editionId: string): Promise<{ interpreterId: string; position: number }[]> =>
  tx.query('interpretation-busy', 'SELECT b.interpreter_id AS "interpreterId", b.position FROM hub.interpreters_busy($1) b', [editionId]);

/** What somebody may do with an interpreter and an item that he sees. */
export interface Standing { readonly assigns: boolean; readonly letIn: boolean; readonly proposes: boolean; readonly mayClear: boolean }
/** The same. */
export async function standingOf(tx: Tx, itemId: string, interpreterId: string): Promise<Standing> {
  const [row] = await tx.query<Standing>('interpretation-standing', `SELECT hub.assigns_interpreter($1, $2) AS assigns, hub.lets_interpreter_in($1, $2) AS "letIn", hub.proposes_item($1) AS proposes, hub.may_clear($1, $2) AS "mayClear"`, [itemId, interpreterId]);
  return row ?? { assigns: false, letIn: false, proposes: false, mayClear: false };
}

/** Lets somebody interpret an item; false where he does already. */
export const addAssignment = async (tx: Tx, one: { id: string; itemId: string; interpreterId: string; between: readonly [string, string]; at: Date; byId: string }): Promise<boolean> =>
  (await tx.query('interpretation-assign', `INSERT INTO hub.meeting_interpretations (id, item_id, interpreter_id, language_a, language_b, assigned_at, assigned_by) VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING 1`,
    [one.id, one.itemId, one.interpreterId, ...one.between, one.at, one.byId])).length > 0;

/** Ends it; false where that was done already. */
export const endAssignment = async (tx: Tx, id: string, at: Date, byId: string): Promise<boolean> =>
  (await tx.query('interpretation-end', 'UPDATE hub.meeting_interpretations SET ended_at = $2, ended_by = $3 WHERE id = $1 AND ended_at IS NULL RETURNING 1', [id, at, byId])).length > 0;

/** Lets an interpreter into an item; false where he is already. */
export const addClearance = async (tx: Tx, one: { id: string; itemId: string; interpreterId: string; at: Date; byId: string }): Promise<boolean> =>
  (await tx.query('interpretation-clear', 'INSERT INTO hub.meeting_clearances (id, item_id, interpreter_id, given_at, given_by) VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING RETURNING 1', [one.id, one.itemId, one.interpreterId, one.at, one.byId])).length > 0;

/** Takes that back; false where nothing stands. */
export const revokeClearance = async (tx: Tx, itemId: string, interpreterId: string, at: Date, byId: string): Promise<boolean> =>
  (await tx.query('interpretation-revoke', 'UPDATE hub.meeting_clearances SET revoked_at = $3, revoked_by = $4 WHERE item_id = $1 AND interpreter_id = $2 AND revoked_at IS NULL RETURNING 1', [itemId, interpreterId, at, byId])).length > 0;

/** Alerts that name the edition: to the coordinators themselves, and to the people of an organisation. */
export const tellOf = (tx: Tx, editionId: string, change: string, organisationId: string): Promise<Tell[]> =>
  tx.query<Tell>('interpretation-tell', `SELECT 'MEETING' AS kind, $2 AS change, $1 AS "subjectId", NULL AS "bulletinId", x.id AS "organisationId", array_agg(DISTINCT r) AS readers
    FROM (SELECT c.organisation_id AS id, c.readers FROM hub.meeting_coordinators($1) c UNION ALL SELECT o.id, ARRAY[o.reader_principal] FROM hub.organisations o WHERE o.id = $3) x CROSS JOIN unnest(x.readers) r GROUP BY x.id`,
  [editionId, change, organisationId]);

/** The same of an item, which is not named: to those of organisations whom it is open to; coordinators learn that something changed, and not what. */
export const tellOfItem = (tx: Tx, editionId: string, change: string, organisationIds: readonly string[], itemId: string): Promise<Tell[]> =>
  tx.query<Tell>('interpretation-tell-item', `SELECT 'MEETING' AS kind, x.change, $1 AS "subjectId", NULL AS "bulletinId", x.id AS "organisationId", x.readers FROM (
      SELECT c.organisation_id AS id, 'INTERPRETERS_CHANGED' AS change, c.readers FROM hub.meeting_coordinators($1) c
      UNION ALL SELECT o.id, $2, hub.item_readers($4, o.id) FROM hub.organisations o WHERE o.id = ANY ($3::uuid[])) x WHERE x.readers <> '{}'`, [editionId, change, organisationIds, itemId]);

/** An item of which interpreters are out who were let in when it was looked at last, and the parties that answer for them. */
export interface ShutOut { readonly editionId: string; readonly itemId: string; readonly proposerId: string; readonly organisationIds: readonly string[] }
/** Those of an item, on its proposer's word, or (null) of all meetings ahead, in the realm of the worker. Each is given once. */
export const shutOutInterpreters = (tx: Tx, itemId: string | null): Promise<ShutOut[]> =>
  tx.query<ShutOut>('interpretation-shut-out', 'SELECT s.edition_id AS "editionId", s.item_id AS "itemId", s.proposer_id AS "proposerId", s.organisation_ids AS "organisationIds" FROM hub.shut_out_interpreters($1) s', [itemId]);
/** Its proposer is told that another one is needed, an interpreter's party as far as the item is still open to it, and the coordinators that something changed. */
export const tellShutOut = (tx: Tx, { editionId, itemId, proposerId, organisationIds }: ShutOut): Promise<Tell[]> =>
  tellOfItem(tx, editionId, 'INTERPRETER_SHUT_OUT', [...new Set([proposerId, ...organisationIds])], itemId);

/** A stretch of the day on an interpreter's link: what is not his to know is its length alone. */
export interface LinkSlot {
  readonly itemId: string | null; readonly minutes: number; readonly titles: LocalisedText | null; readonly pairs: readonly (readonly [string, string])[] | null; readonly proposerId: string | null;
  readonly bulletins: readonly { readonly id: string; readonly originatorId: string }[] | null;
}
/** The day as an interpreter's link shows it, in the realm of the worker. Nothing of it is taken back until the transaction ends. */
export const itemsByLink = (tx: Tx, linkId: string): Promise<LinkSlot[]> =>
  tx.query<LinkSlot>('interpretation-by-link', 'SELECT i.item_id AS "itemId", i.minutes, i.titles, i.pairs, i.proposer_id AS "proposerId", i.bulletins FROM hub.items_by_link($1) i', [linkId]);
