import type { HubContext } from '@hub/access';
import { Args, Context, Info, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import { pathOf } from '../identity.inputs.js';
import { PasswordsService } from '../passwords/passwords.service.js';
import { SecondFactorService } from './second-factor.service.js';
import { ChangePasswordInput, ConfirmSecondFactorInput, EnrolSecondFactorInput, PasswordAndCodeInput, RecoveryCodeSet, SecondFactor, SecondFactorEnrolment } from './second-factor.types.js';

/** What people sign in with, in and out of GraphQL. */
@Resolver()
export class CredentialsResolver {
  constructor(
    private readonly passwords: PasswordsService,
    private readonly secondFactors: SecondFactorService,
  ) {}

  @Query(() => SecondFactor, { description: 'How your second factor stands.' })
  async secondFactor(@Context() context: HubContext): Promise<SecondFactor> {
    return this.secondFactors.state(context);
  }

  @Mutation(() => Boolean, { description: 'Changes your password. Your other sessions end.' })
  async changePassword(@Args('input') input: ChangePasswordInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.passwords.change(context, input, pathOf(info));
    return true;
  }

  @Mutation(() => SecondFactorEnrolment, { description: 'Begins to enrol a second factor (TOTP, RFC 6238). CONFLICT where one is enrolled.' })
  async enrolSecondFactor(@Args('input') input: EnrolSecondFactorInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<SecondFactorEnrolment> {
    return this.secondFactors.enrol(context, input, pathOf(info));
  }

  @Mutation(() => RecoveryCodeSet, { description: 'Confirms the enrolment by a first code; from then on signIn asks for one.' })
  async confirmSecondFactor(@Args('input') input: ConfirmSecondFactorInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<RecoveryCodeSet> {
    return { recoveryCodes: await this.secondFactors.confirm(context, input, pathOf(info)) };
  }

  @Mutation(() => RecoveryCodeSet, { description: 'Gives ten new recovery codes; the old ones are no longer good.' })
  async renewRecoveryCodes(@Args('input') input: PasswordAndCodeInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<RecoveryCodeSet> {
    return { recoveryCodes: await this.secondFactors.renewRecoveryCodes(context, input, pathOf(info)) };
  }

  @Mutation(() => Boolean, { description: 'Gives the second factor up. FORBIDDEN where one of your roles demands it.' })
  async disableSecondFactor(@Args('input') input: PasswordAndCodeInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.secondFactors.disable(context, input, pathOf(info));
    return true;
  }
}
