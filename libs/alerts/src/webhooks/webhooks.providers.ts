import type { Provider } from '@nestjs/common';
import { HUB_CONFIG, type HubConfig } from '@hub/platform';
import { WebhookTargets } from './webhook.addresses.js';
import { WebhookComposer } from './webhook.composer.js';
import { WebhookDeliveries } from './webhook.deliveries.js';
import { WebhookSecrets } from './webhook.secrets.js';
import { resolveBySystem, WebhookSender } from './webhook.sender.js';
import { WebhooksResolver } from './webhooks.resolver.js';
import { WebhooksService } from './webhooks.service.js';

/** What a receiver gets to answer in; Standard Webhooks recommend 15 to 30 seconds. */
const TIMEOUT_MS = 15_000;

/** The parts of webhooks. */
export const WEBHOOKS: Provider[] = [
  { provide: WebhookSecrets, inject: [HUB_CONFIG], useFactory: ({ secrets }: HubConfig) => new WebhookSecrets(secrets.encryptionKey) },
  { provide: WebhookTargets, inject: [HUB_CONFIG], useFactory: ({ webhooks, production }: HubConfig) => new WebhookTargets(webhooks.allow, production) },
  { provide: WebhookSender, inject: [WebhookTargets], useFactory: (targets: WebhookTargets) => new WebhookSender(targets, resolveBySystem, TIMEOUT_MS) },
  WebhookComposer, WebhookDeliveries, WebhooksService, WebhooksResolver,
];
