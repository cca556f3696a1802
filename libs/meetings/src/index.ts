export * from './meetings.module.js';
export { ActionsDue } from './actions/actions.due.js';
export { ReviewDue } from './minutes/review.due.js';
