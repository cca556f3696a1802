// All tests that Jest runs, of whichever step of `npm test`: in a run of several its processes load the hub once, and not once a step.
import { fileURLToPath } from 'node:url';
import { filesOf, STEPS } from '../apps/hub/launch/steps.mjs';

export default {
  rootDir: fileURLToPath(new URL('..', import.meta.url)),
  testMatch: filesOf(Object.keys(STEPS)),
  maxWorkers: 2,
  testTimeout: 180_000,
  testEnvironment: 'node',
  // The hub's modules are loaded once by each process that runs tests (typescript.mjs compiles ours), not once by each file of tests.
  runner: 'jest-light-runner/child-process',
  setupFiles: ['<rootDir>/libs/testing/src/jest/quick-start.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  testPathIgnorePatterns: ['/node_modules/'],
  // One embedded PostgreSQL for the whole run.
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.mjs',
};
