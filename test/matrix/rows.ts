// Asks the bare tables, as hub_app, what each actor sees and may change, and lays it beside what the rules say.
import type pg from 'pg';
import { ACTORS, entering } from './rows.cast.js';
import { CAST_SQL } from './rows.cast-sql.js';
import { ATTEMPTS } from './rows.attempts.js';
import { READINGS } from './rows.expected.js';
import { PROPOSAL_ROWS } from './rows.proposals.js';
import { STAGES_SQL } from './rows.stages.js';
import { SWEEPS } from './rows.sweeps.js';

/** Everything in which the database differs from the rules: one line each. */
export async function rowDifferences(client: pg.Client): Promise<string[]> {
  return inCast(client, () => differencesIn(client));
}

/** Does something in a transaction that holds the cast, and takes it back. */
export async function inCast<T>(client: pg.Client, work: () => Promise<T>): Promise<T> {
  await client.query(['BEGIN', CAST_SQL, ...PROPOSAL_ROWS, STAGES_SQL].join(';\n'));
  try {
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

/** Differences once a statement has run: the first one that shows in what concerns a table, or none. */
export async function firstDifference(client: pg.Client, statement: string, table: string): Promise<string | undefined> {
  await client.query('SAVEPOINT mutant');
  await client.query(statement);
  const [first] = await differencesIn(client, table);
  await client.query('ROLLBACK TO mutant');
  return first;
}

async function differencesIn(client: pg.Client, only?: string): Promise<string[]> {
  const found: string[] = [];
  const concerns = (sql: string): boolean => only === undefined || sql.includes(`hub.${only} `) || sql.endsWith(`hub.${only}`);
  for (const actor of ACTORS) {
    await client.query('SAVEPOINT actor');
    await client.query(`SELECT set_config('hub.' || s, '', true) FROM unnest(ARRAY['realm','person','organisation','roles','principals','instant']) s; SET LOCAL ROLE hub_app; ${entering(actor)}`);
    for (const { table, keys, seen } of READINGS.filter((reading) => concerns(reading.keys))) {
      const result = await attempt(client, keys);
      const rows = typeof result === 'string' ? [result] : result.rows.map((row) => String(Object.values(row)[0])).sort();
      const expected = seen(actor).sort();
      if (rows.join() !== expected.join()) found.push(`${actor} sees of ${table} ${rows.join() || 'nothing'} instead of ${expected.join() || 'nothing'}`);
    }
    for (const { what, sql, allowed } of ATTEMPTS.filter((one) => concerns(one.sql(actor)))) {
      const result = await attempt(client, sql(actor));
      const done = typeof result !== 'string' && (result.rowCount ?? 0) > 0;
      // Any other error than a refusal is a mistake of the attempt.
      if (typeof result === 'string' && !/row-level security|permission denied|^not (this|the|an)|^nothing to publish|^the key of the bodies is retired/.test(result)) found.push(`${actor} can't try to ${what}: ${result}`);
      else if (done !== allowed.includes(actor)) found.push(`${actor} ${done ? 'can' : "can't"} ${what}`);
    }
    for (const { what, sql, changed, expected } of SWEEPS.filter((one) => concerns(one.sql(actor)))) {
      await client.query('SAVEPOINT sweep');
      await client.query(sql(actor)).catch(() => client.query('ROLLBACK TO sweep'));
      // Two statements give two results, which pg's types do not know.
      const rows = (await client.query<Record<string, string>>(`RESET ROLE; ${changed}`) as unknown as pg.QueryResult<Record<string, string>>[])[1]?.rows ?? [];
      await client.query('ROLLBACK TO sweep');
      const keys = rows.map((row) => String(Object.values(row)[0])).sort();
      const allowed = expected(actor).sort();
      if (keys.join() !== allowed.join()) found.push(`${actor} sweeping ${what} changes ${keys.join() || 'nothing'} instead of ${allowed.join() || 'nothing'}`);
    }
    await client.query('ROLLBACK TO actor');
    if (only !== undefined && found.length > 0) break;
  }
  return found;
}

/** The result, or the refusal's message; nothing of it stays. */
async function attempt(client: pg.Client, sql: string): Promise<pg.QueryResult<Record<string, unknown>> | string> {
  await client.query('SAVEPOINT attempt');
  const result = await client.query<Record<string, unknown>>(sql).catch((error: Error) => error.message);
  await client.query('ROLLBACK TO attempt');
  return result;
}
