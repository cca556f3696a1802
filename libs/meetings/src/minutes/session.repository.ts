import type { PersonActor } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import type { MeetingPresence, MinutesLanguage } from './minutes.enums.js';
import type { Attendance } from './quorum.js';
import type { MeetingDecision, MeetingText } from './session.types.js';

/** An item of an edition, as whoever sees it sees it. */
export interface ItemRow {
  readonly id: string;
  readonly editionId: string;
  readonly position: number;
  readonly titles: LocalisedText;
  /** The organisations that a closed item is open to; null: all parties. */
  readonly audience: string[] | null;
  /** Whether the asker keeps its minutes. */
  readonly writable: boolean;
}

const ITEM = `i.id, i.edition_id AS "editionId", i.position, i.titles, hub.item_organisations(i.id) AS audience, hub.keeps_minutes(i.id) AS writable`;

/** The items of an edition that somebody sees, in order. */
export const itemsOf = (tx: Tx, editionId: string): Promise<ItemRow[]> =>
  tx.query<ItemRow>('minutes-items', `SELECT ${ITEM} FROM hub.agenda_of($1) i WHERE hub.sees_item(i.id) ORDER BY i.position, i.id`, [editionId]);

/** One of them; null where he does not see it. */
export async function itemOf(tx: Tx, id: string): Promise<ItemRow | null> {
  const [row] = await tx.query<ItemRow>('minutes-item', `SELECT ${ITEM} FROM hub.meeting_items n CROSS JOIN LATERAL hub.agenda_of(n.edition_id) i WHERE n.id = $1 AND i.id = n.id AND hub.sees_item(n.id)`, [id]);
  return row ?? null;
}

/** Who was noted to be there. */
export const attendanceOf = (tx: Tx, editionId: string): Promise<Attendance[]> =>
  tx.query<Attendance>('minutes-attendance', `SELECT a.item_id AS "itemId", a.organisation_id AS "organisationId", a.presence FROM hub.meeting_attendance a
    WHERE a.edition_id = $1 AND hub.attends(a.edition_id) AND (a.item_id IS NULL OR hub.sees_item(a.item_id)) ORDER BY a.organisation_id`, [editionId]);

/** What stands of the texts of an edition's items, as far as they are shown to the asker. */
export const textsOfEdition = (tx: Tx, editionId: string): Promise<MeetingText[]> =>
  tx.query<MeetingText>('minutes-texts', `SELECT DISTINCT ON (t.item_id, t.language) t.item_id AS "itemId", t.language, t.revision, t.body, t.at, t.by_id AS "byId"
    FROM hub.meeting_items i JOIN hub.meeting_texts t ON t.item_id = i.id WHERE i.edition_id = $1 AND hub.sees_item(i.id) AND (t.shown OR hub.keeps_minutes(i.id))
    ORDER BY t.item_id, t.language, t.revision DESC`, [editionId]);

/** Decisions that stand. */
export const decisionsOf = (tx: Tx, editionId: string): Promise<MeetingDecision[]> =>
  tx.query<MeetingDecision>('minutes-decisions', `SELECT d.id, d.item_id AS "itemId", d.texts AS named, d.at FROM hub.meeting_items i JOIN hub.meeting_decisions d ON d.item_id = i.id
    WHERE i.edition_id = $1 AND d.revoked_at IS NULL AND hub.sees_item(i.id) ORDER BY d.at, d.id`, [editionId]);

/** Who was named to keep the minutes. */
export async function secretariesOf(tx: Tx, editionId: string): Promise<string[]> {
  return (await tx.query<{ id: string }>('minutes-secretaries', 'SELECT s.person_id AS id FROM hub.meeting_secretaries s WHERE s.edition_id = $1 AND hub.attends(s.edition_id) ORDER BY s.person_id', [editionId])).map(({ id }) => id);
}

/** How many organisations take part. */
export async function partyCount(tx: Tx, editionId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>('minutes-parties', 'SELECT count(*)::int AS n FROM hub.meeting_parties p WHERE p.edition_id = $1 AND hub.attends(p.edition_id)', [editionId]);
  return row?.n ?? 0;
}

/** Names somebody a secretary, or no longer: of the own organisation, or another's contact point or deputy that takes part. False where he can't be. */
export async function setSecretary(tx: Tx, editionId: string, personId: string, keepsMinutes: boolean): Promise<boolean> {
  if (!keepsMinutes) return (await tx.query('minutes-secretary-remove', 'DELETE FROM hub.meeting_secretaries WHERE edition_id = $1 AND person_id = $2 RETURNING 1', [editionId, personId])).length > 0;
  await tx.query('minutes-secretary', `INSERT INTO hub.meeting_secretaries (edition_id, person_id)
    SELECT $1, c.person_id FROM hub.person_cards c JOIN hub.meeting_parties p ON p.edition_id = $1 AND p.organisation_id = c.organisation_id JOIN hub.organisations o ON o.id = c.organisation_id
    WHERE c.person_id = $2 AND (c.organisation_id = hub.organisation() OR c.person_id IN (o.contact_point_id, o.deputy_id)) ON CONFLICT DO NOTHING`, [editionId, personId]);
  return (await secretariesOf(tx, editionId)).includes(personId);
}

/** Notes how organisations were there; gives back how many of them take part. */
export async function setAttendance(tx: Tx, { personId, instant }: PersonActor, editionId: string, itemId: string | null, rows: readonly { organisationId: string; presence: MeetingPresence }[]): Promise<number> {
  const written = await tx.query('minutes-attend', `INSERT INTO hub.meeting_attendance (edition_id, item_id, organisation_id, presence, by_id, at)
    SELECT $1, $2, x.organisation, x.presence, $5, $6 FROM unnest($3::uuid[], $4::text[]) AS x (organisation, presence)
    JOIN hub.meeting_parties p ON p.edition_id = $1 AND p.organisation_id = x.organisation
    ON CONFLICT ON CONSTRAINT meeting_attendance_uq DO UPDATE SET presence = excluded.presence, by_id = excluded.by_id, at = excluded.at RETURNING 1`,
  [editionId, itemId, rows.map(({ organisationId }) => organisationId), rows.map(({ presence }) => presence), personId, instant]);
  return written.length;
}

/** Holds the text of an item in a language for the rest of the transaction, so that what is read of it then stands. */
export async function holdText(tx: Tx, itemId: string, language: MinutesLanguage): Promise<void> {
  await tx.query('minutes-hold', `SELECT pg_advisory_xact_lock(hashtextextended('meeting text ' || $1 || $2, 0))`, [itemId, language]);
}

/** A revision of a text: the newest where none is named. */
export async function textAt(tx: Tx, itemId: string, language: MinutesLanguage, revision: number | null): Promise<MeetingText | null> {
  const [row] = await tx.query<MeetingText>('minutes-text', `SELECT t.item_id AS "itemId", t.language, t.revision, t.body, t.at, t.by_id AS "byId" FROM hub.meeting_texts t
    WHERE t.item_id = $1 AND t.language = $2 AND ($3::int IS NULL OR t.revision = $3) AND hub.sees_item(t.item_id) ORDER BY t.revision DESC LIMIT 1`, [itemId, language, revision]);
  return row ?? null;
}

/** Adds a revision. `shown`: to whoever sees the item. */
export async function addText(tx: Tx, { personId, instant }: PersonActor, text: { itemId: string; language: MinutesLanguage; revision: number; body: string; shown: boolean }): Promise<void> {
  await tx.query('minutes-text-add', 'INSERT INTO hub.meeting_texts (item_id, language, revision, body, shown, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [text.itemId, text.language, text.revision, text.body, text.shown, personId, instant]);
}

/** Records a decision. */
export async function addDecision(tx: Tx, { personId, instant }: PersonActor, { id, itemId, texts }: { id: string; itemId: string; texts: LocalisedText }): Promise<void> {
  await tx.query('minutes-decide', 'INSERT INTO hub.meeting_decisions (id, item_id, texts, at, by_id) VALUES ($1, $2, $3, $4, $5)', [id, itemId, JSON.stringify(texts), instant, personId]);
}

/** Revokes one; false where it was already. */
export async function revokeDecision(tx: Tx, id: string, instant: Date): Promise<boolean> {
  return (await tx.query('minutes-revoke', 'UPDATE hub.meeting_decisions SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL RETURNING 1', [id, instant])).length > 0;
}

/** The item of a decision that somebody sees. */
export async function itemOfDecision(tx: Tx, id: string): Promise<string | null> {
  const [row] = await tx.query<{ itemId: string }>('minutes-decision', 'SELECT d.item_id AS "itemId" FROM hub.meeting_decisions d WHERE d.id = $1 AND hub.sees_item(d.item_id)', [id]);
  return row?.itemId ?? null;
}

/** How many organisations the meeting asks for: what its newest poll set; null: it does not say. */
export async function quorumSet(tx: Tx, editionId: string): Promise<number | null> {
  const [poll] = await tx.query<{ quorum: number }>('minutes-quorum', `SELECT p.quorum FROM hub.meeting_polls p WHERE p.edition_id = $1 AND hub.attends(p.edition_id)
    ORDER BY p.opened_at DESC, p.closed_at DESC NULLS FIRST, p.id DESC LIMIT 1`, [editionId]);
  return poll?.quorum ?? null;
}
