import { Module } from '@nestjs/common';
import { AuditModule } from '@hub/audit';
import { BulletinsModule } from '@hub/bulletins';
import { PartiesModule } from '@hub/parties';
import { HUB_CONFIG, type HubConfig } from '@hub/platform';
import { AlertCursors } from './alert.cursors.js';
import { AlertFeeds, AlertSubscriptionResolver } from './alert.subscription.js';
import { AlertTide } from './alert.tide.js';
import { AlertsReader } from './alerts.reader.js';
import { AlertsResolver } from './alerts.resolver.js';
import { AlertsService } from './alerts.service.js';
import { AlertDistribution } from './distribution.js';
import { PublicFeed } from './feed/public-feed.js';
import { MailDeliveries } from './mail/mail.deliveries.js';
import { MAIL } from './mail/mail.providers.js';
import { MailService } from './mail/mail.service.js';
import { UnsubscribeLinks } from './mail/unsubscribe.links.js';
import { WebhookDeliveries } from './webhooks/webhook.deliveries.js';
import { WEBHOOKS } from './webhooks/webhooks.providers.js';

/** Alerts: one stream per organisation, as a list and live. */
@Module({
  imports: [AuditModule, BulletinsModule, PartiesModule],
  providers: [
    { provide: AlertCursors, inject: [HUB_CONFIG], useFactory: ({ secrets }: HubConfig) => new AlertCursors(secrets.encryptionKey) },
    AlertDistribution, AlertFeeds, AlertsReader, AlertsService, AlertsResolver, AlertSubscriptionResolver, AlertTide, ...WEBHOOKS, ...MAIL, PublicFeed,
  ],
  exports: [AlertDistribution, WebhookDeliveries, MailDeliveries, MailService, UnsubscribeLinks, PublicFeed],
})
export class AlertsModule {}
