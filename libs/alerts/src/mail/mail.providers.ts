import type { Provider } from '@nestjs/common';
import { HUB_CONFIG, type HubConfig } from '@hub/platform';
import { MailDeliveries } from './mail.deliveries.js';
import { MailResolver } from './mail.resolver.js';
import { MailService } from './mail.service.js';
import { MailWriter } from './mail.writer.js';
import { UnsubscribeLinks } from './unsubscribe.links.js';

/** The parts of e-mail. */
export const MAIL: Provider[] = [
  { provide: UnsubscribeLinks, inject: [HUB_CONFIG], useFactory: ({ secrets, http }: HubConfig) => new UnsubscribeLinks(secrets.encryptionKey, http.publicUrl) },
  MailWriter, MailDeliveries, MailService, MailResolver,
];
