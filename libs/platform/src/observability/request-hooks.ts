import { timingSafeEqual } from 'node:crypto';
import { isIP } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { HubLogger } from './logger.js';
import type { Metrics } from './metrics.js';
import type { Readiness } from './readiness.js';
import { type RequestTrace, traced } from './request-trace.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The request as logs and metrics know it. */
    trace: RequestTrace;
  }
}

/** Routes whose requests come every few seconds from machines: measured, but not worth a log line. */
const QUIET = new Set(['/health/live', '/health/ready', '/metrics']);

/** Gives each request its trace, answers with its id, and writes one access line and one measurement at its end. */
export function traceRequests(fastify: FastifyInstance, log: HubLogger, metrics: Metrics): void {
  // A property that every request has from its construction keeps their shape the same. It is null for no handler: onRequest sets it.
  fastify.decorateRequest('trace', null as unknown as RequestTrace);
  fastify.addHook('onRequest', (request, reply, done) => {
    const trace: RequestTrace = { id: request.id, startedAt: performance.now(), operation: undefined };
    request.trace = trace;
    reply.header('x-request-id', trace.id);
    traced(trace, done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const { id, startedAt, operation } = request.trace;
    const ms = performance.now() - startedAt;
    const route = request.routeOptions.url ?? 'none';
    metrics.observeHttp(request.method, route, reply.statusCode, ms / 1000);
    if (!QUIET.has(route)) {
      log.info(
        { requestId: id, method: request.method, route, status: reply.statusCode, ms: Math.round(ms * 10) / 10, operation },
        'request',
      );
    }
    done();
  });
}

/** Answers `/health/live` (the process runs) and `/health/ready` (it should get requests). */
export function serveHealth(fastify: FastifyInstance, readiness: Readiness): void {
  fastify.get('/health/live', () => ({ status: 'ok' }));
  fastify.get('/health/ready', async (_request, reply) => {
    const failing = await readiness.failing();
    if (failing.length > 0) reply.code(503);
    if (failing.length > 0) return { status: 'unavailable', failing };
    const { missing } = readiness;
    return missing.length > 0 ? { status: 'ok', missing } : { status: 'ok' };
  });
}

const isLoopback = (address: string | undefined): boolean =>
  address !== undefined && (address === '::1' || (isIP(address.replace('::ffff:', '')) === 4 && address.replace('::ffff:', '').startsWith('127.')));

const sameText = (a: string, b: string): boolean => {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
};

/** Counts tell something too: metrics are for whoever has the token, or, without one, for this machine (and no proxy on it). */
function mayReadMetrics({ headers, raw }: FastifyRequest, token: string | undefined): boolean {
  if (token !== undefined) return sameText(headers.authorization ?? '', `Bearer ${token}`);
  return isLoopback(raw.socket.remoteAddress) && headers['x-forwarded-for'] === undefined && headers.forwarded === undefined;
}

/** Answers `/metrics` in Prometheus's text format. To others the address does not exist. */
export function serveMetrics(fastify: FastifyInstance, { registry }: Metrics, token: string | undefined): void {
  fastify.get('/metrics', async (request, reply) => {
    if (!mayReadMetrics(request, token)) return reply.callNotFound();
    reply.header('content-type', registry.contentType);
    return registry.metrics();
  });
}
