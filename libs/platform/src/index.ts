export * from './config/index.js';
export * from './database/index.js';
export * from './graphql/index.js';
export * from './http/index.js';
export * from './observability/index.js';
export * from './wake-ups/index.js';
export * from './zones.js';
