// The fields and arguments of the meeting, as in declarations.ts: `attends` – who takes part in the edition, and coordinators.

import { INTERPRETATION_ARGUMENTS, INTERPRETATION_FIELDS } from './declarations.interpretation.js';
import { MINUTES_ARGUMENTS, MINUTES_FIELDS, MINUTES_OF_EDITION } from './declarations.minutes.js';
import { OVERVIEW_ARGUMENTS, OVERVIEW_FIELDS } from './declarations.overview.js';
import { SCHEDULE_ARGUMENTS, SCHEDULE_FIELDS } from './declarations.schedule.js';

export const MEETING_FIELDS = {
  ...INTERPRETATION_FIELDS,
  ...MINUTES_FIELDS,
  ...OVERVIEW_FIELDS,
  ...SCHEDULE_FIELDS,
  MeetingEdition: { attends: `id number year title titles state postponedFrom reason zone startsLocal endsLocal startsAt endsAt place suggestedMonths revision closedAt allowed parties history previous invitation delegations poll agenda items letter standardLetter papers interpreters interpretation ${MINUTES_OF_EDITION}`, coordinator: 'closedItems' },
  // To take part, to belong to its audience, and to read every bulletin that it is about.
  MeetingItem: { item: 'id title titles proposer purpose minutes presenter audience state reason mergedInto bulletinIds sponsors progressReport revision documents' },
  MeetingDocument: { item: 'attachment language confidential organisation addedAt addedChange removedChange' },
  MeetingAgenda: { attends: 'version versions fixedAt breaks slots overflowMinutes' },
  MeetingBreaks: { attends: 'afterMinutes minutes lunchFrom lunchMinutes' },
  MeetingAgendaSlot: { attends: 'kind startsLocal endsLocal minutes', item: 'item title purpose presenter', itemOrCoordinator: 'ref proposer' },
  ClosedMeetingItem: { coordinator: 'id proposer minutes state revision' },
  MeetingItemPayload: { result: 'item' },
  MeetingAgendaPayload: { result: 'agenda' },
  MeetingParty: { attends: 'organisation mustAttend' },
  MeetingStep: { attends: 'act state at by reason' },
  MeetingEditionConnection: { attends: 'edges nodes pageInfo' },
  MeetingEditionEdge: { attends: 'cursor node' },
  MeetingEditionPayload: { result: 'edition next' },
  MeetingLetter: { attends: 'documentNumber datedOn era sender body revision at' },
  MeetingPaper: { attends: 'kind path' },
  MeetingLetterPayload: { result: 'edition' },
  MeetingPaperLinkPayload: { result: 'url expiresAt' },
} as const;

export const MEETING_ARGUMENTS = {
  ...INTERPRETATION_ARGUMENTS,
  ...MINUTES_ARGUMENTS,
  ...OVERVIEW_ARGUMENTS,
  ...SCHEDULE_ARGUMENTS,
  'Query.meetingEditions': { page: 'first after' },
  'Query.meetingEdition': { edition: 'id' },
  'Query.meetingItem': { item: 'id' },
  // The edition in its address.
  'Mutation.meetingPaperLink': { edition: 'path' },
  'MeetingEdition.agenda': { filter: 'version' },
  'MeetingItem.title': { text: 'language' },
  'MeetingItem.progressReport': { text: 'language' },
  'MeetingAgendaSlot.title': { text: 'language' },
  'MeetingEdition.title': { text: 'language' },
  ...Object.fromEntries(['openMeetingEdition', 'updateMeetingEdition', 'setMeetingParty', 'moveMeeting', 'proposeMeetingItem', 'updateMeetingItem', 'withdrawMeetingItem', 'sponsorMeetingItem', 'acceptMeetingItem', 'declineMeetingItem', 'mergeMeetingItem', 'orderMeetingAgenda', 'setMeetingBreaks', 'setMeetingLetter', 'addMeetingDocument', 'removeMeetingDocument'].map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  OpenMeetingEditionInput: { text: 'year number zone suggestedMonths', nested: 'titles', organisation: 'organisationIds' },
  UpdateMeetingEditionInput: { edition: 'id', revision: 'expectedRevision', nested: 'titles place', text: 'suggestedMonths' },
  SetMeetingPartyInput: { edition: 'editionId', revision: 'expectedRevision', organisation: 'organisationId', text: 'takesPart mustAttend' },
  ProposeMeetingItemInput: { edition: 'editionId', nested: 'titles', text: 'purpose minutes presenter', organisation: 'audience', bulletin: 'bulletinIds' },
  UpdateMeetingItemInput: { item: 'id', revision: 'expectedRevision', nested: 'titles', text: 'purpose minutes presenter', organisation: 'audience', bulletin: 'bulletinIds' },
  MeetingItemInput: { item: 'id', revision: 'expectedRevision' },
  DeclineMeetingItemInput: { item: 'id', revision: 'expectedRevision', text: 'reason' },
  MergeMeetingItemInput: { item: 'id intoId', revision: 'expectedRevision' },
  SponsorMeetingItemInput: { item: 'id', text: 'sponsors' },
  AddMeetingDocumentInput: { item: 'itemId', upload: 'uploadId', text: 'language confidential' },
  RemoveMeetingDocumentInput: { attachment: 'documentId', text: 'reason' },
  OrderMeetingAgendaInput: { edition: 'editionId', revision: 'expectedRevision', item: 'itemIds' },
  SetMeetingBreaksInput: { edition: 'editionId', revision: 'expectedRevision', text: 'afterMinutes minutes lunchFrom lunchMinutes' },
  SetMeetingLetterInput: { edition: 'editionId', revision: 'expectedRevision', text: 'documentNumber datedOn era', nested: 'sender body' },
  MeetingLetterTextInput: { text: 'language text' },
  MoveMeetingInput: { edition: 'id', revision: 'expectedRevision', text: 'act reason' },
} as const;
