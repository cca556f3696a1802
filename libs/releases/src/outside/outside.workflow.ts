import { defineWorkflow } from '@hub/kernel';
import { OutsideReleaseState as State } from './outside.types.js';

/** What people do with a release to somebody outside; `open` is the reader's, `lock` of who tries codes, `expire` the clock's. */
export const outsideWorkflow = defineWorkflow<State, 'approve' | 'open' | 'lock' | 'expire' | 'revoke'>({
  approve: { from: [State.PROPOSED], to: State.READY },
  open: { from: [State.READY], to: State.OPENED },
  lock: { from: [State.READY], to: State.LOCKED },
  expire: { from: [State.PROPOSED, State.READY, State.LOCKED], to: State.EXPIRED },
  revoke: { from: [State.PROPOSED, State.READY, State.LOCKED], to: State.REVOKED },
});

/** Codes that may be tried; hub.try_outside_release counts them. */
export const ATTEMPTS = 5;

/** How one stands at an instant. */
export function outsideStateAt({ state, attempts, expiresAt }: { state: 'PROPOSED' | 'READY' | 'OPENED' | 'REVOKED'; attempts: number; expiresAt: Date }, instant: Date): State {
  const kept = state === 'READY' && attempts >= ATTEMPTS ? outsideWorkflow.apply(State.READY, 'lock') : State[state];
  return expiresAt <= instant && outsideWorkflow.verbs(kept).includes('expire') ? outsideWorkflow.apply(kept, 'expire') : kept;
}
