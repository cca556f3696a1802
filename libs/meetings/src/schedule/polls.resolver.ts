import { Args, Context, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { MeetingEdition, MeetingEditionPayload } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { AnswerMeetingPollInput, DecideMeetingSlotInput, EnterMeetingPollAnswerInput, OpenMeetingPollInput, ProposeMeetingSlotsInput, UpdateMeetingPollInput } from './poll.inputs.js';
import { PollReader } from './poll.reader.js';
import { MeetingPoll, MeetingPollPayload, MeetingSlotProposals } from './poll.types.js';
import { PollsService } from './polls.service.js';
import { ProposalsService } from './proposals.service.js';
import { RepliesService } from './replies.service.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Finding the day, in and out of GraphQL. */
@Resolver(() => MeetingEdition)
export class PollsResolver {
  constructor(
    private readonly editions: EditionsService,
    private readonly proposals: ProposalsService,
    private readonly polls: PollsService,
    private readonly replies: RepliesService,
    private readonly reader: PollReader,
  ) {}

  @Query(() => MeetingSlotProposals, { description: "Proposes slots for an edition: never on weekends, public holidays of Japan, holidays of who must attend, or in the past; as few as possible on holidays of the other embassies' countries and in the night of remote participants. Says why a day fell out. COORDINATOR only; nothing is kept." })
  async proposeMeetingSlots(@Args('input') input: ProposeMeetingSlotsInput, @Context() context: HubContext): Promise<MeetingSlotProposals> {
    return this.proposals.propose(context, input);
  }

  @ResolveField(() => MeetingPoll, { nullable: true, description: 'The question which slots suit: the newest one; null: none was put yet.' })
  async poll(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingPoll | null> {
    return this.reader.of(context, id);
  }

  @Mutation(() => MeetingPollPayload, { description: 'Asks the parties which slots suit; the edition is POLLING then. COORDINATOR only; CONFLICT while another poll is open.' })
  async openMeetingPoll(@Args('input') input: OpenMeetingPollInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingPollPayload> {
    return this.payload(context, await this.polls.open(context, pathOf(info), input));
  }

  @Mutation(() => MeetingPollPayload, { description: 'Moves the deadline of an open poll, changes its quorum, or adds slots. COORDINATOR only.' })
  async updateMeetingPoll(@Args('input') input: UpdateMeetingPollInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingPollPayload> {
    return this.payload(context, await this.polls.update(context, pathOf(info), input));
  }

  @Mutation(() => MeetingPollPayload, { description: "Says, or says anew, which slots suit the own organisation, until the deadline. Its contact point, deputy or ADMINISTRATOR; FORBIDDEN for others. CONFLICT where somebody replied meanwhile, with the revision that stands now." })
  async answerMeetingPoll(@Args('input') input: AnswerMeetingPollInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingPollPayload> {
    return this.payload(context, await this.replies.answer(context, pathOf(info), input));
  }

  @Mutation(() => MeetingPollPayload, { description: "Enters a party's reply that came by telephone or on paper, until the day is decided; it is marked so, and the party holds a record of it. COORDINATOR only." })
  async enterMeetingPollAnswer(@Args('input') input: EnterMeetingPollAnswerInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingPollPayload> {
    return this.payload(context, await this.replies.enter(context, pathOf(info), input));
  }

  @Mutation(() => MeetingEditionPayload, { description: 'Decides the day: a slot of the poll, or any other time. The edition is SCHEDULED then. COORDINATOR only; whatever the ranking says.' })
  async decideMeetingSlot(@Args('input') input: DecideMeetingSlotInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingEditionPayload> {
    return { edition: await this.editions.edition(context, await this.polls.decide(context, pathOf(info), input)), next: null };
  }

  private async payload(context: HubContext, editionId: string): Promise<MeetingPollPayload> {
    this.reader.forget(context);
    const poll = await this.reader.of(context, editionId);
    if (!poll) throw notFound();
    return { poll };
  }
}
