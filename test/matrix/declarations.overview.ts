// The fields and arguments of the coordinator's overview, as in declarations.ts. What is of an item is there as far as he sees the item.

export const OVERVIEW_FIELDS = {
  // Of the asker's own organisation, or of what coordinators do; counts alone.
  MeetingTask: { attends: 'kind edition dueAt overdue count' },
  MeetingOverview: { coordinator: 'edition unanswered deadlines quorum overflow minutes actions interpretationLacks mailbox' },
  MeetingMailboxStatus: { coordinator: 'id state failure failures failingSince readAt' },
  MeetingOverviewOrganisation: { coordinator: 'id code name' },
  MeetingUnanswered: { coordinator: 'matter deadline late asked missing' },
  MeetingDeadline: { coordinator: 'kind at atLocal late' },
  MeetingQuorumOutlook: { coordinator: 'basis safety needed coming notComing open mustAttend slotLocal' },
  MeetingOverflow: { coordinator: 'minutes slots proposals proposedMinutes' },
  MeetingMinutesWait: { coordinator: 'wait waitsFor organisations itemId count' },
  MeetingActionDue: { item: 'id itemId owner texts dueOn overdue' },
} as const;

export const OVERVIEW_ARGUMENTS = { 'Query.meetingOverview': { edition: 'editionId', filter: 'days' } } as const;
