import { Args, Context, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { RecallLoaders } from './recall.loaders.js';
import { ConfirmDestructionInput, RecallsArgs, RequestDestructionInput } from './recall.inputs.js';
import { BulletinOpening, DestructionRequest, DestructionRequestConnection, DestructionRequestPayload, Recall, RecallPayload } from './recall.types.js';
import { RecallsService } from './recalls.service.js';

/** Recalls, in and out of GraphQL. */
@Resolver(() => DestructionRequest)
export class RecallsResolver {
  constructor(
    private readonly service: RecallsService,
    private readonly parties: PartyLoaders,
    private readonly loaders: RecallLoaders,
  ) {}

  @Query(() => Recall, { description: "Who was shown a bulletin, version by version, who was asked to destroy copies, and who has confirmed: for the originator's editors. NOT_FOUND for what the asker may not see, FORBIDDEN for recipients." })
  async recall(@Args('bulletinId', { type: () => ID, description: 'The bulletin.' }) bulletinId: string, @Context() context: HubContext): Promise<Recall> {
    return this.service.recall(context, bulletinId);
  }

  @Query(() => DestructionRequestConnection, { description: 'Requests to destroy copies, the newest first: what the own organisation has to confirm, and what the bulletins that the asker edits ask of others.' })
  async recalls(@Args() args: RecallsArgs, @Context() context: HubContext): Promise<unknown> {
    return connectionOf(await this.service.requests(context, args), ({ askedAt, id }) => [askedAt, id]);
  }

  @Mutation(() => RecallPayload, { description: "Asks to destroy copies of what was withdrawn, narrowed or struck before without asking. Needs one of the originator's editors. CONFLICT for what was never published. Who was asked before and has been shown nothing since is not asked again." })
  async requestDestruction(@Args('input') input: RequestDestructionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<RecallPayload> {
    const { id } = await this.service.request(context, String(info.path.key), input);
    return { recall: await this.service.recall(context, id) };
  }

  @Mutation(() => DestructionRequestPayload, { description: 'Answers for the own organisation. OFFICER or CONTACT_POINT of the organisation that is asked; with TLP:RED one of the persons named. A later answer replaces an earlier one.' })
  async confirmDestruction(@Args('input') input: ConfirmDestructionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<DestructionRequestPayload> {
    const { id } = await this.service.confirm(context, String(info.path.key), input);
    return { request: await this.service.one(context, id) };
  }

  @ResolveField(() => Bulletin, { nullable: true, description: 'As the asker may see it: after a withdrawal its tombstone; null where access is lost.' })
  async bulletin(@Parent() { bulletinId }: DestructionRequest, @Context() context: HubContext): Promise<BulletinRow | null> {
    return this.loaders.bulletin(context, bulletinId);
  }

  @ResolveField(() => Organisation, { description: 'Which organisation is asked. Its duty telephone is good for asking it by voice.' })
  async organisation(@Parent() { organisationId }: DestructionRequest, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.parties.organisation(context, organisationId));
  }

  @ResolveField(() => Organisation, { description: 'Who asks.' })
  async originator(@Parent() { originatorId }: DestructionRequest, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.parties.organisation(context, originatorId));
  }
}

/** Who has opened something. */
@Resolver(() => BulletinOpening)
export class OpeningFieldsResolver {
  constructor(private readonly parties: PartyLoaders) {}

  @ResolveField(() => Organisation, { description: 'Which organisation.' })
  async organisation(@Parent() { organisationId }: BulletinOpening, @Context() context: HubContext): Promise<Organisation> {
    return found(await this.parties.organisation(context, organisationId));
  }
}

function found(organisation: Organisation | null): Organisation {
  if (!organisation) throw notFound();
  return organisation;
}
