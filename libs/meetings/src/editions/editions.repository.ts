import type { PageRequest } from '@hub/kernel';
import type { Tell } from '@hub/parties';
import type { ReadTx, Tx } from '@hub/platform';
import type { MeetingAct } from './edition.enums.js';
import type { MeetingEdition, MeetingParty, MeetingStep } from './edition.types.js';

const EDITION = `e.id, e.number, e.year, e.names, e.state, e.postponed_from AS "postponedFrom", e.reason, e.zone,
  to_char(e.starts_local, 'YYYY-MM-DD"T"HH24:MI') AS "startsLocal", to_char(e.ends_local, 'YYYY-MM-DD"T"HH24:MI') AS "endsLocal", e.starts_at AS "startsAt", e.ends_at AS "endsAt",
  e.place AS places, e.suggested_months AS "suggestedMonths", e.previous_id AS "previousId", e.revision, e.closed_at AS "closedAt"`;

/** Editions by id, as row security lets them be seen. */
export const editionsById = (tx: Tx, ids: readonly string[]): Promise<MeetingEdition[]> =>
  tx.query<MeetingEdition>('meeting-editions-by-id', `SELECT ${EDITION} FROM hub.meeting_editions e WHERE e.id = ANY ($1::uuid[]) AND hub.attends(e.id)`, [ids]);

/** A page of editions, the newest first. */
export const editionPage = (tx: ReadTx, { limit, after }: PageRequest<number>): Promise<MeetingEdition[]> =>
  tx.query<MeetingEdition>('meeting-editions', `SELECT ${EDITION} FROM hub.meeting_editions e WHERE hub.attends(e.id) AND ($2::int IS NULL OR e.number < $2) ORDER BY e.number DESC LIMIT $1`,
    [limit + 1, after]);

/** The newest edition of the series, whatever became of it. */
export async function newestEdition(tx: Tx): Promise<MeetingEdition | null> {
  const [newest] = await tx.query<MeetingEdition>('meeting-newest', `SELECT ${EDITION} FROM hub.meeting_editions e ORDER BY e.number DESC LIMIT 1`, []);
  return newest ?? null;
}

/** Holds an edition until the end of the transaction; false where the person can't see it. */
export async function holdEdition(tx: Tx, id: string, alone: boolean): Promise<boolean> {
  const [held] = await tx.query<{ id: string | null }>('meeting-hold', 'SELECT hub.hold_edition($1, $2) AS id', [id, alone]);
  return held?.id != null;
}

/** Parties of editions, by the organisations' English names. */
export const partiesOf = (tx: ReadTx, editionIds: readonly string[]): Promise<MeetingParty[]> =>
  tx.query<MeetingParty>('meeting-parties', `
    SELECT p.edition_id AS "editionId", p.organisation_id AS "organisationId", p.must_attend AS "mustAttend" FROM hub.meeting_parties p JOIN hub.organisations o ON o.id = p.organisation_id
    WHERE p.edition_id = ANY ($1::uuid[]) AND hub.attends(p.edition_id) ORDER BY lower(coalesce(o.names->>'en', o.code)) COLLATE "C", o.code`, [editionIds]);

/** What editions went through, in order. */
export const stepsOf = (tx: ReadTx, editionIds: readonly string[]): Promise<(MeetingStep & { editionId: string })[]> =>
  tx.query('meeting-steps', `SELECT s.edition_id AS "editionId", s.act, s.state, s.at, s.by_id AS "byId", s.reason FROM hub.meeting_steps s
    WHERE s.edition_id = ANY ($1::uuid[]) AND hub.attends(s.edition_id) ORDER BY s.position`, [editionIds]);

/** A new edition, with the organisations that are asked for or all that take part in the hub; those that had to attend the one before have to again. */
export async function addEdition(tx: Tx, edition: NewEdition): Promise<void> {
  const { id, number, year, names, zone, suggestedMonths, previousId, at, byId, organisationIds } = edition;
  await tx.query('meeting-add', `INSERT INTO hub.meeting_editions (id, number, year, names, zone, suggested_months, previous_id, created_at, created_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [id, number, year, JSON.stringify(names), zone, suggestedMonths, previousId, at, byId]);
  await tx.query('meeting-add-parties', `
    INSERT INTO hub.meeting_parties (edition_id, organisation_id, must_attend)
    SELECT $1, o.id, coalesce((SELECT b.must_attend FROM hub.meeting_parties b WHERE b.edition_id = $2 AND b.organisation_id = o.id), false)
    FROM hub.organisations o WHERE o.suspended_at IS NULL AND ($3::uuid[] IS NULL OR o.id = ANY ($3))`, [id, previousId, organisationIds]);
  await addStep(tx, { editionId: id, act: null, state: 'PLANNING', at, byId, reason: null });
}

/** What an edition is made of. */
export interface NewEdition {
  readonly id: string; readonly number: number; readonly year: number; readonly names: MeetingEdition['names']; readonly zone: string; readonly suggestedMonths: readonly number[];
  readonly previousId: string | null; readonly at: Date; readonly byId: string; readonly organisationIds: readonly string[] | null;
}

/** Notes a step. */
export async function addStep(tx: Tx, step: { editionId: string; act: MeetingAct | null; state: string; at: Date; byId: string; reason: string | null }): Promise<void> {
  await tx.query('meeting-add-step', `INSERT INTO hub.meeting_steps (edition_id, position, act, state, at, by_id, reason)
    SELECT $1, 1 + count(*)::int, $2, $3, $4, $5, $6 FROM hub.meeting_steps s WHERE s.edition_id = $1`, [step.editionId, step.act, step.state, step.at, step.byId, step.reason]);
}

/** Writes where an edition stands, and its times. */
export async function writeEdition(tx: Tx, e: MeetingEdition): Promise<void> {
  await tx.query('meeting-write', `UPDATE hub.meeting_editions SET names = $2, state = $3, postponed_from = $4, reason = $5, starts_local = $6::timestamp, ends_local = $7::timestamp,
      starts_at = $8, ends_at = $9, place = $10, suggested_months = $11, closed_at = $12, revision = $13 WHERE id = $1`,
  [e.id, JSON.stringify(e.names), e.state, e.postponedFrom, e.reason, e.startsLocal, e.endsLocal, e.startsAt, e.endsAt, JSON.stringify(e.places), e.suggestedMonths, e.closedAt, e.revision]);
}

/** Lets an organisation take part, or not. False where there is no such organisation. */
export async function writeParty(tx: Tx, editionId: string, organisationId: string, takesPart: boolean, mustAttend: boolean): Promise<boolean> {
  if (!takesPart) {
    return (await tx.query('meeting-party-remove', 'DELETE FROM hub.meeting_parties WHERE edition_id = $1 AND organisation_id = $2 RETURNING 1', [editionId, organisationId])).length > 0;
  }
  return (await tx.query('meeting-party', `INSERT INTO hub.meeting_parties (edition_id, organisation_id, must_attend)
    SELECT $1, o.id, $3 FROM hub.organisations o WHERE o.id = $2 AND o.suspended_at IS NULL
    ON CONFLICT ON CONSTRAINT meeting_parties_pk DO UPDATE SET must_attend = excluded.must_attend RETURNING 1`, [editionId, organisationId, mustAttend])).length > 0;
}

/** The organisations that take part. */
export async function partyIds(tx: Tx, editionId: string): Promise<string[]> {
  return (await tx.query<{ id: string }>('meeting-party-ids', 'SELECT p.organisation_id AS id FROM hub.meeting_parties p WHERE p.edition_id = $1', [editionId])).map(({ id }) => id);
}

/** An alert on the meeting to everybody of all its parties, and to the coordinators. */
export const tellParties = (tx: Tx, editionId: string, change: string, subjectId: string): Promise<Tell[]> =>
  tx.query<Tell>('meeting-tell', `SELECT 'MEETING' AS kind, $2 AS change, $3 AS "subjectId", NULL AS "bulletinId", m.organisation_id AS "organisationId", m.readers FROM hub.meeting_people($1) m`, [editionId, change, subjectId]);

/** As an edition opens: whose attestation is older than ninety days attests again. */
export async function askAttestations(tx: Tx, editionId: string): Promise<void> {
  await tx.query('meeting-attest', 'SELECT hub.ask_attestations($1)', [editionId]);
}
