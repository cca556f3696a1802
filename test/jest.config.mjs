// One jest project for each step of `npm test`; they differ in what they match only.
import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  testEnvironment: 'node',
  // The hub's modules are loaded once by each process that runs tests (typescript.mjs compiles ours), not once by each file of tests.
  runner: 'jest-light-runner/child-process',
  setupFiles: ['<rootDir>/libs/testing/src/jest/quick-start.mjs'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.data/'],
  ...more,
});
/** Steps whose tests need a database get one embedded PostgreSQL for the whole run. */
const withDatabase = {
  globalSetup: '<rootDir>/libs/testing/src/jest/global-setup.mjs',
  globalTeardown: '<rootDir>/libs/testing/src/jest/global-teardown.mjs',
};

export default {
  rootDir,
  maxWorkers: 2,
  testTimeout: 180_000,
  projects: [
    project('unit', ['libs/**/*.spec.ts', 'apps/**/*.spec.ts'], { testPathIgnorePatterns: ['\\.db\\.spec\\.ts$', '/node_modules/'] }),
    project('integration', ['libs/**/*.db.spec.ts', 'apps/**/*.db.spec.ts'], withDatabase),
    project('architecture', ['test/architecture/**/*.spec.ts'], withDatabase),
    project('features', ['test/features/**/*.spec.ts'], withDatabase),
    project('conformance', ['test/conformance/**/*.spec.ts'], withDatabase),
    project('matrix', ['test/matrix/**/*.spec.ts'], withDatabase),
    project('faults', ['test/faults/**/*.spec.ts'], withDatabase),
  ],
};
