import { defineWorkflow } from '@hub/kernel';

/** How a request stands, as it is kept. GRANTING: an officer has granted it, and no second person has let it out yet. */
export type RequestState = 'ASKED' | 'GRANTING' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN' | 'ENDED';
/** What the originator does with it (`letOut`: by approving the bulletin), who asked (withdraw), and the clock (lapse, end). */
export type RequestVerb = 'grant' | 'letOut' | 'refuse' | 'lapse' | 'withdraw' | 'end';

/** Silence is an answer: refused, from the instant on by which an answer was due. */
export const requestWorkflow = defineWorkflow<RequestState, RequestVerb>({
  grant: { from: ['ASKED'], to: 'GRANTING' },
  letOut: { from: ['GRANTING'], to: 'GRANTED' },
  refuse: { from: ['ASKED', 'GRANTING'], to: 'REFUSED' },
  lapse: { from: ['ASKED', 'GRANTING'], to: 'REFUSED' },
  withdraw: { from: ['ASKED', 'GRANTING'], to: 'WITHDRAWN' },
  end: { from: ['GRANTED'], to: 'ENDED' },
});

/** How a request stands at an instant, whenever the hub comes to write it down. */
export function stateAt({ state, answerBy, until }: { state: RequestState; answerBy: Date; until: Date | null }, instant: Date): RequestState {
  if ((state === 'ASKED' || state === 'GRANTING') && answerBy <= instant) return requestWorkflow.apply(state, 'lapse');
  if (state === 'GRANTED' && until !== null && until <= instant) return requestWorkflow.apply(state, 'end');
  return state;
}

const DAY_MS = 86_400_000;
const before = (from: Date, due: Date): Date => new Date(Math.max(due.getTime() - DAY_MS, (from.getTime() + due.getTime()) / 2));

/** When the originator is reminded: a day before an answer is due, and where less than two were given, when half of the time is over. */
export const remindAt = ({ askedAt, answerBy }: { askedAt: Date; answerBy: Date }): Date => before(askedAt, answerBy);
/** When those concerned are told that a release ends, likewise. */
export const endingAt = (decidedAt: Date, until: Date): Date => before(decidedAt, until);
