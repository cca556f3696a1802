import { Module } from '@nestjs/common';
import { EditionsModule } from './editions/editions.module.js';
import { LinksModule } from './links/links.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule, LinksModule, ScheduleModule] })
export class MeetingsModule {}
