import type { FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from '@hub/access';
import { type HubLogger, shownRequestError } from '@hub/platform';

/** Who asks, outside GraphQL. */
export interface Asking {
  create(request: FastifyRequest, reply: FastifyReply): Promise<HubContext>;
  /** The same, looked up anew. */
  renew(context: HubContext): Promise<HubContext>;
  /** Whose session this is; null where it has ended. */
  ofSession(request: FastifyRequest, reply: FastifyReply, sessionId: string): Promise<HubContext | null>;
}

/** Answers with an error as GraphQL would. */
export function refuse(reply: FastifyReply, error: unknown, log: HubLogger): FastifyReply {
  const { message, extensions } = shownRequestError(error, { requestId: reply.request.id, log });
  const { http, ...rest } = extensions as { http?: { status?: number } };
  return reply.code(http?.status ?? 500).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify({ errors: [{ message, extensions: rest }] }));
}
