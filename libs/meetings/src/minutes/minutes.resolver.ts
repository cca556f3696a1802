import { Args, Context, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders } from '@hub/parties';
import { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { layMinutes, minutesMarkdown } from './layout.js';
import { MinutesAct, MinutesLanguage } from './minutes.enums.js';
import { AnswerMinutesCommentInput, ApproveMinutesInput, AskMinutesExtensionInput, CommentOnMinutesInput, NoteMinutesObjectionInput, RespondToMinutesInput, ReviewWindowInput } from './minutes.inputs.js';
import { minutesVerbs } from './minutes.policy.js';
import { MinutesService } from './minutes.service.js';
import { MeetingMinutes, MeetingMinutesPayload, MinutesComment, MinutesExtension, MinutesLayoutType, MinutesResponse, MinutesSeal } from './minutes.types.js';
import { ReviewService } from './review.service.js';

/** Review and approval, in and out of GraphQL. */
@Resolver()
export class MinutesResolver {
  constructor(
    private readonly minutes: MinutesService,
    private readonly review: ReviewService,
    private readonly editions: EditionsService,
  ) {}

  @Mutation(() => MeetingMinutesPayload, { description: 'Shows the draft to all who see its items, and asks those who attended for comments and answers until an announced day. COORDINATOR only. CONFLICT where it is not a draft, or nobody is recorded to have attended.' })
  async openMinutesReview(@Args('input') input: ReviewWindowInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.review.open(context, pathOf(info), input));
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Asks for more time, once in a review. Contact point, deputy or administrators of an organisation that attended; CONFLICT after the announced day, or where somebody has asked.' })
  async askMinutesExtension(@Args('input') input: AskMinutesExtensionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.review.askExtension(context, pathOf(info), input));
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Gives more time, once and where it was asked for, before the announced day. COORDINATOR only.' })
  async extendMinutesReview(@Args('input') input: ReviewWindowInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.review.extend(context, pathOf(info), input));
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Comments on the minutes, or proposes another text. OFFICER, CONTACT_POINT or ADMINISTRATOR of an organisation that attended. CONFLICT after the announced day.' })
  async commentOnMinutes(@Args('input') input: CommentOnMinutesInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.review.comment(context, pathOf(info), input));
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Takes a comment up or declines it, for all to see who see the comment. Secretaries only. CONFLICT where it was answered, or the passage stands there no more.' })
  async answerMinutesComment(@Args('input') input: AnswerMinutesCommentInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.review.answer(context, pathOf(info), input));
  }

  @Mutation(() => MeetingMinutesPayload, { description: "The own organisation's answer to the minutes: contact point, deputy or administrators of one that attended. Until the announced day it can be changed; CONFLICT after." })
  async respondToMinutes(@Args('input') input: RespondToMinutesInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.review.respond(context, pathOf(info), input));
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Lets an objection that is not settled stand in the minutes, with a note: it blocks them no longer. Secretaries only.' })
  async noteMinutesObjection(@Args('input') input: NoteMinutesObjectionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    return this.payload(context, await this.review.note(context, pathOf(info), input));
  }

  @Mutation(() => MeetingMinutesPayload, { description: 'Approves the minutes, for ever: each item is frozen for those who see it, and the root of their hashes is entered in the audit log of each organisation that attended. COORDINATOR only. CONFLICT, with what is missing, while an objection stands, a comment waits, or the announced day is not over and somebody has not answered.' })
  async approveMinutes(@Args('input') input: ApproveMinutesInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingMinutesPayload> {
    await this.minutes.approve(context, pathOf(info), input);
    return this.payload(context, input.editionId);
  }

  private async payload(context: HubContext, editionId: string): Promise<MeetingMinutesPayload> {
    return { edition: await this.editions.edition(context, editionId) };
  }
}

/** The minutes of an edition. */
@Resolver(() => MeetingEdition)
export class EditionMinutesResolver {
  constructor(private readonly service: MinutesService) {}

  @ResolveField(() => MeetingMinutes, { nullable: true, description: 'Its minutes, as far as the asker sees them; null until the session has ended.' })
  async minutes(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingMinutes | null> {
    return this.service.minutes(context, id);
  }
}

/** What hangs on minutes. */
@Resolver(() => MeetingMinutes)
export class MeetingMinutesResolver {
  constructor(
    private readonly service: MinutesService,
    private readonly editions: EditionsService,
  ) {}

  @ResolveField(() => MinutesLayoutType, { description: 'What they say in one language, ready to be read. Until the review opens, the text is the secretaries’ alone.' })
  async layout(@Parent() { editionId }: MeetingMinutes, @Args('language', { type: () => MinutesLanguage, description: 'The language.' }) language: MinutesLanguage, @Context() context: HubContext): Promise<MinutesLayoutType> {
    const layout = layMinutes(await this.service.view(context, await this.editions.edition(context, editionId)), language);
    return { ...layout, markdown: minutesMarkdown(layout) } as MinutesLayoutType;
  }

  @ResolveField(() => [MinutesComment], { description: 'Comments that the asker sees, the oldest first.' })
  async comments(@Parent() { editionId }: MeetingMinutes, @Context() context: HubContext): Promise<MinutesComment[]> {
    return this.service.comments(context, editionId);
  }

  @ResolveField(() => [MinutesResponse], { description: 'Answers of organisations that the asker sees.' })
  async responses(@Parent() { editionId }: MeetingMinutes, @Context() context: HubContext): Promise<MinutesResponse[]> {
    return this.service.responses(context, editionId);
  }

  @ResolveField(() => MinutesExtension, { nullable: true, description: 'That more time was asked for; null: nobody has.' })
  extension(@Parent() { extensionAskedById, extensionReason, extendedFrom }: MeetingMinutes): MinutesExtension | null {
    return extensionAskedById === null ? null : { organisationId: extensionAskedById, reason: extensionReason ?? '', extendedFrom };
  }

  @ResolveField(() => MinutesSeal, { nullable: true, description: 'With what they are checked; null until they are approved.' })
  async seal(@Parent() { editionId, root, leaves }: MeetingMinutes, @Context() context: HubContext): Promise<MinutesSeal | null> {
    if (!root || !leaves) return null;
    return { root: root.toString('base64'), leaves: leaves.map((leaf) => leaf.toString('base64')), parts: await this.service.parts(context, editionId) };
  }

  @ResolveField(() => [MinutesAct], { description: 'What can be done with them now, by whom it is open to.' })
  possible(@Parent() minutes: MeetingMinutes, @Context() { actor }: HubContext): MinutesAct[] {
    return minutesVerbs(minutes, actor.instant);
  }
}

/** Whose comment, answer or request it is. */
abstract class OfOrganisation {
  constructor(private readonly loaders: PartyLoaders) {}

  protected async whose(context: HubContext, id: string): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, id);
    if (!organisation) throw notFound();
    return organisation;
  }
}

@Resolver(() => MinutesComment)
export class MinutesCommentResolver extends OfOrganisation {
  constructor(loaders: PartyLoaders) { super(loaders); }

  @ResolveField(() => Organisation, { description: 'For which organisation it was said.' })
  async organisation(@Parent() { organisationId }: MinutesComment, @Context() context: HubContext): Promise<Organisation> {
    return this.whose(context, organisationId);
  }
}

@Resolver(() => MinutesResponse)
export class MinutesResponseResolver extends OfOrganisation {
  constructor(loaders: PartyLoaders) { super(loaders); }

  @ResolveField(() => Organisation, { description: 'Which organisation answered.' })
  async organisation(@Parent() { organisationId }: MinutesResponse, @Context() context: HubContext): Promise<Organisation> {
    return this.whose(context, organisationId);
  }
}

@Resolver(() => MinutesExtension)
export class MinutesExtensionResolver extends OfOrganisation {
  constructor(loaders: PartyLoaders) { super(loaders); }

  @ResolveField(() => Organisation, { description: 'Which organisation asked.' })
  async organisation(@Parent() { organisationId }: MinutesExtension, @Context() context: HubContext): Promise<Organisation> {
    return this.whose(context, organisationId);
  }
}

/** Where the mutation stands in the request: one Idempotency-Key may cover several. */
const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);
