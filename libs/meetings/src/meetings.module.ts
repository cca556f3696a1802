import { Module } from '@nestjs/common';
import { ActionsModule } from './actions/actions.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { LinksModule } from './links/links.module.js';
import { MinutesModule } from './minutes/minutes.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule, LinksModule, ScheduleModule, MinutesModule, ActionsModule] })
export class MeetingsModule {}
