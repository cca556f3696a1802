import { Module } from '@nestjs/common';
import { Scope } from '@hub/access';
import { UnitOfWork } from '@hub/platform';
import { Keyring } from './bodies/keyring.js';
import { LogIdentity } from './log/log-identity.js';
import { LogReader } from './log/log-reader.js';
import { SealNow } from './log/seal-now.js';
import { AuditResolver } from './trail/audit.resolver.js';
import { AuditTrailService } from './trail/audit-trail.service.js';

/** What parties read of the audit log. Needs the global parts of `openAudit`. */
@Module({
  providers: [
    {
      provide: AuditTrailService,
      inject: [UnitOfWork, Scope, Keyring, LogReader, LogIdentity, SealNow],
      useFactory: (...parts: ConstructorParameters<typeof AuditTrailService>) => new AuditTrailService(...parts),
    },
    AuditResolver,
  ],
})
export class AuditModule {}
