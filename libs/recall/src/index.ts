export * from './recall.module.js';
export { RecallJob } from './recall.job.js';
export { type LoggedStrike, StrikeLog } from './strike.log.js';
export { StrikeRepeats } from './strike.repeats.js';
