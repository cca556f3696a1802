import type { PersonActor } from '@hub/access';
import type { LocalisedText } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import type { MeetingActionState } from '../minutes/minutes.enums.js';
import type { MeetingAction } from './action.types.js';

/** $1: the operation's instant. The application's condition stands beside row security. */
const ACTION = `SELECT a.id, a.item_id AS "itemId", a.edition_id AS "editionId", a.owner_id AS "ownerId", a.texts AS named, to_char(a.due_on, 'YYYY-MM-DD') AS "dueOn", a.state,
    a.state = 'OPEN' AND hub.day_over(a.edition_id, a.due_on, $1) AS overdue, a.revision, a.at, a.ended_at AS "endedAt",
    (SELECT count(*)::int FROM hub.meeting_action_carries c WHERE c.action_id = a.id) AS carried,
    coalesce((SELECT json_agg(json_build_object('id', r.id, 'state', r.state, 'body', r.body, 'at', hub.iso(r.at)) ORDER BY r.at, r.id) FROM hub.meeting_action_reports r WHERE r.action_id = a.id), '[]') AS reports
  FROM hub.meeting_actions a JOIN hub.organisations o ON o.id = a.owner_id WHERE hub.sees_item(a.item_id)`;
const ORDER = `ORDER BY lower(coalesce(o.names->>'en', o.code)) COLLATE "C", a.due_on, a.at, a.id`;

/** What arose in an edition or was carried into it; `before`: of the one before as well. */
export const actionsOf = (tx: Tx, instant: Date, editionId: string, before: string | null): Promise<MeetingAction[]> =>
  tx.query<MeetingAction>('actions-of', `${ACTION} AND (a.edition_id IN ($2, $3) OR EXISTS (SELECT FROM hub.meeting_action_carries c WHERE c.action_id = a.id AND c.edition_id IN ($2, $3))) ${ORDER}`,
    [instant, editionId, before]);

/** One of them. */
export async function actionOf(tx: Tx, instant: Date, id: string): Promise<MeetingAction | null> {
  return (await tx.query<MeetingAction>('action-of', `${ACTION} AND a.id = $2`, [instant, id]))[0] ?? null;
}

/** Adds one. */
export async function addAction(tx: Tx, { personId, instant }: PersonActor, a: { id: string; editionId: string; itemId: string; ownerId: string; texts: LocalisedText; dueOn: string }): Promise<void> {
  await tx.query('action-add', 'INSERT INTO hub.meeting_actions (id, edition_id, item_id, owner_id, texts, due_on, at, by_id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [a.id, a.editionId, a.itemId, a.ownerId, JSON.stringify(a.texts), a.dueOn, instant, personId]);
}

/** Changes one that stands at this revision; false where somebody was quicker. Another day is reminded of anew. */
export async function changeAction(tx: Tx, a: { id: string; revision: number; state: MeetingActionState; endedAt: Date | null; texts: LocalisedText; dueOn: string }): Promise<boolean> {
  return (await tx.query('action-change', `UPDATE hub.meeting_actions SET state = $3, ended_at = $4, texts = $5, told = CASE WHEN due_on = $6::date THEN told ELSE 0 END, due_on = $6, revision = revision + 1
    WHERE id = $1 AND revision = $2 RETURNING 1`, [a.id, a.revision, a.state, a.endedAt, JSON.stringify(a.texts), a.dueOn])).length > 0;
}

/** Adds what the owner reports. */
export async function addReport(tx: Tx, { personId, organisationId, instant }: PersonActor, r: { id: string; actionId: string; state: MeetingActionState; body: string }): Promise<void> {
  await tx.query('action-report', 'INSERT INTO hub.meeting_action_reports (id, action_id, organisation_id, state, body, by_id, at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [r.id, r.actionId, organisationId, r.state, r.body, personId, instant]);
}

/** Whether a day is over by the clock of an edition. */
export async function isOver(tx: Tx, editionId: string, day: string, instant: Date): Promise<boolean> {
  return (await tx.query<{ over: boolean }>('action-over', 'SELECT hub.day_over($1, $2::date, $3) AS over', [editionId, day, instant]))[0]?.over === true;
}

/** Whether an organisation takes part in an edition. */
export async function takesPart(tx: Tx, editionId: string, organisationId: string): Promise<boolean> {
  return (await tx.query('action-party', 'SELECT 1 FROM hub.meeting_parties p WHERE p.edition_id = $1 AND p.organisation_id = $2 AND hub.attends(p.edition_id)', [editionId, organisationId])).length > 0;
}

/** Takes along into an edition what is still open of the one before. */
export async function carryActions(tx: Tx, from: string, to: string): Promise<void> {
  await tx.query('action-carry', 'SELECT hub.carry_actions($1, $2)', [from, to]);
}

/** Names of organisations. */
export const ownerNames = (tx: Tx, ids: readonly string[]): Promise<{ id: string; names: LocalisedText }[]> =>
  tx.query('action-owners', 'SELECT o.id, o.names FROM hub.organisations o WHERE o.id = ANY ($1::uuid[])', [ids]);
