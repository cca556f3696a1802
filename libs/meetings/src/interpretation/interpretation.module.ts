import { Module } from '@nestjs/common';
import { AgendaModule } from '../agenda/agenda.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { EditionsModule } from '../editions/editions.module.js';
import { LinksModule } from '../links/links.module.js';
import { InterpretationSection } from './interpretation.guest.js';
import { InterpretationReader } from './interpretation.reader.js';
import { EditionInterpretationResolver, InterpretationResolver, MeetingInterpretationWarningResolver, MeetingInterpreterAssignmentResolver, MeetingInterpreterBusyResolver, MeetingInterpreterClearanceResolver, MeetingInterpreterResolver, MeetingItemInterpretationResolver } from './interpretation.resolver.js';
import { InterpretationService } from './interpretation.service.js';
import { InterpreterWatch } from './interpreter.watch.js';
import { InterpretersService } from './interpreters.service.js';

/** Who interprets the meeting's items, and what interpreters are shown. */
@Module({
  imports: [EditionsModule, LinksModule, AgendaModule, DocumentsModule],
  providers: [InterpretersService, InterpreterWatch, InterpretationService, InterpretationReader, InterpretationSection, InterpretationResolver, EditionInterpretationResolver, MeetingInterpreterResolver, MeetingItemInterpretationResolver,
    MeetingInterpreterAssignmentResolver, MeetingInterpreterClearanceResolver, MeetingInterpreterBusyResolver, MeetingInterpretationWarningResolver],
  exports: [InterpretersService, InterpretationReader],
})
export class InterpretationModule {}
