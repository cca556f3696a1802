import type { ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { HubContext } from '@hub/access';
import { DomainError, type ErrorCode } from '@hub/kernel';
import { type Admitted, type Answer, clientAddress, type Connection, type Connections, type Subscriptions, TooManyConnectionsError } from '@hub/platform';
import type { Alert, AlertReset } from './alert.types.js';

/** What one alert says here. */
const QUERY = `subscription AlertEvents($after: String, $filter: AlertFilter) { alerts(after: $after, filter: $filter) {
  ... on AlertReset { cursor reason }
  ... on Alert { cursor kind occurredAt bulletinId bulletin {
    id reference documentNumber version kind state tlp urgency title language handling handlingNote originator { id name } publishedAt expiresAt acknowledgeBy withdrawalReason
    countries facts { potentialVictims identifiedVictims citizenships exploitation meansOfControl prefectures } sections { id heading body } acknowledgement { kind dueAt } }
  subjectId change unanswered { organisation { id name } dutyTelephone duty } } } }`;
const FILTERS = ['kinds', 'urgencies', 'countries', 'exploitation'] as const;
const HEARTBEAT_MS = 12_000;

/** What event streams are made from. */
export interface AlertEventsParts {
  readonly subscriptions: Subscriptions<HubContext>;
  readonly connections: Connections<HubContext>;
  readonly trustProxy: Parameters<typeof clientAddress>[0];
}

/**
 * The stream as Server-Sent Events, for clients behind proxies that break WebSockets: `GET /alerts` with a Bearer token, the events' ids are
 * cursors (`Last-Event-ID`, or `after`), and `kinds`, `urgencies`, `countries`, `exploitation` filter, comma-separated.
 */
export function serveAlertEvents(http: FastifyInstance, { subscriptions, connections, trustProxy }: AlertEventsParts): void {
  const addressOf = clientAddress(trustProxy);
  const streams = new Set<ServerResponse>();
  const beat = setInterval(() => streams.forEach((stream) => stream.write(':\n\n')), HEARTBEAT_MS);
  beat.unref();
  http.addHook('preClose', async () => {
    clearInterval(beat);
    for (const stream of streams) stream.end();
  });

  http.get('/alerts', { exposeHeadRoute: false }, async (request, reply) => {
    const address = addressOf(request.raw);
    if (!connections.enter(address)) return refuse(reply, 'RATE_LIMITED', 'There are too many connections from this address.');
    const { raw } = reply;
    raw.once('close', () => connections.leave(address));
    const stream = (text: string): void => void (raw.headersSent && raw.end(text));
    let admitted: Admitted<HubContext>;
    try {
      admitted = await connections.deps.admit(request.headers.authorization ?? null, request.raw);
    } catch (error) {
      if (error instanceof DomainError) return refuse(reply, error.code, error.message);
      throw error;
    }
    const { context, personId, expiresAt } = admitted;
    const connection: Connection<HubContext> = {
      context, personId, expiresAt, address, sessionEnded: () => stream('event: end\ndata: {"code":"UNAUTHENTICATED"}\n\n'), cutOff: () => void raw.destroy(),
    };
    const begun = await subscriptions.begin({ query: QUERY, variables: variablesOf(request) }, connection);
    if ('refused' in begun) return refuse(reply, (begun.refused[0]?.extensions?.['code'] ?? 'INTERNAL') as ErrorCode, '', { errors: begun.refused });
    try {
      connections.add(connection);
    } catch (error) {
      await begun.answers.return?.();
      if (error instanceof TooManyConnectionsError) return refuse(reply, 'RATE_LIMITED', 'There are too many connections of this person.');
      throw error;
    }
    reply.hijack();
    streams.add(raw);
    raw.once('close', () => {
      streams.delete(raw);
      connections.remove(connection);
      void begun.answers.return?.();
    });
    raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), 'content-type': 'text/event-stream; charset=utf-8', 'x-accel-buffering': 'no' });
    raw.write(':\n\n');
    for await (const answer of begun.answers) await write(raw, eventOf(answer));
    return reply;
  });
}

/** An answer as an event: its id is the cursor to go on from. */
function eventOf({ data, errors, extensions }: Answer): string {
  const alert = data?.['alerts'] as Alert | AlertReset | undefined;
  const text = JSON.stringify({ ...alert, ...(errors ? { errors } : {}), ...extensions });
  return `${alert ? `id: ${alert.cursor}\nevent: ${'reason' in alert ? 'reset' : 'alert'}\n` : 'event: error\n'}data: ${text}\n\n`;
}

/** Writes, and waits where the other end does not take it. */
const write = (raw: ServerResponse, text: string): Promise<void> =>
  new Promise((resolve) => {
    if (raw.destroyed || raw.writableEnded || raw.write(text)) return resolve();
    raw.once('drain', resolve);
    raw.once('close', resolve);
  });

function variablesOf({ query, headers }: FastifyRequest): Record<string, unknown> {
  const given = query as Record<string, string | string[] | undefined>;
  const filter = Object.fromEntries(FILTERS.flatMap((name) => (given[name] === undefined ? [] : [[name, [given[name]].flat().flatMap((value) => (value ?? '').split(',')).filter(Boolean)]])));
  const after = headers['last-event-id'] ?? given['after'] ?? null;
  return { after, ...(Object.keys(filter).length > 0 ? { filter } : {}) };
}

const STATUS: Partial<Record<ErrorCode | 'INTERNAL', number>> = { UNAUTHENTICATED: 401, FORBIDDEN: 403, RATE_LIMITED: 429, UNAVAILABLE: 503, INTERNAL: 500 };

const refuse = (reply: FastifyReply, code: ErrorCode | 'INTERNAL', message: string, body: object = { errors: [{ message, extensions: { code, ...(code === 'RATE_LIMITED' ? { retryAfterSeconds: 5 } : {}) } }] }): FastifyReply =>
  reply.code(STATUS[code] ?? 400).header('content-type', 'application/json; charset=utf-8').send(JSON.stringify(body));
