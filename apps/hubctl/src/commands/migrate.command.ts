import type { Command } from 'commander';
import type { Shell } from '../shell.js';
import { DATABASE_HELP } from './database-help.js';

/** `hubctl migrate`. */
export function addMigrate(program: Command, shell: Shell): void {
  program.command('migrate')
    .summary("bring the database to today's schema")
    .description("Brings the database to today's schema. The hub does the same when it starts; run it beforehand where the hub may not change the schema. Nothing happens where nothing is missing.")
    .addHelpText('after', `${DATABASE_HELP}

Examples:
  $ hubctl migrate
  $ MIGRATION_DATABASE_URL=postgresql://hub_owner:…@db.example.jp/hub hubctl migrate`)
    .action(() => migrateDatabase(shell));
}

async function migrateDatabase({ env, terminal }: Shell): Promise<void> {
  const [{ databaseSettings, placeOf }, { readyDatabase }] = await Promise.all([import('../local/settings.js'), import('../../../hub/src/database-address.js')]);
  const config = databaseSettings(env);
  let applied = 0;
  const database = await readyDatabase(config, (line) => {
    if (line.startsWith('migrated: ')) applied += 1;
    terminal.say(line);
  });
  await database.stop();
  terminal.out(applied === 0 ? `Nothing to do: ${placeOf(config)} has today's schema. / 最新です。` : `${applied} migrations applied to ${placeOf(config)}. / ${applied} 件を適用しました。`);
}
