import { Module } from '@nestjs/common';
import { PartiesModule } from '@hub/parties';
import { AcknowledgementsService } from './acknowledgements.service.js';
import { ApprovalRoute } from './approval-route.js';
import { AudienceReleases } from './audience-releases.js';
import { AuthorshipResolver, AuthorshipService } from './authorship.js';
import { BulletinFieldsResolver } from './bulletin-fields.resolver.js';
import { BulletinReader } from './bulletin.reader.js';
import { BulletinRepository } from './bulletin.repository.js';
import { BulletinSearch } from './bulletin.search.js';
import { BulletinWrite } from './bulletin.write.js';
import { BulletinsResolver } from './bulletins.resolver.js';
import { DraftsService } from './drafts.service.js';
import { ImportsReader } from './imports.reader.js';
import { ImportsResolver } from './imports.resolver.js';
import { PublicationService } from './publication.service.js';
import { ReleaseJob } from './release.job.js';
import { AcknowledgementFieldsResolver, ApprovalFieldsResolver, AudienceFieldsResolver, AudienceReleaseFieldsResolver, PendingFieldsResolver, SafetyCheckFieldsResolver } from './party-fields.resolver.js';
import { PreviewReader } from './previews/preview.reader.js';
import { PreviewResolver } from './previews/preview.resolver.js';
import { AccessEnds, AccessEndsResolver } from './stages/access-ends.js';
import { TakingBackReader } from './taking-back/taking-back.reader.js';
import { TakingBackResolver } from './taking-back/taking-back.resolver.js';
import { StageFieldsResolver } from './stages/stage-fields.resolver.js';
import { StageOpenings } from './stages/stage-openings.js';
import { EditableFieldsResolver, EditableResolver } from './writing/editable.resolver.js';
import { WorkingCopyService } from './working-copy.service.js';

/** Case bulletins: sections, versions, approvals, acknowledgements, search. */
@Module({
  imports: [PartiesModule],
  providers: [
    AcknowledgementsService, ApprovalRoute, AudienceReleases, AuthorshipService, AuthorshipResolver, BulletinReader, BulletinRepository, BulletinSearch, BulletinWrite, DraftsService,
    PublicationService, WorkingCopyService, ReleaseJob, ImportsReader, ImportsResolver, BulletinsResolver, BulletinFieldsResolver, AcknowledgementFieldsResolver, AudienceFieldsResolver, AudienceReleaseFieldsResolver,
    ApprovalFieldsResolver, PendingFieldsResolver, SafetyCheckFieldsResolver, PreviewReader, PreviewResolver, StageFieldsResolver, StageOpenings, AccessEnds, AccessEndsResolver, TakingBackReader, TakingBackResolver, EditableResolver, EditableFieldsResolver,
  ],
  exports: [DraftsService, PublicationService, AcknowledgementsService, BulletinReader, BulletinRepository, BulletinWrite, ReleaseJob, AudienceReleases, StageOpenings],
})
export class BulletinsModule {}
