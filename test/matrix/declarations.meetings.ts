// The fields and arguments of the meeting, as in declarations.ts: `attends` – who takes part in the edition, and coordinators.

import { SCHEDULE_ARGUMENTS, SCHEDULE_FIELDS } from './declarations.schedule.js';

export const MEETING_FIELDS = {
  ...SCHEDULE_FIELDS,
  MeetingEdition: { attends: 'poll id number year title titles state postponedFrom reason zone startsLocal endsLocal startsAt endsAt place suggestedMonths revision closedAt allowed parties history previous' },
  MeetingParty: { attends: 'organisation mustAttend' },
  MeetingStep: { attends: 'act state at by reason' },
  MeetingEditionConnection: { attends: 'edges nodes pageInfo' },
  MeetingEditionEdge: { attends: 'cursor node' },
  MeetingEditionPayload: { result: 'edition next' },
} as const;

export const MEETING_ARGUMENTS = {
  ...SCHEDULE_ARGUMENTS,
  'Query.meetingEditions': { page: 'first after' },
  'Query.meetingEdition': { edition: 'id' },
  'MeetingEdition.title': { text: 'language' },
  ...Object.fromEntries(['openMeetingEdition', 'updateMeetingEdition', 'setMeetingParty', 'moveMeeting'].map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  OpenMeetingEditionInput: { text: 'year number zone suggestedMonths', nested: 'titles', organisation: 'organisationIds' },
  UpdateMeetingEditionInput: { edition: 'id', revision: 'expectedRevision', nested: 'titles place', text: 'suggestedMonths' },
  SetMeetingPartyInput: { edition: 'editionId', revision: 'expectedRevision', organisation: 'organisationId', text: 'takesPart mustAttend' },
  MoveMeetingInput: { edition: 'id', revision: 'expectedRevision', text: 'act reason' },
} as const;
