import { Module } from '@nestjs/common';
import { ActionsModule } from './actions/actions.module.js';
import { AgendaModule } from './agenda/agenda.module.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { DocumentsModule } from './documents/documents.module.js';
import { EditionsModule } from './editions/editions.module.js';
import { InterpretationModule } from './interpretation/interpretation.module.js';
import { InvitationsModule } from './invitations/invitations.module.js';
import { LinksModule } from './links/links.module.js';
import { MinutesModule } from './minutes/minutes.module.js';
import { OverviewModule } from './overview/overview.module.js';
import { PaperModule } from './paper/paper.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';
import { TasksModule } from './tasks/tasks.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule, LinksModule, InvitationsModule, CalendarModule, ScheduleModule, AgendaModule, DocumentsModule, InterpretationModule, MinutesModule, ActionsModule, PaperModule, OverviewModule, TasksModule], exports: [CalendarModule, InvitationsModule] })
export class MeetingsModule {}
