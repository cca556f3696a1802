import { Module } from '@nestjs/common';
import { AuditModule } from '@hub/audit';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { HUB_CONFIG, type HubConfig } from '@hub/platform';
import { OutsideDecisionsService } from './outside-requests/outside-decisions.service.js';
import { OutsideRequestAnswers } from './outside-requests/outside-request.answers.js';
import { OutsideRequestsResolver } from './outside-requests/outside-requests.resolver.js';
import { OutsideRequestsService } from './outside-requests/outside-requests.service.js';
import { OutsideKeys } from './outside/outside.keys.js';
import { OutsideOpening } from './outside/outside.opening.js';
import { OutsideReleasesResolver } from './outside/outside.resolver.js';
import { OutsideReleasesService } from './outside/outside-releases.service.js';
import { ReceivedReleases } from './received-releases.js';
import { ReleaseAnswers } from './release.answers.js';
import { ReleaseDecisionsService } from './release-decisions.service.js';
import { ReleaseRequestsService } from './release-requests.service.js';
import { ReceivedReleaseFieldsResolver, ReceivedReleasesResolver, ReleaseGrantFieldsResolver, ReleasesResolver } from './releases.resolver.js';
import { TermsResolver } from './terms/terms.resolver.js';
import { TermsService } from './terms/terms.service.js';

/** Onward release: asking for it, granting it, its end; to people outside the hub; what organisations say of their ministries. */
@Module({
  imports: [AuditModule, BulletinsModule, PartiesModule],
  providers: [
    { provide: OutsideKeys, inject: [HUB_CONFIG], useFactory: ({ secrets, http }: HubConfig) => new OutsideKeys(secrets.encryptionKey, http.publicUrl) },
    ReceivedReleases, ReleaseAnswers, ReleaseDecisionsService, ReleaseRequestsService, ReceivedReleaseFieldsResolver, ReceivedReleasesResolver, ReleaseGrantFieldsResolver, ReleasesResolver,
    OutsideDecisionsService, OutsideRequestAnswers, OutsideRequestsResolver, OutsideRequestsService,
    OutsideOpening, OutsideReleasesResolver, OutsideReleasesService, TermsResolver, TermsService,
  ],
  exports: [OutsideOpening, ReleaseAnswers],
})
export class ReleasesModule {}
