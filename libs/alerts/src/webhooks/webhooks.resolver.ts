import { Args, Context, ID, Info, Int, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { GraphQLResolveInfo } from 'graphql';
import type { HubContext } from '@hub/access';
import { connectionOf } from '@hub/platform';
import { CreateWebhookInput, UpdateWebhookInput } from './webhook.inputs.js';
import { Webhook, WebhookDeliveryConnection, WebhookDeliveryPayload, WebhookPayload, WebhookSecretPayload } from './webhook.types.js';
import { WebhooksService } from './webhooks.service.js';

/** Where the mutation stands in the request: one Idempotency-Key may cover several. */
const pathOf = (info: GraphQLResolveInfo): string => String(info.path.key);
const OF_WEBHOOK = { type: () => ID, description: 'The endpoint.' } as const;

/** Webhooks, in and out of GraphQL. */
@Resolver(() => Webhook)
export class WebhooksResolver {
  constructor(private readonly webhooksService: WebhooksService) {}

  @Query(() => [Webhook], { description: "The own organisation's webhooks, the oldest first. ADMINISTRATOR only." })
  async webhooks(@Context() context: HubContext): Promise<Webhook[]> {
    return this.webhooksService.all(context);
  }

  @Query(() => WebhookDeliveryConnection, { description: 'What was sent to an endpoint, or waits: each attempt, when, how it ended, when the next one is. The newest first. ADMINISTRATOR only.' })
  async webhookDeliveries(
    @Args('webhookId', OF_WEBHOOK) webhookId: string,
    @Args('first', { type: () => Int, nullable: true, defaultValue: 20, description: 'At most 100.' }) first: number | null,
    @Args('after', { type: () => String, nullable: true, description: 'A cursor of this list.' }) after: string | null,
    @Context() context: HubContext,
  ): Promise<WebhookDeliveryConnection> {
    return connectionOf(await this.webhooksService.deliveries(context, webhookId, { first, after }), ({ createdAt, id }) => [createdAt.toISOString(), id]);
  }

  @Mutation(() => WebhookSecretPayload, { description: 'Makes an endpoint, which is told of alerts from now on, and gives its secret. ADMINISTRATOR only.' })
  async createWebhook(@Args('input') input: CreateWebhookInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<WebhookSecretPayload> {
    return this.webhooksService.create(context, pathOf(info), input);
  }

  @Mutation(() => WebhookPayload, { description: 'Changes an endpoint, disables it, or enables it again. ADMINISTRATOR only.' })
  async updateWebhook(@Args('input') input: UpdateWebhookInput, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<WebhookPayload> {
    return { webhook: await this.webhooksService.update(context, pathOf(info), input) };
  }

  @Mutation(() => Boolean, { description: 'Removes an endpoint with its log of deliveries; what waits is not sent. ADMINISTRATOR only.' })
  async removeWebhook(@Args('id', OF_WEBHOOK) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    await this.webhooksService.remove(context, pathOf(info), id);
    return true;
  }

  @Mutation(() => WebhookSecretPayload, { description: 'Gives a new secret. For 24 hours messages are signed with the one before too; one that is older counts no more. ADMINISTRATOR only.' })
  async rotateWebhookSecret(@Args('id', OF_WEBHOOK) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<WebhookSecretPayload> {
    return this.webhooksService.rotate(context, pathOf(info), id);
  }

  @Mutation(() => WebhookDeliveryPayload, { description: 'Sends a trial (`webhook.test`). ADMINISTRATOR only.' })
  async testWebhook(@Args('id', OF_WEBHOOK) id: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<WebhookDeliveryPayload> {
    return { delivery: await this.webhooksService.test(context, pathOf(info), id) };
  }

  @Mutation(() => WebhookDeliveryPayload, { description: 'Delivers once more, with the same message id, whatever has become of it; what the organisation may see no more is not sent. ADMINISTRATOR only.' })
  async redeliverWebhook(@Args('deliveryId', { type: () => ID, description: 'The delivery.' }) deliveryId: string, @Context() context: HubContext, @Info() info: GraphQLResolveInfo): Promise<WebhookDeliveryPayload> {
    return { delivery: await this.webhooksService.redeliver(context, pathOf(info), deliveryId) };
  }
}
