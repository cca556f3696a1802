import { Module } from '@nestjs/common';
import { AttachmentsModule } from '@hub/attachments';
import { AuditModule } from '@hub/audit';
import { PartiesModule } from '@hub/parties';
import { AgendaModule } from '../agenda/agenda.module.js';
import { EditionsModule } from '../editions/editions.module.js';
import { LinksModule } from '../links/links.module.js';
import { DocumentsSection } from './documents.guest.js';
import { DocumentsReader } from './documents.reader.js';
import { ItemDocumentsResolver, MeetingDocumentResolver } from './documents.resolver.js';
import { DocumentsService } from './documents.service.js';
import { LinkDocuments } from './link.documents.js';

/** Documents of the items of an agenda. */
@Module({
  imports: [AttachmentsModule, AuditModule, PartiesModule, EditionsModule, LinksModule, AgendaModule],
  providers: [DocumentsReader, DocumentsService, ItemDocumentsResolver, MeetingDocumentResolver, DocumentsSection, LinkDocuments],
  exports: [DocumentsReader, LinkDocuments],
})
export class DocumentsModule {}
