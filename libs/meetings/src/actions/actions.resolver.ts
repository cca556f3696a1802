import { Args, Context, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { LocalisedString, localisedStrings, Organisation, PartyLoaders } from '@hub/parties';
import { MeetingItem } from '../agenda/agenda.types.js';
import { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { MinutesLanguage } from '../minutes/minutes.enums.js';
import { AmendMeetingActionInput, MeetingActionsArgs, RecordMeetingActionInput, ReportMeetingActionInput } from './action.inputs.js';
import { MeetingAction, MeetingActionPayload, MeetingProgressReport } from './action.types.js';
import { ActionsService } from './actions.service.js';

/** What was taken on, in and out of GraphQL. */
@Resolver()
export class ActionsResolver {
  constructor(private readonly actions: ActionsService) {}

  @Query(() => MeetingAction, { description: 'Something that an organisation took on. Signed in only; NOT_FOUND for who does not see the item where it was agreed.' })
  async meetingAction(@Args('id', { type: () => ID, description: 'Which.' }) id: string, @Context() context: HubContext): Promise<MeetingAction> {
    return this.actions.one(context, id);
  }

  @Mutation(() => MeetingActionPayload, { description: 'Records what an organisation takes on, where it is agreed. Secretaries only, until the minutes are approved. INVALID_INPUT for an organisation that does not take part in the item, and a day that is over.' })
  async recordMeetingAction(@Args('input') input: RecordMeetingActionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingActionPayload> {
    return this.payload(context, await this.actions.record(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingActionPayload, { description: 'Reports how far it has come. OFFICER, CONTACT_POINT or ADMINISTRATOR of the owner. CONFLICT for what was dropped, or done and said to be done again.' })
  async reportMeetingAction(@Args('input') input: ReportMeetingActionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingActionPayload> {
    return this.payload(context, await this.actions.report(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingActionPayload, { description: 'Another wording or day, or that it is dropped. Secretaries only; what the approved minutes say stays.' })
  async amendMeetingAction(@Args('input') input: AmendMeetingActionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingActionPayload> {
    return this.payload(context, await this.actions.amend(context, String(info.path.key), input));
  }

  private async payload(context: HubContext, id: string): Promise<MeetingActionPayload> {
    return { action: await this.actions.one(context, id) };
  }
}

/** What was taken on in an edition. */
@Resolver(() => MeetingEdition)
export class EditionActionsResolver {
  constructor(private readonly service: ActionsService) {}

  @ResolveField(() => [MeetingAction], { description: "The year's list: what was taken on in it and what was carried into it, as far as the asker sees it; by organisation and day." })
  async actions(@Parent() edition: MeetingEdition, @Args() args: MeetingActionsArgs, @Context() context: HubContext): Promise<MeetingAction[]> {
    return this.service.list(context, edition, args);
  }

  @ResolveField(() => MeetingProgressReport, { description: "How everything has come along since the edition before, for the asker's organisation." })
  async progressReport(@Parent() edition: MeetingEdition, @Args('language', { type: () => MinutesLanguage, description: 'The language.' }) language: MinutesLanguage, @Context() context: HubContext): Promise<MeetingProgressReport> {
    return this.service.progress(context, edition, language);
  }
}

/** The item about what was carried over. */
@Resolver(() => MeetingItem)
export class ProgressItemResolver {
  constructor(
    private readonly service: ActionsService,
    private readonly editions: EditionsService,
  ) {}

  @ResolveField(() => MeetingProgressReport, { nullable: true, description: "Of the item about what was carried over: how it has come along, for the asker's organisation and no more than the asker sees. Null for any other item." })
  async progressReport(@Parent() { progress, editionId }: MeetingItem, @Args('language', { type: () => MinutesLanguage, description: 'The language.' }) language: MinutesLanguage, @Context() context: HubContext): Promise<MeetingProgressReport | null> {
    return progress ? this.service.progress(context, await this.editions.edition(context, editionId), language) : null;
  }
}

/** What hangs on it. */
@Resolver(() => MeetingAction)
export class MeetingActionResolver {
  constructor(
    private readonly loaders: PartyLoaders,
    private readonly editions: EditionsService,
  ) {}

  @ResolveField(() => [LocalisedString], { description: 'What is to be done, by language.' })
  texts(@Parent() { named }: MeetingAction): LocalisedString[] {
    return localisedStrings(named);
  }

  @ResolveField(() => Organisation, { description: 'Which organisation does it.' })
  async owner(@Parent() { ownerId }: MeetingAction, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, ownerId));
  }

  @ResolveField(() => MeetingEdition, { description: 'The edition where it was agreed.' })
  async edition(@Parent() { editionId }: MeetingAction, @Context() context: HubContext): Promise<MeetingEdition> {
    return this.editions.edition(context, editionId);
  }
}

function found<T>(thing: T | null): T {
  if (thing === null) throw notFound();
  return thing;
}
