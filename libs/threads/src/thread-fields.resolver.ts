import { Args, Context, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { ThreadAction } from './thread.enums.js';
import { ThreadMessagesArgs } from './thread.inputs.js';
import { allowedActions } from './thread.policy.js';
import { ThreadReader } from './thread.reader.js';
import type { MessageRow, ThreadRow } from './thread.repository.js';
import { Thread, ThreadMessage, ThreadMessageConnection } from './thread.types.js';

/** Fields of a thread that are more than a column of its row. */
@Resolver(() => Thread)
export class ThreadFieldsResolver {
  constructor(
    private readonly reader: ThreadReader,
    private readonly loaders: PartyLoaders,
  ) {}

  @ResolveField(() => Bulletin, { description: 'The bulletin that it is about.' })
  async bulletin(@Parent() { bulletinId }: ThreadRow, @Context() context: HubContext): Promise<BulletinRow> {
    return found(await this.reader.bulletin(context, bulletinId));
  }

  @ResolveField(() => Organisation, { description: 'Who asks: asks, accepts, reopens and closes. The others that take part answer.' })
  async askedBy(@Parent() { askerId }: ThreadRow, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, askerId));
  }

  @ResolveField(() => [Organisation], { description: "Who takes part: the bulletin's originator first, then its recipients in this thread." })
  async participants(@Parent() { originatorId, parties }: ThreadRow, @Context() context: HubContext): Promise<Organisation[]> {
    return this.loaders.organisations(context, [originatorId, ...parties]);
  }

  @ResolveField(() => Person, { nullable: true, description: "Whose task it is within the asker's own organisation; others' is told to nobody." })
  async assignee(@Parent() { assigneeId }: ThreadRow, @Context() context: HubContext): Promise<Person | null> {
    return assigneeId === null ? null : this.loaders.person(context, assigneeId);
  }

  @ResolveField(() => [ThreadAction], { description: 'What the asker may do now.' })
  allowed(@Parent() thread: ThreadRow, @Context() { actor }: HubContext): ThreadAction[] {
    return allowedActions(thread, actor);
  }

  @ResolveField(() => ThreadMessageConnection, { description: 'Its messages, the oldest first. Reading them is on record for whoever wrote them and for the originator; it does not move the mark (see markThreadRead).' })
  async messages(@Parent() thread: ThreadRow, @Args() args: ThreadMessagesArgs, @Context() context: HubContext): Promise<unknown> {
    return connectionOf(await this.reader.messages(context, thread, args), ({ number }) => [number]);
  }
}

/** Fields of a message that are more than a column of its row. */
@Resolver(() => ThreadMessage)
export class ThreadMessageFieldsResolver {
  constructor(
    private readonly reader: ThreadReader,
    private readonly loaders: PartyLoaders,
  ) {}

  @ResolveField(() => Organisation, { description: 'For which organisation it was written.' })
  async organisation(@Parent() { organisationId }: MessageRow, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.loaders.organisation(context, organisationId));
  }

  @ResolveField(() => Person, { nullable: true, description: "Who wrote it: a colleague, or another organisation's contact point or deputy; null for others whom the asker does not know." })
  async author(@Parent() { authorId }: MessageRow, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, authorId);
  }

  @ResolveField(() => [Bulletin], { description: 'Bulletins that it cites, as far as the asker may see them; nothing tells of others.' })
  async citations(@Parent() { citedIds }: MessageRow, @Context() context: HubContext): Promise<BulletinRow[]> {
    const cited = await Promise.all(citedIds.map((id) => this.reader.bulletin(context, id)));
    return cited.filter((bulletin) => bulletin !== null);
  }
}

function found<T>(thing: T | null): T {
  if (thing === null) throw notFound();
  return thing;
}
