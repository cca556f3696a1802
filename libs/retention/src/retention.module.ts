import { Global, Module } from '@nestjs/common';
import { AttachmentsModule } from '@hub/attachments';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { Clock } from '@hub/kernel';
import { HUB_CONFIG, type HubConfig } from '@hub/platform';
import { StrikeLog } from '@hub/recall';
import { BackupKeys } from './backup/backup.keys.js';
import { SealedStrikes } from './backup/sealed-strikes.js';
import { LegalDemandsService } from './legal/legal-demands.service.js';
import { LegalLoaders } from './legal/legal.loaders.js';
import { LegalReminders } from './legal/legal.reminders.js';
import { LegalDemandBulletinResolver, LegalDemandsResolver, LegalNoticeResolver } from './legal/legal.resolver.js';
import { PurgeLog } from './purge.log.js';
import { PurgeRun } from './purge.run.js';
import { RetentionLoaders } from './retention.loaders.js';
import { ExportRetentionResolver, LegalHoldResolver, RetentionResolver } from './retention.resolver.js';
import { RetentionService } from './retention.service.js';

/** How long things are kept, and what the law demands of them. Global, since libs/recall states the log of strikes and knows nobody who keeps one. */
@Global()
@Module({
  imports: [AttachmentsModule, BulletinsModule, PartiesModule],
  providers: [
    { provide: PurgeLog, inject: [HUB_CONFIG], useFactory: (config: HubConfig) => new PurgeLog(config.backup.keys) },
    { provide: BackupKeys, inject: [HUB_CONFIG], useFactory: (config: HubConfig) => new BackupKeys(config) },
    { provide: StrikeLog, inject: [HUB_CONFIG, BackupKeys, Clock], useFactory: (config: HubConfig, keys: BackupKeys, clock: Clock) => new SealedStrikes(config.backup.keys, keys, clock) },
    RetentionService, RetentionLoaders, RetentionResolver, LegalHoldResolver, ExportRetentionResolver, PurgeRun,
    LegalDemandsService, LegalLoaders, LegalReminders, LegalDemandsResolver, LegalDemandBulletinResolver, LegalNoticeResolver,
  ],
  exports: [PurgeRun, LegalReminders, StrikeLog],
})
export class RetentionModule {}
