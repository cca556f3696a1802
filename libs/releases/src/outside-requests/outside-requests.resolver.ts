import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { OutsideReleasesService } from '../outside/outside-releases.service.js';
import { OutsideDecisionsService } from './outside-decisions.service.js';
import { GrantOutsideReleaseInput, OutsideReleaseRequestFilter, RefuseOutsideReleaseInput, RequestOutsideReleaseInput } from './outside-request.inputs.js';
import { OutsideReleaseGrantPayload, OutsideReleaseRequest, OutsideReleaseRequestConnection, OutsideReleaseRequestPayload } from './outside-request.types.js';
import { OutsideRequestsService } from './outside-requests.service.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);
const OF_REQUEST = { type: () => ID, description: 'The request.' } as const;

/** Requests to show bulletins to people outside, in and out of GraphQL. */
@Resolver(() => OutsideReleaseRequest)
export class OutsideRequestsResolver {
  constructor(
    private readonly requests: OutsideRequestsService,
    private readonly decisions: OutsideDecisionsService,
    private readonly releases: OutsideReleasesService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => OutsideReleaseRequest, { description: 'One request; NOT_FOUND for what does not exist and, in the same bytes, for what the asker may not see.' })
  async outsideReleaseRequest(@Args('id', OF_REQUEST) id: string, @Context() context: HubContext): Promise<OutsideReleaseRequest> {
    return this.requests.one(context, id);
  }

  @Query(() => OutsideReleaseRequestConnection, { description: 'Requests to show bulletins to people outside the hub: those of the own organisation, and those about bulletins that the asker edits. The newest first.' })
  async outsideReleaseRequests(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Args('filter', { type: () => OutsideReleaseRequestFilter, nullable: true, description: 'Which.' }) filter: OutsideReleaseRequestFilter | null,
    @Context() context: HubContext,
  ): Promise<OutsideReleaseRequestConnection> {
    return connectionOf(await this.requests.list(context, { first, after }, filter), ({ askedAt, id }) => [askedAt.toISOString(), id]);
  }

  @Mutation(() => OutsideReleaseRequestPayload, { description: 'Asks the originator of a bulletin marked AMBER or GREEN to show it, or sections of it, to somebody outside the hub. OFFICER or CONTACT_POINT of a recipient. FORBIDDEN for TLP:RED and AMBER+STRICT, which are never passed on; CONFLICT for CLEAR, which is public, for what was withdrawn or has expired, while the same reader is asked for already, and while 20 requests wait.' })
  async requestOutsideRelease(@Args('input') input: RequestOutsideReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OutsideReleaseRequestPayload> {
    return this.payload(context, await this.requests.ask(context, pathOf(info), input));
  }

  @Mutation(() => OutsideReleaseRequestPayload, { description: 'Takes a request back. OFFICER or CONTACT_POINT of the organisation that asked; CONFLICT once it was answered.' })
  async withdrawOutsideReleaseRequest(@Args('id', OF_REQUEST) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OutsideReleaseRequestPayload> {
    return this.payload(context, await this.requests.takeBack(context, pathOf(info), id));
  }

  @Mutation(() => OutsideReleaseGrantPayload, { description: 'Grants a request, in whole or in part: proposes the view, which a second person approves (`approveOutsideRelease`); the organisation that asked is told then. Again, where the bulletin was revised before it was approved. Editors of the bulletin.' })
  async grantOutsideRelease(@Args('input') input: GrantOutsideReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OutsideReleaseGrantPayload> {
    const { id, releaseId } = await this.decisions.grant(context, pathOf(info), input);
    return { ...(await this.payload(context, { id })), release: await this.releases.one(context, releaseId) };
  }

  @Mutation(() => OutsideReleaseRequestPayload, { description: 'Refuses a request, also one that was granted and is not approved yet. Editors of the bulletin.' })
  async refuseOutsideRelease(@Args('input') input: RefuseOutsideReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OutsideReleaseRequestPayload> {
    return this.payload(context, await this.decisions.refuse(context, pathOf(info), input));
  }

  @ResolveField(() => Organisation, { description: 'Who asks.' })
  async askedBy(@Parent() { askerId }: OutsideReleaseRequest, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, askerId);
    if (organisation === null) throw notFound();
    return organisation;
  }

  private async payload(context: HubContext, { id }: { id: string }): Promise<OutsideReleaseRequestPayload> {
    return { request: await this.requests.one(context, id) };
  }
}
