import { Args, Context, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Bulletin, type BulletinRow } from '@hub/bulletins';
import { CaseExport } from '@hub/cases';
import { PartyLoaders, Person } from '@hub/parties';
import { DateScalar, DateTimeScalar as DateTime } from '@hub/platform';
import { LiftHoldInput, PlaceHoldInput, SetRetentionRuleInput } from './retention.inputs.js';
import { RetentionLoaders } from './retention.loaders.js';
import { RetentionService } from './retention.service.js';
import { LegalHold, LegalHoldPayload, Purge, Retention, RetentionRule, RetentionRulePayload } from './retention.types.js';

const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);

/** How long things are kept, in and out of GraphQL. */
@Resolver(() => Bulletin)
export class RetentionResolver {
  constructor(
    private readonly retentions: RetentionService,
    private readonly loaders: RetentionLoaders,
  ) {}

  @Query(() => [RetentionRule], { description: "The own organisation's rules of retention, one for each kind, for its readers, officers, contact points and administrators. / 保存期間の一覧" })
  async retentionRules(@Context() context: HubContext): Promise<RetentionRule[]> {
    return this.retentions.rules(context);
  }

  @Mutation(() => RetentionRulePayload, { description: 'Settles how long one kind of what the own organisation originated is kept. What falls due by it is told 30 days before it is purged. ADMINISTRATOR or CONTACT_POINT. / 保存期間を定める' })
  async setRetentionRule(@Args('input') input: SetRetentionRuleInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<RetentionRulePayload> {
    return { rule: await this.retentions.setRule(context, pathOf(info), input) };
  }

  @Mutation(() => LegalHoldPayload, { description: "Holds a bulletin and all that hangs on it: nothing of it is purged, and no record about it that the originator has in the audit log is erased. OFFICER or CONTACT_POINT of the originator, who may see it; CONFLICT where it was purged. / 法的保全をかける" })
  async placeHold(@Args('input') input: PlaceHoldInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<LegalHoldPayload> {
    return { hold: await this.retentions.placeHold(context, pathOf(info), input) };
  }

  @Mutation(() => LegalHoldPayload, { description: 'Lifts a hold. What is due then is told anew, 30 days before. OFFICER or CONTACT_POINT of the originator. / 法的保全を解除する' })
  async liftHold(@Args('input') input: LiftHoldInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<LegalHoldPayload> {
    return { hold: await this.retentions.liftHold(context, pathOf(info), input) };
  }

  @ResolveField(() => Retention, { nullable: true, description: "How long it is kept: for the originator's officers and contact points who may see it; null for others." })
  async retention(@Parent() { id }: BulletinRow, @Context() context: HubContext): Promise<Retention | null> {
    return this.loaders.retention(context, id);
  }

  @ResolveField(() => Purge, { nullable: true, description: 'That it was purged with all that hung on it: for whoever may still know of it. What is left is a tombstone.' })
  async purge(@Parent() { id }: BulletinRow, @Context() context: HubContext): Promise<Purge | null> {
    return this.loaders.purge(context, id);
  }
}

/** Who placed and lifted a hold. */
@Resolver(() => LegalHold)
export class LegalHoldResolver {
  constructor(private readonly parties: PartyLoaders) {}

  @ResolveField(() => Person, { nullable: true, description: 'Who placed it.' })
  async placedBy(@Parent() { placedById }: LegalHold, @Context() context: HubContext): Promise<Person | null> {
    return this.parties.person(context, placedById);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who lifted it.' })
  async liftedBy(@Parent() { liftedById }: LegalHold, @Context() context: HubContext): Promise<Person | null> {
    return liftedById === null ? null : this.parties.person(context, liftedById);
  }
}

/** How long what is left of an export is kept. */
@Resolver(() => CaseExport)
export class ExportRetentionResolver {
  constructor(private readonly loaders: RetentionLoaders) {}

  @ResolveField(() => DateScalar, { nullable: true, description: 'When filter and reason are purged, by the rule for EXPORT; who asked is told 30 days before. Null once they are.' })
  async purgeOn(@Parent() { id }: CaseExport, @Context() context: HubContext): Promise<string | null> {
    return (await this.loaders.export(context, id)).purgeOn;
  }

  @ResolveField(() => DateTime, { nullable: true, description: 'When they were.' })
  async purgedAt(@Parent() { id }: CaseExport, @Context() context: HubContext): Promise<Date | null> {
    return (await this.loaders.export(context, id)).purgedAt;
  }
}
