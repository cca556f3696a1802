// How operations on finding the day, and on personal links, are tried: each names an edition or a link that is not there.
import type { ActorName, Cast } from './matrix.cast.js';

interface Operation { readonly call: (cast: Cast, actor: ActorName) => string; readonly answer: (actor: ActorName) => string }
interface Tools {
  readonly query: (text: string) => Operation['call'];
  readonly mutate: (text: string) => Operation['call'];
  readonly by: (open: string, ...roles: 'COORDINATOR'[]) => Operation['answer'];
}

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

/** All of them. */
export function scheduleOperations({ query, mutate, by }: Tools): Record<string, Operation> {
  const slot = '{ startsLocal: "2030-02-18T10:00", minutes: 60 }';
  const coordinating = (name: string, input: string, gives: string): Operation =>
    ({ call: mutate(`${name}(input: { editionId: "${ABSENT}", ${input} }) { ${gives} { id } }`), answer: by('NOT_FOUND', 'COORDINATOR') });
  return {
    'Query.proposeMeetingSlots': { call: query(`proposeMeetingSlots(input: { editionId: "${ABSENT}", from: "2030-01-01", until: "2030-01-02", minutes: 60 }) { unknownCountries }`), answer: by('NOT_FOUND', 'COORDINATOR') },
    'Query.meetingLinks': { call: query(`meetingLinks(editionId: "${ABSENT}") { nodes { id } }`), answer: by('NOT_FOUND') },
    'Mutation.openMeetingPoll': coordinating('openMeetingPoll', `expectedRevision: 1, slots: [${slot}], deadline: "2030-01-01T00:00:00Z", quorum: 1`, 'poll'),
    'Mutation.updateMeetingPoll': coordinating('updateMeetingPoll', 'expectedRevision: 1, quorum: 1', 'poll'),
    'Mutation.enterMeetingPollAnswer': coordinating('enterMeetingPollAnswer', `organisationId: "${ABSENT}", channel: PAPER, expectedRevision: 0, answers: [{ slotId: "${ABSENT}", answer: YES }]`, 'poll'),
    'Mutation.decideMeetingSlot': coordinating('decideMeetingSlot', `expectedRevision: 1, slot: ${slot}`, 'edition'),
    'Mutation.createMeetingLink': coordinating('createMeetingLink', 'holder: "X", expiresAt: "2027-01-01T00:00:00Z"', 'link'),
    // Who answers for an organisation is looked up in the edition only.
    'Mutation.answerMeetingPoll': { call: mutate(`answerMeetingPoll(input: { editionId: "${ABSENT}", expectedRevision: 0, answers: [{ slotId: "${ABSENT}", answer: YES }] }) { poll { id } }`), answer: by('NOT_FOUND') },
    'Mutation.revokeMeetingLink': { call: mutate(`revokeMeetingLink(id: "${ABSENT}") { link { id } }`), answer: by('NOT_FOUND') },
  };
}
