import { Module } from '@nestjs/common';
import { AuditModule } from '@hub/audit';
import { AgendaModule } from '../agenda/agenda.module.js';
import { EditionsModule } from '../editions/editions.module.js';
import { InterpretationModule } from '../interpretation/interpretation.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MinutesModule } from '../minutes/minutes.module.js';
import { LettersService } from './letters.service.js';
import { PaperComposer } from './paper.composer.js';
import { PaperLinks } from './paper.links.js';
import { EditionPapersResolver, MeetingLetterResolver } from './paper.resolver.js';
import { PapersService } from './papers.service.js';

/** What is written on paper, in Japanese and English. */
@Module({
  imports: [AuditModule, EditionsModule, AgendaModule, InterpretationModule, InvitationsModule, MinutesModule],
  providers: [LettersService, PaperComposer, PapersService, PaperLinks, EditionPapersResolver, MeetingLetterResolver],
  exports: [PapersService, PaperLinks],
})
export class PaperModule {}
