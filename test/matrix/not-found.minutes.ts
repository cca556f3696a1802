// Of the edition in which the triers take no part: an item, and what hangs on it; each is tried where another kind of id belongs, too.
import type { TestHub } from '@hub/testing';
import type { Cast, PersonName } from './matrix.cast.js';
import { hideInterpretation, interpretationTrials } from './not-found.interpretation.js';
import { EDITION } from './not-found.meetings.js';
import type { Trial } from './not-found.threads.js';

const id = (n: number): string => `55555555-5555-4555-8555-5555555556${n}`;
const HIDDEN = { item: id(51), decision: id(52), comment: id(53), objection: id(54), action: id(55) };
const mutation = (text: string): string => `mutation { ${text} }`;

/** The item: in session long ago, of home and who coordinates alone. */
export async function hideMinutes(hub: TestHub, cast: Cast): Promise<void> {
  const { people, organisations } = cast;
  const [by, home, at] = [people.administrator.id, organisations['home'], hub.clock.now()];
  await hub.superuser(`INSERT INTO hub.meeting_items (id, edition_id, proposer_id, proposed_by, proposed_at, titles, purpose, minutes, state, position) VALUES ($1, $2, $3, $4, $5, '{"en": "x"}', 'DECISION', 5, 'ACCEPTED', 1)`, [HIDDEN.item, EDITION, home, by, at]);
  await hub.superuser(`INSERT INTO hub.meeting_minutes (edition_id, state, opened_at, closes_at) VALUES ($1, 'IN_REVIEW', '2020-01-01', '2100-01-01')`, [EDITION]);
  await hub.superuser(`INSERT INTO hub.meeting_decisions (id, item_id, texts, at, by_id) VALUES ($1, $2, '{"en": "x"}', $3, $4)`, [HIDDEN.decision, HIDDEN.item, at, by]);
  await hub.superuser(`INSERT INTO hub.meeting_comments (id, edition_id, item_id, organisation_id, language, body, by_id, at) VALUES ($1, $2, $3, $4, 'en', 'x', $5, $6)`, [HIDDEN.comment, EDITION, HIDDEN.item, home, by, at]);
  await hub.superuser(`INSERT INTO hub.meeting_responses (id, edition_id, item_id, organisation_id, response, body, by_id, at) VALUES ($1, $2, $3, $4, 'OBJECTED', 'x', $5, $6)`, [HIDDEN.objection, EDITION, HIDDEN.item, home, by, at]);
  await hub.superuser(`INSERT INTO hub.meeting_actions (id, edition_id, item_id, owner_id, texts, due_on, at, by_id) VALUES ($1, $2, $3, $4, '{"en": "x"}', '2100-01-01', $5, $6)`, [HIDDEN.action, EDITION, HIDDEN.item, home, at, by]);
  await hideInterpretation(hub, cast);
}

/** How each argument is tried. Coordinators name secretaries among those of others whom they know: contact points and deputies. */
export function minutesTrials(people: (...names: PersonName[]) => () => string[]): Record<string, Trial[]> {
  const trials = (hidden: string, name: string, field: string, more: string, result = 'edition { id }'): Trial[] =>
    (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [hidden, EDITION, HIDDEN.item], send: (one) => mutation(`${name}(input: { ${field}: "${one}"${more} }) { ${result} }`) }));
  const window = ', expectedRevision: 1, closesAt: "2030-01-01T00:00:00Z"';
  const texts = ', texts: [{ language: EN, text: "X" }]';
  const there = `, attendance: [{ organisationId: "${EDITION}", presence: REMOTE }]`;
  return {
    ...interpretationTrials(),
    'SetMeetingSecretaryInput.editionId': trials(EDITION, 'setMeetingSecretary', 'editionId', `, personId: "${EDITION}"`),
    'SetMeetingSecretaryInput.personId': [{ by: 'coordinator', hidden: people('outsider', 'colleague'), send: (one) => mutation(`setMeetingSecretary(input: { editionId: "${EDITION}", personId: "${one}" }) { edition { id } }`) }],
    'RecordMeetingAttendanceInput.editionId': trials(EDITION, 'recordMeetingAttendance', 'editionId', there),
    'RecordMeetingAttendanceInput.itemId': trials(HIDDEN.item, 'recordMeetingAttendance', 'itemId', `, editionId: "${EDITION}"${there}`),
    'WriteMeetingNotesInput.itemId': trials(HIDDEN.item, 'writeMeetingNotes', 'itemId', ', language: EN, expectedRevision: 0, body: "X"', 'text { body }'),
    'RecordMeetingDecisionInput.itemId': trials(HIDDEN.item, 'recordMeetingDecision', 'itemId', texts),
    'Mutation.revokeMeetingDecision.id': (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [HIDDEN.decision], send: (one) => mutation(`revokeMeetingDecision(id: "${one}") { edition { id } }`) })),
    'ReviewWindowInput.editionId': trials(EDITION, 'openMinutesReview', 'editionId', window),
    'ApproveMinutesInput.editionId': trials(EDITION, 'approveMinutes', 'editionId', ', expectedRevision: 1'),
    'AskMinutesExtensionInput.editionId': trials(EDITION, 'askMinutesExtension', 'editionId', ', reason: "X"'),
    'CommentOnMinutesInput.editionId': trials(EDITION, 'commentOnMinutes', 'editionId', ', language: EN, body: "X"'),
    'CommentOnMinutesInput.itemId': trials(HIDDEN.item, 'commentOnMinutes', 'itemId', `, editionId: "${EDITION}", language: EN, body: "X"`),
    'AnswerMinutesCommentInput.id': trials(HIDDEN.comment, 'answerMinutesComment', 'id', ', outcome: TAKEN_UP'),
    'RespondToMinutesInput.editionId': trials(EDITION, 'respondToMinutes', 'editionId', ', response: APPROVED'),
    'RespondToMinutesInput.itemId': trials(HIDDEN.item, 'respondToMinutes', 'itemId', `, editionId: "${EDITION}", response: APPROVED`),
    'NoteMinutesObjectionInput.id': trials(HIDDEN.objection, 'noteMinutesObjection', 'id', ', note: "X"'),
    'RecordMeetingActionInput.itemId': trials(HIDDEN.item, 'recordMeetingAction', 'itemId', `, ownerId: "${EDITION}"${texts}, dueOn: "2030-01-01"`, 'action { id }'),
    'ReportMeetingActionInput.id': trials(HIDDEN.action, 'reportMeetingAction', 'id', ', expectedRevision: 1, state: OPEN, body: "X"', 'action { id }'),
    'AmendMeetingActionInput.id': trials(HIDDEN.action, 'amendMeetingAction', 'id', ', expectedRevision: 1, drop: true', 'action { id }'),
    'Query.meetingAction.id': (['outsider', 'recipient'] as const).map((by) => ({ by, hidden: () => [HIDDEN.action], send: (one) => `{ meetingAction(id: "${one}") { id } }` })),
  };
}
