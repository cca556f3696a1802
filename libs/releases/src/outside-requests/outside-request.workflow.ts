import { defineWorkflow } from '@hub/kernel';

/** How a request is kept. GRANTING: an editor has granted it, and no second person has approved the view yet. */
export type OutsideRequestState = 'ASKED' | 'GRANTING' | 'GRANTED' | 'REFUSED' | 'WITHDRAWN';
/** What the originator does with it (`letOut`: by approving the view), who asked (withdraw), and the clock (lapse). */
export type OutsideRequestVerb = 'grant' | 'letOut' | 'refuse' | 'lapse' | 'withdraw';

/** Silence is a refusal. What was granted and not approved is granted anew, where the bulletin has moved meanwhile. */
export const outsideRequestWorkflow = defineWorkflow<OutsideRequestState, OutsideRequestVerb>({
  grant: { from: ['ASKED', 'GRANTING'], to: 'GRANTING' },
  letOut: { from: ['GRANTING'], to: 'GRANTED' },
  refuse: { from: ['ASKED', 'GRANTING'], to: 'REFUSED' },
  lapse: { from: ['ASKED', 'GRANTING'], to: 'REFUSED' },
  withdraw: { from: ['ASKED', 'GRANTING'], to: 'WITHDRAWN' },
});

/** How a request stands at an instant, whenever the hub comes to write it down. */
export const outsideRequestAt = ({ state, answerBy }: { state: OutsideRequestState; answerBy: Date }, instant: Date): OutsideRequestState =>
  ((state === 'ASKED' || state === 'GRANTING') && answerBy <= instant ? outsideRequestWorkflow.apply(state, 'lapse') : state);
