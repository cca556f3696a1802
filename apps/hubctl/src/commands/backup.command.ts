import type { Command } from 'commander';
import type { HubConfig } from '@hub/platform';
import { Failure } from '../failure.js';
import type { Shell } from '../shell.js';
import { DATABASE_HELP } from './database-help.js';

const KEYS_HELP = `
The keys:
  HUB_ENCRYPTION_KEY      as the hub has it: wraps them
  HUB_BACKUP_KEYS         their folder; default: backup-keys beside HUB_AUDIT_KEYRING. Keep it apart from the backups, without a history
  HUB_BACKUP_DAYS         days after which a key is destroyed, and every copy of its day's backups with it (35)
${DATABASE_HELP}`;

/** `hubctl backup` and `hubctl restore`. */
export function addBackup(program: Command, shell: Shell): void {
  program.command('backup')
    .summary('write an encrypted backup of database and files')
    .description("Writes a backup of the database, as of one instant, and of the encrypted files of attachments (not of a bucket), while the hub goes on. It is encrypted as a whole (age) under the day's key, and holds no key of anything. / 暗号化バックアップの作成")
    .argument('<file>', 'where to; must not be there')
    .addHelpText('after', `${KEYS_HELP}
  BACKUP_DATABASE_URL     the same database as a login that reads past row security; default: MIGRATION_DATABASE_URL

Example:
  $ hubctl backup /backups/hub-$(date +%F).age`)
    .action((file: string) => backup(shell, file));
  program.command('restore')
    .summary('restore such a backup into an empty database')
    .description('Restores a backup into a database with nobody in it, as its owner, and its files. All sessions end. What had been purged since the backup is purged again when the hub starts, before it answers anybody. Refuses a backup whose key was destroyed. / バックアップからの復元')
    .argument('<file>', 'the backup')
    .addHelpText('after', `${KEYS_HELP}

Afterwards the audit log goes on under a key of a new name: see the README, "Restoring, and the audit log".

Example:
  $ MIGRATION_DATABASE_URL=postgresql://hub_owner:…@db.example.jp/hub_new hubctl restore /backups/hub-2026-06-01.age`)
    .action((file: string) => restore(shell, file));
}

async function settings({ env }: Shell): Promise<HubConfig> {
  const [{ databaseSettings }, { loadConfig }] = await Promise.all([import('../local/settings.js'), import('@hub/platform')]);
  if (env['NODE_ENV'] !== 'production') return loadConfig(env);
  // A key that is made up here would wrap what nobody could open again.
  if (!env['HUB_ENCRYPTION_KEY']) throw new Failure('HUB_ENCRYPTION_KEY is missing: it wraps the keys of backups.', 'Set it as for the hub itself.');
  if (!env['HUB_BACKUP_KEYS'] && !env['HUB_AUDIT_KEYRING']) throw new Failure('HUB_BACKUP_KEYS is missing: where the keys of backups are.', 'Set it, or HUB_AUDIT_KEYRING, as for the hub itself.');
  return databaseSettings(env);
}

async function backup(shell: Shell, file: string): Promise<void> {
  const { terminal, clock } = shell;
  const config = await settings(shell);
  const [{ readyDatabase }, { existsSync }, { BackupKeys, backupOf, sealBackup }] =
    await Promise.all([import('../../../hub/src/database-address.js'), import('node:fs'), import('@hub/retention')]);
  if (existsSync(file)) throw new Failure(`${file} is there already.`, 'Choose another name: a backup is never written over.');
  // An outside database is left as it is: whoever backs up does not migrate.
  const outside = config.backup.databaseUrl ?? config.database.migrationUrl ?? config.database.url;
  const ready = outside ? { url: outside, stop: () => Promise.resolve() } : await readyDatabase(config, (line) => terminal.say(line));
  try {
    const now = clock.now();
    const size = await sealBackup(file, backupOf({ url: ready.url, files: config.attachments.s3Url ? null : config.attachments.folder, now }), new BackupKeys(config), now);
    terminal.out(`${file}: ${size.toLocaleString('en')} bytes. It can be read for ${config.backup.days} days. / ${config.backup.days}日間復元できます。`);
    if (config.attachments.s3Url) terminal.out('The files of attachments lie in a bucket and are not in it. / 添付ファイル（S3）は含まれません。');
  } finally {
    await ready.stop();
  }
}

async function restore(shell: Shell, file: string): Promise<void> {
  const { terminal, clock } = shell;
  const config = await settings(shell);
  const [{ readyDatabase }, { BackupKeys, openBackup, restoreBackup }, { placeOf }] =
    await Promise.all([import('../../../hub/src/database-address.js'), import('@hub/retention'), import('../local/settings.js')]);
  // Before the database is touched.
  const source = await openBackup(file, new BackupKeys(config));
  const ready = config.database.url ? { url: config.database.migrationUrl ?? config.database.url, stop: () => Promise.resolve() } : await readyDatabase(config, (line) => terminal.say(line));
  try {
    const { madeAt } = await restoreBackup({ source, url: ready.url, files: config.attachments.s3Url ? null : config.attachments.folder, now: clock.now() });
    terminal.out(`The backup of ${madeAt} is in ${placeOf(config)}. Everybody signs in again. / 復元しました。再度サインインしてください。`);
    terminal.out('Start the hub: it brings the schema to today, and purges again what was purged since. The audit log needs a key of a new name: hubctl audit-key --help.');
  } finally {
    await ready.stop();
  }
}
