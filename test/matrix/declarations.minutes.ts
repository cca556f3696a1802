// The fields and arguments of a session and its minutes, as in declarations.ts. What hangs on an item is seen by who sees the item: `item`.

export const MINUTES_FIELDS = {
  MeetingSession: { attends: 'attendance quorum secretaries items' },
  MeetingAttendance: { item: 'organisation presence' },
  MeetingQuorum: { item: 'present needed met' },
  MeetingSessionItem: { item: 'itemId position title writable quorum attendance texts decisions' },
  MeetingText: { item: 'language revision body at by' },
  MeetingTextPayload: { result: 'text' },
  MeetingDecision: { item: 'id texts at' },
  MeetingMinutes: { attends: 'state revision openedAt closesAt approvedAt layout comments responses extension seal possible' },
  MeetingMinutesPayload: { result: 'edition' },
  MinutesComment: { item: 'id itemId organisation language body passage proposal at outcome answer answeredAt' },
  MinutesResponse: { item: 'id itemId organisation response body at textChangedSince note notedAt' },
  MinutesExtension: { attends: 'organisation reason extendedFrom' },
  // Salted hashes: of parts that one may not see they tell nothing.
  MinutesSeal: { attends: 'root leaves', item: 'parts' },
  MinutesPart: { item: 'part itemId salt content struckAt purged' },
  // For who was in the item's audience and knows of the bulletins.
  MinutesPurge: { item: 'at days since' },
  MinutesLayout: { item: 'language title status facts sections responses markdown' },
  MinutesFact: { item: 'label value' },
  MinutesSection: { item: 'itemId position heading attendance body original decisions actions remarks' },
  MinutesTask: { item: 'text owner due' },
  MeetingAction: { item: 'id itemId texts owner edition dueOn state overdue revision at endedAt carried reports' },
  MeetingActionReport: { item: 'id state body at' },
  MeetingActionPayload: { result: 'action' },
  MeetingProgressReport: { item: 'total done open overdue own others markdown' },
} as const;
/** Of an edition. */
export const MINUTES_OF_EDITION = 'session minutes actions progressReport';

const nested = ['setMeetingSecretary', 'recordMeetingAttendance', 'writeMeetingNotes', 'recordMeetingDecision', 'openMinutesReview', 'askMinutesExtension', 'extendMinutesReview', 'commentOnMinutes', 'answerMinutesComment',
  'respondToMinutes', 'noteMinutesObjection', 'approveMinutes', 'recordMeetingAction', 'reportMeetingAction', 'amendMeetingAction'];

export const MINUTES_ARGUMENTS = {
  ...Object.fromEntries(nested.map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  'Mutation.revokeMeetingDecision': { decision: 'id' },
  'Query.meetingAction': { meetingAction: 'id' },
  'MeetingSessionItem.title': { text: 'language' },
  'MeetingMinutes.layout': { text: 'language' },
  'MeetingEdition.actions': { filter: 'states overdue own' },
  'MeetingEdition.progressReport': { text: 'language' },
  SetMeetingSecretaryInput: { edition: 'editionId', person: 'personId', text: 'keepsMinutes' },
  RecordMeetingAttendanceInput: { edition: 'editionId', item: 'itemId', nested: 'attendance' },
  MeetingAttendanceInput: { organisation: 'organisationId', text: 'presence' },
  WriteMeetingNotesInput: { item: 'itemId', text: 'language body', revision: 'expectedRevision' },
  RecordMeetingDecisionInput: { item: 'itemId', nested: 'texts' },
  MinutesTextInput: { text: 'language text' },
  ReviewWindowInput: { edition: 'editionId', revision: 'expectedRevision', text: 'closesAt' },
  ApproveMinutesInput: { edition: 'editionId', revision: 'expectedRevision' },
  AskMinutesExtensionInput: { edition: 'editionId', text: 'reason' },
  CommentOnMinutesInput: { edition: 'editionId', item: 'itemId', text: 'language body passage proposal' },
  AnswerMinutesCommentInput: { comment: 'id', text: 'outcome answer alreadyWritten' },
  RespondToMinutesInput: { edition: 'editionId', item: 'itemId', text: 'response body' },
  NoteMinutesObjectionInput: { objection: 'id', text: 'note' },
  RecordMeetingActionInput: { item: 'itemId', organisation: 'ownerId', nested: 'texts', text: 'dueOn' },
  ReportMeetingActionInput: { meetingAction: 'id', revision: 'expectedRevision', text: 'state body' },
  AmendMeetingActionInput: { meetingAction: 'id', revision: 'expectedRevision', nested: 'texts', text: 'dueOn drop' },
} as const;
