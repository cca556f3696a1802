import type { PersonActor } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import type { MeetingLetter } from './paper.types.js';

/** The letter of an edition; null: nobody has written one. */
export async function letterOf(tx: Tx, editionId: string): Promise<MeetingLetter | null> {
  const [row] = await tx.query<MeetingLetter>('paper-letter', `SELECT l.document_number AS "documentNumber", to_char(l.dated_on, 'YYYY-MM-DD') AS "datedOn", l.era, l.sender AS senders, l.body AS bodies, l.revision, l.at
    FROM hub.meeting_letters l WHERE l.edition_id = $1 AND hub.attends(l.edition_id)`, [editionId]);
  return row ?? null;
}

/** Writes it at the revision that was seen; false where it stands at another. Without a text of its own it has the one that it had. */
export async function writeLetter(tx: Tx, { personId, instant }: PersonActor, editionId: string, expectedRevision: number, letter: Pick<MeetingLetter, 'documentNumber' | 'datedOn' | 'era' | 'senders'> & { readonly bodies: LocalisedText | null }): Promise<boolean> {
  const values = [editionId, letter.documentNumber, letter.datedOn, letter.era, JSON.stringify(letter.senders), instant, personId, letter.bodies && JSON.stringify(letter.bodies)];
  const written = expectedRevision === 0
    ? await tx.query('paper-letter-add', `INSERT INTO hub.meeting_letters (edition_id, document_number, dated_on, era, sender, at, by_id, body) VALUES ($1, $2, $3, $4, $5, $6, $7, coalesce($8::jsonb, '{}')) ON CONFLICT DO NOTHING RETURNING 1`, values)
    : await tx.query('paper-letter-change', 'UPDATE hub.meeting_letters SET document_number = $2, dated_on = $3, era = $4, sender = $5, at = $6, by_id = $7, body = coalesce($8::jsonb, body), revision = revision + 1 WHERE edition_id = $1 AND revision = $9 RETURNING 1', [...values, expectedRevision]);
  return written.length > 0;
}

/** What papers call organisations, and whether one is in the chair. */
export const organisationsOf = (tx: Tx, ids: readonly string[]): Promise<{ id: string; names: LocalisedText; chairs: boolean }[]> =>
  tx.query('paper-organisations', `SELECT o.id, o.names, o.kind = 'COORDINATOR' AS chairs FROM hub.organisations o WHERE o.id = ANY ($1::uuid[])`, [ids]);

/** Who reads, by the own name. */
export async function readerOf(tx: Tx, personId: string): Promise<{ person: string; organisation: LocalisedText }> {
  const [row] = await tx.query<{ person: string; organisation: LocalisedText }>('paper-reader', `SELECT p.family_name || ' ' || p.given_name AS person, o.names AS organisation FROM hub.persons p JOIN hub.organisations o ON o.id = p.organisation_id WHERE p.id = $1`, [personId]);
  return row ?? { person: '', organisation: {} };
}

/** The organisations that coordinate an edition. */
export async function coordinatingOf(tx: Tx, editionId: string): Promise<string[]> {
  return (await tx.query<{ id: string }>('paper-coordinating', `SELECT o.id FROM hub.meeting_parties p JOIN hub.organisations o ON o.id = p.organisation_id WHERE p.edition_id = $1 AND o.kind = 'COORDINATOR'`, [editionId])).map(({ id }) => id);
}
