// How operations on the meeting are tried: each names an edition that is not there.
import { interpretationOperations } from './operations.interpretation.js';
import { scheduleOperations } from './operations.schedule.js';
import type { ActorName, Cast } from './matrix.cast.js';
import { minutesOperations } from './operations.minutes.js';

/** How one is tried. */
export interface Operation { readonly call: (cast: Cast, actor: ActorName) => string; readonly answer: (actor: ActorName) => string }
/** What it is made of. */
export interface Tools {
  readonly query: (text: string) => Operation['call'];
  readonly mutate: (text: string) => Operation['call'];
  readonly by: (open: string, ...roles: ('READER' | 'OFFICER' | 'CONTACT_POINT' | 'ADMINISTRATOR' | 'COORDINATOR')[]) => Operation['answer'];
}
const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

/** All of them. */
export function meetingOperations({ query, mutate, by }: Tools): Record<string, Operation> {
  const coordinating = (name: string, input: string, answer = 'NOT_FOUND'): Operation => ({ call: mutate(`${name}(input: { ${input} }) { edition { id } }`), answer: by(answer, 'COORDINATOR') });
  const speaking = by('NOT_FOUND', 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR');
  const item = (name: string, more: string, answer: Operation['answer']): Operation => ({ call: mutate(`${name}(input: { id: "${ABSENT}", ${more} }) { item { id } }`), answer });
  return {
    ...minutesOperations({ query, mutate, by }),
    ...scheduleOperations({ query, mutate, by }),
    ...interpretationOperations({ mutate, by }),
    'Query.meetingEditions': { call: query('meetingEditions(first: 1) { nodes { id } }'), answer: by('done') },
    'Query.meetingEdition': { call: query(`meetingEdition(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND') },
    'Query.meetingTasks': { call: query('meetingTasks { kind edition { id } }'), answer: by('done') },
    'Query.meetingOverview': { call: query(`meetingOverview(editionId: "${ABSENT}") { edition { id } }`), answer: by('NOT_FOUND', 'COORDINATOR') },
    'Mutation.openMeetingEdition': coordinating('openMeetingEdition', 'year: 2030, zone: "Mars/Olympus"', 'INVALID_INPUT'),
    'Mutation.updateMeetingEdition': coordinating('updateMeetingEdition', `id: "${ABSENT}", expectedRevision: 1`),
    'Mutation.setMeetingLetter': coordinating('setMeetingLetter', `editionId: "${ABSENT}", expectedRevision: 0, documentNumber: "X", datedOn: "2030-01-01", sender: [{ language: "en", text: "X" }]`),
    'Mutation.meetingPaperLink': { call: mutate(`meetingPaperLink(path: "/meetings/${ABSENT}/papers/agenda.pdf") { url }`), answer: by('NOT_FOUND') },
    'Mutation.setMeetingParty': coordinating('setMeetingParty', `editionId: "${ABSENT}", expectedRevision: 1, organisationId: "${ABSENT}"`),
    'Query.meetingItem': { call: query(`meetingItem(id: "${ABSENT}") { id }`), answer: by('NOT_FOUND') },
    'Mutation.proposeMeetingItem': { call: mutate(`proposeMeetingItem(input: { editionId: "${ABSENT}", titles: [{ language: "en", text: "X" }], purpose: DECISION, minutes: 5 }) { item { id } }`), answer: speaking },
    'Mutation.updateMeetingItem': item('updateMeetingItem', 'expectedRevision: 1', speaking),
    'Mutation.withdrawMeetingItem': item('withdrawMeetingItem', 'expectedRevision: 1', speaking),
    'Mutation.sponsorMeetingItem': item('sponsorMeetingItem', 'sponsors: true', speaking),
    'Mutation.acceptMeetingItem': item('acceptMeetingItem', 'expectedRevision: 1', by('NOT_FOUND', 'COORDINATOR')),
    'Mutation.declineMeetingItem': item('declineMeetingItem', 'expectedRevision: 1, reason: "X"', by('NOT_FOUND', 'COORDINATOR')),
    'Mutation.mergeMeetingItem': item('mergeMeetingItem', `expectedRevision: 1, intoId: "${ABSENT}"`, by('NOT_FOUND', 'COORDINATOR')),
    'Mutation.orderMeetingAgenda': { call: mutate(`orderMeetingAgenda(input: { editionId: "${ABSENT}", expectedRevision: 1, itemIds: [] }) { agenda { versions } }`), answer: by('NOT_FOUND', 'COORDINATOR') },
    'Mutation.setMeetingBreaks': { call: mutate(`setMeetingBreaks(input: { editionId: "${ABSENT}", expectedRevision: 1, minutes: 15 }) { agenda { versions } }`), answer: by('NOT_FOUND', 'COORDINATOR') },
    'Mutation.addMeetingDocument': { call: mutate(`addMeetingDocument(input: { itemId: "${ABSENT}", uploadId: "${ABSENT}", language: "en" }) { item { id } }`), answer: speaking },
    'Mutation.removeMeetingDocument': { call: mutate(`removeMeetingDocument(input: { documentId: "${ABSENT}" }) { item { id } }`), answer: speaking },
    'Mutation.moveMeeting': coordinating('moveMeeting', `id: "${ABSENT}", expectedRevision: 1, act: OPEN_POLL`),
  };
}
