export * from './accounts.js';
export * from './database.js';
export * from './fake-clock.js';
export * from './made-files.js';
export * from './test-hub.js';
export * from './world.js';
