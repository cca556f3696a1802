// One jest project for each step of `npm test`; they differ in what they match only.
import { fileURLToPath } from 'node:url';

const rootDir = fileURLToPath(new URL('..', import.meta.url));
const swc = {
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true, dynamicImport: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};
const project = (displayName, testMatch, more = {}) => ({
  displayName,
  rootDir,
  testMatch: testMatch.map((glob) => `<rootDir>/${glob}`),
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false }] },
  moduleNameMapper: {
    '^@hub/([a-z]+)$': '<rootDir>/libs/$1/src/index.ts',
    // Sources are TypeScript; a library's table that is named like this is not.
    '^(\\.{1,2}/.*(?<!\\.json))\\.js$': '$1',
  },
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
