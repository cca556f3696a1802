import { defineWorkflow } from '@hub/kernel';
import { ThreadAction, ThreadState } from './thread.enums.js';

const { OPEN, ANSWERED, ACCEPTED, REOPENED, CLOSED } = ThreadState;
const ALIVE = [OPEN, ANSWERED, ACCEPTED, REOPENED];

/** How a thread moves. Several may answer, so that what is answered can be answered again. */
export const threadWorkflow = defineWorkflow<ThreadState, ThreadAction>({
  ASK: { from: [OPEN, REOPENED], to: 'same' },
  ANSWER: { from: [OPEN, ANSWERED, REOPENED], to: ANSWERED },
  REMARK: { from: ALIVE, to: 'same' },
  ACCEPT: { from: [ANSWERED], to: ACCEPTED },
  REOPEN: { from: [ANSWERED, ACCEPTED], to: REOPENED },
  CLOSE: { from: ALIVE, to: CLOSED },
  ASSIGN: { from: ALIVE, to: 'same' },
});

/** Which side does what: who asked, the other one, or both. */
export const SIDES: Readonly<Record<ThreadAction, 'asker' | 'answerer' | 'both' | 'asker or originator'>> = {
  ASK: 'asker', ANSWER: 'answerer', REMARK: 'both', ACCEPT: 'asker', REOPEN: 'asker', ASSIGN: 'both',
  // A recipient that asked and lost the bulletin can close nothing any more.
  CLOSE: 'asker or originator',
};

/** What is still possible once the bulletin was withdrawn or has expired. */
export const AFTER_THE_END: readonly ThreadAction[] = [ThreadAction.CLOSE];
