import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Organisation, PartyLoaders } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { CreateMeetingLinkInput } from './link.inputs.js';
import { MeetingLink, MeetingLinkConnection, MeetingLinkPayload } from './link.types.js';
import { LinksService } from './links.service.js';

/** Personal links, in and out of GraphQL. */
@Resolver(() => MeetingLink)
export class LinksResolver {
  constructor(
    private readonly links: LinksService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => MeetingLinkConnection, { description: 'Personal links to an edition, the newest first: all for COORDINATOR; those that speak for the own organisation for its ADMINISTRATOR and CONTACT_POINT; none for others. NOT_FOUND for who does not take part.' })
  async meetingLinks(
    @Args('editionId', { type: () => ID, description: 'The edition.' }) editionId: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<MeetingLinkConnection> {
    return connectionOf(await this.links.page(context, editionId, { first, after }), ({ createdAt, id }) => [createdAt.toISOString(), id]);
  }

  @Mutation(() => MeetingLinkPayload, { description: 'Makes a personal link for somebody without an account, and shows its address this once. COORDINATOR only. Send it to him alone: whoever has it acts as its holder.' })
  async createMeetingLink(@Args('input') input: CreateMeetingLinkInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingLinkPayload> {
    const { id, address } = await this.links.create(context, String(info.path.key), input);
    return { link: await this.links.one(context, id), address };
  }

  @Mutation(() => MeetingLinkPayload, { description: 'Takes a personal link back: from now on it does not open. Whoever is shown it; CONFLICT where that was done already.' })
  async revokeMeetingLink(@Args('id', { type: () => ID, description: 'The link.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingLinkPayload> {
    return { link: await this.links.one(context, await this.links.revoke(context, String(info.path.key), id)), address: null };
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'The party for which the holder speaks; null: for himself alone.' })
  async organisation(@Parent() { organisationId }: MeetingLink, @Context() context: HubContext): Promise<Organisation | null> {
    return organisationId === null ? null : this.loaders.organisation(context, organisationId);
  }
}
