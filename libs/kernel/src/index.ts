export * from './ids.js';
export * from './clock.js';
export * from './domain-error.js';
export * from './page.js';
export * from './startup-error.js';
export * from './text.js';
export * from './workflow.js';
