import { Args, Context, ID, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { localise, notFound } from '@hub/kernel';
import { LocalisedString, localisedStrings, Organisation, PartyLoaders, Person } from '@hub/parties';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { MeetingMinutesPayload, MeetingTextPayload } from './minutes.types.js';
import { RecordMeetingAttendanceInput, RecordMeetingDecisionInput, SetMeetingSecretaryInput, WriteMeetingNotesInput } from './session.inputs.js';
import { SessionService } from './session.service.js';
import { MeetingAttendance, MeetingDecision, MeetingSession, MeetingSessionItem, MeetingText } from './session.types.js';

/** The session, in and out of GraphQL. */
@Resolver()
export class SessionResolver {
  constructor(
    private readonly session: SessionService,
    private readonly editions: EditionsService,
  ) {}

  @Mutation(() => MeetingMinutesPayload, { description: 'Names somebody who keeps the minutes beside the coordinators, of the items that he sees; or no longer. COORDINATOR only. NOT_FOUND for who can not: nobody of the own organisation, and no contact point or deputy of a party.' })
  async setMeetingSecretary(@Args('input') input: SetMeetingSecretaryInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    await this.session.setSecretary(context, String(info.path.key), input);
    return this.payload(context, input.editionId);
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Notes how organisations are there, at the meeting or for an item. Secretaries only, from the beginning of the session until the minutes are approved. INVALID_INPUT for an organisation that does not take part, or that a closed item is closed to.' })
  async recordMeetingAttendance(@Args('input') input: RecordMeetingAttendanceInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.session.recordAttendance(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingTextPayload, { description: 'Writes the notes of an item, which become its part of the minutes. Secretaries only, from the beginning of the session until the minutes are approved. Several may write at once: what was written since `expectedRevision` is merged line by line, and no line of either is lost; where both changed the same line it is CONFLICT, with `currentRevision`, the current `text` and the `differences` (line, before, theirs, yours), and nothing is taken.' })
  async writeMeetingNotes(@Args('input') input: WriteMeetingNotesInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingTextPayload> {
    await this.session.writeNotes(context, String(info.path.key), input);
    return { text: await this.session.text(context, input) };
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Records a decision where it is taken. Secretaries only, until the minutes are approved.' })
  async recordMeetingDecision(@Args('input') input: RecordMeetingDecisionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.session.recordDecision(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Takes a decision that was recorded wrongly out of the minutes. Secretaries only, until they are approved.' })
  async revokeMeetingDecision(@Args('id', { type: () => ID, description: 'The decision.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.session.revokeDecision(context, String(info.path.key), id));
  }

  private async payload(context: HubContext, editionId: string): Promise<MeetingMinutesPayload> {
    return { edition: await this.editions.edition(context, editionId) };
  }
}

/** The session of an edition. */
@Resolver(() => MeetingEdition)
export class EditionSessionResolver {
  constructor(private readonly service: SessionService) {}

  @ResolveField(() => MeetingSession, { description: 'Who is there, and what was noted and decided, as far as the asker sees it.' })
  async session(@Parent() edition: MeetingEdition, @Context() context: HubContext): Promise<MeetingSession> {
    return this.service.session(context, edition);
  }
}

/** Who keeps the minutes. */
@Resolver(() => MeetingSession)
export class MeetingSessionResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => [Person], { description: 'Who keeps the minutes beside the coordinators, as far as the asker may know them.' })
  async secretaries(@Parent() { secretaryIds }: MeetingSession, @Context() context: HubContext): Promise<Person[]> {
    return (await Promise.all(secretaryIds.map((id) => this.loaders.person(context, id)))).filter((person) => person !== null);
  }
}

/** What an item is called. */
@Resolver(() => MeetingSessionItem)
export class MeetingSessionItemResolver {
  @ResolveField(() => String, { description: "The title in the language asked for, else the viewer's, else English." })
  title(@Parent() { titles }: MeetingSessionItem, @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null, @Context() context: HubContext): string {
    return localise(titles, language, context.language);
  }
}

/** Who is there. */
@Resolver(() => MeetingAttendance)
export class MeetingAttendanceResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Which.' })
  async organisation(@Parent() { organisationId }: MeetingAttendance, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, organisationId));
  }
}

/** Who wrote it. */
@Resolver(() => MeetingText)
export class MeetingTextResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Person, { nullable: true, description: 'Who wrote it last, as far as the asker may know him.' })
  async by(@Parent() { byId }: MeetingText, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, byId);
  }
}

/** What was decided. */
@Resolver(() => MeetingDecision)
export class MeetingDecisionResolver {
  @ResolveField(() => [LocalisedString], { description: 'What was decided, by language.' })
  texts(@Parent() { named }: MeetingDecision): LocalisedString[] {
    return localisedStrings(named);
  }
}

function found<T>(thing: T | null): T {
  if (thing === null) throw notFound();
  return thing;
}
