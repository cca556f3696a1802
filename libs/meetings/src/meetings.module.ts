import { Module } from '@nestjs/common';
import { CalendarModule } from './calendar/calendar.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule, CalendarModule, InvitationsModule], exports: [CalendarModule, InvitationsModule] })
export class MeetingsModule {}
