import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Database, migrate } from '@hub/platform';
import { asSuperuser, createTestDatabase, testServer } from '@hub/testing';
import { ENTITIES } from '../../apps/hub/src/entities.js';
import { ROOT } from './source-graph.js';

const files = readdirSync(join(ROOT, 'libs/platform/src/database/migrations')).filter((file) => file.endsWith('.sql')).sort();

/** Everything that the schema consists of, as text. */
const SHAPE = `
  SELECT 'column ' || table_name || '.' || column_name || ' ' || data_type || ' ' || is_nullable || ' ' || coalesce(column_default, '') AS line FROM information_schema.columns WHERE table_schema = 'hub'
  UNION ALL SELECT 'function ' || p.oid::regprocedure || ' ' || md5(prosrc) FROM pg_proc p WHERE pronamespace = 'hub'::regnamespace
  UNION ALL SELECT 'policy ' || tablename || '.' || policyname || ' ' || cmd || ' ' || coalesce(qual, '') || ' ' || coalesce(with_check, '') FROM pg_policies WHERE schemaname = 'hub'
  UNION ALL SELECT 'constraint ' || conname || ' ' || pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'hub'::regnamespace
  UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'hub'
  UNION ALL SELECT 'grant ' || grantee || ' ' || privilege_type || ' ' || table_name FROM information_schema.table_privileges WHERE table_schema = 'hub'
  ORDER BY 1`;
const shapeOf = (url: string): Promise<string[]> => asSuperuser(url, async (client) => (await client.query<{ line: string }>(SHAPE)).rows.map(({ line }) => line));

/** Works on an empty database, and removes it. */
async function onEmptyDatabase<T>(work: (url: string) => Promise<T>): Promise<T> {
  const name = `empty_${randomUUID().replaceAll('-', '')}`;
  await asSuperuser(testServer(), (client) => client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' TEMPLATE template0`));
  const url = new URL(testServer());
  url.pathname = `/${name}`;
  try {
    return await work(url.href);
  } finally {
    await asSuperuser(testServer(), (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
}

it('build the schema from nothing, and change nothing when they run again', () =>
  onEmptyDatabase(async (url) => {
    const told: string[] = [];
    const first = await migrate(url, (line) => told.push(line));
    expect(first.map((name) => name.replace(/-\d{13}$/, '.sql'))).toEqual(files);
    expect(told).toHaveLength(files.length);
    const shape = await shapeOf(url);
    expect(await migrate(url)).toEqual([]);
    expect(await shapeOf(url)).toEqual(shape);
  }));

it('run once where several hubs start at the same moment', () =>
  onEmptyDatabase(async (url) => {
    const runs = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(runs.map(({ length }) => length).sort((a, b) => a - b)).toEqual([0, 0, files.length]);
  }));

it('are numbered and named, and each number stands once', () => {
  expect(files.filter((file) => !/^\d{4}-[a-z0-9-]+\.sql$/.test(file))).toEqual([]);
  expect(new Set(files.map((file) => file.slice(0, 4))).size).toBe(files.length);
});

it('agree with the entities: every column that is mapped is there, with its type', async () => {
  const own = await createTestDatabase();
  const database = await Database.open({ url: own.url, poolSize: 1, entities: ENTITIES, role: new URL(own.url).username });
  try {
    // TypeORM looks for generated columns in a table of its own, which the hub has no use for.
    await asSuperuser(own.url, (client) => client.query('CREATE TABLE hub.typeorm_metadata (type text, database text, schema text, "table" text, name text, value text)'));
    const wanted = (await database.dataSource.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query);
    // A sequence is written with its schema by the one and without by the other. Columns that no entity maps are the database's own; keys and indexes have the names that the migrations give them.
    expect(wanted.filter((query) => /^CREATE TABLE|^ALTER TABLE .* (ADD "|ALTER COLUMN)/.test(query) && !query.includes('SET DEFAULT nextval'))).toEqual([]);
    expect(database.dataSource.entityMetadatas.length).toBeGreaterThan(10);
  } finally {
    await database.close();
    await own.drop();
  }
});
