export * from './actor-key.js';
export * from './binary-array.js';
export * from './database.js';
export * from './unit-of-work.js';
export * from './migrator.js';
export * from './naming.js';
export * from './embedded/index.js';
export * from './turns.js';
