import { Module } from '@nestjs/common';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { DepartureResolver } from './departure.resolver.js';
import { DepartureService } from './departure.service.js';
import { HandoverOverviewResolver, HandoverResolver, LeftBehindResolver, SuccessorAskedResolver } from './handover.resolver.js';
import { HandoverService } from './handover.service.js';
import { HandoverWatch } from './handover.watch.js';

/** Who answers for what is somebody's while he is away, or once he has gone. */
@Module({
  imports: [BulletinsModule, PartiesModule],
  providers: [HandoverService, HandoverWatch, HandoverResolver, HandoverOverviewResolver, LeftBehindResolver, SuccessorAskedResolver, DepartureService, DepartureResolver],
  exports: [DepartureService, HandoverWatch],
})
export class HandoverModule {}
