import { registerEnumType } from '@nestjs/graphql';

/** How far question and answer have come. */
export enum ThreadState { OPEN = 'OPEN', ANSWERED = 'ANSWERED', ACCEPTED = 'ACCEPTED', REOPENED = 'REOPENED', CLOSED = 'CLOSED' }
/** What a message is. */
export enum ThreadMessageKind { QUESTION = 'QUESTION', ANSWER = 'ANSWER', REMARK = 'REMARK' }
/** What can be done with a thread. */
export enum ThreadAction { ASK = 'ASK', ANSWER = 'ANSWER', REMARK = 'REMARK', ACCEPT = 'ACCEPT', REOPEN = 'REOPEN', CLOSE = 'CLOSE', ASSIGN = 'ASSIGN' }

registerEnumType(ThreadState, { name: 'ThreadState', description: 'How far question and answer have come: OPEN → ANSWERED → ACCEPTED, or REOPENED and answered again → CLOSED.', valuesMap: {
  OPEN: { description: 'Asked, and not yet answered.' },
  ANSWERED: { description: 'Answered; whoever asked accepts the answer or reopens.' },
  ACCEPTED: { description: 'The answer will do.' },
  REOPENED: { description: 'The answer will not do, and another is waited for.' },
  CLOSED: { description: 'Over: nothing more is written.' } } });
registerEnumType(ThreadMessageKind, { name: 'ThreadMessageKind', description: 'What a message is.', valuesMap: {
  QUESTION: { description: 'A question, by the side that asks.' },
  ANSWER: { description: 'An answer, by the other side: the thread is ANSWERED with it.' },
  REMARK: { description: 'Neither; by either side.' } } });
registerEnumType(ThreadAction, { name: 'ThreadAction', description: 'What can be done with a thread.', valuesMap: {
  ASK: { description: 'postMessage of a QUESTION.' }, ANSWER: { description: 'postMessage of an ANSWER.' }, REMARK: { description: 'postMessage of a REMARK.' },
  ACCEPT: { description: 'acceptAnswer.' }, REOPEN: { description: 'reopenThread.' }, CLOSE: { description: 'closeThread.' }, ASSIGN: { description: 'assignThread.' } } });
