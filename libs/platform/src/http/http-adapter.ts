import type { Server } from 'node:http';
import { type ErrorCode, newId } from '@hub/kernel';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyHttpOptions, FastifyReply, FastifyRequest } from 'fastify';
import type { HubConfig } from '../config/index.js';
import { type HubLogger, type Metrics, safeRequestId, traceRequests } from '../observability/index.js';
import { apiHeaders } from './security-headers.js';

/** The largest request body: 1 MB. */
export const BODY_LIMIT = 1_048_576;

type AnswerCode = ErrorCode | 'BAD_USER_INPUT' | 'INTERNAL';

/** What Fastify itself refuses, told in the shape of the API's errors and without repeating what was sent. */
const REFUSALS: Record<number, readonly [AnswerCode, string]> = {
  400: ['BAD_USER_INPUT', 'The request is malformed.'],
  404: ['NOT_FOUND', 'Not found. / 見つかりません。'],
  405: ['BAD_USER_INPUT', 'The method is not allowed here.'],
  408: ['UNAVAILABLE', 'The request took too long to arrive.'],
  413: ['TOO_COMPLEX', 'The request body is larger than 1 MB.'],
  414: ['BAD_USER_INPUT', 'The address is too long.'],
  415: ['BAD_USER_INPUT', 'Send application/json.'],
  503: ['UNAVAILABLE', 'The hub is stopping. Try again in a moment.'],
};

/** One error in the shape of a GraphQL response, for answers that no resolver gives. */
export const errorBody = (code: AnswerCode, message: string, extensions: object = {}): string =>
  JSON.stringify({ errors: [{ message, extensions: { code, ...extensions } }] });

function refuse(request: FastifyRequest, reply: FastifyReply, status: number): FastifyReply {
  const refusal = REFUSALS[status];
  const body = refusal
    ? errorBody(...refusal)
    : errorBody('INTERNAL', 'Something went wrong in the hub. / システムエラーが発生しました。', { correlationId: request.id });
  return reply
    .code(refusal ? status : 500)
    .header('content-type', 'application/json; charset=utf-8')
    .send(body);
}

/** Nest's Fastify adapter, with the hub's answers to what has no route and to what fails outside GraphQL. */
class HubHttpAdapter extends FastifyAdapter {
  constructor(
    options: FastifyHttpOptions<Server> & { skipMiddie: true; multipart: false },
    private readonly log: HubLogger,
  ) {
    super(options);
  }

  /** Nest would install its own handler, whose answers name paths and methods; the hub's stands instead. */
  override setErrorHandler(): ReturnType<FastifyAdapter['setErrorHandler']> {
    return this.getInstance().setErrorHandler((error: FastifyError, request, reply) => {
      const status = error.statusCode ?? 500;
      if (!REFUSALS[status]) this.log.error({ err: error, requestId: request.id }, 'A request failed outside GraphQL.');
      return refuse(request, reply, status);
    });
  }

  override setNotFoundHandler(): ReturnType<FastifyAdapter['setNotFoundHandler']> {
    return this.getInstance().setNotFoundHandler((request, reply) => refuse(request, reply, 404));
  }
}

/** What the HTTP server reports to. */
export interface HttpReporting {
  log: HubLogger;
  metrics: Metrics;
}

/**
 * The hub's HTTP server for `NestFactory.create(module, adapter, { bodyParser: false })`: JSON bodies of at most 1 MB,
 * security headers, request ids, access log and metrics. No Nest middleware: nothing of it runs on a request.
 */
export function createHttpAdapter(config: Pick<HubConfig, 'production' | 'http'>, { log, metrics }: HttpReporting): FastifyAdapter {
  const { trustProxy } = config.http;
  const adapter = new HubHttpAdapter(
    {
      skipMiddie: true,
      multipart: false,
      logger: false,
      bodyLimit: BODY_LIMIT,
      requestTimeout: 30_000,
      trustProxy: trustProxy && [...trustProxy],
      genReqId: ({ headers }) => safeRequestId(headers['x-request-id']) ?? newId(),
      onProtoPoisoning: 'error',
      onConstructorPoisoning: 'error',
    },
    log,
  );
  const fastify = adapter.getInstance();
  const headers = apiHeaders(config);
  fastify.removeContentTypeParser('text/plain');
  traceRequests(fastify, log, metrics);
  fastify.addHook('onRequest', (_request, reply, done) => {
    reply.headers(headers);
    done();
  });
  return adapter;
}
