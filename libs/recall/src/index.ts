export * from './recall.module.js';
export { RecallJob } from './recall.job.js';
