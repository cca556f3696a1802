import { Module } from '@nestjs/common';
import { AuditModule } from '@hub/audit';
import { AgendaModule } from '../agenda/agenda.module.js';
import { DocumentsModule } from '../documents/documents.module.js';
import { EditionsModule } from '../editions/editions.module.js';
import { InterpretationModule } from '../interpretation/interpretation.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MinutesModule } from '../minutes/minutes.module.js';
import { AgendaComposer } from './agenda.composer.js';
import { LettersService } from './letters.service.js';
import { PaperComposer } from './paper.composer.js';
import { PaperLinks } from './paper.links.js';
import { EditionPapersResolver, MeetingLetterResolver } from './paper.resolver.js';
import { PapersService } from './papers.service.js';

/** What is written on paper, in Japanese and English. */
@Module({
  imports: [AuditModule, EditionsModule, AgendaModule, DocumentsModule, InterpretationModule, InvitationsModule, MinutesModule],
  providers: [LettersService, AgendaComposer, PaperComposer, PapersService, PaperLinks, EditionPapersResolver, MeetingLetterResolver],
  exports: [PapersService, PaperLinks],
})
export class PaperModule {}
