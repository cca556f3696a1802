import { readdir, readFile } from 'node:fs/promises';
import { DataSource, type MigrationInterface, type QueryRunner } from 'typeorm';
import { StartupError } from '@hub/kernel';

const FOLDER = new URL('./migrations/', import.meta.url);
const OLDEST = 150000;

/** What must be so before the hub trusts a database with anybody's secret. */
const DURABLE = ['fsync', 'full_page_writes', 'synchronous_commit'] as const;

/** Roles of the cluster: hub_app works and owns nothing, hub_authority owns what decides about access. */
const ROLES = ['hub_app', 'hub_authority'] as const;

/** Brings a database to today's schema, or, with names of migrations, to theirs and no further. Several hubs may start at once: one migrates, the others wait. Returns what was applied. */
export async function migrate(url: string, onProgress: (line: string) => void = () => undefined, only?: ReadonlySet<string>): Promise<string[]> {
  const source = new DataSource({ type: 'postgres', url, schema: 'hub', poolSize: 1, migrationsTableName: 'schema_migrations', migrations: await readMigrations(only), extra: { connectionTimeoutMillis: 10_000 } });
  await connect(source, url);
  try {
    await checkServer(source);
    await source.query('SELECT pg_advisory_lock(7300)');
    await prepareRoles(source);
    const done = await source.runMigrations({ transaction: 'each' });
    for (const { name } of done) onProgress(`migrated: ${name}`);
    return done.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
}

async function connect(source: DataSource, url: string): Promise<void> {
  try {
    await source.initialize();
  } catch (error) {
    const { host } = new URL(url);
    throw new StartupError(
      `The database at ${host} can't be reached: ${(error as Error).message}.`,
      'Check that PostgreSQL runs there, and the name, password and database in DATABASE_URL; without DATABASE_URL the hub starts its own.',
      { cause: error },
    );
  }
}

/** Refuses a database that is too old, or that could lose what it has confirmed. */
async function checkServer(source: DataSource): Promise<void> {
  const rows: { name: string; setting: string }[] = await source.query(
    `SELECT name, setting FROM pg_settings WHERE name = ANY ($1)`,
    [['server_version_num', 'server_version', 'server_encoding', ...DURABLE]],
  );
  const setting = (name: string): string => rows.find((row) => row.name === name)?.setting ?? '';
  if (Number(setting('server_version_num')) < OLDEST) {
    throw new StartupError(
      `This PostgreSQL is version ${setting('server_version')}; the hub needs 15 or newer.`,
      'Upgrade it, or point DATABASE_URL at a newer one.',
    );
  }
  if (setting('server_encoding') !== 'UTF8') {
    throw new StartupError(`This database's encoding is ${setting('server_encoding')}.`, 'Create it anew with ENCODING UTF8.');
  }
  const weak = DURABLE.filter((name) => setting(name) === 'off');
  if (weak.length > 0) {
    throw new StartupError(
      `This PostgreSQL runs with ${weak.join(', ')} off: it could lose what the hub has confirmed to somebody.`,
      `Turn ${weak.join(', ')} on in postgresql.conf and restart it.`,
    );
  }
}

/** What a login lacks that migrates, and who gives it. */
const lacks = (what: string, statements: string) => (cause: unknown): never => {
  throw new StartupError(what, `Set MIGRATION_DATABASE_URL to the database's owner; or, as an administrator of the database, run: ${statements}`, { cause });
};

async function prepareRoles(source: DataSource): Promise<void> {
  const [me]: [{ name: string; database: string }] = await source.query('SELECT current_user AS name, current_database() AS database');
  await source.query('CREATE SCHEMA IF NOT EXISTS hub')
    .catch(lacks(`The role ${me.name} may not create the schema hub.`, `GRANT CREATE ON DATABASE "${me.database}" TO "${me.name}";`));
  for (const role of ROLES) {
    const [there] = await source.query('SELECT rolsuper OR rolbypassrls AS strong FROM pg_roles WHERE rolname = $1', [role]);
    if (!there) {
      await source.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOBYPASSRLS`).catch((error: unknown) => {
        if ((error as { driverError?: { code?: string } }).driverError?.code === '42710') return; // made by another hub just now
        lacks(`The role ${me.name} may not create the role ${role}.`, `CREATE ROLE ${role} NOLOGIN; GRANT ${role} TO "${me.name}";`)(error);
      });
    } else if (there.strong) {
      throw new StartupError(`The role ${role} passes row security.`, `Run: ALTER ROLE ${role} NOSUPERUSER NOBYPASSRLS;`);
    }
    const [member] = await source.query(`SELECT pg_has_role(current_user, $1, 'MEMBER') AS yes`, [role]);
    if (member.yes) continue;
    await source.query(`GRANT ${role} TO "${me.name}"`).catch(lacks(`The role ${me.name} may not act as ${role}.`, `GRANT ${role} TO "${me.name}";`));
  }
}

// TypeORM orders migrations by thirteen digits at the end of the name.
const nameOf = (file: string): string => `${file.replace(/\.sql$/, '')}-${String(1_700_000_000_000 + Number(file.slice(0, 4)))}`;

async function readMigrations(only?: ReadonlySet<string>): Promise<(new () => MigrationInterface)[]> {
  const files = (await readdir(FOLDER)).filter((file) => file.endsWith('.sql')).sort();
  const unknown = [...(only ?? [])].filter((name) => !files.some((file) => nameOf(file) === name));
  if (unknown.length > 0) throw new StartupError(`This version of the hub does not know the migration ${unknown[0]}: a newer one made it.`, 'Take the newer version.');
  return Promise.all(
    files.filter((file) => !only || only.has(nameOf(file))).map(async (file) => {
      const sql = await readFile(new URL(file, FOLDER), 'utf8');
      const name = nameOf(file);
      return class implements MigrationInterface {
        name = name;
        async up(runner: QueryRunner): Promise<void> {
          await runner.query(sql);
        }
        async down(): Promise<void> {
          throw new Error('Migrations go forward only; restore a backup instead.');
        }
      };
    }),
  );
}
