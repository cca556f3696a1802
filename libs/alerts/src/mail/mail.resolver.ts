import { Args, Context, ID, Info, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { Person, PartyLoaders } from '@hub/parties';
import { connectionOf } from '@hub/platform';
import { UpdateMailSettingsInput } from './mail.inputs.js';
import { MailService } from './mail.service.js';
import { MailDeliveryConnection, MailFailure, MailSettings, MailSettingsPayload } from './mail.types.js';

/** E-mail of alerts, in and out of GraphQL. */
@Resolver(() => MailFailure)
export class MailResolver {
  constructor(
    private readonly mailService: MailService,
    private readonly loaders: PartyLoaders,
  ) {}

  @Query(() => MailSettings, { description: 'How the asker is mailed of alerts.' })
  async mailSettings(@Context() context: HubContext): Promise<MailSettings> {
    return this.mailService.settings(context);
  }

  @Query(() => MailDeliveryConnection, { description: 'Mails to the asker, or, for an ADMINISTRATOR, to somebody of the own organisation: when, and how each attempt ended; never about what. The newest first.' })
  async mailDeliveries(
    @Args('personId', { type: () => ID, nullable: true, description: 'A colleague; null for oneself.' }) personId: string | null,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<MailDeliveryConnection> {
    return connectionOf(await this.mailService.deliveries(context, personId ?? null, { first, after }), ({ createdAt, id }) => [createdAt.toISOString(), id]);
  }

  @Query(() => [MailFailure], { description: 'People of the own organisation whom mail does not reach, the longest first. ADMINISTRATOR only.' })
  async mailFailures(@Context() context: HubContext): Promise<MailFailure[]> {
    return this.mailService.failures(context);
  }

  @ResolveField(() => Person, { nullable: true, description: 'Whom the mails do not reach.' })
  async person(@Parent() { personId }: MailFailure, @Context() context: HubContext): Promise<Person | null> {
    return this.loaders.person(context, personId);
  }

  @Mutation(() => MailSettingsPayload, { description: 'Changes how the asker is mailed. INVALID_INPUT for a time zone or hours that there are not; CONFLICT where somebody else changed it meanwhile, or this hub sends no mail.' })
  async updateMailSettings(@Args('input') input: UpdateMailSettingsInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<MailSettingsPayload> {
    // Where the mutation stands in the request: one Idempotency-Key may cover several.
    return { settings: await this.mailService.update(context, String(info.path.key), input) };
  }
}
