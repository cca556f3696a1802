import type { HubContext } from '@hub/access';
import { localise, notFound } from '@hub/kernel';
import { connectionOf, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { Args, Context, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { Organisation } from './organisation.types.js';
import { pathOf } from './party.inputs.js';
import { PartyLoaders } from './party.loaders.js';
import { PeopleService } from './people.service.js';
import { PersonIdInput, SetRolesInput, UpdatePersonInput } from './person.inputs.js';
import { displayName, dutyRoleName } from './person.name.js';
import { Person, PersonConnection, PersonPayload } from './person.types.js';

/** People, in and out of GraphQL. */
@Resolver(() => Person)
export class PeopleResolver {
  constructor(
    private readonly peopleService: PeopleService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => PersonConnection, { description: "The own organisation's people, by the reading of their names. Administrators see suspended ones too." })
  async people(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<PersonConnection> {
    return connectionOf(await this.peopleService.page(context, { first, after }), ({ sort, id }) => [sort, id]);
  }

  @Mutation(() => PersonPayload, { description: "Changes one's own names, title and language, or, as an ADMINISTRATOR, those of somebody of the own organisation." })
  async updatePerson(@Args('input') input: UpdatePersonInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<PersonPayload> {
    return this.payload(context, await this.peopleService.update(context, pathOf(info), input));
  }

  @Mutation(() => PersonPayload, { description: 'Sets all roles of somebody of the own organisation, at once effective. ADMINISTRATOR only; COORDINATOR is given and taken by coordinators; nobody gives himself a role.' })
  async setRoles(@Args('input') input: SetRolesInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<PersonPayload> {
    return this.payload(context, await this.peopleService.setRoles(context, pathOf(info), input));
  }

  @Mutation(() => PersonPayload, { description: 'Takes access from somebody of the own organisation, at once, until reinstated. ADMINISTRATOR only, and not from oneself.' })
  async suspendPerson(@Args('input') input: PersonIdInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<PersonPayload> {
    return this.payload(context, await this.peopleService.suspend(context, pathOf(info), input.personId));
  }

  @Mutation(() => PersonPayload, { description: 'Gives access back to somebody of the own organisation who was suspended. ADMINISTRATOR only.' })
  async reinstatePerson(@Args('input') input: PersonIdInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<PersonPayload> {
    return this.payload(context, await this.peopleService.reinstate(context, pathOf(info), input.personId));
  }

  @Mutation(() => PersonPayload, { description: 'Ends the membership of somebody of the own organisation, at once and for ever. ADMINISTRATOR only, and not one’s own.' })
  async endMembership(@Args('input') input: PersonIdInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<PersonPayload> {
    return this.payload(context, await this.peopleService.end(context, pathOf(info), input.personId));
  }

  @ResolveField(() => String, { description: "In the order and script of the language asked for, else of the viewer's; the duty role where the organisation prefers." })
  displayName(
    @Parent() { names, dutyRole }: Person,
    @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null,
    @Context() context: HubContext,
  ): string {
    const wanted = language ?? context.language;
    if (names) return displayName(names, wanted);
    return dutyRole ? dutyRoleName(dutyRole, wanted) : '';
  }

  @ResolveField(() => String, { nullable: true, description: "Family name in the person's own script, or the duty role." })
  familyName(@Parent() { names, dutyRole }: Person, @Context() context: HubContext): string | null {
    return names?.familyName ?? (dutyRole && dutyRoleName(dutyRole, context.language));
  }

  @ResolveField(() => String, { nullable: true, description: "Title, in the language asked for, else the viewer's, else English." })
  title(
    @Parent() { names }: Person,
    @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null,
    @Context() context: HubContext,
  ): string | null {
    return (names && localise(names.title, language, context.language)) || null;
  }

  @ResolveField(() => Organisation, { description: "The person's organisation." })
  async organisation(@Parent() { organisationId }: Person, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, organisationId);
    if (!organisation) throw notFound();
    return organisation;
  }

  private async payload(context: HubContext, id: string): Promise<PersonPayload> {
    const person = await this.loaders.person(context, id);
    if (!person) throw notFound();
    return { person };
  }
}
