import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { LegalDemandsService } from './legal-demands.service.js';
import { AnswerLegalDemandInput, RegisterLegalDemandInput, ReviewLegalSecrecyInput } from './legal.inputs.js';
import { LegalLoaders } from './legal.loaders.js';
import type { DemandRow } from './legal.repository.js';
import { LegalDemand, LegalDemandBulletin, LegalDemandConnection, LegalDemandPayload, LegalDemandState, LegalNotice, LegalNoticeConnection } from './legal.types.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** Legal demands, in and out of GraphQL. */
@Resolver(() => LegalDemand)
export class LegalDemandsResolver {
  constructor(
    private readonly demands: LegalDemandsService,
    private readonly loaders: LegalLoaders,
    private readonly parties: PartyLoaders,
  ) {}

  @Query(() => LegalDemandConnection, { description: 'Legal demands that the own organisation has received, the newest first. For its OFFICERs, CONTACT_POINTs and ADMINISTRATORs. / 受領した照会の一覧' })
  async legalDemands(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Args('states', { type: () => [LegalDemandState], nullable: true, description: 'In one of these states.' }) states: LegalDemandState[] | null,
    @Context() context: HubContext,
  ): Promise<unknown> {
    return connectionOf(await this.demands.all(context, { first, after }, states ?? null), ({ registeredAt, id }) => [registeredAt.toISOString(), id]);
  }

  @Query(() => LegalDemand, { description: 'One of them; NOT_FOUND for any other.' })
  async legalDemand(@Args('id', { type: () => ID, description: 'The demand.' }) id: string, @Context() context: HubContext): Promise<unknown> {
    return this.demands.one(context, id);
  }

  @Query(() => LegalNoticeConnection, { description: 'What the own organisation was told of demands for its bulletins that others have received, the newest first. For its OFFICERs and CONTACT_POINTs who may see the bulletin. / 自機関の文書に対する照会の通知一覧' })
  async legalNotices(
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<unknown> {
    return connectionOf(await this.demands.notices(context, { first, after }), ({ toldAt, id }) => [toldAt.toISOString(), id]);
  }

  @Mutation(() => LegalDemandPayload, { description: 'Registers a legal demand that the own organisation has received. The originators of the bulletins in scope are told at once (LEGAL, DEMANDED; `legalNotices`), each of its own alone, unless `secrecy` says that the law forbids it. Hands over nothing by itself. OFFICER, CONTACT_POINT or ADMINISTRATOR. / 照会の登録' })
  async registerLegalDemand(@Args('input') input: RegisterLegalDemandInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return { demand: await this.demands.register(context, pathOf(info), input) };
  }

  @Mutation(() => LegalDemandPayload, { description: 'Says whether the law still forbids to tell the originators; where it does not, they are told now. CONFLICT where they were told. / 秘匿の見直し' })
  async reviewLegalSecrecy(@Args('input') input: ReviewLegalSecrecyInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return { demand: await this.demands.review(context, pathOf(info), input) };
  }

  @Mutation(() => LegalDemandPayload, { description: 'Records what was handed over to whom, or that it was refused and why; originators who were told of the demand are told that too. Final. / 回答の記録' })
  async answerLegalDemand(@Args('input') input: AnswerLegalDemandInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return { demand: await this.demands.answer(context, pathOf(info), input) };
  }

  @ResolveField(() => [LegalDemandBulletin], { description: 'The bulletins in scope, as far as the asker may know of them.' })
  async bulletins(@Parent() { id }: DemandRow, @Context() context: HubContext): Promise<LegalDemandBulletin[]> {
    return this.loaders.scopeOf(context, id);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who registered it.' })
  async registeredBy(@Parent() { registeredById }: DemandRow, @Context() context: HubContext): Promise<Person | null> {
    return this.parties.person(context, registeredById);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who recorded the answer.' })
  async answeredBy(@Parent() { answeredById }: DemandRow, @Context() context: HubContext): Promise<Person | null> {
    return answeredById === null ? null : this.parties.person(context, answeredById);
  }
}

/** The bulletins of demands. */
@Resolver(() => LegalDemandBulletin)
export class LegalDemandBulletinResolver {
  constructor(private readonly loaders: LegalLoaders) {}

  @ResolveField(() => Bulletin, { nullable: true, description: 'As the asker may see it.' })
  async bulletin(@Parent() { bulletinId }: LegalDemandBulletin, @Context() context: HubContext): Promise<BulletinRow | null> {
    return this.loaders.bulletin(context, bulletinId);
  }
}

/** What notices name. */
@Resolver(() => LegalNotice)
export class LegalNoticeResolver {
  constructor(
    private readonly loaders: LegalLoaders,
    private readonly parties: PartyLoaders,
  ) {}

  @ResolveField(() => Bulletin, { nullable: true, description: 'As the asker may see it.' })
  async bulletin(@Parent() { bulletinId }: LegalNotice, @Context() context: HubContext): Promise<BulletinRow | null> {
    return this.loaders.bulletin(context, bulletinId);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'Who received the demand.' })
  async receiver(@Parent() { receiverId }: LegalNotice, @Context() context: HubContext): Promise<Organisation | null> {
    return this.parties.organisation(context, receiverId);
  }
}
