import { Args, Context, ID, Int, Query, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { OverviewService } from './overview.service.js';
import { MeetingOverview } from './overview.types.js';

/** The coordinator's overview. */
@Resolver()
export class OverviewResolver {
  constructor(private readonly service: OverviewService) {}

  @Query(() => MeetingOverview, { description: 'What there is to do in an edition: who has not replied, which deadlines are near, whether the quorum is safe, what overflows, what the minutes wait for, which actions are overdue. COORDINATOR only.' })
  async meetingOverview(
    @Args('editionId', { type: () => ID, description: 'The edition.' }) editionId: string,
    @Args('days', { type: () => Int, defaultValue: 30, description: 'How many days ahead counts as near, 0 to 366.' }) days: number,
    @Context() context: HubContext,
  ): Promise<MeetingOverview> {
    return this.service.overview(context, editionId, days);
  }
}
