// How operations on invitations are tried: each names an edition, a delegate or a mail that is not there.
import type { Operation, Tools } from './operations.meetings.js';

const ABSENT = '5f0c1d56-7d4e-4d1e-9a52-0a3c8f1f7e11';

/** All of them. */
export function invitationOperations({ query, mutate, by }: Tools): Record<string, Operation> {
  return {
    'Query.meetingInbox': { call: query('meetingInbox(first: 1) { nodes { id } }'), answer: by('done', 'COORDINATOR') },
    'Query.calendarFeed': { call: query('calendarFeed { createdAt }'), answer: by('done') },
    'Mutation.createCalendarFeed': { call: mutate('createCalendarFeed { feed { createdAt } }'), answer: by('done') },
    'Mutation.revokeCalendarFeed': { call: mutate('revokeCalendarFeed'), answer: by('done') },
    'Mutation.inviteMeetingDelegates': { call: mutate(`inviteMeetingDelegates(input: { editionId: "${ABSENT}", expectedRevision: 1, deadlineLocal: "2027-01-01T10:00" }) { edition { id } }`), answer: by('NOT_FOUND', 'COORDINATOR') },
    'Mutation.answerMeetingInvitation': { call: mutate(`answerMeetingInvitation(input: { editionId: "${ABSENT}", sendsNobody: true }) { edition { id } }`), answer: by('NOT_FOUND') },
    'Mutation.nameMeetingDelegate': { call: mutate(`nameMeetingDelegate(input: { editionId: "${ABSENT}", familyName: "x", givenName: "x" }) { delegate { id } }`), answer: by('NOT_FOUND') },
    'Mutation.updateMeetingDelegate': { call: mutate(`updateMeetingDelegate(input: { id: "${ABSENT}", expectedRevision: 1 }) { delegate { id } }`), answer: by('NOT_FOUND') },
    'Mutation.removeMeetingDelegate': { call: mutate(`removeMeetingDelegate(input: { id: "${ABSENT}", expectedRevision: 1 }) { edition { id } }`), answer: by('NOT_FOUND') },
    'Mutation.resolveMeetingMail': { call: mutate(`resolveMeetingMail(input: { id: "${ABSENT}", decision: DISMISS }) { mail { id } }`), answer: by('NOT_FOUND', 'COORDINATOR') },
  };
}
