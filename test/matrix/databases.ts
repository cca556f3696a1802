// Databases for the matrix: one migrated template, and clones of it with a layer of access control taken away.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { ROOT } from '../architecture/source-graph.js';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const ADMIN = process.env['HUB_TEST_DATABASE_URL'] ?? 'postgres://postgres@127.0.0.1:5499/postgres';
const MIGRATIONS = join(ROOT, 'libs/platform/src/database/migrations');

/** A connection as superuser. */
export async function connect(database: string): Promise<pg.Client> {
  const url = new URL(ADMIN);
  url.pathname = `/${database}`;
  const client = new pg.Client({ connectionString: url.href, options: '-c search_path=hub -c timezone=UTC' });
  await client.connect();
  return client;
}

/** Creates a database, empty or as a clone, in place of one of the same name. */
export async function createDatabase(name: string, template?: string): Promise<void> {
  const admin = await connect('postgres');
  try {
    await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
    await admin.query(`CREATE DATABASE "${name}"${template ? ` TEMPLATE "${template}"` : ''}`);
  } finally {
    await admin.end();
  }
}

/** Removes databases. */
export async function dropDatabases(...names: string[]): Promise<void> {
  const admin = await connect('postgres');
  for (const name of names) await admin.query(`DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await admin.end();
}

/** A database with today's schema and nothing in it. */
export async function createMigrated(name: string): Promise<void> {
  await createDatabase(name);
  const client = await connect(name);
  try {
    await client.query('CREATE SCHEMA hub');
    for (const role of ['hub_app', 'hub_authority']) {
      await client.query(`DO $$ BEGIN CREATE ROLE ${role} NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$`);
    }
    for (const file of readdirSync(MIGRATIONS).filter((entry) => entry.endsWith('.sql')).sort()) {
      await client.query(readFileSync(join(MIGRATIONS, file), 'utf8')).catch((cause: unknown) => {
        throw new Error(`${file} fails`, { cause });
      });
    }
  } finally {
    await client.end();
  }
}

/**
 * Takes row security away, so that the application's condition stands alone: no table has policies in force, and the
 * database believes that everybody stands for every principal (the setting test.principals).
 */
export async function withoutRowSecurity(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string }>(`SELECT tablename AS name FROM pg_tables WHERE schemaname = 'hub'`);
  for (const { name } of rows) {
    await client.query(`ALTER TABLE hub.${name} DISABLE ROW LEVEL SECURITY; ALTER TABLE hub.${name} NO FORCE ROW LEVEL SECURITY`);
  }
  await client.query(`CREATE OR REPLACE FUNCTION hub.principals() RETURNS int[] LANGUAGE sql STABLE PARALLEL SAFE
    AS $$ SELECT coalesce(nullif(current_setting('test.principals', true), ''), '{}')::int[] $$`);
}
