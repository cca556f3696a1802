import { defineWorkflow } from '@hub/kernel';
import { type MinutesAct, MinutesState } from './minutes.enums.js';

const { DRAFT, IN_REVIEW, APPROVED } = MinutesState;

/** How minutes move. What depends on the window, on who asks or on objections is said beside (minutes.policy.ts). */
export const minutesWorkflow = defineWorkflow<MinutesState, MinutesAct>({
  WRITE: { from: [DRAFT, IN_REVIEW], to: 'same' },
  OPEN_REVIEW: { from: [DRAFT], to: IN_REVIEW },
  COMMENT: { from: [IN_REVIEW], to: 'same' },
  RESPOND: { from: [IN_REVIEW], to: 'same' },
  ASK_EXTENSION: { from: [IN_REVIEW], to: 'same' },
  EXTEND: { from: [IN_REVIEW], to: 'same' },
  ANSWER: { from: [IN_REVIEW], to: 'same' },
  NOTE: { from: [IN_REVIEW], to: 'same' },
  APPROVE: { from: [IN_REVIEW], to: APPROVED },
});
