export { BackupKeys } from './backup/backup.keys.js';
export { restoreBackup } from './backup/backup.restore.js';
export { type BackupManifest, backupOf } from './backup/backup.write.js';
export { openBackup, sealBackup } from './backup/sealed-backup.js';
export { LegalReminders } from './legal/legal.reminders.js';
export { PurgeRun, type PurgeWitness } from './purge.run.js';
export * from './retention.module.js';
