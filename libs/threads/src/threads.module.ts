import { Module } from '@nestjs/common';
import { AuditModule } from '@hub/audit';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { PromotionService } from './promotion.service.js';
import { ThreadFieldsResolver, ThreadMessageFieldsResolver } from './thread-fields.resolver.js';
import { ThreadsDue } from './thread.due.js';
import { ThreadReader } from './thread.reader.js';
import { ThreadWrite } from './thread.write.js';
import { ThreadsResolver } from './threads.resolver.js';
import { ThreadsService } from './threads.service.js';

/** Requests and answers on bulletins. */
@Module({
  imports: [AuditModule, BulletinsModule, PartiesModule],
  providers: [ThreadReader, ThreadWrite, ThreadsService, PromotionService, ThreadsResolver, ThreadFieldsResolver, ThreadMessageFieldsResolver, ThreadsDue],
  exports: [ThreadsService, ThreadsDue],
})
export class ThreadsModule {}
