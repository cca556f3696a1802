import { Args, Context, ID, Int, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { InterpretationReader } from '../interpretation/interpretation.reader.js';
import { MailboxStatus } from '../invitations/mailbox.status.js';
import { MeetingMailboxStatus } from '../invitations/mailbox.types.js';
import { OverviewService } from './overview.service.js';
import { MeetingOverview } from './overview.types.js';

/** The coordinator's overview. */
@Resolver(() => MeetingOverview)
export class OverviewResolver {
  constructor(
    private readonly service: OverviewService,
    private readonly interpretation: InterpretationReader,
    private readonly mailboxes: MailboxStatus,
  ) {}

  @Query(() => MeetingOverview, { description: 'What there is to do in an edition: who has not replied, which deadlines are near, whether the quorum is safe, what overflows, what the minutes wait for, which actions are overdue. COORDINATOR only.' })
  async meetingOverview(
    @Args('editionId', { type: () => ID, description: 'The edition.' }) editionId: string,
    @Args('days', { type: () => Int, defaultValue: 30, description: 'How many days ahead counts as near, 0 to 366.' }) days: number,
    @Context() context: HubContext,
  ): Promise<MeetingOverview> {
    return this.service.overview(context, editionId, days);
  }

  @ResolveField(() => MeetingMailboxStatus, { nullable: true, description: 'How it goes with the mailbox from which replies are taken in; null: the hub reads none.' })
  async mailbox(@Context() context: HubContext): Promise<MeetingMailboxStatus | null> {
    return this.mailboxes.of(context);
  }

  @ResolveField(() => Int, { description: 'What is amiss with interpretation (`MeetingEdition.interpretation` says what): warnings of the items that are open to the asker, and closed items that lack an interpreter. Reckoned only where it is asked for.' })
  async interpretationLacks(@Parent() { edition }: MeetingOverview, @Context() context: HubContext): Promise<number> {
    const { warnings, closed } = await this.interpretation.of(context, edition);
    return warnings.length + closed.filter(({ lacking }) => lacking).length;
  }
}
