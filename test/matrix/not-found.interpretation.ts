// Of the edition in which the triers take no part, and of an item that is home's alone: who interprets.
import type { TestHub } from '@hub/testing';
import type { Cast } from './matrix.cast.js';
import { EDITION } from './not-found.meetings.js';
import type { Trial } from './not-found.threads.js';

/** Of home's for itself alone: who coordinates does not see it. */
const ITEM = '55555555-5555-4555-8555-555555555562';
const INTERPRETER = '55555555-5555-4555-8555-555555555791';
const ASSIGNMENT = '55555555-5555-4555-8555-555555555792';
const mutation = (text: string): string => `mutation { ${text} }`;

/** The rows. */
export async function hideInterpretation(hub: TestHub, { people, organisations }: Cast): Promise<void> {
  await hub.superuser(`INSERT INTO hub.meeting_interpreters (id, edition_id, organisation_id, family_name, given_name, languages, created_at, created_by) VALUES ($1, $2, $3, 'x', 'x', '{ja,th}', $4, $5)`, [INTERPRETER, EDITION, organisations['home'], hub.clock.now(), people.administrator.id]);
  await hub.superuser(`INSERT INTO hub.meeting_interpretations (id, item_id, interpreter_id, language_a, language_b, assigned_at, assigned_by) VALUES ($1, $2, $3, 'ja', 'th', $4, $5)`, [ASSIGNMENT, ITEM, INTERPRETER, hub.clock.now(), people.administrator.id]);
}

/** How each argument is tried. */
export function interpretationTrials(): Record<string, Trial[]> {
  const trial = (by: Trial['by'], hidden: string, send: (id: string) => string): Trial => ({ by, hidden: () => [hidden], send });
  const onInterpreter = (send: (id: string) => string): Trial[] => (['outsider', 'recipient'] as const).map((by) => trial(by, INTERPRETER, send));
  const onItem = (send: (id: string) => string): Trial[] => (['outsider', 'coordinator'] as const).map((by) => trial(by, ITEM, send));
  const pair = (name: string, more: string) => (item: string, interpreter: string): string => mutation(`${name}(input: { itemId: "${item}", interpreterId: "${interpreter}"${more} }) { edition { id } }`);
  const [assign, clear, revoke] = [pair('assignMeetingInterpreter', ', between: ["ja", "th"]'), pair('clearMeetingInterpreter', ''), pair('revokeMeetingInterpreterClearance', '')];
  return {
    'EnterMeetingInterpreterInput.editionId': [trial('outsider', EDITION, (id) => mutation(`enterMeetingInterpreter(input: { editionId: "${id}", familyName: "X", givenName: "X", languages: ["ja", "th"] }) { interpreter { id } }`))],
    'UpdateMeetingInterpreterInput.id': onInterpreter((id) => mutation(`updateMeetingInterpreter(input: { id: "${id}", expectedRevision: 1, agency: "X" }) { interpreter { id } }`)),
    'RemoveMeetingInterpreterInput.id': onInterpreter((id) => mutation(`removeMeetingInterpreter(input: { id: "${id}", expectedRevision: 1 }) { edition { id } }`)),
    'CreateMeetingInterpreterLinkInput.interpreterId': onInterpreter((id) => mutation(`createMeetingInterpreterLink(input: { interpreterId: "${id}", expiresAt: "2027-01-01T00:00:00Z" }) { link { id } }`)),
    'AssignMeetingInterpreterInput.itemId': onItem((id) => assign(id, INTERPRETER)),
    'AssignMeetingInterpreterInput.interpreterId': onInterpreter((id) => assign(ITEM, id)),
    'MeetingInterpreterClearanceInput.itemId': [...onItem((id) => clear(id, INTERPRETER)), ...onItem((id) => revoke(id, INTERPRETER))],
    'MeetingInterpreterClearanceInput.interpreterId': [...onInterpreter((id) => clear(ITEM, id)), ...onInterpreter((id) => revoke(ITEM, id))],
    'Mutation.unassignMeetingInterpreter.id': onItem((id) => mutation(`unassignMeetingInterpreter(id: "${id}") { edition { id } }`)).map((one) => ({ ...one, hidden: () => [ASSIGNMENT] })),
  };
}
