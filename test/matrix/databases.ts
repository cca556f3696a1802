// A connection that looks past every rule, and what takes a layer of access control away.
import pg from 'pg';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** A connection as superuser. */
export async function connect(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, options: '-c search_path=hub -c timezone=UTC' });
  await client.connect();
  return client;
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
