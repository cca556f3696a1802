// How operations on a session and its minutes are tried: each names an edition, or something of one, that is not there.
import type { ActorName, Cast } from './matrix.cast.js';

type Role = 'READER' | 'OFFICER' | 'CONTACT_POINT' | 'ADMINISTRATOR' | 'COORDINATOR';
interface Operation { readonly call: (cast: Cast, actor: ActorName) => string; readonly answer: (actor: ActorName) => string }
interface Tools {
  readonly query: (text: string) => Operation['call'];
  readonly mutate: (text: string) => Operation['call'];
  readonly by: (open: string, ...roles: Role[]) => Operation['answer'];
}
const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

/** All of them. Who keeps minutes or speaks for a party is no matter of roles alone: whoever is signed in gets as far as what he names. */
export function minutesOperations({ query, mutate, by }: Tools): Record<string, Operation> {
  const tried = (name: string, input: string, ...roles: Role[]): [string, Operation] =>
    [`Mutation.${name}`, { call: mutate(`${name}(input: { ${input} }) { edition { id } }`), answer: by('NOT_FOUND', ...roles) }];
  const window = `editionId: "${ABSENT}", expectedRevision: 1, closesAt: "2030-01-01T00:00:00Z"`;
  const action = (name: string, input: string, ...roles: Role[]): [string, Operation] =>
    [`Mutation.${name}`, { call: mutate(`${name}(input: { ${input} }) { action { id } }`), answer: by('NOT_FOUND', ...roles) }];
  return {
    ...Object.fromEntries([
      tried('setMeetingSecretary', `editionId: "${ABSENT}", personId: "${ABSENT}"`, 'COORDINATOR'),
      tried('recordMeetingAttendance', `editionId: "${ABSENT}", attendance: [{ organisationId: "${ABSENT}", presence: REMOTE }]`),
      tried('recordMeetingDecision', `itemId: "${ABSENT}", texts: [{ language: EN, text: "X" }]`),
      tried('openMinutesReview', window, 'COORDINATOR'),
      tried('extendMinutesReview', window, 'COORDINATOR'),
      tried('askMinutesExtension', `editionId: "${ABSENT}", reason: "X"`),
      tried('commentOnMinutes', `editionId: "${ABSENT}", language: EN, body: "X"`, 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'),
      tried('answerMinutesComment', `id: "${ABSENT}", outcome: TAKEN_UP`),
      tried('respondToMinutes', `editionId: "${ABSENT}", response: APPROVED`),
      tried('noteMinutesObjection', `id: "${ABSENT}", note: "X"`),
      tried('approveMinutes', `editionId: "${ABSENT}", expectedRevision: 1`, 'COORDINATOR'),
      action('recordMeetingAction', `itemId: "${ABSENT}", ownerId: "${ABSENT}", texts: [{ language: EN, text: "X" }], dueOn: "2030-01-01"`),
      action('reportMeetingAction', `id: "${ABSENT}", expectedRevision: 1, state: OPEN, body: "X"`, 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'),
      action('amendMeetingAction', `id: "${ABSENT}", expectedRevision: 1, drop: true`),
    ]),
    'Mutation.writeMeetingNotes': { call: mutate(`writeMeetingNotes(input: { itemId: "${ABSENT}", language: EN, expectedRevision: 0, body: "X" }) { text { revision } }`), answer: by('NOT_FOUND') },
    'Mutation.revokeMeetingDecision': { call: mutate(`revokeMeetingDecision(id: "${ABSENT}") { edition { id } }`), answer: by('NOT_FOUND') },
    'Query.meetingAction': { call: query(`meetingAction(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND') },
  };
}
