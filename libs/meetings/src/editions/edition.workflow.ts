import { defineWorkflow } from '@hub/kernel';
import { MeetingAct, MeetingState } from './edition.enums.js';

const { PLANNING, POLLING, SCHEDULED, AGENDA_OPEN, AGENDA_FROZEN, IN_SESSION, MINUTES_IN_REVIEW, MINUTES_APPROVED, CLOSED, CANCELLED, POSTPONED } = MeetingState;
const BEFORE = [PLANNING, POLLING, SCHEDULED, AGENDA_OPEN, AGENDA_FROZEN, IN_SESSION];

/** How an edition moves. Once it has met it can't be called off or put off any more. */
export const meetingWorkflow = defineWorkflow<MeetingState, MeetingAct>({
  OPEN_POLL: { from: [PLANNING], to: POLLING },
  SCHEDULE: { from: [PLANNING, POLLING, SCHEDULED], to: SCHEDULED },
  OPEN_AGENDA: { from: [SCHEDULED], to: AGENDA_OPEN },
  FREEZE_AGENDA: { from: [AGENDA_OPEN], to: AGENDA_FROZEN },
  BEGIN: { from: [AGENDA_FROZEN], to: IN_SESSION },
  END: { from: [IN_SESSION], to: MINUTES_IN_REVIEW },
  APPROVE_MINUTES: { from: [MINUTES_IN_REVIEW], to: MINUTES_APPROVED },
  CLOSE: { from: [MINUTES_APPROVED], to: CLOSED },
  CANCEL: { from: [...BEFORE, POSTPONED], to: CANCELLED },
  POSTPONE: { from: BEFORE, to: POSTPONED },
  RESUME: { from: [POSTPONED], to: PLANNING },
});

/** Steps that come of something else: of asking about slots, of deciding one, of the last approval. */
export const OWNED: ReadonlyMap<MeetingAct, string> = new Map([[MeetingAct.OPEN_POLL, 'openMeetingPoll'], [MeetingAct.SCHEDULE, 'decideMeetingSlot'], [MeetingAct.APPROVE_MINUTES, 'approveMinutes']]);

/** Those that must say why. */
export const REASONED: readonly MeetingAct[] = [MeetingAct.CANCEL, MeetingAct.POSTPONE];
