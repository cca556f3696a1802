import { Module } from '@nestjs/common';
import { PartiesModule } from '@hub/parties';
import { EditionsModule } from '../editions/editions.module.js';
import { MinutesModule } from '../minutes/minutes.module.js';
import { ActionsDue } from './actions.due.js';
import { ActionsResolver, EditionActionsResolver, MeetingActionResolver, ProgressItemResolver } from './actions.resolver.js';
import { ActionsService } from './actions.service.js';

/** What organisations take on. */
@Module({
  imports: [PartiesModule, EditionsModule, MinutesModule],
  providers: [ActionsService, ActionsDue, ActionsResolver, EditionActionsResolver, MeetingActionResolver, ProgressItemResolver],
  exports: [ActionsService, ActionsDue],
})
export class ActionsModule {}
