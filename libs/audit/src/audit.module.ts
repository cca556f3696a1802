import { Module } from '@nestjs/common';
import { Scope } from '@hub/access';
import { UnitOfWork } from '@hub/platform';
import { AuditLog } from './audit-log.js';
import { Keyring } from './bodies/keyring.js';
import { ErasureResolver } from './erasure/erasure.resolver.js';
import { ErasuresService } from './erasure/erasures.service.js';
import { HoldsService } from './erasure/holds.service.js';
import { LogIdentity } from './log/log-identity.js';
import { LogReader } from './log/log-reader.js';
import { SealNow } from './log/seal-now.js';
import { AuditResolver } from './trail/audit.resolver.js';
import { AuditTrailService } from './trail/audit-trail.service.js';
import { Openings } from './trail/openings.js';
import { OwnReads } from './trail/own-reads.js';

/** What parties read of the audit log. Needs the global parts of `openAudit`. */
@Module({
  providers: [
    {
      provide: AuditTrailService,
      inject: [UnitOfWork, Scope, Keyring, LogReader, LogIdentity, SealNow],
      useFactory: (...parts: ConstructorParameters<typeof AuditTrailService>) => new AuditTrailService(...parts),
    },
    AuditResolver,
    { provide: ErasuresService, inject: [UnitOfWork, Keyring, AuditLog], useFactory: (...parts: ConstructorParameters<typeof ErasuresService>) => new ErasuresService(...parts) },
    { provide: HoldsService, inject: [UnitOfWork, Keyring, AuditLog], useFactory: (...parts: ConstructorParameters<typeof HoldsService>) => new HoldsService(...parts) },
    ErasureResolver,
    { provide: OwnReads, inject: [UnitOfWork, Keyring, SealNow], useFactory: (...parts: ConstructorParameters<typeof OwnReads>) => new OwnReads(...parts) },
    { provide: Openings, inject: [UnitOfWork, Keyring, SealNow], useFactory: (...parts: ConstructorParameters<typeof Openings>) => new Openings(...parts) },
  ],
  exports: [OwnReads, Openings],
})
export class AuditModule {}
