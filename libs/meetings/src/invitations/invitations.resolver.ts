import { Args, Context, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { LocalisedString, localisedStrings, Organisation, PartyLoaders } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { MeetingEdition, MeetingEditionPayload } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { DelegatesService } from './delegates.service.js';
import { InboxService } from './inbox.service.js';
import { AnswerMeetingInvitationInput, InviteMeetingDelegatesInput, NameMeetingDelegateInput, RemoveMeetingDelegateInput, ResolveMeetingMailInput, UpdateMeetingDelegateInput } from './invitation.inputs.js';
import { MeetingDelegate, MeetingDelegatePayload, MeetingDelegation, MeetingInvitation, MeetingMailConnection, MeetingMailPayload } from './invitation.types.js';
import { InvitationsService } from './invitations.service.js';

/** Invitations, in and out of GraphQL. */
@Resolver()
export class InvitationsResolver {
  constructor(
    private readonly editions: EditionsService,
    private readonly invitations: InvitationsService,
    private readonly delegates: DelegatesService,
    private readonly inbox: InboxService,
  ) {}

  @Query(() => MeetingMailConnection, { description: 'Mail that came for meetings, the newest first. COORDINATOR only.' })
  async meetingInbox(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Args('open', { type: () => Boolean, defaultValue: true, description: 'Only what waits for a decision.' }) open: boolean,
    @Context() context: HubContext,
  ): Promise<MeetingMailConnection> {
    return connectionOf(await this.inbox.page(context, { first, after }, open), ({ receivedAt, id }) => [receivedAt.toISOString(), id]);
  }

  @Mutation(() => MeetingEditionPayload, { description: "Asks the parties' contact points for delegates, or by another deadline. COORDINATOR only; CONFLICT where no day is decided." })
  async inviteMeetingDelegates(@Args('input') input: InviteMeetingDelegatesInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingEditionPayload> {
    return this.edition(context, await this.invitations.invite(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingEditionPayload, { description: 'Says that an organisation sends nobody, or takes that back. Its CONTACT_POINT, ADMINISTRATOR or deputy; COORDINATOR on its behalf.' })
  async answerMeetingInvitation(@Args('input') input: AnswerMeetingInvitationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingEditionPayload> {
    return this.edition(context, await this.delegates.answer(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingDelegatePayload, { description: 'Names a delegate, and sends the invitation (RFC 5546) where there is an address; also after the deadline. The CONTACT_POINT, ADMINISTRATOR or deputy of the organisation, COORDINATOR on its behalf; FORBIDDEN to others. CONFLICT before delegates are asked for, and after the session.' })
  async nameMeetingDelegate(@Args('input') input: NameMeetingDelegateInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingDelegatePayload> {
    return { delegate: await this.delegates.delegate(context, await this.delegates.name(context, String(info.path.key), input)) };
  }

  @Mutation(() => MeetingDelegatePayload, { description: 'Changes a delegate. As for naming; CONFLICT where somebody was quicker.' })
  async updateMeetingDelegate(@Args('input') input: UpdateMeetingDelegateInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingDelegatePayload> {
    return { delegate: await this.delegates.delegate(context, await this.delegates.update(context, String(info.path.key), input)) };
  }

  @Mutation(() => MeetingEditionPayload, { description: 'Takes a delegate away, and tells him. As for naming.' })
  async removeMeetingDelegate(@Args('input') input: RemoveMeetingDelegateInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingEditionPayload> {
    return this.edition(context, await this.delegates.remove(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingMailPayload, { description: 'Decides on a mail that was kept, once. COORDINATOR only.' })
  async resolveMeetingMail(@Args('input') input: ResolveMeetingMailInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMailPayload> {
    return { mail: await this.inbox.mail(context, await this.inbox.resolve(context, String(info.path.key), input)) };
  }

  private async edition(context: HubContext, id: string): Promise<MeetingEditionPayload> {
    return { edition: await this.editions.edition(context, id), next: null };
  }
}

/** What hangs on an edition. */
@Resolver(() => MeetingEdition)
export class InvitationFieldsResolver {
  constructor(
    private readonly invitations: InvitationsService,
    private readonly delegates: DelegatesService,
  ) {}

  @ResolveField(() => MeetingInvitation, { nullable: true, description: 'When and by when the parties were asked for delegates; null: not yet.' })
  async invitation(@Parent() edition: MeetingEdition, @Context() context: HubContext): Promise<MeetingInvitation | null> {
    return this.invitations.of(context, edition);
  }

  @ResolveField(() => [MeetingDelegation], { description: 'What each party answered and whom it sends, by English name. All parties see names and titles.' })
  async delegations(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingDelegation[]> {
    return this.delegates.delegations(context, id);
  }
}

/** Whose delegates. */
@Resolver(() => MeetingDelegation)
export class MeetingDelegationResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Which organisation.' })
  async organisation(@Parent() { organisationId }: MeetingDelegation, @Context() context: HubContext): Promise<Organisation> {
    return known(await this.loaders.organisation(context, organisationId));
  }
}

/** A delegate. */
@Resolver(() => MeetingDelegate)
export class MeetingDelegateResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Whom he is sent by.' })
  async organisation(@Parent() { organisationId }: MeetingDelegate, @Context() context: HubContext): Promise<Organisation> {
    return known(await this.loaders.organisation(context, organisationId));
  }

  @ResolveField(() => [LocalisedString], { description: 'Titles by language.' })
  titles(@Parent() { title }: MeetingDelegate): LocalisedString[] {
    return localisedStrings(title);
  }
}

function known(organisation: Organisation | null): Organisation {
  if (!organisation) throw notFound();
  return organisation;
}
