import { Args, Context, ID, Info, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders } from '@hub/parties';
import { AgendaReader } from '../agenda/agenda.reader.js';
import { MeetingItem } from '../agenda/agenda.types.js';
import { MeetingEdition } from '../editions/edition.types.js';
import { EditionsService } from '../editions/editions.service.js';
import { MeetingLinkPayload } from '../links/link.types.js';
import { LinksService } from '../links/links.service.js';
import { AssignMeetingInterpreterInput, CreateMeetingInterpreterLinkInput, EnterMeetingInterpreterInput, MeetingInterpreterClearanceInput, RemoveMeetingInterpreterInput, UpdateMeetingInterpreterInput } from './interpretation.inputs.js';
import { InterpretationReader } from './interpretation.reader.js';
import { InterpretationService } from './interpretation.service.js';
import { MeetingInterpretation, MeetingInterpretationPayload, MeetingInterpretationWarning, MeetingInterpreter, MeetingInterpreterAssignment, MeetingInterpreterBusy, MeetingInterpreterClearance, MeetingInterpreterPayload, MeetingItemInterpretation } from './interpretation.types.js';
import { InterpretersService } from './interpreters.service.js';

/** Interpretation, in and out of GraphQL. */
@Resolver()
export class InterpretationResolver {
  constructor(
    private readonly interpreters: InterpretersService,
    private readonly interpretation: InterpretationService,
    private readonly editions: EditionsService,
    private readonly links: LinksService,
  ) {}

  @Mutation(() => MeetingInterpreterPayload, { description: 'Enters somebody who interprets, for the own organisation: he is let in where it is. Its CONTACT_POINT, ADMINISTRATOR, contact point or deputy, and COORDINATOR for his own; CONFLICT once the session is over.' })
  async enterMeetingInterpreter(@Args('input') input: EnterMeetingInterpreterInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingInterpreterPayload> {
    return { interpreter: await this.interpreters.one(context, await this.interpreters.enter(context, String(info.path.key), input)) };
  }

  @Mutation(() => MeetingInterpreterPayload, { description: 'Changes an interpreter of the own organisation. The same people; CONFLICT where somebody was quicker.' })
  async updateMeetingInterpreter(@Args('input') input: UpdateMeetingInterpreterInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingInterpreterPayload> {
    return { interpreter: await this.interpreters.one(context, await this.interpreters.update(context, String(info.path.key), input)) };
  }

  @Mutation(() => MeetingInterpretationPayload, { description: 'Takes an interpreter of the own organisation away: he is let in nowhere, and his links end. The same people.' })
  async removeMeetingInterpreter(@Args('input') input: RemoveMeetingInterpreterInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingInterpretationPayload> {
    return this.payload(context, await this.interpreters.remove(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingInterpretationPayload, { description: 'Lets somebody interpret an item of the agenda between two languages. COORDINATOR and the item’s proposer (OFFICER, CONTACT_POINT, ADMINISTRATOR), each of what is open to him, and who keeps the interpreter’s own party’s. CONFLICT where he is not let in: neither is the item open to his organisation (with every bulletin that it is about, to all its readers), nor has its proposer cleared him; `allowed` says what is possible.' })
  async assignMeetingInterpreter(@Args('input') input: AssignMeetingInterpreterInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingInterpretationPayload> {
    return this.payload(context, await this.interpretation.assign(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingInterpretationPayload, { description: 'Ends that somebody interprets an item. The same people, at any time.' })
  async unassignMeetingInterpreter(@Args('id', { type: () => ID, description: 'The assignment.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingInterpretationPayload> {
    return this.payload(context, await this.interpretation.unassign(context, String(info.path.key), id));
  }

  @Mutation(() => MeetingInterpretationPayload, { description: 'Lets an interpreter into an item in the name of its proposer: OFFICER, CONTACT_POINT, ADMINISTRATOR or COORDINATOR of it. CONFLICT where he is let in already, and where the item is about a bulletin of another originator or marked TLP:RED or TLP:AMBER+STRICT (unless it is public): those let nobody else in.' })
  async clearMeetingInterpreter(@Args('input') input: MeetingInterpreterClearanceInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingInterpretationPayload> {
    return this.payload(context, await this.interpretation.clear(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingInterpretationPayload, { description: 'Takes that back, at any time: from this moment he sees nothing of the item, and what he was to interpret counts no more. The same people.' })
  async revokeMeetingInterpreterClearance(@Args('input') input: MeetingInterpreterClearanceInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingInterpretationPayload> {
    return this.payload(context, await this.interpretation.revoke(context, String(info.path.key), input));
  }

  @Mutation(() => MeetingLinkPayload, { description: 'Makes a personal link for an interpreter, of whatever organisation, and shows its address this once. It shows the items that he interprets and is let into, as far as they are open to the organisation that makes it, and nothing else. CONTACT_POINT, ADMINISTRATOR, contact point or deputy of a party, and COORDINATOR. Only the organisation that made it is shown it, and takes it back (`revokeMeetingLink`).' })
  async createMeetingInterpreterLink(@Args('input') input: CreateMeetingInterpreterLinkInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingLinkPayload> {
    const { id, address } = await this.interpreters.link(context, String(info.path.key), input);
    return { link: await this.links.one(context, id), address };
  }

  private async payload(context: HubContext, editionId: string): Promise<MeetingInterpretationPayload> {
    return { edition: await this.editions.edition(context, editionId) };
  }
}

/** What hangs on an edition. */
@Resolver(() => MeetingEdition)
export class EditionInterpretationResolver {
  constructor(
    private readonly reader: InterpretationReader,
    private readonly service: InterpretersService,
  ) {}

  @ResolveField(() => [MeetingInterpreter], { description: 'Who interprets, in the order in which they were entered.' })
  async interpreters(@Parent() { id }: MeetingEdition, @Context() context: HubContext): Promise<MeetingInterpreter[]> {
    return this.service.of(context, id);
  }

  @ResolveField(() => MeetingInterpretation, { description: 'Which languages the items on the agenda need, who interprets, and what is amiss: of what is open to the asker.' })
  async interpretation(@Parent() edition: MeetingEdition, @Context() context: HubContext): Promise<MeetingInterpretation> {
    return this.reader.of(context, edition);
  }
}

/** What an interpreter shows. */
@Resolver(() => MeetingInterpreter)
export class MeetingInterpreterResolver {
  constructor(private readonly loaders: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'The organisation that answers for him.' })
  async organisation(@Parent() { organisationId }: MeetingInterpreter, @Context() context: HubContext): Promise<Organisation> {
    return known(await this.loaders.organisation(context, organisationId));
  }
}

/** The interpretation of an item. */
@Resolver(() => MeetingItemInterpretation)
export class MeetingItemInterpretationResolver {
  constructor(private readonly agenda: AgendaReader) {}

  @ResolveField(() => MeetingItem, { description: 'The item.' })
  async item(@Parent() { itemId }: MeetingItemInterpretation, @Context() context: HubContext): Promise<MeetingItem> {
    return known(await this.agenda.item(context, itemId));
  }
}

/** Who interprets. */
@Resolver(() => MeetingInterpreterAssignment)
export class MeetingInterpreterAssignmentResolver {
  constructor(private readonly service: InterpretersService) {}

  @ResolveField(() => MeetingInterpreter, { description: 'Who.' })
  async interpreter(@Parent() { interpreterId }: MeetingInterpreterAssignment, @Context() context: HubContext): Promise<MeetingInterpreter> {
    return this.service.known(context, interpreterId);
  }
}

/** Who is let in. */
@Resolver(() => MeetingInterpreterClearance)
export class MeetingInterpreterClearanceResolver {
  constructor(private readonly service: InterpretersService) {}

  @ResolveField(() => MeetingInterpreter, { description: 'Who.' })
  async interpreter(@Parent() { interpreterId }: MeetingInterpreterClearance, @Context() context: HubContext): Promise<MeetingInterpreter> {
    return this.service.known(context, interpreterId);
  }
}

/** Who is busy. */
@Resolver(() => MeetingInterpreterBusy)
export class MeetingInterpreterBusyResolver {
  constructor(private readonly service: InterpretersService) {}

  @ResolveField(() => MeetingInterpreter, { description: 'Who.' })
  async interpreter(@Parent() { interpreterId }: MeetingInterpreterBusy, @Context() context: HubContext): Promise<MeetingInterpreter> {
    return this.service.known(context, interpreterId);
  }
}

/** What is amiss. */
@Resolver(() => MeetingInterpretationWarning)
export class MeetingInterpretationWarningResolver {
  constructor(
    private readonly service: InterpretersService,
    private readonly agenda: AgendaReader,
  ) {}

  @ResolveField(() => MeetingItem, { description: 'With which item.' })
  async item(@Parent() { itemId }: MeetingInterpretationWarning, @Context() context: HubContext): Promise<MeetingItem> {
    return known(await this.agenda.item(context, itemId));
  }

  @ResolveField(() => MeetingInterpreter, { nullable: true, description: 'With whom; null: nobody in particular.' })
  async interpreter(@Parent() { interpreterId }: MeetingInterpretationWarning, @Context() context: HubContext): Promise<MeetingInterpreter | null> {
    return interpreterId === null ? null : this.service.known(context, interpreterId);
  }
}

function known<T>(found: T | null): T {
  if (!found) throw notFound();
  return found;
}
