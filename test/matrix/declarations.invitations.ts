// The fields and arguments of invitations, as in declarations.ts. Of a delegate all parties see name and title; `details` are for those who name him and for coordinators.

export const INVITATION_FIELDS = {
  MeetingInvitation: { attends: 'invitedAt deadlineLocal deadline sequence remindBeforeDeadline remindBeforeStart' },
  MeetingDelegation: { attends: 'organisation delegates', ownOrCoordinator: 'reply missing' },
  MeetingDelegate: { attends: 'id organisation familyName givenName kana latinFamilyName latinGivenName titles revision', ownOrCoordinator: 'details' },
  MeetingDelegateDetails: { ownOrCoordinator: 'email language interpretation dietary accessNeeds remote onBehalf reply repliedAt comment message' },
  MeetingMessage: { ownOrCoordinator: 'method sequence state attempts lastResult nextAttemptAt' },
  MeetingDelegatePayload: { result: 'delegate' },
  MeetingMail: { coordinator: 'id receivedAt sender subject body state because editionId delegateId method attendee partstat comment starts ends place decision resolvedAt' },
  MeetingMailConnection: { coordinator: 'edges nodes pageInfo' },
  MeetingMailEdge: { coordinator: 'cursor node' },
  MeetingMailPayload: { result: 'mail' },
  CalendarFeed: { self: 'createdAt address' },
  CalendarFeedPayload: { result: 'feed' },
} as const;

const delegate = 'familyName givenName kana latinFamilyName latinGivenName email language interpretation dietary accessNeeds remote';
export const INVITATION_ARGUMENTS = {
  'Query.meetingInbox': { page: 'first after', filter: 'open' },
  ...Object.fromEntries(['inviteMeetingDelegates', 'answerMeetingInvitation', 'nameMeetingDelegate', 'updateMeetingDelegate', 'removeMeetingDelegate', 'resolveMeetingMail'].map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  InviteMeetingDelegatesInput: { edition: 'editionId', revision: 'expectedRevision', text: 'deadlineLocal remindBeforeDeadline remindBeforeStart' },
  AnswerMeetingInvitationInput: { edition: 'editionId', organisation: 'organisationId', text: 'sendsNobody' },
  NameMeetingDelegateInput: { edition: 'editionId', organisation: 'organisationId', text: delegate, nested: 'titles' },
  UpdateMeetingDelegateInput: { delegate: 'id', revision: 'expectedRevision', text: delegate, nested: 'titles' },
  RemoveMeetingDelegateInput: { delegate: 'id', revision: 'expectedRevision' },
  ResolveMeetingMailInput: { mail: 'id', delegate: 'delegateId', text: 'decision reply' },
} as const;
