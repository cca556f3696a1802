import { type DynamicModule, Module } from '@nestjs/common';
import type { HubContext } from '@hub/access';
import { AlertsModule } from '@hub/alerts';
import { AttachmentsModule } from '@hub/attachments';
import { AuditModule, DisclosureGate } from '@hub/audit';
import { BulletinsModule } from '@hub/bulletins';
import { HandoverModule } from '@hub/handover';
import { MeetingsModule } from '@hub/meetings';
import { CasesModule } from '@hub/cases';
import { IdentityModule } from '@hub/identity';
import { PartiesModule } from '@hub/parties';
import { RetentionModule } from '@hub/retention';
import { ReleasesModule } from '@hub/releases';
import { RecallModule } from '@hub/recall';
import { HUB_CONFIG, type HubConfig, HubGraphqlModule, type HubLogger, ObservabilityModule, type Readiness, Subscriptions } from '@hub/platform';
import { ThreadsModule } from '@hub/threads';
import { ProposalsModule } from '@hub/proposals';
import { RegisterModule } from '@hub/register';
import { type Foundation, FoundationModule } from './foundation.module.js';
import { ContextFactory } from './hub.context.js';

@Module({ imports: [IdentityModule], providers: [ContextFactory, Subscriptions], exports: [ContextFactory, Subscriptions] })
class ContextModule {}

/** The modules that people's operations come from. */
export const FEATURES = [AuditModule, PartiesModule, IdentityModule, BulletinsModule, AlertsModule, ThreadsModule, ProposalsModule, ReleasesModule, RecallModule, RegisterModule, HandoverModule, AttachmentsModule, CasesModule, RetentionModule, MeetingsModule];

/** The whole hub. */
@Module({})
export class HubModule {
  static with(foundation: Foundation, observability: { log: HubLogger; readiness: Readiness }): DynamicModule {
    return {
      module: HubModule,
      imports: [
        FoundationModule.with(foundation),
        ObservabilityModule.forRoot({ ...observability, metrics: foundation.metrics }),
        ...FEATURES,
        HubGraphqlModule.forRootAsync<HubContext>({
          imports: [ContextModule],
          inject: [ContextFactory, Subscriptions, DisclosureGate, HUB_CONFIG],
          useFactory: (contexts: ContextFactory, subscriptions: Subscriptions<HubContext>, gate: DisclosureGate, config: HubConfig) => ({
            config,
            createContext: (request, reply) => contexts.create(request, reply),
            renewContext: (context: HubContext) => contexts.renew(context),
            gate,
            subscriptions,
            isSignedIn: ({ actor }: HubContext) => actor.kind === 'person',
          }),
        }),
      ],
    };
  }
}
