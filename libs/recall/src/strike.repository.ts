import { scopedSql } from '@hub/access';
import type { emit } from '@hub/audit';
import type { ReadTx, Tx } from '@hub/platform';
import type { LoggedStrike } from './strike.log.js';
import type { Strike, StrikePlace } from './strike.types.js';

/** What a strike is made of. */
export interface NewStrike {
  readonly id: string;
  readonly bulletinId: string;
  /** Folded. */
  readonly needle: string | null;
  readonly sectionId: string | null;
  readonly facts: boolean;
  readonly reason: string;
  readonly instant: Date;
}

/** What became of it. */
export interface StruckAnswer {
  /** Whether it stood where the editor sees it. If not, nothing may stay of this. */
  readonly seen: boolean;
  readonly told?: Told;
}

/** Who hears of it. */
type Told = readonly { organisationId: string; readers: readonly number[] }[];

/** A text as the database compares it; and whether it is part of the marks that stand for what is struck. */
export async function foldedOf(tx: Tx, text: string): Promise<{ folded: string; isMark: boolean }> {
  const [row] = await tx.query<{ folded: string; isMark: boolean }>('strike-fold', `SELECT f.folded, EXISTS (SELECT FROM unnest(ARRAY['ja', 'en']) l WHERE position(f.folded IN hub.folded(hub.strike_mark(l))) > 0) AS "isMark"
    FROM (SELECT btrim(hub.folded($1)) AS folded) f`, [text]);
  return row ?? { folded: '', isMark: true };
}

/** Strikes, everywhere in the bulletin. */
export async function strike(tx: Tx, { id, bulletinId, needle, sectionId, facts, reason, instant }: NewStrike): Promise<StruckAnswer> {
  const [row] = await tx.query<{ answer: StruckAnswer }>('strike', 'SELECT hub.strike_passage($1, $2, $3, $4, $5, $6, $7) AS answer', [id, bulletinId, needle, sectionId, facts, reason, instant]);
  return row?.answer ?? { seen: false };
}

/** Strikes again what a restored database has brought back; null where there is nothing to do. */
export async function repeatStrike(tx: Tx, { id, bulletinId, needle, sectionId, facts, reason, personId, at }: LoggedStrike): Promise<{ originatorId: string; told: Told } | null> {
  const [row] = await tx.query<{ done: { originatorId: string; told: Told } | null }>('strike-repeat', 'SELECT hub.repeat_strike($1, $2, $3, $4, $5, $6, $7, $8) AS done', [id, bulletinId, needle, sectionId, facts, reason, personId, at]);
  return row?.done ?? null;
}

/** Tells those who may see a place of it. */
export const struckEvent = (bulletinId: string, at: Date, told: Told): Parameters<typeof emit>[1] => ({
  type: 'bulletin.struck', subjectId: bulletinId, occurredAt: at, payload: { tell: told.map(({ organisationId, readers }) => ({ kind: 'STRUCK', change: 'STRUCK', subjectId: bulletinId, bulletinId, organisationId, readers })) },
});

// A place is seen by whoever sees what stands there now; what only editors read, by them.
const PLACES = `hub.strike_places p
  JOIN hub.bulletin_versions v ON v.bulletin_id = p.bulletin_id AND v.number = p.number AND ${scopedSql('v', '$2', '$3')} AND (NOT p.internal OR v.editors && $2)
  LEFT JOIN hub.bulletin_sections c ON c.bulletin_id = p.bulletin_id AND c.number = p.number AND c.section_id = p.section_id AND ${scopedSql('c', '$2', '$3')}
  WHERE p.strike_id = s.id AND (p.section_id IS NULL OR c.section_id IS NOT NULL)`;

/** Strikes of bulletins, as far as the asker sees where they were; the oldest first. */
export const strikesOf = (tx: ReadTx, bulletinIds: readonly string[], scope: readonly number[], instant: Date): Promise<Strike[]> =>
  tx.query<Strike>('strikes-of', `SELECT s.id, s.bulletin_id AS "bulletinId", hub.iso(s.struck_at) AS "struckAt", b.originator_id AS "originatorId", b.editors && $2 AS editor, s.reason AS "editorReason"
    FROM hub.strikes s JOIN hub.bulletins b ON b.id = s.bulletin_id AND b.readers && $2 WHERE s.bulletin_id = ANY ($1) AND EXISTS (SELECT FROM ${PLACES}) ORDER BY s.struck_at, s.id`, [bulletinIds, scope, instant]);

/** The places of a strike that the asker sees. */
export const placesOf = (tx: ReadTx, strikeId: string, scope: readonly number[], instant: Date): Promise<StrikePlace[]> =>
  tx.query<StrikePlace>('strike-places', `SELECT x.* FROM hub.strikes s CROSS JOIN LATERAL (
      SELECT CASE WHEN v.review_state = 'PUBLISHED' THEN (SELECT max(e.seen) FROM hub.editions(p.bulletin_id, $2) e WHERE e.number <= p.number) END AS version, p.place AS kind, p.section_id AS "sectionId"
      FROM ${PLACES} ORDER BY p.position) x WHERE s.id = $1`, [strikeId, scope, instant]);

/** Who struck: for editors. */
export async function strikerOf(tx: ReadTx, strikeId: string): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>('strike-by', 'SELECT s.struck_by AS id FROM hub.strikes s WHERE s.id = $1', [strikeId]);
  return row?.id ?? null;
}
