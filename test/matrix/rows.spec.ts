import type pg from 'pg';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import { connect } from './databases.js';
import { ACTORS } from './rows.cast.js';
import { ATTEMPTS } from './rows.attempts.js';
import { READINGS } from './rows.expected.js';
import { rowDifferences } from './rows.js';
import { SWEEPS } from './rows.sweeps.js';

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await connect(database.url);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

it(`${ACTORS.length} actors see and change in ${READINGS.length} tables what the rules let them, in ${ATTEMPTS.length + SWEEPS.length} kinds of change`, async () => {
  expect(await rowDifferences(client)).toEqual([]);
});

it('every table of the schema is among them', async () => {
  const { rows } = await client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'hub' ORDER BY 1`);
  // Read by functions of the database alone; hub_app may at most add to them.
  const closed = ['alert_queue', 'alert_timers', 'bulletin_terms', 'ledger_unsealed', 'log_bodies', 'schema_migrations', 'turns'];
  const missing = rows.map(({ name }) => name).filter((name) => !closed.includes(name) && !READINGS.some(({ table }) => table === name));
  expect(missing).toEqual([]);
  for (const name of closed) {
    const granted = await client.query(`SELECT 1 FROM information_schema.role_table_grants WHERE table_schema = 'hub' AND table_name = $1 AND grantee = 'hub_app' AND privilege_type <> 'INSERT'`, [name]);
    expect(granted.rows).toEqual([]);
  }
});
