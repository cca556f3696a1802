import { Args, Context, Info, Mutation, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { EditionsService } from '../editions/editions.service.js';
import { AgendaReader } from './agenda.reader.js';
import { MeetingAgendaPayload } from './agenda.types.js';
import { SetMeetingBreaksInput } from './break.inputs.js';
import { BreaksService } from './breaks.service.js';

/** Breaks, in and out of GraphQL. */
@Resolver()
export class BreaksResolver {
  constructor(
    private readonly breaks: BreaksService,
    private readonly reader: AgendaReader,
    private readonly editions: EditionsService,
  ) {}

  @Mutation(() => MeetingAgendaPayload, { description: 'Sets when the meeting breaks. COORDINATOR only, until it begins; once the agenda is frozen, as its next version, of which all parties are told. CONFLICT where somebody was quicker, or what is frozen would go beyond the day by it.' })
  async setMeetingBreaks(@Args('input') input: SetMeetingBreaksInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MeetingAgendaPayload> {
    const id = await this.breaks.set(context, String(info.path.key), input);
    return { agenda: await this.reader.agenda(context, await this.editions.edition(context, id), null) };
  }
}
