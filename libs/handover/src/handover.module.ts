import { Module } from '@nestjs/common';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { HandoverOverviewResolver, HandoverResolver, LeftBehindResolver, SuccessorAskedResolver } from './handover.resolver.js';
import { HandoverService } from './handover.service.js';
import { HandoverWatch } from './handover.watch.js';

/** Who answers for what is somebody's while he is away, or once he has gone. */
@Module({
  imports: [BulletinsModule, PartiesModule],
  providers: [HandoverService, HandoverWatch, HandoverResolver, HandoverOverviewResolver, LeftBehindResolver, SuccessorAskedResolver],
  exports: [HandoverWatch],
})
export class HandoverModule {}
