// A bench world: 200 organisations with an officer each, and N published bulletins over ten years. Rows are made inside
// the database; what is derived (gates, reach, editions, terms) is written as hub.spread, hub.begin_editions and
// hub.index_terms would, and `checkWorld` calls them on a sample to make sure of it.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { hash } from '@node-rs/argon2';
import pg from 'pg';
import { beginLog } from './log.mjs';
import { PASSWORD, STEPS } from './world-steps.mjs';

export const ORGANISATIONS = 200;
/** The organisation that is named in about every third bulletin: it can see enough for every case of the search table. */
export const BUSY_ORGANISATION = 1;
const MIGRATIONS = new URL('../../../libs/platform/src/database/migrations/', import.meta.url);

/** Connection string of another database on the same server. */
export const databaseUrl = (server, name) => Object.assign(new URL(server), { pathname: `/${name}` }).href;

/** A connection of the owner, who passes row security: for making and checking worlds only. */
export async function connect(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/**
 * Makes the world of that size on the server, or takes the one that an earlier run left there (if neither the schema nor
 * the recipe has changed since). `migrate(url)` brings an empty database to today's schema. `originators`: how many of the organisations
 * publish. Each opening begins the audit log anew; `keys` are its keys, for the environment of the hub.
 */
export async function openWorld(server, { size, terms = false, originators = ORGANISATIONS, migrate, log = () => undefined }) {
  const name = `bench_${size}${terms ? '_search' : ''}${originators === ORGANISATIONS ? '' : `_from_${originators}`}`;
  const url = await keptDatabase(server, name, [new URL('./world-steps.mjs', import.meta.url)], async (made) => {
    await migrate(made);
    await fill(made, { size, terms, originators, log });
  });
  return { name, url, size, actors: await actorsOf(url), keys: await beginLog(url, name) };
}

/** A database that is kept from run to run: made anew where the schema or the files of its recipe have changed. */
export async function keptDatabase(server, name, recipeFiles, make) {
  const url = databaseUrl(server, name);
  const recipe = await recipeHash(recipeFiles);
  if ((await recipeOf(server, name)) !== recipe) {
    const admin = await connect(databaseUrl(server, 'postgres'));
    await admin.query(`DROP DATABASE IF EXISTS ${name}`);
    await admin.query(`CREATE DATABASE ${name}`);
    await make(url);
    await admin.query(`COMMENT ON DATABASE ${name} IS '${recipe}'`);
    await admin.end();
  }
  return url;
}

async function recipeHash(recipeFiles) {
  const files = (await readdir(MIGRATIONS)).filter((file) => file.endsWith('.sql')).sort().map((file) => new URL(file, MIGRATIONS));
  const hash = createHash('sha256');
  for (const file of [...files, ...recipeFiles]) hash.update(await readFile(file));
  return hash.digest('hex');
}

async function recipeOf(server, name) {
  const admin = await connect(databaseUrl(server, 'postgres'));
  const { rows } = await admin.query(`SELECT shobj_description(oid, 'pg_database') AS recipe FROM pg_database WHERE datname = $1`, [name]);
  await admin.end();
  return rows[0]?.recipe;
}

async function loader(url, index) {
  const client = await connect(url);
  // Foreign keys hold by construction; checking them row by row would take longer than all the rest.
  await client.query(`SET session_replication_role = replica; SET synchronous_commit = off; SET jit = off; SET synchronize_seqscans = off; SET work_mem = '256MB';
    SET maintenance_work_mem = '1GB'; SET max_parallel_maintenance_workers = 2; SELECT setseed(0.42 + ${index / 10})`);
  return client;
}

async function fill(url, { size, terms, originators, log }) {
  // As cheap as Argon2 can be: what a sign-in costs is not what is measured.
  const passwordHash = await hash(PASSWORD, { memoryCost: 8, timeCost: 1, parallelism: 1 });
  for (const step of STEPS) {
    if (step.terms && !terms) continue;
    const begun = performance.now();
    const batches = step.sql({ size, passwordHash, organisations: ORGANISATIONS, originators, busy: BUSY_ORGANISATION });
    await Promise.all(batches.map(async (sql, index) => {
      const client = await loader(url, index);
      await client.query(sql);
      await client.end();
    }));
    log(`  ${url.split('/').pop()}: ${step.name} ${((performance.now() - begun) / 1000).toFixed(1)} s`);
  }
}

/** Who may ask: each organisation's officer. */
async function actorsOf(url) {
  const client = await connect(url);
  const { rows } = await client.query(`
    SELECT p.email, ARRAY[1, 2, o.reader_principal, o.officer_principal, p.principal] AS principals
    FROM hub.organisations o JOIN hub.persons p ON p.organisation_id = o.id ORDER BY o.reader_principal`);
  await client.end();
  return rows;
}

/** Calls the hub's own functions on a sample and compares: what the recipe wrote must be what they write. */
export async function checkWorld(url, sample = 20) {
  const client = await connect(url);
  const derived = async (id) => (await client.query(`
    SELECT (SELECT json_agg(r ORDER BY r) FROM hub.bulletin_reach r WHERE r.bulletin_id = $1) AS reach,
      (SELECT json_agg(e ORDER BY e) FROM hub.bulletin_editions e WHERE e.bulletin_id = $1) AS editions,
      (SELECT json_agg(json_build_array(number, (SELECT array_agg(g ORDER BY g) FROM unnest(gate) g), lapses_at) ORDER BY number) FROM hub.bulletin_versions WHERE bulletin_id = $1) AS gates,
      (SELECT json_agg(json_build_array(number, section_id, (SELECT array_agg(g ORDER BY g) FROM unnest(gate) g), lapses_at) ORDER BY number, section_id) FROM hub.bulletin_sections WHERE bulletin_id = $1) AS sections,
      (SELECT json_build_array(month, sort_at, (SELECT array_agg(t ORDER BY t) FROM unnest(terms) t), (SELECT array_agg(t ORDER BY t) FROM unnest(title_terms) t))
         FROM hub.bulletin_terms WHERE bulletin_id = $1) AS terms`, [id])).rows[0];
  try {
    const { rows } = await client.query('SELECT id FROM hub.bulletins ORDER BY id LIMIT $1', [sample]);
    for (const { id } of rows) {
      await client.query('BEGIN');
      await client.query(`SELECT hub.enter_realm('worker', now())`);
      const before = await derived(id);
      await client.query('DELETE FROM hub.bulletin_reach WHERE bulletin_id = $1', [id]);
      await client.query('DELETE FROM hub.bulletin_editions WHERE bulletin_id = $1', [id]);
      await client.query('SELECT hub.spread($1)', [id]);
      await client.query('SELECT hub.begin_editions($1, number) FROM hub.bulletin_versions WHERE bulletin_id = $1 ORDER BY number', [id]);
      if (before.terms) await client.query('SELECT hub.index_words($1)', [id]);
      const after = await derived(id);
      await client.query('ROLLBACK');
      if (JSON.stringify(before) !== JSON.stringify(after)) {
        throw new Error(`The bench world is not what the hub would have written for ${id}:\n${JSON.stringify(before)}\n${JSON.stringify(after)}`);
      }
    }
    return rows.length;
  } finally {
    await client.end();
  }
}
