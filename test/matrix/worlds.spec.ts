import fc from 'fast-check';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import type { Layers } from './asking.js';
import { connect, withoutRowSecurity } from './databases.js';
import { described, differences, worldsWith } from './telling.js';

const WORLDS = Number(process.env['WORLDS'] ?? (process.env['SOAK'] ? 20_000 : 300));
const QUESTIONS = 4;
const SEED = Number(process.env['SEED'] ?? 20260401);

let databases: TestDatabase[];
let whole: pg.Client;
let bare: pg.Client;

beforeAll(async () => {
  databases = [await createTestDatabase(), await createTestDatabase()];
  [whole, bare] = (await Promise.all(databases.map(({ url }) => connect(url)))) as [pg.Client, pg.Client];
  await withoutRowSecurity(bare);
});

afterAll(async () => {
  await Promise.all([whole.end(), bare.end()]);
  for (const database of databases) await database.drop();
});

async function expectNoDifference(client: () => pg.Client, layers: readonly Layers[]): Promise<void> {
  const outcome = await fc.check(
    fc.asyncProperty(worldsWith(QUESTIONS), async (told) => {
      const [first, ...more] = await differences(client(), told, layers);
      if (first) throw new Error(`${1 + more.length} differences, the first: ${described(first, told.world)}`);
    }),
    { numRuns: WORLDS, seed: SEED, endOnFailure: true },
  );
  if (outcome.failed) throw new Error(`world ${outcome.counterexamplePath} of seed ${SEED}: ${String(outcome.errorInstance)}`);
}

describe(`${WORLDS} random worlds, with ${QUESTIONS} questions to each, are answered as the rules say`, () => {
  it('by both layers, and by row security alone', () => expectNoDifference(() => whole, ['both', 'row security alone']), 4 * 3_600_000);
  it('by the application alone', () => expectNoDifference(() => bare, ['application alone']), 4 * 3_600_000);
});
