import type { HubContext } from '@hub/access';
import { localise } from '@hub/kernel';
import { DateTimeScalar as DateTime, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { Args, Context, Int, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { LocalisedString, localisedStrings, Organisation, type OrganisationDetails } from './organisation.types.js';
import { PartyLoaders } from './party.loaders.js';
import { Person } from './person.types.js';

/** The fields of an organisation that are made or loaded where somebody asks for them. */
@Resolver(() => Organisation)
export class OrganisationFieldsResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => String, { description: "The name in the language asked for, else the viewer's, else English." })
  name(
    @Parent() { names }: Organisation,
    @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null,
    @Context() context: HubContext,
  ): string {
    return localise(names, language, context.language);
  }

  @ResolveField(() => [LocalisedString], { description: 'All its names.' })
  names(@Parent() { names }: Organisation): LocalisedString[] {
    return localisedStrings(names);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Its single point of contact. Signed in only.' })
  async contactPoint(@Parent() organisation: Organisation, @Context() context: HubContext): Promise<Person | null> {
    return this.person(context, (await this.details(context, organisation))?.contactPointId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who stands in for the contact point. Signed in only.' })
  async deputy(@Parent() organisation: Organisation, @Context() context: HubContext): Promise<Person | null> {
    return this.person(context, (await this.details(context, organisation))?.deputyId);
  }

  @ResolveField(() => String, { nullable: true, description: 'Where somebody on duty answers at any hour. Signed in only.' })
  async dutyTelephone(@Parent() organisation: Organisation, @Context() context: HubContext): Promise<string | null> {
    return (await this.details(context, organisation))?.dutyTelephone ?? null;
  }

  @ResolveField(() => Boolean, { nullable: true, description: 'Whether its people appear to other organisations by their duty role. Signed in only.' })
  async dutyRole(@Parent() organisation: Organisation, @Context() context: HubContext): Promise<boolean | null> {
    return (await this.details(context, organisation))?.dutyRole ?? null;
  }

  @ResolveField(() => DateTime, { nullable: true, description: 'Since when it is suspended. Coordinators only.' })
  async suspendedAt(@Parent() organisation: Organisation, @Context() context: HubContext): Promise<string | null> {
    return (await this.details(context, organisation))?.suspendedAt ?? null;
  }

  @ResolveField(() => Int, { nullable: true, description: 'What `expectedRevision` is compared with. Own organisation and coordinators only.' })
  async revision(@Parent() organisation: Organisation, @Context() context: HubContext): Promise<number | null> {
    return (await this.details(context, organisation))?.revision ?? null;
  }

  private async details(context: HubContext, { id, details }: Organisation): Promise<OrganisationDetails | null> {
    return details ?? (await this.loaders.organisation(context, id))?.details ?? null;
  }

  private async person(context: HubContext, id: string | null | undefined): Promise<Person | null> {
    return id ? this.loaders.person(context, id) : null;
  }
}
