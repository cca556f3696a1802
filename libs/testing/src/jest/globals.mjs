// '@jest/globals' outside Jest's own modules: the same names, from where the runner has put them.
const { expect, it, test, describe, beforeAll, afterAll, beforeEach, afterEach, jest } = globalThis;
export { expect, it, test, describe, beforeAll, afterAll, beforeEach, afterEach, jest };
