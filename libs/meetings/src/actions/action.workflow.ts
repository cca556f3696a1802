import { defineWorkflow } from '@hub/kernel';
import { MeetingActionState } from '../minutes/minutes.enums.js';

const { OPEN, DONE, DROPPED } = MeetingActionState;
/** What is done with something taken on: its owner reports, finishes and reopens it, secretaries change and drop it. */
export type ActionVerb = 'REPORT' | 'FINISH' | 'REOPEN' | 'AMEND' | 'DROP';

/** How something taken on moves. */
export const actionWorkflow = defineWorkflow<MeetingActionState, ActionVerb>({
  REPORT: { from: [OPEN], to: 'same' },
  FINISH: { from: [OPEN], to: DONE },
  REOPEN: { from: [DONE], to: OPEN },
  AMEND: { from: [OPEN], to: 'same' },
  DROP: { from: [OPEN], to: DROPPED },
});

/** Which verb a report is, that says this state. */
export const reportVerb = (now: MeetingActionState, says: MeetingActionState): ActionVerb => (says === DONE ? 'FINISH' : now === DONE ? 'REOPEN' : 'REPORT');
