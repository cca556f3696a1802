import { DomainError } from '@hub/kernel';
import {
  createHttpAdapter,
  createLogger,
  HubGraphqlModule,
  type HubLogger,
  Metrics,
  NestLogger,
  ObservabilityModule,
  Readiness,
  type ResponseGate,
  serveHealth,
  serveMetrics,
} from '@hub/platform';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { NoteResolver, type SmallContext } from './small-schema.js';

export type { SmallContext } from './small-schema.js';

/** A hub with the real endpoint before a small world without a database. */
export interface SmallHub {
  app: NestFastifyApplication;
  url: string;
  /** Lines of the log, parsed. */
  lines: Record<string, unknown>[];
  readiness: Readiness;
  metrics: Metrics;
  log: HubLogger;
  written: string[];
  /** What the gate says; released unless a test says otherwise. */
  gate: ResponseGate<SmallContext>['release'];
  close(): Promise<void>;
}

function personOf({ headers }: FastifyRequest): string | null {
  const { authorization } = headers;
  if (authorization === undefined) return null;
  if (authorization === 'Bearer fault') throw new Error('relation "hub.sessions" does not exist');
  if (!authorization.startsWith('Bearer person-')) throw new DomainError('UNAUTHENTICATED', 'Please sign in.');
  return authorization.slice(7);
}

/** Starts one; `production` hides the schema from strangers. */
export async function startSmallHub({ production = false, port = 0, destination = undefined as { write(line: string): void } | undefined, metricsToken = undefined as string | undefined } = {}): Promise<SmallHub> {
  const lines: Record<string, unknown>[] = [];
  const log = createLogger({ level: 'info', destination: destination ?? { write: (line) => void lines.push(JSON.parse(line) as Record<string, unknown>) } });
  const metrics = new Metrics(false);
  const readiness = new Readiness();
  // What is missing comes once the hub listens.
  const hub = { lines, log, metrics, readiness, written: [] as string[], gate: async () => 'released' as const } as unknown as SmallHub;
  const config = { production, http: { host: '127.0.0.1', port, publicUrl: 'https://hub.example', trustProxy: false as const } };

  @Module({
    imports: [
      ObservabilityModule.forRoot({ log, metrics, readiness }),
      HubGraphqlModule.forRootAsync<SmallContext>({
        useFactory: () => ({
          config,
          createContext: async (request) => ({ requestId: request.id, person: personOf(request), attempt: 1, reads: { count: 0 }, hub }),
          renewContext: async (context) => ({ ...context, attempt: context.attempt + 1, reads: { count: 0 } }),
          gate: { release: (context, operation) => hub.gate(context, operation), releaseAll: (first, others, operation) => Promise.all([first, ...others].map(async (context) => ((await hub.gate(context, operation)) === 'released' ? { receipt: undefined } : null))) },
          isSignedIn: ({ person }) => person !== null,
        }),
      }),
    ],
    providers: [NoteResolver],
  })
  class SmallModule {}

  const adapter = createHttpAdapter(config, { log, metrics });
  const app = await NestFactory.create<NestFastifyApplication>(SmallModule, adapter, { bodyParser: false, logger: new NestLogger(log) });
  const fastify = adapter.getInstance<FastifyInstance>();
  serveHealth(fastify, readiness);
  serveMetrics(fastify, metrics, metricsToken);
  await app.listen(port, '127.0.0.1');
  return Object.assign(hub, { app, url: (await app.getUrl()).replace('[::1]', '127.0.0.1'), close: () => app.close() });
}

/** An answer of the endpoint. */
export interface Reply {
  status: number;
  headers: Headers;
  body: { data?: Record<string, unknown> | null; errors?: { message: string; path?: unknown[]; extensions: Record<string, unknown> }[] };
  text: string;
}

/** Posts an operation. */
export async function post(hub: Pick<SmallHub, 'url'>, query: string, { variables = undefined as object | undefined, headers = {} as Record<string, string>, person = undefined as string | undefined } = {}): Promise<Reply> {
  const response = await fetch(`${hub.url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(person === undefined ? {} : { authorization: `Bearer person-${person}` }), ...headers },
    body: JSON.stringify({ query, variables }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: JSON.parse(text) as Reply['body'] };
}
