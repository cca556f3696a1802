import type { HubContext } from '@hub/access';
import { invalid, notFound } from '@hub/kernel';
import { Organisation, PartyLoaders, Person } from '@hub/parties';
import { Args, Context, ID, Info, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { pathOf } from '../identity.inputs.js';
import { RecoveredAccountService } from './recovered-account.service.js';
import { RecoveryService } from './recovery.service.js';
import { ApproveRecoveryInput, RecoverAccountInput, Recovery, RecoveryHalf, RequestRecoveryInput } from './recovery.types.js';

/** Recovery by two people, in and out of GraphQL. */
@Resolver(() => Recovery)
export class RecoveryResolver {
  constructor(
    private readonly recoveryService: RecoveryService,
    private readonly recoveredAccounts: RecoveredAccountService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => [Recovery], { description: "Recoveries under way: your organisation's for ADMINISTRATOR, CONTACT_POINT and OFFICER, your own for anybody." })
  async recoveries(@Context() context: HubContext): Promise<Recovery[]> {
    return this.recoveryService.list(context);
  }

  @Mutation(() => RecoveryHalf, {
    description: 'Asks to help somebody back into the account whose password or second factor is lost. ADMINISTRATOR, CONTACT_POINT or OFFICER for a colleague; COORDINATOR for another organisation, whose contact point then approves.',
  })
  async requestRecovery(@Args('input') input: RequestRecoveryInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<RecoveryHalf> {
    return this.recoveryService.request(context, input, pathOf(info));
  }

  @Mutation(() => RecoveryHalf, { description: 'Approves, as the second person, what another has asked for.' })
  async approveRecovery(@Args('input') { id, organisationId, email }: ApproveRecoveryInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<RecoveryHalf> {
    if (id != null && organisationId == null && email == null) return this.recoveryService.approve(context, id, pathOf(info));
    if (id == null && organisationId != null && email != null) return this.recoveryService.approveFor(context, { organisationId, email }, pathOf(info));
    throw invalid('input', 'Give either id, or organisationId and email.');
  }

  @Mutation(() => Boolean, { description: 'Ends a recovery before it is used: one of the organisation, or one of your own account.' })
  async cancelRecovery(@Args('id', { type: () => ID, description: 'The recovery.' }) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.recoveryService.cancel(context, id, pathOf(info));
    return true;
  }

  @Mutation(() => Boolean, {
    description: 'Sets a new password by the two codes, drops the second factor, and ends all sessions. NOT_FOUND alike for codes that are wrong, expired, cancelled, used, or not approved.',
  })
  async recoverAccount(@Args('input') input: RecoverAccountInput, @Context() context: HubContext): Promise<boolean> {
    await this.recoveredAccounts.recover(input, context);
    return true;
  }

  @ResolveField(() => Person, { description: 'Whose account.' })
  async person(@Parent() { personId }: Recovery, @Context() context: HubContext): Promise<Person> {
    const person = await this.loaders.person(context, personId);
    if (!person) throw notFound();
    return person;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who asked; null where only the organisation is yours to know.' })
  async requestedBy(@Parent() { requestedById }: Recovery, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, requestedById);
  }

  @ResolveField(() => Organisation, { description: 'Whose person asked.' })
  async requestedByOrganisation(@Parent() { requestedByOrganisationId }: Recovery, @Context() context: HubContext): Promise<Organisation> {
    const organisation = await this.loaders.organisation(context, requestedByOrganisationId);
    if (!organisation) throw notFound();
    return organisation;
  }

  @ResolveField(() => Person, { nullable: true, description: 'Who approved; null where nobody has, or where it is not yours to know.' })
  async approvedBy(@Parent() { approvedById }: Recovery, @Context() context: HubContext): Promise<Person | null> {
    return approvedById === null ? null : this.loaders.person(context, approvedById);
  }
}
