// How operations on the meeting are tried: each names an edition that is not there.
import { scheduleOperations } from './operations.schedule.js';
import type { ActorName, Cast } from './matrix.cast.js';

interface Operation { readonly call: (cast: Cast, actor: ActorName) => string; readonly answer: (actor: ActorName) => string }
interface Tools {
  readonly query: (text: string) => Operation['call'];
  readonly mutate: (text: string) => Operation['call'];
  readonly by: (open: string, ...roles: ('READER' | 'OFFICER' | 'CONTACT_POINT' | 'ADMINISTRATOR' | 'COORDINATOR')[]) => Operation['answer'];
}
const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

/** All of them. */
export function meetingOperations({ query, mutate, by }: Tools): Record<string, Operation> {
  const coordinating = (name: string, input: string, answer = 'NOT_FOUND'): Operation => ({ call: mutate(`${name}(input: { ${input} }) { edition { id } }`), answer: by(answer, 'COORDINATOR') });
  return {
    ...scheduleOperations({ query, mutate, by }),
    'Query.meetingEditions': { call: query('meetingEditions(first: 1) { nodes { id } }'), answer: by('done') },
    'Query.meetingEdition': { call: query(`meetingEdition(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND') },
    'Mutation.openMeetingEdition': coordinating('openMeetingEdition', 'year: 2030, zone: "Mars/Olympus"', 'INVALID_INPUT'),
    'Mutation.updateMeetingEdition': coordinating('updateMeetingEdition', `id: "${ABSENT}", expectedRevision: 1`),
    'Mutation.setMeetingParty': coordinating('setMeetingParty', `editionId: "${ABSENT}", expectedRevision: 1, organisationId: "${ABSENT}"`),
    'Mutation.moveMeeting': coordinating('moveMeeting', `id: "${ABSENT}", expectedRevision: 1, act: OPEN_POLL`),
  };
}
