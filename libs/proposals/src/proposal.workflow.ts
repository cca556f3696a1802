import { defineWorkflow } from '@hub/kernel';
import { ProposalState } from './proposal.enums.js';

/** What ends a proposal: its proposer withdraws it, an editor of the bulletin decides. */
export type ProposalVerb = 'takeUp' | 'decline' | 'withdraw';

/** Once. */
export const proposalWorkflow = defineWorkflow<ProposalState, ProposalVerb>({
  takeUp: { from: [ProposalState.OPEN], to: ProposalState.TAKEN_UP },
  decline: { from: [ProposalState.OPEN], to: ProposalState.DECLINED },
  withdraw: { from: [ProposalState.OPEN], to: ProposalState.WITHDRAWN },
});
