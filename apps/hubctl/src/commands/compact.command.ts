import type { Command } from 'commander';
import type { Shell } from '../shell.js';
import { DATABASE_HELP } from './database-help.js';

/** `hubctl compact`. */
export function addCompact(program: Command, shell: Shell): void {
  program.command('compact')
    .summary('rewrite the tables, so that nothing of what was purged or struck is left in them')
    .description("Rewrites each of the hub's tables (VACUUM FULL), as the owner of the database: rows that were purged or struck lie in PostgreSQL's files until then. Each table is locked while it is rewritten: choose a quiet hour. The write-ahead log and its archive forget in their own time. / 廃棄済みデータの領域を物理的に消去")
    .addHelpText('after', `${DATABASE_HELP}

Example:
  $ MIGRATION_DATABASE_URL=postgresql://hub_owner:…@db.example.jp/hub hubctl compact`)
    .action(() => compact(shell));
}

async function compact({ env, terminal }: Shell): Promise<void> {
  const [{ databaseSettings, placeOf }, { readyDatabase }, { default: pg }] = await Promise.all([import('../local/settings.js'), import('../../../hub/src/database-address.js'), import('pg')]);
  const config = databaseSettings(env);
  const outside = config.database.migrationUrl ?? config.database.url;
  const ready = outside ? { url: outside, stop: () => Promise.resolve() } : await readyDatabase(config, (line) => terminal.say(line));
  try {
    const client = new pg.Client({ connectionString: ready.url });
    await client.connect();
    try {
      const { rows } = await client.query<{ name: string }>(`SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'hub' ORDER BY 1`);
      for (const { name } of rows) {
        terminal.say(name);
        await client.query(`VACUUM (FULL, ANALYZE) ${name}`);
      }
      // Samples of what stood in the tables: the database's owner may.
      await client.query('VACUUM (FULL) pg_catalog.pg_statistic');
      terminal.out(`${rows.length} tables of ${placeOf(config)} were rewritten. / ${rows.length} 表を書き直しました。`);
    } finally {
      await client.end();
    }
  } finally {
    await ready.stop();
  }
}
