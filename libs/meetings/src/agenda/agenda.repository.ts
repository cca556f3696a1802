import { notFound } from '@hub/kernel';
import type { Tell } from '@hub/parties';
import type { ReadTx, Tx } from '@hub/platform';
import type { MeetingItemState } from './agenda.enums.js';
import type { ClosedMeetingItem, MeetingItem } from './agenda.types.js';
import type { BreakRules } from './timetable.js';

const ITEM = `i.id, i.edition_id AS "editionId", i.proposer_id AS "proposerId", i.titles AS texts, i.purpose, i.minutes, i.presenter, i.audience AS "audienceIds", i.state, i.reason,
  i.merged_into AS "mergedIntoId", i.revision, i.progress,
  ARRAY(SELECT l.bulletin_id FROM hub.meeting_item_bulletins l WHERE l.item_id = i.id ORDER BY l.bulletin_id) AS "bulletinIds",
  ARRAY(SELECT s.organisation_id FROM hub.meeting_item_sponsors s WHERE s.item_id = i.id ORDER BY s.organisation_id) AS "sponsorIds"`;

/** A place of the agenda: what it is of is told as far as it is seen. */
export interface SlotRow { readonly position: number; readonly minutes: number; readonly itemId: string | null; readonly proposerId: string | null; readonly seen: boolean }
/** A place of a version that was fixed; what was fixed is told as far as the item is seen. */
export interface VersionRow extends SlotRow { readonly number: number; readonly fixedAt: Date; readonly startsLocal: string; readonly endsLocal: string; readonly titles: MeetingItem['texts'] | null; readonly purpose: string | null; readonly presenter: string | null }

/** Items by id, as the actor may see them. */
export const itemsById = (tx: Tx, ids: readonly string[]): Promise<MeetingItem[]> =>
  tx.query<MeetingItem>('agenda-items-by-id', `SELECT ${ITEM} FROM hub.meeting_items i WHERE i.id = ANY ($1::uuid[]) AND hub.sees_item(i.id)`, [ids]);

/** Items of editions, in the order in which they were proposed. */
export const itemsOf = (tx: ReadTx, editionIds: readonly string[]): Promise<MeetingItem[]> =>
  tx.query<MeetingItem>('agenda-items', `SELECT ${ITEM} FROM hub.meeting_items i WHERE i.edition_id = ANY ($1::uuid[]) AND hub.sees_item(i.id) ORDER BY i.proposed_at, i.id LIMIT 1000`, [editionIds]);

/** What is on the agenda, in order. */
export const slotsOf = (tx: ReadTx | Tx, editionId: string): Promise<SlotRow[]> =>
  tx.query<SlotRow>('agenda-slots', 'SELECT s.position, s.minutes, s.item_id AS "itemId", s.proposer_id AS "proposerId", s.seen FROM hub.agenda_slots($1) s ORDER BY s.position', [editionId]);

/** A version that was fixed. */
export const versionOf = (tx: ReadTx, editionId: string, number: number): Promise<VersionRow[]> =>
  tx.query<VersionRow>('agenda-version', `SELECT v.number, v.fixed_at AS "fixedAt", v.starts_local AS "startsLocal", v.ends_local AS "endsLocal", v.position, v.minutes, v.item_id AS "itemId",
    v.proposer_id AS "proposerId", v.seen, v.titles, v.purpose, v.presenter FROM hub.agenda_version($1, $2) v ORDER BY v.position`, [editionId, number]);

/** How many versions were fixed. */
export async function versionCount(tx: ReadTx, editionId: string): Promise<number> {
  const [row] = await tx.query<{ count: number }>('agenda-versions', 'SELECT hub.agenda_versions($1) AS count', [editionId]);
  return row?.count ?? 0;
}

/** Proposals that are closed to the coordinator. */
export const closedProposals = (tx: ReadTx, editionId: string): Promise<ClosedMeetingItem[]> =>
  tx.query<ClosedMeetingItem>('agenda-closed', 'SELECT p.item_id AS id, p.proposer_id AS "proposerId", p.minutes, p.state, p.revision FROM hub.closed_proposals($1) p', [editionId]);

/** Enters a proposal. */
export async function addItem(tx: Tx, item: Omit<MeetingItem, 'state' | 'reason' | 'mergedIntoId' | 'sponsorIds' | 'revision'> & { proposedById: string; at: Date }): Promise<void> {
  await tx.query('agenda-add', `INSERT INTO hub.meeting_items (id, edition_id, proposer_id, proposed_by, proposed_at, titles, purpose, minutes, presenter, audience, progress) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [item.id, item.editionId, item.proposerId, item.proposedById, item.at, JSON.stringify(item.texts), item.purpose, item.minutes, item.presenter, item.audienceIds, item.progress]);
  if (item.bulletinIds.length > 0) await tx.query('agenda-link', 'INSERT INTO hub.meeting_item_bulletins (item_id, bulletin_id) SELECT $1, x FROM unnest($2::uuid[]) x', [item.id, item.bulletinIds]);
}

/** Whether an edition has its item about what was carried over. */
export const hasProgressItem = async (tx: Tx, editionId: string): Promise<boolean> =>
  (await tx.query('agenda-progress', 'SELECT 1 FROM hub.meeting_items i WHERE i.edition_id = $1 AND i.progress', [editionId])).length > 0;

/** How many of these bulletins the actor may read now. */
export async function readableBulletins(tx: Tx, ids: readonly string[]): Promise<number> {
  const [row] = await tx.query<{ count: number }>('agenda-readable', `SELECT count(*)::int AS count FROM hub.bulletins b JOIN hub.bulletin_versions v ON v.bulletin_id = b.id AND v.number = b.published_number
    WHERE b.id = ANY ($1::uuid[]) AND b.readers && hub.principals() AND v.admitted && hub.principals() AND v.gate && hub.principals()`, [ids]);
  return row?.count ?? 0;
}

/** Changes a proposal at its revision; false where it stands at another or is not the own organisation's to change. */
export async function changeItem(tx: Tx, id: string, revision: number, values: { titles: MeetingItem['texts']; purpose: string; minutes: number; presenter: string; state: MeetingItemState }): Promise<boolean> {
  return (await tx.query('agenda-change', 'UPDATE hub.meeting_items i SET titles = $3, purpose = $4, minutes = $5, presenter = $6, state = $7, revision = i.revision + 1 WHERE i.id = $1 AND i.revision = $2 RETURNING 1',
    [id, revision, JSON.stringify(values.titles), values.purpose, values.minutes, values.presenter, values.state])).length > 0;
}

/** Changes an item that the actor sees, at its revision, with who may see it; gives its state then. WIDENED: somebody would be let see what was meant for others, and nothing was changed. */
export async function reviseItem(tx: Tx, id: string, revision: number, { texts, purpose, minutes, presenter, audienceIds, bulletinIds }: Pick<MeetingItem, 'texts' | 'purpose' | 'minutes' | 'presenter' | 'audienceIds' | 'bulletinIds'>): Promise<MeetingItemState | 'WIDENED'> {
  const [row] = await tx.query<{ state: MeetingItemState | 'WIDENED' }>('agenda-revise', 'SELECT hub.change_item($1, $2, $3, $4, $5, $6, $7, $8) AS state', [id, revision, JSON.stringify(texts), purpose, minutes, presenter, audienceIds, bulletinIds]);
  return row?.state ?? 'WIDENED';
}

/** Lets the own organisation stand behind an item, or not. */
export async function writeSponsor(tx: Tx, id: string, organisationId: string, sponsors: boolean): Promise<void> {
  await (sponsors
    ? tx.query('agenda-sponsor', 'INSERT INTO hub.meeting_item_sponsors (item_id, organisation_id) VALUES ($1, $2) ON CONFLICT DO NOTHING', [id, organisationId])
    : tx.query('agenda-unsponsor', 'DELETE FROM hub.meeting_item_sponsors WHERE item_id = $1 AND organisation_id = $2', [id, organisationId]));
}

/** What a coordinator must know of an item to judge it. */
export interface Standing { readonly editionId: string; readonly proposerId: string; readonly state: MeetingItemState; readonly revision: number; readonly merges: boolean }
/** The same of one item; null: no coordinator asks, or there is none. */
export async function standingOf(tx: Tx, id: string, intoId: string | null): Promise<Standing | null> {
  const [row] = await tx.query<Standing>('agenda-standing', 'SELECT s.edition_id AS "editionId", s.proposer_id AS "proposerId", s.state, s.revision, s.merges FROM hub.item_standing($1, $2) s', [id, intoId]);
  return row ?? null;
}

/** A coordinator's word on an item. */
export async function judgeItem(tx: Tx, id: string, revision: number, state: MeetingItemState, reason: string | null, intoId: string | null): Promise<void> {
  await tx.query('agenda-judge', 'SELECT hub.judge_item($1, $2, $3, $4, $5)', [id, revision, state, reason, intoId]);
}

/** The agenda in this order; false where these are not exactly what is on it. */
export async function orderItems(tx: Tx, editionId: string, ids: readonly string[]): Promise<boolean> {
  const [row] = await tx.query<{ done: boolean }>('agenda-order', 'SELECT hub.order_items($1, $2) AS done', [editionId, ids]);
  return row?.done === true;
}

/** Fixes the agenda as it stands as the next version. */
export async function fixAgenda(tx: Tx, editionId: string): Promise<void> {
  await tx.query('agenda-fix', 'SELECT hub.fix_agenda($1)', [editionId]);
}

/** When the meeting breaks by a version that was fixed; null: as it stands. */
export async function breaksOf(tx: Tx, editionId: string, version: number | null): Promise<BreakRules> {
  const [row] = await tx.query<{ breaks: BreakRules | null }>('agenda-breaks', 'SELECT hub.agenda_breaks($1, $2) AS breaks', [editionId, version]);
  if (!row?.breaks) throw notFound();
  return row.breaks;
}

/** On a coordinator's word: when it breaks from now on. */
export async function writeBreaks(tx: Tx, editionId: string, { afterMinutes, minutes, lunchFrom, lunchMinutes }: BreakRules): Promise<void> {
  await tx.query('agenda-breaks-set', 'UPDATE hub.meeting_editions SET break_after = $2, break_minutes = $3, lunch_from = $4, lunch_minutes = $5 WHERE id = $1', [editionId, afterMinutes, minutes, lunchFrom, lunchMinutes]);
}

/** An alert to one party's people; null: to those who coordinate. */
export const tellOne = (tx: Tx, editionId: string, organisationId: string | null, change: string): Promise<Tell[]> =>
  tx.query<Tell>('agenda-tell', `SELECT 'MEETING' AS kind, $3 AS change, $1 AS "subjectId", NULL AS "bulletinId", o.id AS "organisationId", m.readers FROM hub.meeting_people($1) m JOIN hub.organisations o ON o.id = m.organisation_id
    WHERE CASE WHEN $2::uuid IS NULL THEN o.kind = 'COORDINATOR' ELSE o.id = $2 END`, [editionId, organisationId, change]);
