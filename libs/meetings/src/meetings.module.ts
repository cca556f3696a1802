import { Module } from '@nestjs/common';
import { CalendarModule } from './calendar/calendar.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { LinksModule } from './links/links.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule, CalendarModule, InvitationsModule, LinksModule, ScheduleModule], exports: [CalendarModule, InvitationsModule] })
export class MeetingsModule {}
