import type { Clock } from '@hub/kernel';
import type { Metrics } from '@hub/platform';

/** Shows whether this process still seals: a sealer that stops answers no request wrongly, and nobody else would notice. */
export class SealingMetrics {
  private since: Date;
  private readonly failures: { inc(): void };

  constructor(
    metrics: Metrics,
    private readonly clock: Clock,
  ) {
    this.since = clock.now();
    this.failures = metrics.counter('hub_audit_seal_failures_total', 'Attempts at sealing the audit log that failed.');
    metrics.gauge('hub_audit_seal_age_seconds', 'Seconds since this process last sealed the audit log, or found nothing to seal; at first since its start.', () => Math.max(0, this.clock.now().getTime() - this.since.getTime()) / 1000);
  }

  /** Notes a run. `done` is false where another hub was sealing all the time. */
  ran(done: boolean): void {
    if (done) this.since = this.clock.now();
  }

  /** Notes a failure. */
  failed(): void {
    this.failures.inc();
  }
}
