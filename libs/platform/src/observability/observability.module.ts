import { type DynamicModule, Global, Module } from '@nestjs/common';
import type { HubLogger } from './logger.js';
import { Metrics } from './metrics.js';
import { Readiness } from './readiness.js';

/** Injection token of the hub's logger. */
export const HUB_LOGGER = Symbol('HUB_LOGGER');

/** What exists before the modules do, because the HTTP server and a failing start need it already. */
export interface Observability {
  log: HubLogger;
  metrics: Metrics;
  readiness: Readiness;
}

/** Gives every module the logger (`HUB_LOGGER`), `Metrics` and `Readiness`. */
@Global()
@Module({})
export class ObservabilityModule {
  static forRoot({ log, metrics, readiness }: Observability): DynamicModule {
    return {
      module: ObservabilityModule,
      providers: [
        { provide: HUB_LOGGER, useValue: log },
        { provide: Metrics, useValue: metrics },
        { provide: Readiness, useValue: readiness },
      ],
      exports: [HUB_LOGGER, Metrics, Readiness],
    };
  }
}
