// Asks the bare tables, as hub_app, what each actor sees and may change, and lays it beside what the rules say.
import type pg from 'pg';
import { ACTORS, CAST_SQL, entering } from './rows.cast.js';
import { ATTEMPTS, READINGS } from './rows.expected.js';

/** Everything in which the database differs from the rules: one line each. With `first`, no more than one. */
export async function rowDifferences(client: pg.Client, prepare = '', first = false): Promise<string[]> {
  const found: string[] = [];
  await client.query('BEGIN');
  try {
    await client.query(`${CAST_SQL}; ${prepare}`);
    for (const actor of ACTORS) {
      await client.query('SAVEPOINT actor');
      await client.query(`SELECT set_config('hub.' || s, '', true) FROM unnest(ARRAY['realm','person','organisation','roles','principals','instant']) s; SET LOCAL ROLE hub_app; ${entering(actor)}`);
      for (const { table, keys, seen } of READINGS) {
        const result = await attempt(client, keys);
        const rows = typeof result === 'string' ? [result] : result.rows.map((row) => String(Object.values(row)[0])).sort();
        const expected = seen(actor).sort();
        if (rows.join() !== expected.join()) found.push(`${actor} sees of ${table} ${rows.join() || 'nothing'} instead of ${expected.join() || 'nothing'}`);
      }
      for (const { what, sql, allowed } of ATTEMPTS) {
        const result = await attempt(client, sql(actor));
        const done = typeof result !== 'string' && (result.rowCount ?? 0) > 0;
        // Any other error than a refusal is a mistake of the attempt.
        if (typeof result === 'string' && !/row-level security|permission denied|^not (this|an)/.test(result)) found.push(`${actor} can't try to ${what}: ${result}`);
        else if (done !== allowed.includes(actor)) found.push(`${actor} ${done ? 'can' : "can't"} ${what}`);
      }
      await client.query('ROLLBACK TO actor');
      if (first && found.length > 0) break;
    }
  } finally {
    await client.query('ROLLBACK');
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
