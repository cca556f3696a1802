import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { type HubContext, Role } from '@hub/access';
import { localise } from '@hub/kernel';
import { LocalisedString, localisedStrings, Organisation, PartyLoaders, Person } from '@hub/parties';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { type DayReason, MeetingDayReasonCode } from './day-reasons.js';
import { MeetingDayReason, MeetingPoll, MeetingReply, MeetingSlot, MeetingSlotStanding } from './poll.types.js';

/** Why a day suits badly. */
@Resolver(() => MeetingDayReason)
export class MeetingDayReasonResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => String, { description: "In words, in the language asked for (ja or en), else the viewer's." })
  name(@Parent() { names }: DayReason, @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null, @Context() context: HubContext): string {
    return localise(names, language, context.language);
  }

  @ResolveField(() => [LocalisedString], { description: 'In words, in Japanese and English.' })
  names(@Parent() { names }: DayReason): LocalisedString[] {
    return localisedStrings(names);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'Whom it concerns; null: everybody.' })
  async organisation(@Parent() { organisationId }: DayReason, @Context() context: HubContext): Promise<Organisation | null> {
    return organisationId === null ? null : this.loaders.organisation(context, organisationId);
  }
}

/** What is asked about. */
@Resolver(() => MeetingSlot)
export class MeetingSlotResolver {
  @ResolveField(() => [MeetingDayReason], { description: 'What spoke against it when it was put. Whose night it is, is shown to that organisation and COORDINATOR alone.' })
  reasons(@Parent() { against }: MeetingSlot, @Context() { actor }: HubContext): readonly DayReason[] {
    return against.filter(({ code, organisationId }) => code !== MeetingDayReasonCode.NIGHT || (actor.kind === 'person' && (actor.roles.has(Role.COORDINATOR) || actor.organisationId === organisationId)));
  }
}

/** The organisations behind the numbers. */
@Resolver(() => MeetingSlotStanding)
export class MeetingSlotStandingResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => [Organisation], { description: 'Those that must attend and say no.' })
  async mustAttendNo(@Parent() { mustNo }: MeetingSlotStanding, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, mustNo);
  }

  @ResolveField(() => [Organisation], { description: 'Those that must attend and have not said.' })
  async mustAttendOpen(@Parent() { mustOpen }: MeetingSlotStanding, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, mustOpen);
  }

  @ResolveField(() => [Organisation], { description: 'Those that could come here, and not to the best slot.' })
  async gains(@Parent() { gains }: MeetingSlotStanding, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, gains);
  }

  @ResolveField(() => [Organisation], { description: 'Those that could come to the best slot, and not here.' })
  async losses(@Parent() { losses }: MeetingSlotStanding, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, losses);
  }
}

/** Who has not replied. */
@Resolver(() => MeetingPoll)
export class MeetingPollResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => [Organisation], { nullable: true, description: 'Parties that have not said to each slot; null for who does not coordinate.' })
  async missing(@Parent() { missingIds }: MeetingPoll, @Context() context: HubContext): Promise<Organisation[] | null> {
    return missingIds && this.loaders.organisations(context, missingIds);
  }
}

/** Who replied. */
@Resolver(() => MeetingReply)
export class MeetingReplyResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { nullable: true, description: 'Whose it is; null: a guest’s who speaks for himself.' })
  async organisation(@Parent() { organisationId }: MeetingReply, @Context() context: HubContext): Promise<Organisation | null> {
    return organisationId === null ? null : this.loaders.organisation(context, organisationId);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who replied, or entered it, as his organisation lets its people appear; null: a guest, by link.' })
  async repliedBy(@Parent() { repliedById }: MeetingReply, @Context() context: HubContext): Promise<Person | null> {
    return repliedById === null ? null : this.loaders.person(context, repliedById);
  }
}
