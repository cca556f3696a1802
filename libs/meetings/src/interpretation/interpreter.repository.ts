import type { Tx } from '@hub/platform';
import type { MeetingInterpreter } from './interpretation.types.js';

/** What an interpreter is said to be. */
export type InterpreterFace = Pick<MeetingInterpreter, 'familyName' | 'givenName' | 'kana' | 'latinFamilyName' | 'latinGivenName' | 'languages' | 'agency'>;

const INTERPRETER = `SELECT n.id, n.edition_id AS "editionId", n.organisation_id AS "organisationId", n.family_name AS "familyName", n.given_name AS "givenName", n.kana, n.latin_family_name AS "latinFamilyName",
    n.latin_given_name AS "latinGivenName", n.languages, n.agency, c.contact, n.revision
  FROM hub.meeting_interpreters n LEFT JOIN hub.meeting_interpreter_contacts c ON c.interpreter_id = n.id AND hub.names_delegates(n.organisation_id)
  WHERE n.removed_at IS NULL AND hub.attends(n.edition_id)`;

/** Those of an edition, in the order in which they were entered. */
export const interpretersOf = (tx: Tx, editionId: string): Promise<MeetingInterpreter[]> =>
  tx.query<MeetingInterpreter>('interpreters', `${INTERPRETER} AND n.edition_id = $1 ORDER BY n.created_at, n.id`, [editionId]);

/** By id, as far as they are in scope. */
export const interpretersById = (tx: Tx, ids: readonly string[]): Promise<MeetingInterpreter[]> => tx.query<MeetingInterpreter>('interpreters-by-id', `${INTERPRETER} AND n.id = ANY ($1::uuid[])`, [ids]);

/** One; null for none in scope. */
export const interpreterById = async (tx: Tx, id: string): Promise<MeetingInterpreter | null> => (await interpretersById(tx, [id]))[0] ?? null;

/** Whether the person entered keeps the interpreters of his organisation. */
export async function keepsInterpreters(tx: Tx, organisationId: string): Promise<boolean> {
  const [row] = await tx.query<{ keeps: boolean }>('interpreters-keep', 'SELECT hub.names_delegates($1) AS keeps', [organisationId]);
  return row?.keeps === true;
}

/** Enters one, unless the organisation has as many as may be. */
export async function addInterpreter(tx: Tx, one: InterpreterFace & { id: string; editionId: string; organisationId: string; contact: string; at: Date; byId: string; most: number }): Promise<boolean> {
  const added = await tx.query('interpreter-add', `
    INSERT INTO hub.meeting_interpreters (id, edition_id, organisation_id, family_name, given_name, kana, latin_family_name, latin_given_name, languages, agency, created_at, created_by)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12 WHERE (SELECT count(*) FROM hub.meeting_interpreters n WHERE n.edition_id = $2 AND n.organisation_id = $3 AND n.removed_at IS NULL) < $13 RETURNING id`,
  [one.id, one.editionId, one.organisationId, one.familyName, one.givenName, one.kana, one.latinFamilyName, one.latinGivenName, one.languages, one.agency, one.at, one.byId, one.most]);
  if (added.length === 0) return false;
  await tx.query('interpreter-contact', 'INSERT INTO hub.meeting_interpreter_contacts (interpreter_id, edition_id, organisation_id, contact) VALUES ($1, $2, $3, $4)', [one.id, one.editionId, one.organisationId, one.contact]);
  return true;
}

/** Changes one at the revision that was seen, or takes him away; false where somebody was quicker. */
export async function changeInterpreter(tx: Tx, id: string, revision: number, one: InterpreterFace & { contact: string }, removedAt: Date | null): Promise<boolean> {
  const changed = await tx.query('interpreter-change', `UPDATE hub.meeting_interpreters SET family_name = $3, given_name = $4, kana = $5, latin_family_name = $6, latin_given_name = $7, languages = $8, agency = $9,
    removed_at = $10, revision = revision + 1 WHERE id = $1 AND revision = $2 AND removed_at IS NULL RETURNING id`,
  [id, revision, one.familyName, one.givenName, one.kana, one.latinFamilyName, one.latinGivenName, one.languages, one.agency, removedAt]);
  if (changed.length === 0) return false;
  await tx.query('interpreter-contact-change', 'UPDATE hub.meeting_interpreter_contacts SET contact = $2 WHERE interpreter_id = $1', [id, one.contact]);
  return true;
}

/** Ends all links of somebody who interprets no more. */
export async function endLinks(tx: Tx, id: string): Promise<void> {
  await tx.query('interpreter-links-end', 'SELECT hub.end_interpreter_links($1)', [id]);
}

/** As an edition closes: how they are reached is nobody's business any more. */
export async function forgetContacts(tx: Tx, editionId: string): Promise<void> {
  await tx.query('interpreter-contacts-forget', 'SELECT hub.forget_interpreter_contacts($1)', [editionId]);
}
