import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { dirname, join, normalize } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { StartupError } from '@hub/kernel';
import { migrate } from '@hub/platform';
import { type BackupPart, partsOf } from './backup.frames.js';
import { type BackupManifest, quoted } from './backup.write.js';

const broken = (cause?: unknown): StartupError => new StartupError('This backup is broken: it does not end as it should. Nothing was restored. / バックアップが破損しています。', 'Take another copy of it, or an older backup.', { cause });

/** Puts back what `backupOf` has written, into a database with nobody in it, as its owner. Sessions end, and views for people outside: what was signed out, opened or taken back since must not come back. */
export async function restoreBackup({ source, url, files, now }: { source: AsyncIterable<Uint8Array>; url: string; files: string | null; now: Date }): Promise<BackupManifest> {
  const parts = partsOf(source);
  const first = await parts.next();
  const manifest = first.done ? null : (first.value.about as unknown as BackupManifest); // checked by its format
  if (first.done || manifest?.format !== 'contact-point/backup/v1') throw broken();
  for await (const _none of first.value.bytes);
  await prepareSchema(url, manifest);
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query('BEGIN');
    const after = await open(client, manifest);
    if (!(await load(client, parts, manifest, files).catch((error: unknown) => { throw error instanceof pg.DatabaseError || error instanceof StartupError ? error : broken(error); }))) throw broken();
    for (const { name, value } of manifest.sequences) await client.query('SELECT setval($1::regclass, $2)', [`hub.${quoted(name)}`, value]);
    await client.query('UPDATE hub.sessions SET ended_at = $1 WHERE ended_at IS NULL', [now]);
    // A view for somebody outside may have been opened or taken back since: whose code is not spent is proposed anew.
    if (manifest.tables.some(({ name }) => name === 'outside_releases')) await client.query(`UPDATE hub.outside_releases SET state = 'REVOKED', revoked_at = $1, revision = revision + 1 WHERE state = 'READY'`, [now]);
    // Who was told of a purge may have changed his mind since: everybody is told anew.
    await client.query('DELETE FROM hub.purge_notices');
    for (const statement of after) await client.query(statement);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
  return manifest;
}

/** An empty schema of the backup's own version. The hub brings it to today's when it starts. */
async function prepareSchema(url: string, { migrations }: BackupManifest): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: [there] } = await client.query<{ there: boolean }>(`SELECT to_regclass('hub.organisations') IS NOT NULL AS there`);
    if (there?.there) {
      await client.query('BEGIN');
      // The owner is bound by row security like everybody: without this he would see nobody.
      await client.query('ALTER TABLE hub.organisations NO FORCE ROW LEVEL SECURITY');
      const { rowCount } = await client.query('SELECT FROM hub.organisations LIMIT 1');
      await client.query('ROLLBACK');
      if (rowCount !== 0) throw new StartupError('This database has organisations in it. A backup is restored into an empty one. / 空のデータベースにのみ復元できます。', 'Make a new database (or another HUB_DATA_DIR), and give its address.');
    }
    await client.query('DROP SCHEMA IF EXISTS hub CASCADE');
  } finally {
    await client.end();
  }
  await migrate(url, () => undefined, new Set(migrations));
}

/** Lets rows in as they are: without triggers, foreign keys and row security, until the statements that it gives have run. */
async function open(client: pg.Client, { tables }: BackupManifest): Promise<string[]> {
  const after: string[] = [];
  for (const { name } of tables) {
    const table = `hub.${quoted(name)}`;
    const { rows: [state] } = await client.query<{ forced: boolean }>('SELECT relforcerowsecurity AS forced FROM pg_class WHERE oid = $1::regclass', [table]);
    if (state?.forced) {
      await client.query(`ALTER TABLE ${table} NO FORCE ROW LEVEL SECURITY`);
      after.push(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
    }
    const { rows: keys } = await client.query<{ name: string; definition: string }>(`SELECT conname AS name, pg_get_constraintdef(oid) AS definition FROM pg_constraint WHERE conrelid = $1::regclass AND contype = 'f'`, [table]);
    for (const key of keys) {
      await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${quoted(key.name)}`);
      // Made again they are checked: a backup in which something is missing is not taken.
      after.push(`ALTER TABLE ${table} ADD CONSTRAINT ${quoted(key.name)} ${key.definition}`);
    }
    await client.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
    after.push(`ALTER TABLE ${table} ENABLE TRIGGER USER`);
    await client.query(`DELETE FROM ${table}`);
  }
  return after;
}

/** Loads tables and files; false where the end is missing. */
async function load(client: pg.Client, parts: AsyncIterable<BackupPart>, { tables }: BackupManifest, files: string | null): Promise<boolean> {
  let loaded = 0;
  for await (const { about, bytes } of parts) {
    const table = tables.find(({ name }) => name === about['table']);
    if (table) {
      await pipeline(Readable.from(bytes), client.query(copyFrom(`COPY hub.${quoted(table.name)} (${table.columns.map(quoted).join()}) FROM STDIN`)));
      loaded += 1;
    } else if (typeof about['file'] === 'string' && files !== null) {
      await writeFile(files, about['file'], bytes);
    } else {
      for await (const _rest of bytes);
    }
    if (about['end'] === true) return loaded === tables.length;
  }
  return false;
}

async function writeFile(folder: string, name: string, bytes: AsyncIterable<Uint8Array>): Promise<void> {
  if (normalize(name) !== name || name.startsWith('..') || name.startsWith('/')) throw broken();
  const file = join(folder, name);
  await mkdir(dirname(file), { recursive: true, mode: 0o700 });
  await pipeline(Readable.from(bytes), createWriteStream(file, { mode: 0o600, flush: true }));
}
