import { Args, Context, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { connectionOf } from '@hub/platform';
import { AcknowledgementsService } from './acknowledgements.service.js';
import { BulletinConnection, BulletinPayload } from './bulletin.connection.js';
import { AcknowledgeBulletinInput, BulletinRevisionInput, BulletinsArgs, DraftBulletinInput, PublishBulletinInput, ReturnBulletinInput, ReviewExceptionInput, ReviseBulletinInput, WithdrawBulletinInput } from './bulletin.inputs.js';
import { BulletinReader } from './bulletin.reader.js';
import { Bulletin, type BulletinRow } from './bulletin.types.js';
import { DraftsService } from './drafts.service.js';
import { PublicationService } from './publication.service.js';

/** Where the mutation stands in the request: one Idempotency-Key may cover several. */
const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

@Resolver(() => Bulletin)
export class BulletinsResolver {
  constructor(
    private readonly reader: BulletinReader,
    private readonly drafts: DraftsService,
    private readonly publication: PublicationService,
    private readonly acknowledgements: AcknowledgementsService,
  ) {}

  @Query(() => BulletinConnection, { description: 'Newest first. Search results by rank, then newest.' })
  async bulletins(@Args() args: BulletinsArgs, @Context() context: HubContext): Promise<unknown> {
    const { page, keyOf } = await this.reader.list(context, args);
    return connectionOf(page, keyOf);
  }

  @Query(() => Bulletin, { nullable: true, description: 'NOT_FOUND for what does not exist and, in the same bytes, for what the asker may not see.' })
  async bulletin(
    @Args('id', { type: () => ID, description: 'The bulletin.' }) id: string,
    @Args('version', { type: () => Int, nullable: true, description: "As of one of the asker's own versions; NOT_FOUND where there is none." }) version: number | null,
    @Context() context: HubContext,
  ): Promise<BulletinRow> {
    return version == null ? this.reader.one(context, id) : this.reader.asOf(context, id, version);
  }

  @Mutation(() => BulletinPayload, { description: 'Drafts a bulletin for the own organisation. OFFICER only.' })
  async draftBulletin(@Args('input') input: DraftBulletinInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.drafts.draft(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: 'Revises the working copy. Of something published, what needs no second person (narrowing alone; TLP:GREEN without widening) goes out at once, unless it is to `hold`; else see `pending`.' })
  async reviseBulletin(@Args('input') input: ReviseBulletinInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.drafts.revise(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: 'Publishes. Where four eyes are needed: by somebody who edited it submits for approval (IN_REVIEW); by an approver who did not edit it approves the exact content, and the last approval of the route publishes.' })
  async publishBulletin(@Args('input') input: PublishBulletinInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.publication.publish(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: 'Submits the working copy for approval.' })
  async submitBulletin(@Args('input') input: BulletinRevisionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.publication.submitOnly(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: 'Approves the exact content as a second person; the last approval of the route publishes.' })
  async approveBulletin(@Args('input') input: BulletinRevisionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.publication.approveOnly(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: 'Returns a submitted working copy to its authors, with a reason.' })
  async returnBulletin(@Args('input') input: ReturnBulletinInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.publication.giveBack(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: 'Takes a published bulletin back: recipients keep a tombstone with the reason. Needs one person.' })
  async withdrawBulletin(@Args('input') input: WithdrawBulletinInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.publication.withdraw(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: "Answers for the own organisation. CONFLICT for what has been withdrawn or has expired, INVALID_INPUT for a version that the asker's organisation does not have." })
  async acknowledgeBulletin(@Args('input') input: AcknowledgeBulletinInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.acknowledgements.acknowledge(context, pathOf(info), input));
  }

  @Mutation(() => BulletinPayload, { description: 'Reviews, as a second person and within 24 hours, what went out at night by one.' })
  async reviewException(@Args('input') input: ReviewExceptionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return this.payload(context, await this.publication.reviewException(context, pathOf(info), input.id));
  }

  /** What is kept of a mutation are ids; the rest is read anew in the scope that stands after it. */
  private async payload(context: HubContext, { id }: { id: string }): Promise<{ bulletin: BulletinRow }> {
    return { bulletin: await this.reader.one(context, id) };
  }
}
