export { stopGracefully, type StopOptions } from './graceful-stop.js';
export { createLogger, type HubLogger, type LoggerOptions, safeError, scrub } from './logger.js';
export { Metrics } from './metrics.js';
export { NestLogger } from './nest-logger.js';
export { HUB_LOGGER, type Observability, ObservabilityModule } from './observability.module.js';
export { guardProcess } from './process-guard.js';
export { type Probe, Readiness } from './readiness.js';
export { serveHealth, serveMetrics, traceRequests } from './request-hooks.js';
export { currentTrace, type OperationTrace, type RequestTrace, safeRequestId, traced } from './request-trace.js';
