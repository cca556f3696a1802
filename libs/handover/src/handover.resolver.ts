import { Args, Context, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { PlanHandoverInput } from './handover.inputs.js';
import { HandoverService } from './handover.service.js';
import { Handover, HandoverOverview, HandoverPayload, LeftBehind, SuccessorAsked } from './handover.types.js';

/** Handovers, in and out of GraphQL. */
@Resolver(() => Handover)
export class HandoverResolver {
  constructor(
    private readonly service: HandoverService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => [Handover], { description: "Handovers that stand or are planned, the earliest first: the asker's own and those to him; for ADMINISTRATOR and CONTACT_POINT all of the own organisation's." })
  async handovers(@Context() context: HubContext): Promise<Handover[]> {
    return this.service.open(context);
  }

  @Query(() => HandoverOverview, { description: 'What would pass if somebody handed over now. For himself, and ADMINISTRATOR and CONTACT_POINT of his organisation.' })
  async handoverOverview(@Args('personId', { type: () => ID, nullable: true, description: 'Who; absent: the asker.' }) personId: string | null, @Context() context: HubContext): Promise<HandoverOverview> {
    return this.service.overview(context, personId);
  }

  @Query(() => [LeftBehind], { description: 'Who of the own organisation has left or is suspended, and what of his nobody has taken over. ADMINISTRATOR or CONTACT_POINT only.' })
  async leftBehind(@Context() context: HubContext): Promise<HandoverOverview[]> {
    return this.service.leftBehind(context);
  }

  @Query(() => [SuccessorAsked], { description: 'Bulletins marked TLP:RED that the asker works on and of which somebody who goes is one of the few: name another person in his place by a revision, where he may be named. At most 100, the newest first; no longer there once he is not among the few.' })
  async successorsAsked(@Context() context: HubContext): Promise<unknown> {
    return this.service.asks(context);
  }

  @Mutation(() => HandoverPayload, { description: 'Plans who answers for what is somebody’s: by himself, or by ADMINISTRATOR or CONTACT_POINT, of somebody who has left too. Tells the successor when it begins, and both when a leave ends. Gives nobody a right: drafts are the officers’ of the organisation anyway, and TLP:RED opens to nobody; its authors are asked to name another one. CONFLICT where he hands over in this time already.' })
  async planHandover(@Args('input') input: PlanHandoverInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<HandoverPayload> {
    return { handover: await this.service.plan(context, String(info.path.key), input) };
  }

  @Mutation(() => HandoverPayload, { description: 'Ends a handover, or takes a plan back: by whose it is, or ADMINISTRATOR or CONTACT_POINT.' })
  async endHandover(@Args('id', { type: () => ID, description: 'The handover.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<HandoverPayload> {
    return { handover: await this.service.end(context, String(info.path.key), id) };
  }

  @ResolveField(() => Person, { nullable: true, description: 'Whose it was.' })
  async person(@Parent() { personId }: Handover, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, personId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who answers for it.' })
  async successor(@Parent() { successorId }: Handover, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, successorId);
  }
}

/** What would pass. */
@Resolver(() => HandoverOverview)
export class HandoverOverviewResolver {
  constructor(
    private readonly service: HandoverService,
    private readonly loaders: PartyLoaders,
  ) {}

  @ResolveField(() => Person, { nullable: true, description: 'Whose it is.' })
  async person(@Parent() { personId }: HandoverOverview, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, personId);
  }

  @ResolveField(() => [Bulletin], { description: 'Those of which he is the author and that the asker works on; at most 100, the newest first. Whoever has no right to read them sees numbers only.' })
  async bulletins(@Parent() { personId }: HandoverOverview, @Context() context: HubContext): Promise<BulletinRow[]> {
    return this.service.authored(context, personId);
  }
}

/** The same of who has left. */
@Resolver(() => LeftBehind)
export class LeftBehindResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Person, { nullable: true, description: 'Whose it was.' })
  async person(@Parent() { personId }: LeftBehind, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, personId);
  }
}

/** What authors are asked. */
@Resolver(() => SuccessorAsked)
export class SuccessorAskedResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Bulletin, { description: 'Which.' })
  bulletin(@Parent() { bulletin }: SuccessorAsked): BulletinRow {
    return bulletin;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who goes; null where he may no longer be shown: see `organisation`.' })
  async person(@Parent() { personId }: SuccessorAsked, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, personId);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'Of which organisation he is: its contact point and deputy can be named.' })
  async organisation(@Parent() { organisationId }: SuccessorAsked, @Context() context: HubContext): Promise<Organisation | null> {
    return this.loaders.organisation(context, organisationId);
  }
}
