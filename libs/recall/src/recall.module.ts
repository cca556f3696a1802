import { Module } from '@nestjs/common';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { RecallJob } from './recall.job.js';
import { RecallLoaders } from './recall.loaders.js';
import { OpeningFieldsResolver, RecallsResolver } from './recalls.resolver.js';
import { RecallsService } from './recalls.service.js';
import { StrikeRepeats } from './strike.repeats.js';
import { StrikeFieldsResolver, StrikesResolver } from './strikes.resolver.js';
import { StrikesService } from './strikes.service.js';

/** Recall of what was sent, and striking what should not have been. `StrikeLog` is given by who keeps backups. */
@Module({
  imports: [BulletinsModule, PartiesModule],
  providers: [RecallJob, RecallLoaders, RecallsService, RecallsResolver, OpeningFieldsResolver, StrikeRepeats, StrikesService, StrikesResolver, StrikeFieldsResolver],
  exports: [RecallJob, StrikeRepeats],
})
export class RecallModule {}
