// A session and its minutes as rows: in the first edition an item open to all its parties, and one that PH keeps to itself; in the second one open to all. An officer of
// BR is a secretary of the first edition.
import { BR, NPA, PEOPLE, PH, TH, uuid } from './rows.cast.js';
import { MEETINGS } from './rows.meetings.cast.js';

export const MINUTES = {
  open: uuid('9', 11), closed: uuid('9', 12), other: uuid('9', 13), openDecision: uuid('9', 21), closedDecision: uuid('9', 22), comment: uuid('9', 31), closedComment: uuid('9', 32),
  response: uuid('9', 41), closedResponse: uuid('9', 42), otherResponse: uuid('9', 43), openAction: uuid('9', 51), closedAction: uuid('9', 52), openReport: uuid('9', 61), closedReport: uuid('9', 62),
} as const;
const { one, two } = MEETINGS;
const M = MINUTES;
const by = PEOPLE.coordinator.id;

/** Rows, written past all rules. */
export const MINUTES_SQL: readonly string[] = [
  `INSERT INTO hub.meeting_items (id, edition_id, proposer_id, position, audience, proposed_by, proposed_at, titles, purpose, minutes, state)
    SELECT x.id::uuid, x.edition::uuid, x.proposer::uuid, x.place, x.audience::uuid[], '${by}', now(), '{"en": "x"}', 'DECISION', 5, 'ACCEPTED'
    FROM (VALUES ('${M.open}', '${one}', '${BR.id}', 1, NULL), ('${M.closed}', '${one}', '${PH.id}', 2, '{${PH.id}}'), ('${M.other}', '${two}', '${TH.id}', 1, NULL)) AS x (id, edition, proposer, place, audience)`,
  `INSERT INTO hub.meeting_secretaries (edition_id, person_id) VALUES ('${one}', '${PEOPLE.recipient.id}'), ('${two}', '${PEOPLE.npaOfficer.id}')`,
  `INSERT INTO hub.meeting_attendance (edition_id, item_id, organisation_id, presence, by_id, at) VALUES ('${one}', NULL, '${PH.id}', 'REMOTE', '${by}', now()), ('${one}', '${M.closed}', '${PH.id}', 'REMOTE', '${by}', now()), ('${two}', NULL, '${NPA.id}', 'REMOTE', '${by}', now())`,
  `INSERT INTO hub.meeting_texts (item_id, language, revision, body, shown, by_id, at) SELECT x.item::uuid, 'en', x.revision, 'x', x.shown, '${by}', now()
    FROM (VALUES ('${M.open}', 1, false), ('${M.open}', 2, true), ('${M.closed}', 1, false), ('${M.closed}', 2, true), ('${M.other}', 1, true)) AS x (item, revision, shown)`,
  `INSERT INTO hub.meeting_decisions (id, item_id, texts, at, by_id) VALUES ('${M.openDecision}', '${M.open}', '{}', now(), '${by}'), ('${M.closedDecision}', '${M.closed}', '{}', now(), '${by}')`,
  `INSERT INTO hub.meeting_minutes (edition_id, state, opened_at, closes_at) VALUES ('${one}', 'IN_REVIEW', '2020-01-01', '2100-01-01')`,
  `INSERT INTO hub.meeting_comments (id, edition_id, item_id, organisation_id, language, body, by_id, at) VALUES ('${M.comment}', '${one}', NULL, '${BR.id}', 'en', 'x', '${by}', now()), ('${M.closedComment}', '${one}', '${M.closed}', '${PH.id}', 'en', 'x', '${by}', now())`,
  `INSERT INTO hub.meeting_responses (id, edition_id, item_id, organisation_id, response, body, by_id, at) VALUES ('${M.response}', '${one}', NULL, '${BR.id}', 'OBJECTED', 'x', '${by}', now()),
    ('${M.closedResponse}', '${one}', '${M.closed}', '${PH.id}', 'OBJECTED', 'x', '${by}', now()), ('${M.otherResponse}', '${two}', NULL, '${TH.id}', 'OBJECTED', 'x', '${by}', now())`,
  `INSERT INTO hub.meeting_sealed (edition_id, part, item_id, salt, content) VALUES ('${two}', 0, NULL, sha256('1'), '{}'), ('${one}', 7, '${M.closed}', sha256('2'), '{}')`,
  `INSERT INTO hub.meeting_actions (id, edition_id, item_id, owner_id, texts, due_on, at, by_id) VALUES ('${M.openAction}', '${one}', '${M.open}', '${BR.id}', '{}', '2100-01-01', now(), '${by}'), ('${M.closedAction}', '${one}', '${M.closed}', '${PH.id}', '{}', '2100-01-01', now(), '${by}')`,
  `INSERT INTO hub.meeting_action_reports (id, action_id, organisation_id, state, body, by_id, at) VALUES ('${M.openReport}', '${M.openAction}', '${BR.id}', 'OPEN', 'x', '${by}', now()), ('${M.closedReport}', '${M.closedAction}', '${PH.id}', 'OPEN', 'x', '${by}', now())`,
  `INSERT INTO hub.meeting_action_carries (edition_id, action_id) VALUES ('${two}', '${M.openAction}'), ('${one}', '${M.closedAction}')`,
];
