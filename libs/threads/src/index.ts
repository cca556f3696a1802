export { ThreadAction, ThreadMessageKind, ThreadState } from './thread.enums.js';
export { ThreadsDue } from './thread.due.js';
export { ThreadsService } from './threads.service.js';
export * from './threads.module.js';
export { threadWorkflow } from './thread.workflow.js';
