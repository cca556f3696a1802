import { setImmediate as others } from 'node:timers/promises';
import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { notFound } from '@hub/kernel';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { Credits } from './credits.js';
import { difference } from './difference.js';
import { DifferenceKind } from './proposal.enums.js';
import { DeclineProposalInput, ProposalFilter, ProposeCorrectionInput, TakeUpProposalInput } from './proposal.inputs.js';
import { DifferencePiece, Proposal, ProposalConnection, ProposalPart, ProposalPayload } from './proposal.types.js';
import { ProposalsReader } from './proposals.reader.js';
import { ProposalsService } from './proposals.service.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Proposals, in and out of GraphQL. */
@Resolver(() => Proposal)
export class ProposalsResolver {
  constructor(
    private readonly service: ProposalsService,
    private readonly reader: ProposalsReader,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => ProposalConnection, { description: "Corrections proposed by the own organisation, and to it on bulletins that the asker edits; the newest first." })
  async proposals(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list, with the same filter.' }) after: string | null,
    @Args('filter', { type: () => ProposalFilter, nullable: true, description: 'Conditions.' }) filter: ProposalFilter | null,
    @Context() context: HubContext,
  ): Promise<ProposalConnection> {
    return connectionOf(await this.reader.list(context, { first, after }, filter ?? {}), ({ proposedAt, id }) => [proposedAt, id]);
  }

  @Query(() => Proposal, { nullable: true, description: 'NOT_FOUND for what does not exist and, in the same bytes, for what the asker may not see.' })
  async proposal(@Args('id', { type: () => ID, description: 'The proposal.' }) id: string, @Context() context: HubContext): Promise<Proposal> {
    return this.reader.one(context, id);
  }

  @Mutation(() => ProposalPayload, { description: "Proposes a correction to the bulletin's originator, as a difference against the version that the proposer saw. For persons with a reading role of a receiving organisation; other recipients never see it. CONFLICT for what has been withdrawn or has expired." })
  async proposeCorrection(@Args('input') input: ProposeCorrectionInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ProposalPayload> {
    return this.payload(context, (await this.service.propose(context, pathOf(info), input)).id);
  }

  @Mutation(() => ProposalPayload, { description: 'Takes a proposal up, wholly or in part: into the working copy, where it stays until it is published as everything is (four eyes). For editors.' })
  async takeUpProposal(@Args('input') input: TakeUpProposalInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ProposalPayload> {
    await this.service.takeUp(context, pathOf(info), input);
    return this.payload(context, input.id);
  }

  @Mutation(() => ProposalPayload, { description: 'Declines a proposal, with a reason that the proposer sees. For editors.' })
  async declineProposal(@Args('input') input: DeclineProposalInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ProposalPayload> {
    return this.payload(context, (await this.service.decline(context, pathOf(info), input)).id);
  }

  @Mutation(() => ProposalPayload, { description: 'Withdraws a proposal. For persons with a reading role of the organisation that made it.' })
  async withdrawProposal(@Args('id', { type: () => ID, description: 'The proposal.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<ProposalPayload> {
    return this.payload(context, (await this.service.withdraw(context, pathOf(info), id)).id);
  }

  @ResolveField(() => Bulletin, { description: 'The bulletin.' })
  bulletin(@Parent() { bulletinRow }: Proposal): BulletinRow {
    return bulletinRow;
  }

  @ResolveField(() => Organisation, { description: 'Who proposes.' })
  async organisation(@Parent() { organisationId }: Proposal, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, organisationId);
    if (!organisation) throw notFound();
    return organisation;
  }

  @ResolveField(() => Person, { nullable: true, description: 'The person who wrote it; null where the asker may not know of the person.' })
  async proposedBy(@Parent() { personId }: Proposal, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, personId);
  }

  /** What is kept of a mutation are ids; the rest is read anew. */
  private async payload(context: HubContext, id: string): Promise<ProposalPayload> {
    return { proposal: await this.reader.one(context, id) };
  }
}

/** The difference is made where it is asked for. */
@Resolver(() => ProposalPart)
export class ProposalPartFieldsResolver {
  @ResolveField(() => [DifferencePiece], { description: 'From what the proposer saw to what is proposed, word by word, in Japanese too.' })
  async difference(@Parent() { before, proposed }: ProposalPart): Promise<DifferencePiece[]> {
    // A page may have thousands of long texts: others are served between two.
    await others();
    return difference(before ?? '', proposed ?? '').map(({ kind, text }) => ({ kind: DifferenceKind[kind], text }));
  }
}

/** Whom a bulletin owes corrections to. */
@Resolver(() => Bulletin)
export class CreditFieldsResolver {
  constructor(
    private readonly owed: Credits,
    private readonly loaders: PartyLoaders,
  ) {}

  @ResolveField(() => [Organisation], { description: 'Organisations whose proposals went into what is shown, of those who consented to be named. For editors, and for recipients where the originator lets see who receives; nobody for others.' })
  async credits(@Parent() { id, number, editor, recipientsVisible }: BulletinRow, @Context() context: HubContext): Promise<Organisation[]> {
    if (number === null || !(editor || recipientsVisible)) return [];
    return this.loaders.organisations(context, await this.owed.of(context, id, number));
  }
}
