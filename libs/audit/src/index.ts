export * from './audit-log.js';
export * from './disclosure-gate.js';
