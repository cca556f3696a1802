import { Module } from '@nestjs/common';
import { EditionsModule } from '../editions/editions.module.js';
import { AgendaReader } from './agenda.reader.js';
import { AgendaResolver, ClosedMeetingItemResolver, EditionAgendaResolver, MeetingItemResolver, MeetingSlotResolver } from './agenda.resolver.js';
import { AgendaService } from './agenda.service.js';

/** What the meeting talks about, and when. */
@Module({
  imports: [EditionsModule],
  providers: [AgendaService, AgendaReader, AgendaResolver, EditionAgendaResolver, MeetingItemResolver, MeetingSlotResolver, ClosedMeetingItemResolver],
  exports: [AgendaReader],
})
export class AgendaModule {}
