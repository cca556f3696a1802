import { Args, Context, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { DutyRotaService } from './duty-rota.service.js';
import { SetDutyRotaInput } from './duty.inputs.js';
import { DutyCall, DutyCallConnection, DutyRota, DutyRotaPayload, DutyShift, Unanswered } from './duty.types.js';

/** The rota and the log of calls, in and out of GraphQL. */
@Resolver(() => DutyShift)
export class DutyRotaResolver {
  constructor(
    private readonly rotas: DutyRotaService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => DutyRota, { description: "Who of the own organisation is called where an IMMEDIATE bulletin stays unanswered. ADMINISTRATOR or CONTACT_POINT only." })
  async dutyRota(@Context() context: HubContext): Promise<DutyRota> {
    return this.rotas.rota(context);
  }

  @Query(() => DutyCallConnection, { description: "Calls of the own organisation's persons on duty: when, and how each attempt ended, never about what. The newest first. ADMINISTRATOR and CONTACT_POINT see all but those about what is marked RED; whoever was called sees the calls of himself." })
  async dutyCalls(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<DutyCallConnection> {
    return connectionOf(await this.rotas.calls(context, { first, after }), ({ createdAt, id }) => [createdAt.toISOString(), id]);
  }

  @Mutation(() => DutyRotaPayload, { description: "Replaces the own organisation's duty rota. ADMINISTRATOR or CONTACT_POINT only." })
  async setDutyRota(@Args('input') input: SetDutyRotaInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<DutyRotaPayload> {
    await this.rotas.set(context, String(info.path.key), input);
    return { rota: await this.rotas.rota(context) };
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who, where it is a person of the hub.' })
  async person(@Parent() { personId }: DutyShift, @Context() context: HubContext): Promise<Person | null> {
    return personId === null ? null : this.loaders.person(context, personId);
  }
}

/** Who was called. */
@Resolver(() => DutyCall)
export class DutyCallFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Person, { nullable: true, description: 'Who, where it is a person of the hub.' })
  async person(@Parent() { personId }: DutyCall, @Context() context: HubContext): Promise<Person | null> {
    return personId === null ? null : this.loaders.person(context, personId);
  }
}

/** Who has not answered. */
@Resolver(() => Unanswered)
export class UnansweredFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Which organisation.' })
  async organisation(@Parent() { organisationId }: Unanswered, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, organisationId);
    if (!organisation) throw notFound();
    return organisation;
  }

  @ResolveField(() => String, { nullable: true, description: 'Its duty telephone, as it stands at the moment of delivery; null where it has given none.' })
  async dutyTelephone(@Parent() { organisationId }: Unanswered, @Context() context: HubContext): Promise<string | null> {
    return (await this.loaders.organisation(context, organisationId))?.details?.dutyTelephone ?? null;
  }
}
