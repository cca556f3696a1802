import { defineWorkflow } from '@hub/kernel';
import type { VersionEntity } from './bulletin.entity.js';

/** How far a working copy has come on its way out. */
export type ReviewState = VersionEntity['reviewState'];
/** What people (and the clock: release) do with it. */
export type ReviewVerb = 'edit' | 'submit' | 'return' | 'approve' | 'schedule' | 'takeBack' | 'publish';

/** Editing at any point begins anew, and voids approvals (they are bound to the content). */
export const reviewWorkflow = defineWorkflow<ReviewState, ReviewVerb>({
  edit: { from: ['EDITING', 'IN_REVIEW', 'APPROVED', 'PUBLISHED'], to: 'EDITING' },
  submit: { from: ['EDITING'], to: 'IN_REVIEW' },
  return: { from: ['IN_REVIEW', 'APPROVED'], to: 'EDITING' },
  approve: { from: ['EDITING', 'IN_REVIEW'], to: 'IN_REVIEW' },
  schedule: { from: ['EDITING', 'IN_REVIEW'], to: 'APPROVED' },
  takeBack: { from: ['APPROVED'], to: 'EDITING' },
  publish: { from: ['EDITING', 'IN_REVIEW', 'APPROVED'], to: 'PUBLISHED' },
});
