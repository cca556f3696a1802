import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** The process's Prometheus metrics. Labels come from fixed sets only: never ids, names or addresses. */
export class Metrics {
  /** Where libs register what they measure themselves. */
  readonly registry = new Registry();

  private readonly http = new Histogram({
    name: 'hub_http_request_seconds',
    help: 'Time from the arrival of an HTTP request to the end of its response.',
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly graphql = new Histogram({
    name: 'hub_graphql_operation_seconds',
    help: 'Time of a GraphQL operation, the disclosure gate included, by type and outcome (OK or the code of the first error).',
    labelNames: ['type', 'outcome'],
    buckets: SECONDS,
    registers: [this.registry],
  });

  /** `collectProcess` adds memory, event loop and garbage collection; tests that start many hubs leave it out. */
  constructor(collectProcess = true) {
    if (collectProcess) collectDefaultMetrics({ register: this.registry, prefix: 'hub_' });
  }

  /** Notes one HTTP request. `route` is the route's pattern, never the path asked for. */
  observeHttp(method: string, route: string, status: number, seconds: number): void {
    this.http.observe({ method, route, status }, seconds);
  }

  /** Notes one GraphQL operation. */
  observeOperation(type: string, outcome: string, seconds: number): void {
    this.graphql.observe({ type, outcome }, seconds);
  }

  /** A gauge that is read when Prometheus asks, such as a pool's idle connections. */
  gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers: [this.registry],
      collect() {
        this.set(read());
      },
    });
  }

  /** A counter; labels must come from a fixed set. */
  counter<L extends string>(name: string, help: string, labelNames: readonly L[] = []): Counter<L> {
    return new Counter({ name, help, labelNames, registers: [this.registry] });
  }

  /** A histogram with buckets of one's own, such as sizes of ledger batches. */
  histogram<L extends string>(name: string, help: string, buckets: number[], labelNames: readonly L[] = []): Histogram<L> {
    return new Histogram({ name, help, labelNames, buckets, registers: [this.registry] });
  }
}
