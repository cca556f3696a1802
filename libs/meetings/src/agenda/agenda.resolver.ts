import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { type HubContext, Role } from '@hub/access';
import { localise, notFound } from '@hub/kernel';
import { LocalisedString, localisedStrings, Organisation, PartyLoaders } from '@hub/parties';
import { LanguageTagScalar as LanguageTag } from '@hub/platform';
import { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { DeclineMeetingItemInput, MeetingItemInput, MergeMeetingItemInput, OrderMeetingAgendaInput, ProposeMeetingItemInput, SponsorMeetingItemInput, UpdateMeetingItemInput } from './agenda.inputs.js';
import { AgendaReader } from './agenda.reader.js';
import { AgendaService } from './agenda.service.js';
import { ItemChanges } from './item.changes.js';
import { ClosedMeetingItem, MeetingAgenda, MeetingAgendaPayload, MeetingItem, MeetingItemPayload, MeetingAgendaSlot } from './agenda.types.js';
import { MeetingItemPurpose } from './agenda.enums.js';

/** The agenda, in and out of GraphQL. */
@Resolver()
export class AgendaResolver {
  constructor(
    private readonly agenda: AgendaService,
    private readonly changes: ItemChanges,
    private readonly reader: AgendaReader,
    private readonly editions: EditionsService,
  ) {}

  @Query(() => MeetingItem, { description: 'An item or proposal. Signed in only; NOT_FOUND for whom it is closed to.' })
  async meetingItem(@Args('id', { type: () => ID, description: 'Which.' }) id: string, @Context() context: HubContext): Promise<MeetingItem> {
    return this.agenda.item(context, id);
  }

  @Mutation(() => MeetingItemPayload, { description: "Proposes an item in the own organisation's name. OFFICER, CONTACT_POINT, ADMINISTRATOR or COORDINATOR; CONFLICT while the agenda is not open, INVALID_INPUT where it is longer than the day, NOT_FOUND where a bulletin is not to be read." })
  async proposeMeetingItem(@Args('input') input: ProposeMeetingItemInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return this.payload(context, await this.agenda.propose(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingItemPayload, { description: 'Changes an item. Its proposer’s OFFICER, CONTACT_POINT or ADMINISTRATOR, until the agenda is frozen: one that is on the agenda waits for a coordinator anew. COORDINATOR what is on the agenda and open to him; once it is frozen, as its next version, of which all parties are told. CONFLICT where somebody was quicker, or somebody would be let see what was meant for others.' })
  async updateMeetingItem(@Args('input') input: UpdateMeetingItemInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return this.payload(context, await this.changes.update(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingItemPayload, { description: 'Takes a proposal of the own organisation back while it waits. CONFLICT likewise.' })
  async withdrawMeetingItem(@Args('input') input: MeetingItemInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return this.payload(context, await this.agenda.withdraw(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingItemPayload, { description: 'Lets the own organisation stand behind an item of another, or no longer.' })
  async sponsorMeetingItem(@Args('input') input: SponsorMeetingItemInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return this.payload(context, await this.agenda.sponsor(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingItemPayload, { description: 'Takes an item onto the agenda, at its end. COORDINATOR only; also of what is closed to him.' })
  async acceptMeetingItem(@Args('input') input: MeetingItemInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return this.payload(context, await this.agenda.accept(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingItemPayload, { description: 'Does not take an item up, or takes it off the agenda, with the reason. COORDINATOR only.' })
  async declineMeetingItem(@Args('input') input: DeclineMeetingItemInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return this.payload(context, await this.agenda.decline(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingItemPayload, { description: 'Takes an item up in another, whose proposer’s organisation it joins as a sponsor. COORDINATOR only; CONFLICT where somebody would learn of something that is closed to him.' })
  async mergeMeetingItem(@Args('input') input: MergeMeetingItemInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingItemPayload> {
    return this.payload(context, await this.agenda.merge(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingAgendaPayload, { description: 'Orders the agenda; once it is frozen, as its next version, of which all parties are told. COORDINATOR only; CONFLICT where somebody was quicker.' })
  async orderMeetingAgenda(@Args('input') input: OrderMeetingAgendaInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingAgendaPayload> {
    await this.agenda.order(context, String(info.path.key), input);
    return { agenda: await this.reader.agenda(context, await this.editions.edition(context, input.editionId), null) };
  }

  private async payload(context: HubContext, id: string): Promise<MeetingItemPayload> {
    this.reader.forget(context);
    return { item: await this.agenda.known(context, id) };
  }
}

/** What hangs on an edition. */
@Resolver(() => MeetingEdition)
export class EditionAgendaResolver {
  constructor(private readonly reader: AgendaReader) {}

  @ResolveField(() => MeetingAgenda, { description: 'The timetable: as it stands, or of a version that was fixed. What is closed to the asker is a slot of its length.' })
  async agenda(@Parent() edition: MeetingEdition, @Args('version', { type: () => Int, nullable: true, description: 'Which version; null: as it stands.' }) version: number | null | undefined, @Context() context: HubContext): Promise<MeetingAgenda> {
    return this.reader.agenda(context, edition, version ?? null);
  }

  @ResolveField(() => [MeetingItem], { description: 'Items and proposals that are open to the asker, in the order in which they were proposed; at most 1,000.' })
  async items(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingItem[]> {
    return this.reader.items(context, id);
  }

  @ResolveField(() => [ClosedMeetingItem], { description: 'Proposals that are closed to the asker. For COORDINATOR; empty for others.' })
  async closedItems(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<ClosedMeetingItem[]> {
    return context.actor.kind === 'person' && context.actor.roles.has(Role.COORDINATOR) ? this.reader.closed(context, id) : [];
  }
}

/** What an item shows. */
@Resolver(() => MeetingItem)
export class MeetingItemResolver {
  constructor(
    private readonly loaders: PartyLoaders,
    private readonly reader: AgendaReader,
  ) {}

  @ResolveField(() => String, { description: "The title in the language asked for, else the viewer's, else English or any." })
  title(@Parent() { texts }: MeetingItem, @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null, @Context() context: HubContext): string {
    return localise(texts, language, context.language);
  }

  @ResolveField(() => [LocalisedString], { description: 'All its titles.' })
  titles(@Parent() { texts }: MeetingItem): LocalisedString[] {
    return localisedStrings(texts);
  }

  @ResolveField(() => Organisation, { description: 'Whose it is.' })
  async proposer(@Parent() { proposerId }: MeetingItem, @Context() context: HubContext): Promise<Organisation> {
    return known(await this.loaders.organisation(context, proposerId));
  }

  @ResolveField(() => [Organisation], { nullable: true, description: 'The parties that it is open to; null: all.' })
  async audience(@Parent() { audienceIds }: MeetingItem, @Context() context: HubContext): Promise<Organisation[] | null> {
    return audienceIds && this.loaders.organisations(context, audienceIds);
  }

  @ResolveField(() => [Organisation], { description: 'Organisations that stand behind it beside its proposer.' })
  async sponsors(@Parent() { sponsorIds }: MeetingItem, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, sponsorIds);
  }

  @ResolveField(() => MeetingItem, { nullable: true, description: 'The item in which it was taken up, where that is open to the asker.' })
  async mergedInto(@Parent() { mergedIntoId }: MeetingItem, @Context() context: HubContext): Promise<MeetingItem | null> {
    return mergedIntoId === null ? null : this.reader.item(context, mergedIntoId);
  }
}

/** What a stretch of the day shows. */
@Resolver(() => MeetingAgendaSlot)
export class MeetingAgendaSlotResolver {
  constructor(
    private readonly loaders: PartyLoaders,
    private readonly reader: AgendaReader,
  ) {}

  @ResolveField(() => MeetingItem, { nullable: true, description: 'The item as it is now; null for breaks and for what is closed to the asker.' })
  async item(@Parent() slot: MeetingAgendaSlot, @Context() context: HubContext): Promise<MeetingItem | null> {
    return slot.seen && slot.itemId !== null ? this.reader.item(context, slot.itemId) : null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Its title: as it stood when the version was fixed, or as it stands; null likewise.' })
  async title(@Parent() slot: MeetingAgendaSlot, @Args('language', { type: () => LanguageTag, nullable: true, description: 'The language wanted.' }) language: string | null, @Context() context: HubContext): Promise<string | null> {
    const texts = slot.texts ?? (await this.item(slot, context))?.texts;
    return texts ? localise(texts, language, context.language) : null;
  }

  @ResolveField(() => MeetingItemPurpose, { nullable: true, description: 'What the item is for, likewise.' })
  async purpose(@Parent() slot: MeetingAgendaSlot, @Context() context: HubContext): Promise<MeetingItemPurpose | null> {
    return slot.purpose ?? (await this.item(slot, context))?.purpose ?? null;
  }

  @ResolveField(() => String, { nullable: true, description: 'Who presents it, likewise.' })
  async presenter(@Parent() slot: MeetingAgendaSlot, @Context() context: HubContext): Promise<string | null> {
    return slot.presenter ?? (await this.item(slot, context))?.presenter ?? null;
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'Whose it is; of what is closed for COORDINATOR alone.' })
  async proposer(@Parent() { proposerId }: MeetingAgendaSlot, @Context() context: HubContext): Promise<Organisation | null> {
    return proposerId === null ? null : this.loaders.organisation(context, proposerId);
  }
}

/** What a closed proposal shows who coordinates. */
@Resolver(() => ClosedMeetingItem)
export class ClosedMeetingItemResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Whose it is.' })
  async proposer(@Parent() { proposerId }: ClosedMeetingItem, @Context() context: HubContext): Promise<Organisation> {
    return known(await this.loaders.organisation(context, proposerId));
  }
}

function known(organisation: Organisation | null): Organisation {
  if (!organisation) throw notFound();
  return organisation;
}
