import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { PartyLoaders, Person } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { OutsideReleasesService } from './outside-releases.service.js';
import { OutsideReleaseInput, ReleaseOutsideInput } from './outside.inputs.js';
import { OutsideRelease, OutsideReleaseConnection, OutsideReleaseKeyPayload, OutsideReleasePayload } from './outside.types.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Views for people outside, in and out of GraphQL. */
@Resolver(() => OutsideRelease)
export class OutsideReleasesResolver {
  constructor(
    private readonly releases: OutsideReleasesService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => OutsideReleaseConnection, { description: 'Releases to people outside the hub, the newest first: of a bulletin, or of all that the asker edits. FORBIDDEN for a bulletin that others edit.' })
  async outsideReleases(
    @Args('bulletinId', { type: () => ID, nullable: true, description: 'The bulletin; absent: all that the asker edits.' }) bulletinId: string | null,
    @Args('toApprove', { type: () => Boolean, nullable: true, description: 'Those alone that wait for a second person, who may be the asker: that somebody else proposed, and whose time is not over.' }) toApprove: boolean | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<OutsideReleaseConnection> {
    return connectionOf(await this.releases.list(context, bulletinId ?? null, toApprove === true, { first, after }), ({ proposedAt, id }) => [proposedAt.toISOString(), id]);
  }

  @Mutation(() => OutsideReleasePayload, { description: 'Proposes one view of a published bulletin for somebody outside the hub, who is served it once. A second person approves (`approveOutsideRelease`). Editors of the bulletin; FORBIDDEN for TLP:RED and AMBER+STRICT, which are never passed on.' })
  async releaseOutside(@Args('input') input: ReleaseOutsideInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OutsideReleasePayload> {
    return this.payload(context, await this.releases.propose(context, pathOf(info), input));
  }

  @Mutation(() => OutsideReleaseKeyPayload, { description: 'Approves a view for somebody outside, as a second person, and shows its address and code, this once. CONFLICT where the bulletin has been revised since.' })
  async approveOutsideRelease(@Args('input') input: OutsideReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OutsideReleaseKeyPayload> {
    const { id, address, code } = await this.releases.approve(context, pathOf(info), input);
    return { ...(await this.payload(context, { id })), address, code };
  }

  @Mutation(() => OutsideReleasePayload, { description: 'Takes a view for somebody outside back: from now on it does not open. CONFLICT once it was opened.' })
  async revokeOutsideRelease(@Args('input') input: OutsideReleaseInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<OutsideReleasePayload> {
    return this.payload(context, await this.releases.revoke(context, pathOf(info), input));
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who proposed it.' })
  async proposedBy(@Parent() { proposedById }: OutsideRelease, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, proposedById);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who approved it.' })
  async approvedBy(@Parent() { approvedById }: OutsideRelease, @Context() context: HubContext): Promise<Person | null> {
    return approvedById === null ? null : this.loaders.person(context, approvedById);
  }

  private async payload(context: HubContext, { id }: { id: string }): Promise<OutsideReleasePayload> {
    return { release: await this.releases.one(context, id) };
  }
}
