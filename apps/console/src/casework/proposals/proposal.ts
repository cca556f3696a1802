import type { OneProposalQuery } from './proposals.generated.js';

/** A proposal as it was read. */
export type Proposal = NonNullable<OneProposalQuery['proposal']>;
/** A part of it. */
export type Part = Proposal['parts'][number];
