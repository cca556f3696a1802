import { Module } from '@nestjs/common';
import { PartiesModule } from '@hub/parties';
import { EditionFieldsResolver, EditionsResolver, MeetingPartyResolver, MeetingStepResolver } from './editions.resolver.js';
import { EditionsService } from './editions.service.js';
import { MeetingSteps } from './meeting.steps.js';
import { MeetingWrite } from './meeting.write.js';

/** Editions of the meeting, their parties and steps: what every other room stands on. */
@Module({
  imports: [PartiesModule],
  providers: [EditionsService, MeetingSteps, MeetingWrite, EditionsResolver, EditionFieldsResolver, MeetingPartyResolver, MeetingStepResolver],
  exports: [EditionsService, MeetingSteps, MeetingWrite, PartiesModule],
})
export class EditionsModule {}
