import { Module } from '@nestjs/common';
import { AuditModule } from '@hub/audit';
import { PartiesModule } from '@hub/parties';
import { RetentionModule } from '@hub/retention';
import { AgendaModule } from '../agenda/agenda.module.js';
import { EditionsModule } from '../editions/editions.module.js';
import { EditionMinutesResolver, MeetingMinutesResolver, MinutesCommentResolver, MinutesExtensionResolver, MinutesResolver, MinutesResponseResolver } from './minutes.resolver.js';
import { MinutesService } from './minutes.service.js';
import { PurgedItems } from './purged-items.js';
import { ReviewDue } from './review.due.js';
import { ReviewService } from './review.service.js';
import { EditionSessionResolver, MeetingAttendanceResolver, MeetingDecisionResolver, MeetingSessionItemResolver, MeetingSessionResolver, MeetingTextResolver, SessionResolver } from './session.resolver.js';
import { SessionService } from './session.service.js';

/** The session, and the minutes from the first note to their approval. */
@Module({
  imports: [AuditModule, PartiesModule, RetentionModule, EditionsModule, AgendaModule],
  providers: [
    SessionService, SessionResolver, EditionSessionResolver, MeetingSessionResolver, MeetingSessionItemResolver, MeetingAttendanceResolver, MeetingTextResolver, MeetingDecisionResolver,
    MinutesService, ReviewService, ReviewDue, PurgedItems, MinutesResolver, EditionMinutesResolver, MeetingMinutesResolver, MinutesCommentResolver, MinutesResponseResolver, MinutesExtensionResolver,
  ],
  exports: [SessionService, MinutesService, ReviewDue],
})
export class MinutesModule {}
