import { type DynamicModule, Global, Module } from '@nestjs/common';
import { Scope } from '@hub/access';
import { AuditLog, type AuditParts, DisclosureGate, ErasureRun, Keyring, LogIdentity, LogReader, SealNow, Sealer, Witnessing } from '@hub/audit';
import { Clock } from '@hub/kernel';
import { Database, HUB_CONFIG, type HubConfig, type Metrics, UnitOfWork, WakeUps } from '@hub/platform';

/** What everything stands on, made before the modules are. */
export interface Foundation {
  config: HubConfig;
  clock: Clock;
  database: Database;
  unitOfWork: UnitOfWork;
  audit: AuditParts;
  scope: Scope;
  metrics: Metrics;
  wakeUps: WakeUps;
}

/** Gives every module the configuration, the clock, the database and the ways into it. */
@Global()
@Module({})
export class FoundationModule {
  static with({ config, clock, database, unitOfWork, audit, scope, metrics, wakeUps }: Foundation): DynamicModule {
    const { gate } = audit;
    const batches = metrics.histogram('hub_ledger_batch_size', 'Responses that shared one commit of the disclosure ledger.', [1, 2, 4, 8, 16, 32, 64]);
    gate.onBatch = (size) => batches.observe(size);
    const publicReads = metrics.counter('hub_public_reads_total', 'Public bulletins read by nobody in particular.');
    gate.onPublicRead = () => publicReads.inc();
    const values: [unknown, unknown][] = [
      [HUB_CONFIG, config], [Clock, clock], [Database, database], [Scope, scope], [UnitOfWork, unitOfWork], [WakeUps, wakeUps],
      [AuditLog, audit.auditLog], [DisclosureGate, gate], [Keyring, audit.keyring], [LogIdentity, audit.identity], [LogReader, audit.reader],
      [Sealer, audit.sealer], [SealNow, audit.sealNow], [ErasureRun, audit.erasureRun], [Witnessing, audit.witnessing],
    ];
    return {
      module: FoundationModule,
      providers: values.map(([provide, useValue]) => ({ provide: provide as string, useValue })),
      exports: values.map(([token]) => token as string),
    };
  }
}
