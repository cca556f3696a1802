import { Module } from '@nestjs/common';
import { PartiesModule } from '@hub/parties';
import { FeedsResolver } from './feeds.resolver.js';
import { FeedsService } from './feeds.service.js';

/** Calendars of the meeting. */
@Module({ imports: [PartiesModule], providers: [FeedsService, FeedsResolver], exports: [FeedsService] })
export class CalendarModule {}
