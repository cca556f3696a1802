import fc from 'fast-check';
import type pg from 'pg';
import { drawQuestion, drawWorld, type Question } from '../model/world.arbitrary.js';
import type { World } from '../model/world.js';
import { Asking, type Difference, type Layers } from './asking.js';
import { connect, createDatabase, createMigrated, dropDatabases, withoutRowSecurity } from './databases.js';
import { principalsIn, worldSql } from './world.database.js';

const WORLDS = Number(process.env['WORLDS'] ?? (process.env['SOAK'] ? 20_000 : 300));
const QUESTIONS = 4;
const SEED = Number(process.env['SEED'] ?? 20260401);
const worker = process.env['JEST_WORKER_ID'] ?? '1';
const names = { whole: `worlds_${worker}`, bare: `worlds_bare_${worker}` };

let whole: pg.Client;
let bare: pg.Client;

beforeAll(async () => {
  await createMigrated(names.whole);
  await createDatabase(names.bare, names.whole);
  [whole, bare] = [await connect(names.whole), await connect(names.bare)];
  await withoutRowSecurity(bare);
});

afterAll(async () => {
  await Promise.all([whole.end(), bare.end()]);
  await dropDatabases(names.whole, names.bare);
});

/** Makes the world in a transaction, asks everything as hub_app, and takes it back. */
async function differences(client: pg.Client, world: World, questions: readonly Question[], layers: readonly Layers[]): Promise<Difference[]> {
  const principals = principalsIn(world);
  await client.query('BEGIN');
  try {
    await client.query(`${worldSql(world)}; SET LOCAL test.principals = '{${principals.all.join(',')}}'; SET LOCAL ROLE hub_app`);
    const found: Difference[] = [];
    for (const question of questions) {
      for (const each of layers) found.push(...(await new Asking(client, world, each, question, principals).everything()));
    }
    return found;
  } finally {
    await client.query('ROLLBACK');
  }
}

const worlds = fc.gen().map((g) => {
  const world = drawWorld(g);
  return { world, questions: Array.from({ length: QUESTIONS }, () => drawQuestion(g, world)) };
});

async function expectNoDifference(client: () => pg.Client, layers: readonly Layers[]): Promise<void> {
  const outcome = await fc.check(
    fc.asyncProperty(worlds, async ({ world, questions }) => {
      const found = await differences(client(), world, questions, layers);
      if (found.length > 0) throw new Error(`${found.length} differences, the first: ${described(found[0] as Difference, world)}`);
    }),
    { numRuns: WORLDS, seed: SEED, endOnFailure: true },
  );
  if (outcome.failed) {
    throw new Error(`world ${outcome.counterexamplePath} of seed ${SEED}:\n${String((outcome.errorInstance as Error)?.stack)}`);
  }
}

/** A difference with what it is about, without what both sides agree on. */
function described({ what, asker, hub, model }: Difference, world: World): string {
  const both = [hub, model].map((side) => (Array.isArray(side) ? side.map((one) => JSON.stringify(one)) : [JSON.stringify(side)]));
  const [ours, theirs] = both.map((side, i) => side.filter((one) => !both[1 - i]?.includes(one)));
  const text = JSON.stringify([ours, theirs]);
  const about = world.bulletins.filter(({ id }) => text.includes(id));
  return [what, `asker ${JSON.stringify(asker)}`, `hub   ${ours?.join('\n      ')}`, `model ${theirs?.join('\n      ')}`,
    ...about.flatMap(({ versions, ...bulletin }) => [JSON.stringify(bulletin), ...versions.map((version) => `  ${JSON.stringify(version)}`)]),
    ...world.persons.map((person) => JSON.stringify(person))].join('\n');
}

describe(`${WORLDS} random worlds and ${QUESTIONS} questions to each are answered as the rules say`, () => {
  it('with both layers, and by row security alone', () => expectNoDifference(() => whole, ['both', 'row security alone']), 3_600_000);
  it('by the application alone', () => expectNoDifference(() => bare, ['application alone']), 3_600_000);
});
