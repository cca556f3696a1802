import fc from 'fast-check';
import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import { withoutEachClause, withoutEachMatch } from './clauses.js';
import { connect, withoutRowSecurity } from './databases.js';
import { firstDifference, inCast } from './rows.js';
import { differences, worldsWith } from './telling.js';

/** Worlds that a mutant may hide in before it counts as unnoticed. */
const WORLDS = 80;
/** Worlds found once are looked at first for the next mutant. */
const worlds = fc.sample(worldsWith(6), { numRuns: WORLDS, seed: 7 });

/** A section is read beside its version, which has been held against the instant already: here the second look is a spare one. */
const SPARE = /^s\.lapses_at|^s\.editors/;
/** The newest are found by what was made of `readers`, and read in the version whose gate is whom it admits: one of two would do. */
const SPARE_IN_NEWEST = /^b\.readers|^v\.admitted|^s\.(admitted|gate)/;

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

/** Whether a world's answers differ from the rules once the statement has run. */
async function seenInWorlds(client: pg.Client, statement: string, layer: 'row security alone' | 'application alone'): Promise<boolean> {
  for (const [index, told] of worlds.entries()) {
    // A mutant that the database itself refuses (an operator without its other half) is noticed as well.
    const found = await differences(client, told, [layer], statement).catch(() => ['refused']);
    if (found.length > 0) {
      worlds.unshift(...worlds.splice(index, 1));
      return true;
    }
  }
  return false;
}

describe('leaving out any single clause is noticed', () => {
  it('of a policy', async () => {
    const { rows } = await whole.query<{ tablename: string; policyname: string; qual: string | null; with_check: string | null }>(
      `SELECT tablename, policyname, qual, with_check FROM pg_policies WHERE schemaname = 'hub' AND 'hub_app' = ANY (roles) ORDER BY 1, 2`,
    );
    const mutants = rows.flatMap(({ tablename, policyname, qual, with_check: check }) =>
      ([['USING', qual], ['WITH CHECK', check]] as const).flatMap(([kind, condition]) =>
        condition === null || condition === 'true' ? [] : withoutEachClause(condition).map(({ clause, text }) => ({
          tablename, name: `${policyname} ${kind} without ${clause}`, statement: `ALTER POLICY ${policyname} ON hub.${tablename} ${kind} (${text})` })),
      ));
    const hidden = await inCast(whole, async () => {
      const left: typeof mutants = [];
      for (const mutant of mutants) if (!(await firstDifference(whole, mutant.statement, mutant.tablename))) left.push(mutant);
      return left;
    });
    const unnoticed: string[] = [];
    for (const { name, statement } of hidden) if (!(await seenInWorlds(whole, statement, 'row security alone'))) unnoticed.push(name);
    const count = mutants.length;
    expect(unnoticed).toEqual([]);
    expect(count).toBeGreaterThan(100);
  }, 600_000);

  it("of the application's condition", async () => {
    const scoped = /(?:\w+\.)?\w+ && p_scope|\w+\.lapses_at > p_instant|\w+\.lapses_at IS NULL|\w+\.principal = ANY \(p_scope\)|b\.expires_at <= p_instant|SELECT unnest\(p_scope\) INTERSECT SELECT unnest\(hub\.principals\(\)\)/g;
    const unnoticed: string[] = [];
    let count = 0;
    for (const name of ['read_bulletins', 'list_bulletins', 'newest', 'find_bulletins', 'editions']) {
      const { rows } = await bare.query<{ definition: string }>(`SELECT pg_get_functiondef(oid) AS definition FROM pg_proc WHERE pronamespace = 'hub'::regnamespace AND proname = $1`, [name]);
      for (const { definition } of rows) {
        for (const { clause, text } of withoutEachMatch(definition, scoped)) {
          count += 1;
          if (!SPARE.test(clause) && !(name === 'newest' && SPARE_IN_NEWEST.test(clause)) && !(await seenInWorlds(bare, text, 'application alone'))) unnoticed.push(`${name} without ${clause}`);
        }
      }
    }
    expect(unnoticed).toEqual([]);
    expect(count).toBeGreaterThan(10);
  }, 600_000);
});
