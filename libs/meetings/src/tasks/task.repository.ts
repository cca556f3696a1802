import type { PersonActor } from '@hub/access';
import type { ReadTx } from '@hub/platform';
import type { MeetingTaskKind } from './task.types.js';

/** A task as it is found; of delegates the deadline is reckoned by the clock of the edition. */
export interface TaskRow {
  readonly editionId: string; readonly kind: MeetingTaskKind; readonly dueAt: Date | null; readonly count: number;
  readonly days: number | null; readonly time: string | null; readonly startsLocal: string | null; readonly zone: string;
}

// Everything is the asker's own by row security, or said by what the rules ask: who answers polls, names delegates, speaks for a party, coordinates. $1 instant, $2 organisation, $3 roles.
const TASKS = `
  WITH e AS (SELECT e.*, EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = e.id AND p.organisation_id = $2) AS ours FROM hub.meeting_editions e
    WHERE e.state NOT IN ('CLOSED', 'CANCELLED', 'POSTPONED') AND hub.attends(e.id)),
  found AS (
    SELECT e.id AS edition, 'POLL' AS kind, q.deadline AS due, 1 AS count FROM e JOIN hub.meeting_polls q ON q.edition_id = e.id AND q.closed_at IS NULL AND q.deadline > $1
    WHERE e.ours AND (SELECT hub.answers_polls()) AND EXISTS (SELECT FROM hub.meeting_slots s WHERE s.poll_id = q.id
      AND NOT EXISTS (SELECT FROM hub.meeting_replies r WHERE r.poll_id = q.id AND r.organisation_id = $2 AND r.answers ? s.id::text))
    UNION ALL
    SELECT e.id, 'DELEGATES', NULL, 1 FROM e JOIN hub.meeting_invitations n ON n.edition_id = e.id
    WHERE e.ours AND e.state IN ('SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN') AND (SELECT hub.answers_polls())
      AND NOT EXISTS (SELECT FROM hub.meeting_delegates d WHERE d.edition_id = e.id AND d.organisation_id = $2 AND d.removed_at IS NULL)
      AND NOT EXISTS (SELECT FROM hub.meeting_delegations d WHERE d.edition_id = e.id AND d.organisation_id = $2 AND d.sends_nobody)
    UNION ALL
    SELECT m.edition_id, 'REVIEW', m.closes_at, 1 FROM e JOIN hub.meeting_minutes m ON m.edition_id = e.id AND m.state = 'IN_REVIEW' AND m.closes_at > $1
    WHERE (SELECT hub.speaks_for_party())
      AND EXISTS (SELECT FROM hub.meeting_attendance t WHERE t.edition_id = e.id AND t.item_id IS NULL AND t.organisation_id = $2 AND t.presence <> 'ABSENT')
      AND NOT EXISTS (SELECT FROM hub.meeting_responses r WHERE r.edition_id = e.id AND r.item_id IS NULL AND r.organisation_id = $2)
    UNION ALL
    SELECT x.shown, 'ACTIONS', min(x.due), count(*)::int FROM (
      SELECT (a.due_on + time '23:59') AT TIME ZONE g.zone AS due,
        coalesce((SELECT c.edition_id FROM hub.meeting_action_carries c JOIN hub.meeting_editions k ON k.id = c.edition_id WHERE c.action_id = a.id ORDER BY k.number DESC LIMIT 1), a.edition_id) AS shown
      FROM hub.meeting_actions a JOIN hub.meeting_editions g ON g.id = a.edition_id
      WHERE a.owner_id = $2 AND a.state = 'OPEN' AND a.due_on <= ($1 AT TIME ZONE g.zone)::date + 30 AND $3::text[] && ARRAY['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'] AND hub.sees_item(a.item_id)) x GROUP BY x.shown
    UNION ALL
    SELECT e.id, 'DECIDE_DAY', q.deadline, 1 FROM e JOIN hub.meeting_polls q ON q.edition_id = e.id AND q.closed_at IS NULL AND q.deadline <= $1 WHERE (SELECT hub.coordinates())
    UNION ALL
    SELECT w.id, 'ITEMS', w.starts_at, w.n FROM (SELECT e.id, e.starts_at, (SELECT count(*) FROM hub.meeting_items i WHERE i.edition_id = e.id AND i.state = 'PROPOSED' AND hub.sees_item(i.id))::int
        + (SELECT count(*) FROM hub.closed_proposals(e.id) c WHERE c.state = 'PROPOSED')::int AS n
      FROM e WHERE e.state IN ('AGENDA_OPEN', 'AGENDA_FROZEN') AND (SELECT hub.coordinates())) w WHERE w.n > 0
    UNION ALL
    SELECT e.id, CASE m.state WHEN 'DRAFT' THEN 'OPEN_REVIEW' ELSE 'APPROVE_MINUTES' END, m.closes_at, 1 FROM e JOIN hub.meeting_minutes m ON m.edition_id = e.id
    WHERE e.state = 'MINUTES_IN_REVIEW' AND (SELECT hub.coordinates()) AND (m.state = 'DRAFT' OR m.state = 'IN_REVIEW' AND m.closes_at <= $1))
  SELECT f.edition AS "editionId", f.kind, f.due AS "dueAt", f.count, g.zone, to_char(g.starts_local, 'YYYY-MM-DD"T"HH24:MI') AS "startsLocal", n.deadline_days AS days, to_char(n.deadline_time, 'HH24:MI') AS time
  FROM found f JOIN hub.meeting_editions g ON g.id = f.edition LEFT JOIN hub.meeting_invitations n ON n.edition_id = f.edition AND f.kind = 'DELEGATES'`;

/** What the meeting wants of somebody now, in one query. */
export const tasksOf = (tx: ReadTx, { instant, organisationId, roles }: PersonActor): Promise<TaskRow[]> =>
  tx.query<TaskRow>('meeting-tasks', TASKS, [instant, organisationId, [...roles]]);
