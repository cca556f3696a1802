import { Module } from '@nestjs/common';
import { Scope } from '@hub/access';
import { AuditLog, AuditModule } from '@hub/audit';
import { BulletinsModule } from '@hub/bulletins';
import { Clock } from '@hub/kernel';
import { PartiesModule } from '@hub/parties';
import { HUB_CONFIG, type HubConfig, UnitOfWork } from '@hub/platform';
import { AttachmentOpeningResolver, BulletinAttachmentsResolver, PendingAttachmentsResolver, SectionAttachmentsResolver } from './attachment-fields.resolver.js';
import { AttachmentLoader } from './attachment.loader.js';
import { AttachmentUpkeep } from './attachment.upkeep.js';
import { AttachmentsResolver } from './attachments.resolver.js';
import { AttachmentsService } from './attachments.service.js';
import { AttachmentChecks } from './checks/attachment-checks.js';
import { FileCheck } from './checks/file-check.js';
import { PdfThread } from './checks/pdf.check.js';
import { DownloadLinks } from './download.links.js';
import { Downloads } from './downloads.js';
import { FileParents } from './file.parents.js';
import { Lettering } from './marks/lettering.js';
import { ReaderMarks } from './marks/reader-mark.js';
import { openStore } from './storage/open-store.js';
import { FileKeys } from './storage/file-keys.js';
import { SealedFiles } from './storage/sealed-file.js';
import { UploadsService } from './uploads.service.js';

/** Attachments: files of bulletins, from their first part to their last reader. */
@Module({
  imports: [AuditModule, BulletinsModule, PartiesModule],
  providers: [
    { provide: SealedFiles, inject: [HUB_CONFIG], useFactory: (config: HubConfig) => new SealedFiles(openStore(config), new FileKeys(config.attachments.keys, config.secrets.encryptionKey)) },
    { provide: PdfThread, useFactory: () => new PdfThread() },
    { provide: ReaderMarks, inject: [PdfThread], useFactory: (pdf: PdfThread) => new ReaderMarks(new Lettering(), pdf) },
    { provide: FileCheck, inject: [SealedFiles, PdfThread], useFactory: (...parts: ConstructorParameters<typeof FileCheck>) => new FileCheck(...parts) },
    { provide: AttachmentChecks, inject: [UnitOfWork, Clock, AuditLog, SealedFiles, FileCheck], useFactory: (...parts: ConstructorParameters<typeof AttachmentChecks>) => new AttachmentChecks(...parts) },
    { provide: AttachmentUpkeep, inject: [UnitOfWork, Clock, SealedFiles], useFactory: (...parts: ConstructorParameters<typeof AttachmentUpkeep>) => new AttachmentUpkeep(...parts) },
    { provide: DownloadLinks, inject: [UnitOfWork, Scope, FileParents, HUB_CONFIG], useFactory: (...parts: ConstructorParameters<typeof DownloadLinks>) => new DownloadLinks(...parts) },
    FileParents, AttachmentLoader, AttachmentsService, UploadsService, Downloads, AttachmentsResolver, BulletinAttachmentsResolver, PendingAttachmentsResolver, SectionAttachmentsResolver, AttachmentOpeningResolver,
  ],
  exports: [SealedFiles, AttachmentChecks, AttachmentUpkeep, AttachmentsService, UploadsService, Downloads, DownloadLinks, FileParents],
})
export class AttachmentsModule {}
