import { createReadStream } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { StartupError } from '@hub/kernel';
import { type BackupPart, framesOf } from './backup.frames.js';

/** What a backup begins with. */
export interface BackupManifest {
  readonly format: 'contact-point/backup/v1';
  readonly madeAt: string;
  /** The schema that the rows are of. */
  readonly migrations: readonly string[];
  readonly tables: readonly { readonly name: string; readonly columns: readonly string[] }[];
  readonly sequences: readonly { readonly name: string; readonly value: string }[];
}

async function* nothing(): AsyncGenerator<Uint8Array, void> { /* a part of a few words */ }

/**
 * Everything that the database has, as of one instant, and the encrypted files of attachments (none where they lie in a bucket): no key of anything. The login must
 * read past row security.
 */
export async function* backupOf({ url, files, now }: { url: string; files: string | null; now: Date }): AsyncGenerator<Buffer, void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await requireSight(client);
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await client.query('SET LOCAL row_security = off');
    const manifest = await manifestOf(client, now);
    yield* framesOf({ about: { ...manifest }, bytes: nothing() });
    for (const { name, columns } of manifest.tables) {
      const bytes = client.query(copyTo(`COPY hub.${quoted(name)} (${columns.map(quoted).join()}) TO STDOUT`));
      yield* framesOf({ about: { table: name }, bytes });
    }
    await client.query('COMMIT');
    // After the rows: a file is written before its row.
    if (files !== null) for await (const part of filesOf(files)) yield* framesOf(part);
    yield* framesOf({ about: { end: true }, bytes: nothing() });
  } finally {
    await client.end();
  }
}

/** A name as SQL takes it. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

async function requireSight(client: pg.Client): Promise<void> {
  const { rows: [role] } = await client.query<{ name: string; sees: boolean }>('SELECT current_user AS name, rolsuper OR rolbypassrls AS sees FROM pg_roles WHERE rolname = current_user');
  if (role?.sees) return;
  throw new StartupError(
    `The role ${role?.name ?? ''} does not see all rows: the backup would miss some. / このロールでは全ての行を読み出せません。`,
    `Set BACKUP_DATABASE_URL to a login of its own; as an administrator of the database: CREATE ROLE hub_backup LOGIN BYPASSRLS PASSWORD '…'; GRANT pg_read_all_data TO hub_backup;`,
  );
}

async function manifestOf(client: pg.Client, now: Date): Promise<BackupManifest> {
  const { rows: migrations } = await client.query<{ name: string }>('SELECT name FROM hub.schema_migrations ORDER BY id');
  // Generated columns are made again.
  const { rows: tables } = await client.query<{ name: string; columns: string[] }>(`SELECT c.relname AS name, array_agg(a.attname::text ORDER BY a.attnum) AS columns
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    WHERE c.relnamespace = 'hub'::regnamespace AND c.relkind = 'r' AND c.relname <> 'schema_migrations' GROUP BY c.relname ORDER BY c.relname`);
  const { rows: sequences } = await client.query<{ name: string; value: string }>(`SELECT sequencename AS name, last_value::text AS value FROM pg_sequences WHERE schemaname = 'hub' AND last_value IS NOT NULL AND sequencename NOT LIKE 'schema_migrations%'`);
  return { format: 'contact-point/backup/v1', madeAt: now.toISOString(), migrations: migrations.map(({ name }) => name), tables, sequences };
}

async function* filesOf(folder: string, below = ''): AsyncGenerator<BackupPart, void> {
  const entries = await readdir(join(folder, below), { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw error;
  });
  for (const entry of entries) {
    const name = below === '' ? entry.name : `${below}/${entry.name}`;
    if (entry.isDirectory()) yield* filesOf(folder, name);
    else if (entry.isFile() && !name.endsWith('.draft')) yield { about: { file: name }, bytes: bytesOf(join(folder, name)) };
  }
}

/** The bytes of a file; none where it was struck or purged this moment. */
async function* bytesOf(file: string): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of createReadStream(file)) yield chunk as Buffer;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
}
