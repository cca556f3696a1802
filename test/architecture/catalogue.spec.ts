import { TRUSTED } from './trusted.known.js';
import type pg from 'pg';
import { asSuperuser, createTestDatabase, type TestDatabase } from '@hub/testing';

let database: TestDatabase;
const query = <R extends pg.QueryResultRow>(sql: string): Promise<R[]> => asSuperuser(database.url, async (client) => (await client.query<R>(sql)).rows);
const names = async (sql: string): Promise<string[]> => (await query<{ name: string }>(sql)).map(({ name }) => name);

beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Not anybody's: which migrations have run. No grant opens it to hub_app (see below). */
const NOBODYS = ['schema_migrations'];

describe('row security', () => {
  it('is enabled and forced on every table and partition, and each has a policy', async () => {
    const open = await query<{ name: string }>(`
      SELECT c.relname AS name FROM pg_class c WHERE c.relnamespace = 'hub'::regnamespace AND c.relkind IN ('r', 'p')
        AND NOT (c.relrowsecurity AND c.relforcerowsecurity AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid))`);
    expect(open.map(({ name }) => name).filter((name) => !NOBODYS.includes(name))).toEqual([]);
  });

  it('is not gone round by views: there are none, plain or materialised, nor foreign tables', async () => {
    expect(await names(`SELECT relname AS name FROM pg_class WHERE relnamespace = 'hub'::regnamespace AND relkind IN ('v', 'm', 'f')`)).toEqual([]);
  });

  it('lets nobody but hub_app and hub_authority in, and no policy speaks of others', async () => {
    expect(await names(`SELECT polname AS name FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid WHERE c.relnamespace = 'hub'::regnamespace
      AND EXISTS (SELECT FROM unnest(polroles) r WHERE r = 0 OR r::regrole::text NOT IN ('hub_app', 'hub_authority'))`)).toEqual([]);
    expect(await names(`SELECT DISTINCT table_name || ' to ' || grantee AS name FROM information_schema.table_privileges
      WHERE table_schema = 'hub' AND grantee NOT IN ('hub_app', 'hub_authority', current_user)`)).toEqual([]);
  });

  it('holds for hub_app: it owns nothing, is no member of anything, and passes nothing', async () => {
    const [role] = await query(`SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole, rolreplication FROM pg_roles WHERE rolname = 'hub_app'`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcreatedb: false, rolcreaterole: false, rolreplication: false });
    expect(await names(`SELECT roleid::regrole::text AS name FROM pg_auth_members WHERE member = 'hub_app'::regrole`)).toEqual([]);
    expect(await names(`SELECT relname AS name FROM pg_class WHERE relowner = 'hub_app'::regrole
      UNION ALL SELECT proname FROM pg_proc WHERE proowner = 'hub_app'::regrole
      UNION ALL SELECT nspname FROM pg_namespace WHERE nspowner = 'hub_app'::regrole`)).toEqual([]);
    expect(await names(`SELECT 'create' AS name WHERE has_schema_privilege('hub_app', 'hub', 'CREATE')`)).toEqual([]);
  });

  it('holds for hub_authority too, and nobody signs in as it', async () => {
    const [role] = await query(`SELECT rolsuper, rolbypassrls, rolcanlogin FROM pg_roles WHERE rolname = 'hub_authority'`);
    expect(role).toEqual({ rolsuper: false, rolbypassrls: false, rolcanlogin: false });
    expect(await names(`SELECT relname AS name FROM pg_class WHERE relowner = 'hub_authority'::regrole`)).toEqual([]);
  });
});

describe('what was recorded', () => {
  it('can be changed or removed by no role of the hub', async () => {
    // What waits to be sealed is taken away by hub.seal alone, as its records enter the log.
    const tables = ['log_records', 'log_subjects', 'log_bodies', 'log_chunks', 'log_subtrees', 'log_seals', 'log_publications', 'log_cosignatures', 'log_keys', 'log_handovers', 'log_eras', 'outbox_events'];
    expect(await names(`SELECT grantee || ' ' || privilege_type || ' ' || table_name AS name FROM information_schema.table_privileges
      WHERE table_schema = 'hub' AND table_name IN ('${tables.join("','")}') AND grantee LIKE 'hub%' AND privilege_type IN ('UPDATE', 'DELETE', 'TRUNCATE')`)).toEqual([]);
    expect(await names(`SELECT grantee || ' ' || column_name AS name FROM information_schema.column_privileges
      WHERE table_schema = 'hub' AND table_name IN ('${tables.join("','")}') AND grantee LIKE 'hub%' AND privilege_type = 'UPDATE'`)).toEqual([]);
  });

  it('and no table can be emptied at once', async () => {
    expect(await names(`SELECT table_name AS name FROM information_schema.table_privileges WHERE table_schema = 'hub' AND grantee LIKE 'hub%' AND privilege_type IN ('TRUNCATE', 'TRIGGER', 'REFERENCES')`)).toEqual([]);
  });

  it('which migrations have run is closed to the hub', async () => {
    expect(await names(`SELECT grantee AS name FROM information_schema.table_privileges WHERE table_schema = 'hub' AND table_name = 'schema_migrations' AND grantee LIKE 'hub%'`)).toEqual([]);
  });
});

describe('functions', () => {
  it('that look past row security are known, belong to hub_authority, and fix their search path', async () => {
    const definers = await query<{ name: string; owner: string; config: string[] | null }>(
      `SELECT DISTINCT proname AS name, proowner::regrole::text AS owner, proconfig AS config FROM pg_proc WHERE pronamespace = 'hub'::regnamespace AND prosecdef ORDER BY 1`);
    expect(definers.map(({ name }) => name)).toEqual(Object.keys(TRUSTED).sort());
    expect(definers.filter(({ owner }) => owner !== 'hub_authority')).toEqual([]);
    expect(definers.filter(({ config }) => !config?.some((setting) => setting === 'search_path=hub, pg_temp'))).toEqual([]);
  });

  it('are open to no one but the hub', async () => {
    expect(await names(`SELECT p.oid::regprocedure::text AS name FROM pg_proc p, aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a
      WHERE p.pronamespace = 'hub'::regnamespace AND a.privilege_type = 'EXECUTE' AND a.grantee <> p.proowner
        AND (a.grantee = 0 OR a.grantee::regrole::text NOT IN ('hub_app', 'hub_authority')) AND a.grantee::regrole::text <> current_user`)).toEqual([]);
  });

  it('written in PL/pgSQL fix their search path', async () => {
    expect(await names(`SELECT proname AS name FROM pg_proc p JOIN pg_language l ON l.oid = p.prolang WHERE pronamespace = 'hub'::regnamespace
      AND lanname = 'plpgsql' AND NOT coalesce(proconfig, '{}') @> ARRAY['search_path=hub, pg_temp']`)).toEqual([]);
  });
});

describe('names', () => {
  it('of constraints say table, columns and kind', async () => {
    const constraints = await query<{ name: string; table: string; kind: string }>(
      `SELECT conname AS name, conrelid::regclass::text AS table, contype::text AS kind FROM pg_constraint WHERE connamespace = 'hub'::regnamespace AND contype <> 'n'`);
    const suffix: Record<string, string> = { p: '_pk', f: '_fk', u: '_uq', c: '_ck', x: '_ex', t: '_tr' };
    const odd = constraints.filter(({ name, table, kind }) => !NOBODYS.some((one) => table.endsWith(one)) && !(name.startsWith(table.replace('hub.', '')) && name.endsWith(suffix[kind] ?? '')));
    expect(odd).toEqual([]);
  });

  it('of indexes say table, columns and kind', async () => {
    const indexes = await query<{ name: string; table: string }>(`SELECT indexname AS name, tablename AS table FROM pg_indexes WHERE schemaname = 'hub'`);
    expect(indexes.filter(({ name, table }) => !NOBODYS.includes(table) && !(name.startsWith(table) && /_(pk|uq|ix)$/.test(name)))).toEqual([]);
  });

  it('of columns are in snake_case', async () => {
    expect(await names(`SELECT table_name || '.' || column_name AS name FROM information_schema.columns WHERE table_schema = 'hub' AND column_name !~ '^[a-z][a-z0-9_]*$'`)).toEqual([]);
  });
});
