import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import pg from 'pg';

const TEMPLATE = 'hub_template';

/** A database of a test's own. */
export interface TestDatabase {
  /** As superuser: for setting up and looking past every rule. */
  url: string;
  name: string;
  drop(): Promise<void>;
}

/** Runs statements as superuser on one database of the test server. */
export async function asSuperuser<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

const named = (url: string, name: string): string => {
  const address = new URL(url);
  address.pathname = `/${name}`;
  return address.href;
};

/** Makes the migrated template that every test file clones. */
export async function createTemplate(superuserUrl: string, migrate: (url: string) => Promise<unknown>): Promise<void> {
  await asSuperuser(superuserUrl, async (client) => {
    await client.query(`CREATE DATABASE ${TEMPLATE} ENCODING 'UTF8' TEMPLATE template0`);
  });
  await migrate(named(superuserUrl, TEMPLATE));
  await asSuperuser(superuserUrl, (client) => client.query(`ALTER DATABASE ${TEMPLATE} IS_TEMPLATE true ALLOW_CONNECTIONS false`));
}

/** Address of the test server, which Jest's global setup has started. */
export function testServer(): string {
  // The one place outside configuration: Jest hands the address to its workers so.
  const url = process.env['HUB_TEST_POSTGRES'];
  if (!url) throw new Error('No test database: run this file through a Jest project with a database (see test/jest.config.mjs).');
  return url;
}

/** Drops a database. Connections that are just closing are waited for: cut off, they would fail somebody's test. */
async function drop(client: pg.Client, name: string): Promise<void> {
  for (let attempt = 0; attempt < 40; attempt += 1) {
    const { rowCount } = await client.query('SELECT FROM pg_stat_activity WHERE datname = $1', [name]);
    if (rowCount === 0) break;
    await setTimeout(50);
  }
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
}

/** Clones the migrated template. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const server = testServer();
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(server, async (client) => {
    // Two clones at once would find the template in use.
    await client.query('SELECT pg_advisory_lock(7310)');
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${TEMPLATE}`);
  });
  return {
    name,
    url: named(server, name),
    drop: () => asSuperuser(server, (client) => drop(client, name)),
  };
}
