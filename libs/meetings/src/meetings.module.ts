import { Module } from '@nestjs/common';
import { AgendaModule } from './agenda/agenda.module.js';
import { EditionsModule } from './editions/editions.module.js';

/** The Contact Point Meeting, a room for each part of its year. */
@Module({ imports: [EditionsModule, AgendaModule] })
export class MeetingsModule {}
