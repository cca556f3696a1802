import { Args, Context, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders } from '@hub/parties';
import { DepartOrganisationInput } from './departure.inputs.js';
import { DepartureService } from './departure.service.js';
import { Departure, DeparturePayload } from './departure.types.js';

/** Departures, in and out of GraphQL. */
@Resolver(() => Departure)
export class DepartureResolver {
  constructor(
    private readonly service: DepartureService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => [Departure], { description: 'Organisations that have left the hub, and to whom to turn instead. Those that will are shown to their own ADMINISTRATOR and CONTACT_POINT and to COORDINATOR. Signed in only.' })
  async departures(@Context() context: HubContext): Promise<Departure[]> {
    return this.service.all(context);
  }

  @Mutation(() => DeparturePayload, { description: 'Declares that the own organisation leaves the hub: at that instant its people’s sessions and memberships end, and nothing reaches it any more. Withdraw before what must not stay. ADMINISTRATOR or CONTACT_POINT only; CONFLICT for the coordinating organisation, and where it is declared already.' })
  async departOrganisation(@Args('input') input: DepartOrganisationInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<DeparturePayload> {
    return { departure: await this.service.declare(context, String(info.path.key), input) };
  }

  @Mutation(() => Boolean, { description: 'Takes the declaration back, as long as the organisation is there. ADMINISTRATOR or CONTACT_POINT only; CONFLICT where none is declared.' })
  async cancelDeparture(@Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    return this.service.cancel(context, String(info.path.key));
  }

  @ResolveField(() => Organisation, { description: 'Which.' })
  async organisation(@Parent() { organisationId }: Departure, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, organisationId);
    if (!organisation) throw notFound();
    return organisation;
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'To whom others should turn instead, in its own words; it reads nothing by it.' })
  async successor(@Parent() { successorId }: Departure, @Context() context: HubContext): Promise<Organisation | null> {
    return successorId === null ? null : this.loaders.organisation(context, successorId);
  }
}
