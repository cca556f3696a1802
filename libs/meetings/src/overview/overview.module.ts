import { Module } from '@nestjs/common';
import { PartiesModule } from '@hub/parties';
import { InterpretationModule } from '../interpretation/interpretation.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { OverviewResolver } from './overview.resolver.js';
import { OverviewService } from './overview.service.js';

/** What a coordinator has to know now. */
@Module({ imports: [PartiesModule, InvitationsModule, InterpretationModule], providers: [OverviewService, OverviewResolver] })
export class OverviewModule {}
