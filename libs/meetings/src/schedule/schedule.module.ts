import { Module } from '@nestjs/common';
import { EditionsModule } from '../editions/editions.module.js';
import { LinksModule } from '../links/links.module.js';
import { Holidays } from './holidays.js';
import { MeetingClocks } from './meeting.clocks.js';
import { ObstacleFinder } from './obstacles.js';
import { MeetingDayReasonResolver, MeetingPollResolver, MeetingReplyResolver, MeetingSlotResolver, MeetingSlotStandingResolver } from './poll-fields.resolver.js';
import { PollSection } from './poll.guest.js';
import { PollReader } from './poll.reader.js';
import { PollReminders } from './poll.reminders.js';
import { PollsResolver } from './polls.resolver.js';
import { PollsService } from './polls.service.js';
import { ProposalsService } from './proposals.service.js';
import { RepliesService } from './replies.service.js';

/** Finding the day: proposals, polls, replies, ranking, decision. */
@Module({
  imports: [EditionsModule, LinksModule],
  providers: [
    Holidays, ObstacleFinder, ProposalsService, PollsService, RepliesService, PollReader, PollsResolver, PollSection, PollReminders, MeetingClocks,
    MeetingDayReasonResolver, MeetingPollResolver, MeetingReplyResolver, MeetingSlotResolver, MeetingSlotStandingResolver,
  ],
  exports: [PollReminders, MeetingClocks],
})
export class ScheduleModule {}
