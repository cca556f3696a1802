import { Module } from '@nestjs/common';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { ReceivedReleases } from './received-releases.js';
import { ReleaseAnswers } from './release.answers.js';
import { ReleaseDecisionsService } from './release-decisions.service.js';
import { ReleaseRequestsService } from './release-requests.service.js';
import { ReceivedReleaseFieldsResolver, ReceivedReleasesResolver, ReleaseGrantFieldsResolver, ReleasesResolver } from './releases.resolver.js';

/** Onward release: asking for it, granting it, its end. */
@Module({
  imports: [BulletinsModule, PartiesModule],
  providers: [
    ReceivedReleases, ReleaseAnswers, ReleaseDecisionsService, ReleaseRequestsService, ReceivedReleaseFieldsResolver, ReceivedReleasesResolver, ReleaseGrantFieldsResolver, ReleasesResolver,
  ],
  exports: [ReleaseAnswers],
})
export class ReleasesModule {}
