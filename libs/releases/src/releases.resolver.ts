import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { ReceivedReleases } from './received-releases.js';
import { ReleaseDecisionsService } from './release-decisions.service.js';
import { ReleaseRequestsService } from './release-requests.service.js';
import { EndReleaseInput, GrantReleaseInput, RefuseReleaseInput, ReleaseRequestFilter, RequestReleaseInput } from './release.inputs.js';
import { ReceivedRelease, ReleaseGrant, ReleaseRequest, ReleaseRequestConnection, ReleaseRequestPayload } from './release.types.js';

/** Where the mutation stands in the request: one Idempotency-Key may cover several. */
const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);
const OF_REQUEST = { type: () => ID, description: 'The request.' } as const;

/** Requests for release, in and out of GraphQL. */
@Resolver(() => ReleaseRequest)
export class ReleasesResolver {
  constructor(
    private readonly requests: ReleaseRequestsService,
    private readonly decisions: ReleaseDecisionsService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => ReleaseRequest, { description: 'One request; NOT_FOUND for what does not exist and, in the same bytes, for what the asker may not see.' })
  async releaseRequest(@Args('id', OF_REQUEST) id: string, @Context() context: HubContext): Promise<ReleaseRequest> {
    return this.requests.one(context, id);
  }

  @Query(() => ReleaseRequestConnection, { description: "Requests for release: those of the own organisation, and those about bulletins that the asker edits. The newest first." })
  async releaseRequests(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Args('filter', { type: () => ReleaseRequestFilter, nullable: true, description: 'Which.' }) filter: ReleaseRequestFilter | null,
    @Context() context: HubContext,
  ): Promise<ReleaseRequestConnection> {
    return connectionOf(await this.requests.list(context, { first, after }, filter), ({ askedAt, id }) => [askedAt.toISOString(), id]);
  }

  @Mutation(() => ReleaseRequestPayload, { description: 'Asks the originator of a bulletin marked AMBER to release it, or sections of it, to a third organisation. OFFICER or CONTACT_POINT of a recipient. FORBIDDEN for TLP:RED and AMBER+STRICT, which are never passed on; CONFLICT for GREEN and CLEAR, which need no asking, for what was withdrawn or has expired, and while the same is asked for already.' })
  async requestRelease(@Args('input') input: RequestReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ReleaseRequestPayload> {
    return this.payload(context, await this.requests.ask(context, pathOf(info), input));
  }

  @Mutation(() => ReleaseRequestPayload, { description: 'Takes a request back. OFFICER or CONTACT_POINT of the organisation that asked; CONFLICT once it was answered.' })
  async withdrawReleaseRequest(@Args('id', OF_REQUEST) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ReleaseRequestPayload> {
    return this.payload(context, await this.requests.takeBack(context, pathOf(info), id));
  }

  @Mutation(() => ReleaseRequestPayload, { description: "Grants a request, in whole or in part: puts the third organisation into the audience of the working copy, with where that comes from. Like every widening it goes out once a second person approves exactly that (`publishBulletin`); the organisation that asked is told then. Editors of the bulletin." })
  async grantRelease(@Args('input') input: GrantReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ReleaseRequestPayload> {
    return this.payload(context, await this.decisions.grant(context, pathOf(info), input));
  }

  @Mutation(() => ReleaseRequestPayload, { description: 'Refuses a request, also one that was granted and has not gone out. Editors of the bulletin.' })
  async refuseRelease(@Args('input') input: RefuseReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ReleaseRequestPayload> {
    return this.payload(context, await this.decisions.refuse(context, pathOf(info), input));
  }

  @Mutation(() => ReleaseRequestPayload, { description: 'Ends a release at once: what the third organisation had by it alone, it has no more. A narrowing, so one person suffices. Editors of the bulletin.' })
  async endRelease(@Args('input') input: EndReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ReleaseRequestPayload> {
    return this.payload(context, await this.decisions.end(context, pathOf(info), input));
  }

  @ResolveField(() => Organisation, { description: 'Who asks.' })
  async askedBy(@Parent() { askerId }: ReleaseRequest, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, askerId));
  }

  @ResolveField(() => Organisation, { description: 'To whom it is to be released.' })
  async recipient(@Parent() { recipientId }: ReleaseRequest, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, recipientId));
  }

  /** What is kept of a mutation are ids; the rest is read anew in the scope that stands after it. */
  private async payload(context: HubContext, { id }: { id: string }): Promise<ReleaseRequestPayload> {
    return { request: await this.requests.one(context, id) };
  }
}

/** Who granted. */
@Resolver(() => ReleaseGrant)
export class ReleaseGrantFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Person, { nullable: true, description: 'Who granted it. For editors; null for others.' })
  async grantedBy(@Parent() { decidedBy }: ReleaseGrant, @Context() context: HubContext): Promise<Person | null> {
    return decidedBy === null ? null : this.loaders.person(context, decidedBy);
  }
}

/** What was released to the asker. */
@Resolver(() => Bulletin)
export class ReceivedReleasesResolver {
  constructor(private readonly received: ReceivedReleases) {}

  @ResolveField(() => [ReceivedRelease], { description: "That the originator released it to the asker's organisation, and on which terms; empty where the organisation receives otherwise." })
  async releasedToUs(@Parent() { id }: BulletinRow, @Context() context: HubContext): Promise<ReceivedRelease[]> {
    return this.received.of(context, id);
  }
}

/** By whose asking. */
@Resolver(() => ReceivedRelease)
export class ReceivedReleaseFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'By whose asking, where the originator says so.' })
  async askedBy(@Parent() { askedById }: ReceivedRelease, @Context() context: HubContext): Promise<Organisation | null> {
    return askedById === null ? null : this.loaders.organisation(context, askedById);
  }
}

function found<T>(thing: T | null): T {
  if (thing === null) throw notFound();
  return thing;
}
