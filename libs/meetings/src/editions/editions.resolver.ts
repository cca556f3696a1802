import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { type HubContext, Role } from '@hub/access';
import { localise, notFound } from '@hub/kernel';
import { LocalisedString, localisedStrings, Organisation, PartyLoaders, Person } from '@hub/parties';
import { connectionOf, LanguageTagScalar as LanguageTag } from '@hub/platform';
import { MeetingAct } from './edition.enums.js';
import { MoveMeetingInput, OpenMeetingEditionInput, SetMeetingPartyInput, UpdateMeetingEditionInput } from './edition.inputs.js';
import { MeetingEdition, MeetingEditionConnection, MeetingEditionPayload, MeetingParty, MeetingStep } from './edition.types.js';
import { meetingWorkflow, OWNED } from './edition.workflow.js';
import { EditionsService } from './editions.service.js';

/** Editions, in and out of GraphQL. */
@Resolver()
export class EditionsResolver {
  constructor(private readonly editions: EditionsService) {}

  @Query(() => MeetingEditionConnection, { description: 'Editions of the Contact Point Meeting in which the own organisation takes part, or all for COORDINATOR; the newest first. Signed in only.' })
  async meetingEditions(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<MeetingEditionConnection> {
    return connectionOf(await this.editions.page(context, { first, after }), ({ number }) => [number]);
  }

  @Query(() => MeetingEdition, { description: 'An edition. Signed in only; NOT_FOUND for who does not take part.' })
  async meetingEdition(@Args('id', { type: () => ID, description: 'Which.' }) id: string, @Context() context: HubContext): Promise<MeetingEdition> {
    return this.editions.edition(context, id);
  }

  @Mutation(() => MeetingEditionPayload, { description: 'Opens an edition. COORDINATOR only; CONFLICT while another is open. All others open by closing the one before.' })
  async openMeetingEdition(@Args('input') input: OpenMeetingEditionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingEditionPayload> {
    return this.payload(context, await this.editions.open(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingEditionPayload, { description: 'Changes title, place or suggested months. COORDINATOR only; CONFLICT where somebody was quicker, or it is over.' })
  async updateMeetingEdition(@Args('input') input: UpdateMeetingEditionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingEditionPayload> {
    return this.payload(context, await this.editions.update(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingEditionPayload, { description: 'Lets an organisation take part in an edition, or no longer. COORDINATOR only.' })
  async setMeetingParty(@Args('input') input: SetMeetingPartyInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingEditionPayload> {
    return this.payload(context, await this.editions.setParty(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingEditionPayload, { description: 'Takes a step of the workflow. COORDINATOR only; CONFLICT, with what is allowed now, where it does not fit. CLOSE opens the next edition.' })
  async moveMeeting(@Args('input') input: MoveMeetingInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingEditionPayload> {
    const payload = await this.payload(context, await this.editions.move(context, String(info.path.key), input));
    return input.act === MeetingAct.CLOSE ? { ...payload, next: await this.editions.nextOf(context, input.id) } : payload;
  }

  private async payload(context: HubContext, id: string): Promise<MeetingEditionPayload> {
    return { edition: await this.editions.edition(context, id), next: null };
  }
}

/** What hangs on an edition. */
@Resolver(() => MeetingEdition)
export class EditionFieldsResolver {
  constructor(private readonly editions: EditionsService) {}

  @ResolveField(() => String, { description: "The title in the language asked for, else the viewer's, else English." })
  title(@Parent() { names }: MeetingEdition, @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null, @Context() context: HubContext): string {
    return localise(names, language, context.language);
  }

  @ResolveField(() => [LocalisedString], { description: 'All its titles.' })
  titles(@Parent() { names }: MeetingEdition): LocalisedString[] {
    return localisedStrings(names);
  }

  @ResolveField(() => [LocalisedString], { description: 'Where it is held, by language; empty: not said yet.' })
  place(@Parent() { places }: MeetingEdition): LocalisedString[] {
    return localisedStrings(places);
  }

  @ResolveField(() => [MeetingAct], { description: 'The steps that the asker may take now.' })
  allowed(@Parent() { state }: MeetingEdition, @Context() { actor }: HubContext): MeetingAct[] {
    return actor.kind === 'person' && actor.roles.has(Role.COORDINATOR) ? meetingWorkflow.verbs(state).filter((act) => !OWNED.has(act)) : [];
  }

  @ResolveField(() => [MeetingParty], { description: 'The organisations that take part, by English name.' })
  async parties(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingParty[]> {
    return this.editions.parties(context, id);
  }

  @ResolveField(() => [MeetingStep], { description: 'What it went through, in order.' })
  async history(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingStep[]> {
    return this.editions.history(context, id);
  }

  @ResolveField(() => MeetingEdition, { nullable: true, description: 'The edition before; null for the first, and where the own organisation did not take part in it.' })
  async previous(@Parent() { previousId }: MeetingEdition, @Context() context: HubContext): Promise<MeetingEdition | null> {
    return previousId === null ? null : this.editions.known(context, previousId);
  }
}

/** Who takes part. */
@Resolver(() => MeetingParty)
export class MeetingPartyResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Which.' })
  async organisation(@Parent() { organisationId }: MeetingParty, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, organisationId);
    if (!organisation) throw notFound();
    return organisation;
  }
}

/** What was done. */
@Resolver(() => MeetingStep)
export class MeetingStepResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Person, { nullable: true, description: 'Who did it, as his organisation lets its people appear; null: the hub itself.' })
  async by(@Parent() { byId }: MeetingStep, @Context() context: HubContext): Promise<Person | null> {
    return byId === null ? null : this.loaders.person(context, byId);
  }
}
