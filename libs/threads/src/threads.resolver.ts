import { Args, Context, ID, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { BulletinPayload, BulletinReader } from '@hub/bulletins';
import { connectionOf } from '@hub/platform';
import { PromotionService } from './promotion.service.js';
import { AssignThreadInput, ConsentToPromotionInput, MarkThreadReadInput, OpenThreadInput, PostMessageInput, PromoteAnswerInput, ReopenThreadInput, ThreadRevisionInput, ThreadsArgs } from './thread.inputs.js';
import { ThreadReader } from './thread.reader.js';
import type { ThreadRow } from './thread.repository.js';
import { Thread, ThreadConnection, ThreadPayload } from './thread.types.js';
import { ThreadsService } from './threads.service.js';

/** Where the mutation stands in the request: one Idempotency-Key may cover several. */
const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Threads, in and out of GraphQL. */
@Resolver(() => Thread)
export class ThreadsResolver {
  constructor(
    private readonly reader: ThreadReader,
    private readonly threadsService: ThreadsService,
    private readonly promotion: PromotionService,
    private readonly bulletins: BulletinReader,
  ) {}

  @Query(() => ThreadConnection, { description: 'Threads that the asker may see, those first in which something happened last.' })
  async threads(@Args() args: ThreadsArgs, @Context() context: HubContext): Promise<unknown> {
    return connectionOf(await this.reader.list(context, args), ({ changedAt, id }) => [changedAt, id]);
  }

  @Query(() => Thread, { nullable: true, description: 'NOT_FOUND for what does not exist and, in the same bytes, for what the asker may not see.' })
  async thread(@Args('id', { type: () => ID, description: 'The thread.' }) id: string, @Context() context: HubContext): Promise<ThreadRow> {
    return this.reader.one(context, id);
  }

  @Mutation(() => ThreadPayload, { description: 'Opens a thread on a bulletin: a recipient with the originator alone, or editors of the bulletin with recipients. OFFICER or CONTACT_POINT. NOT_FOUND for a bulletin that the asker may not see; CONFLICT for one that is not published, has been withdrawn or has expired; INVALID_INPUT for an organisation that does not receive it.' })
  async openThread(@Args('input') input: OpenThreadInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.threadsService.open(context, pathOf(info), input));
  }

  @Mutation(() => ThreadPayload, { description: "Posts a question, an answer or a remark. OFFICER or CONTACT_POINT. FORBIDDEN for a message that is the other side's; CONFLICT for a stale revision, a state that does not fit, or a bulletin that is over." })
  async postMessage(@Args('input') input: PostMessageInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.threadsService.post(context, pathOf(info), input));
  }

  @Mutation(() => ThreadPayload, { description: 'The answer will do. By the organisation that asked.' })
  async acceptAnswer(@Args('input') input: ThreadRevisionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.threadsService.accept(context, pathOf(info), input));
  }

  @Mutation(() => ThreadPayload, { description: 'The answer will not do: what is missing is asked again. By the organisation that asked.' })
  async reopenThread(@Args('input') input: ReopenThreadInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.threadsService.reopen(context, pathOf(info), input));
  }

  @Mutation(() => ThreadPayload, { description: "It is over; nothing more is written. By the organisation that asked, or the bulletin's originator." })
  async closeThread(@Args('input') input: ThreadRevisionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.threadsService.close(context, pathOf(info), input));
  }

  @Mutation(() => ThreadPayload, { description: "Makes a thread the task of somebody of the asker's own organisation. CONFLICT where it is another's task meanwhile." })
  async assignThread(@Args('input') input: AssignThreadInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.threadsService.assign(context, pathOf(info), input));
  }

  @Mutation(() => ThreadPayload, { description: "Moves the asker's own mark of what he has read." })
  async markThreadRead(@Args('input') input: MarkThreadReadInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.threadsService.markRead(context, pathOf(info), input));
  }

  @Mutation(() => ThreadPayload, { description: "Consents for the own organisation that one of its answers goes into the bulletin's next version, or ends that." })
  async consentToPromotion(@Args('input') input: ConsentToPromotionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.promotion.consent(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: "Puts an answer, or a part of it, as a section into the bulletin's working copy, which is then published like any revision. By editors of the bulletin. CONFLICT without the consent of the answer's organisation." })
  async promoteAnswer(@Args('input') input: PromoteAnswerInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    const { id } = await this.promotion.promote(context, pathOf(info), input);
    return { bulletin: await this.bulletins.one(context, id) };
  }

  /** What is kept of a mutation are ids; the rest is read anew in the scope that stands after it. */
  private async payload(context: HubContext, { id }: { id: string }): Promise<{ thread: ThreadRow }> {
    return { thread: await this.reader.one(context, id) };
  }
}
