// The fields and arguments of finding the day, and of personal links, as in declarations.meetings.ts.

export const SCHEDULE_FIELDS = {
  MeetingPoll: { attends: 'id openedAt deadline closedAt quorum slots', ownOrCoordinator: 'replies', coordinator: 'missing ranking' },
  // Whose night it is, is that organisation's and who coordinates.
  MeetingSlot: { attends: 'id startsLocal endsLocal startsAt endsAt reasons', coordinator: 'standing' },
  MeetingSlotStanding: { coordinator: 'rank yes ifNeedBe no open short mustAttendNo mustAttendOpen gains losses' },
  MeetingReply: { ownOrCoordinator: 'id organisation guest answers remark channel revision repliedAt repliedBy linkHolder' },
  MeetingSlotAnswer: { ownOrCoordinator: 'slotId answer' },
  MeetingDayReason: { attends: 'code name names organisation decisive' },
  MeetingSlotProposals: { coordinator: 'slots excludedDays unknownCountries' },
  MeetingSlotProposal: { coordinator: 'startsLocal endsLocal startsAt endsAt reasons' },
  MeetingExcludedDay: { coordinator: 'date reasons' },
  MeetingPollPayload: { result: 'poll' },
  // Of an organisation: its administrators and contact points.
  MeetingLink: { ownOrCoordinator: 'id organisation interpreterId holder state expiresAt createdAt revokedAt openedAt' },
  MeetingLinkConnection: { ownOrCoordinator: 'edges nodes pageInfo' },
  MeetingLinkEdge: { ownOrCoordinator: 'cursor node' },
  MeetingLinkPayload: { result: 'link address' },
} as const;

const said = { edition: 'editionId', revision: 'expectedRevision', nested: 'answers' } as const;
export const SCHEDULE_ARGUMENTS = {
  ...Object.fromEntries(['openMeetingPoll', 'updateMeetingPoll', 'answerMeetingPoll', 'enterMeetingPollAnswer', 'decideMeetingSlot', 'createMeetingLink'].map((name) => [`Mutation.${name}`, { nested: 'input' }])),
  'Query.proposeMeetingSlots': { nested: 'input' },
  'Query.meetingLinks': { edition: 'editionId', page: 'first after' },
  'Mutation.revokeMeetingLink': { link: 'id' },
  'MeetingDayReason.name': { text: 'language' },
  ProposeMeetingSlotsInput: { edition: 'editionId', text: 'from until dailyFrom dailyUntil minutes count', organisation: 'mustAttend', nested: 'remote' },
  MeetingRemoteInput: { organisation: 'organisationId', text: 'zone' },
  MeetingSlotInput: { text: 'startsLocal minutes' },
  OpenMeetingPollInput: { edition: 'editionId', revision: 'expectedRevision', nested: 'slots remote', text: 'deadline quorum', organisation: 'mustAttend' },
  UpdateMeetingPollInput: { edition: 'editionId', revision: 'expectedRevision', nested: 'addSlots', text: 'deadline quorum' },
  MeetingSlotAnswerInput: { slot: 'slotId', text: 'answer' },
  AnswerMeetingPollInput: { ...said, text: 'remark' },
  EnterMeetingPollAnswerInput: { ...said, organisation: 'organisationId', text: 'channel remark' },
  DecideMeetingSlotInput: { edition: 'editionId', revision: 'expectedRevision', slot: 'slotId', nested: 'slot' },
  CreateMeetingLinkInput: { edition: 'editionId', organisation: 'organisationId', text: 'holder expiresAt' },
} as const;
