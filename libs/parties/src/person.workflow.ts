import { defineWorkflow } from '@hub/kernel';
import { PersonState } from './party.enums.js';

/** What may happen to a membership. Ended is for ever. */
export const membership = defineWorkflow<PersonState, 'update' | 'setRoles' | 'suspend' | 'reinstate' | 'end'>({
  update: { from: [PersonState.ACTIVE, PersonState.SUSPENDED], to: 'same' },
  setRoles: { from: [PersonState.ACTIVE, PersonState.SUSPENDED], to: 'same' },
  suspend: { from: [PersonState.ACTIVE], to: PersonState.SUSPENDED },
  reinstate: { from: [PersonState.SUSPENDED], to: PersonState.ACTIVE },
  end: { from: [PersonState.ACTIVE, PersonState.SUSPENDED], to: PersonState.ENDED },
});

/** The state that a row's two instants say. */
export const stateOf = ({ suspendedAt, endedAt }: { suspendedAt: Date | null; endedAt: Date | null }): PersonState =>
  endedAt ? PersonState.ENDED : suspendedAt ? PersonState.SUSPENDED : PersonState.ACTIVE;

/** What may happen to an organisation's place in the hub. */
export const participation = defineWorkflow<'ACTIVE' | 'SUSPENDED', 'suspend' | 'reinstate'>({
  suspend: { from: ['ACTIVE'], to: 'SUSPENDED' },
  reinstate: { from: ['SUSPENDED'], to: 'ACTIVE' },
});
