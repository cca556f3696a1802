import { Module } from '@nestjs/common';
import { BulletinsModule } from '@hub/bulletins';
import { EditionsModule } from '../editions/editions.module.js';
import { AgendaReader } from './agenda.reader.js';
import { AgendaResolver, ClosedMeetingItemResolver, EditionAgendaResolver, MeetingItemResolver, MeetingAgendaSlotResolver } from './agenda.resolver.js';
import { AgendaService } from './agenda.service.js';
import { BreaksResolver } from './breaks.resolver.js';
import { BreaksService } from './breaks.service.js';
import { ItemChanges } from './item.changes.js';

/** What the meeting talks about, and when. */
@Module({
  imports: [BulletinsModule, EditionsModule],
  providers: [AgendaService, AgendaReader, ItemChanges, BreaksService, AgendaResolver, BreaksResolver, EditionAgendaResolver, MeetingItemResolver, MeetingAgendaSlotResolver, ClosedMeetingItemResolver],
  exports: [AgendaReader, AgendaService, ItemChanges],
})
export class AgendaModule {}
