import { Module } from '@nestjs/common';
import { AgendaModule } from './agenda/agenda.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { LinksModule } from './links/links.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule, LinksModule, InvitationsModule, CalendarModule, ScheduleModule, AgendaModule] })
export class MeetingsModule {}
