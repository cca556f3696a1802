import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { GraphQLError, type GraphQLFormattedError, GraphQLSchema, parse } from 'graphql';
import { DomainError } from '@hub/kernel';
import { CloseCode, handleProtocols, makeServer } from 'graphql-ws';
import { type WebSocket, WebSocketServer } from 'ws';
import { ownOrigins } from '../../http/own-origin.js';
import type { HubLogger } from '../../observability/index.js';
import type { HubContextBase } from '../execution/response-gate.js';
import type { Subscriptions } from '../subscriptions.js';
import { AnswerSender } from './answer-sender.js';
import { type Admitted, type Connection, type Connections, TooManyConnectionsError } from './connections.js';

/** Close codes beside those of graphql-transport-ws. */
export const CLOSE = { goingAway: 1001, tryLater: 1013, tooSlow: 4413 } as const;

/** Bytes of one message. */
const MAX_MESSAGE = 64 * 1024;
const HEARTBEAT_MS = 12_000;
/** Subscriptions of one connection. */
const MAX_OPERATIONS = 20;
const INIT_WAIT_MS = 5_000;

/** What the server of WebSockets is made from. */
export interface SocketServerParts<C extends HubContextBase> {
  readonly fastify: FastifyInstance;
  readonly path: string;
  /** Where people reach the hub: browsers from elsewhere are refused. */
  readonly publicUrl: string;
  readonly subscriptions: Subscriptions<C>;
  readonly connections: Connections<C>;
  readonly addressOf: (request: IncomingMessage) => string;
  readonly log: HubLogger;
}

interface Extra<C extends HubContextBase> {
  readonly socket: WebSocket;
  /** What it stands on. */
  readonly stream: Duplex;
  readonly request: IncomingMessage;
  readonly address: string;
  connection: Connection<C> | null;
  operations: number;
}

/** Serves subscriptions by graphql-transport-ws, on the port and path of the HTTP endpoint. Queries and mutations are refused there. */
export function serveSockets<C extends HubContextBase>(parts: SocketServerParts<C>): void {
  const { fastify, path, publicUrl, connections, addressOf } = parts;
  const isOwn = ownOrigins(publicUrl);
  const sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_MESSAGE, perMessageDeflate: false, handleProtocols });
  const opened = protocolOf(parts);
  const alive = new WeakSet<WebSocket>();
  const beat = setInterval(() => {
    for (const socket of sockets.clients) {
      if (!alive.has(socket)) socket.terminate();
      alive.delete(socket);
      if (socket.readyState === socket.OPEN) socket.ping();
    }
  }, HEARTBEAT_MS);
  beat.unref();

  fastify.server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy());
    if (request.url?.split('?')[0] !== path) return refuse(stream, '404 Not Found');
    if (request.headers.origin !== undefined && !isOwn(request.headers.origin)) return refuse(stream, '403 Forbidden');
    const address = addressOf(request);
    if (!connections.enter(address)) return refuse(stream, '429 Too Many Requests');
    stream.once('close', () => connections.leave(address));
    sockets.handleUpgrade(request, stream, head, (socket) => {
      alive.add(socket);
      socket.on('pong', () => alive.add(socket));
      opened({ socket, stream, request, address, connection: null, operations: 0 });
    });
  });
  fastify.addHook('preClose', async () => {
    clearInterval(beat);
    for (const socket of sockets.clients) socket.close(CLOSE.goingAway, 'The hub is stopping');
    const late = setTimeout(() => sockets.clients.forEach((socket) => socket.terminate()), 2_000);
    await Promise.all([...sockets.clients].map((socket) => new Promise((resolve) => socket.once('close', resolve))));
    clearTimeout(late);
    connections.stop();
  });
}

const refuse = (stream: Duplex, status: string): void => void stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);

/** Lets graphql-ws speak on a socket. */
function protocolOf<C extends HubContextBase>({ subscriptions, connections, log }: SocketServerParts<C>): (extra: Extra<C>) => void {
  const server = makeServer<{ authorization?: unknown; Authorization?: unknown }, Extra<C>>({
    connectionInitWaitTimeout: INIT_WAIT_MS,
    async onConnect({ extra, connectionParams }) {
      const admitted = await admit(connections, extra.request, connectionParams);
      if (!admitted) return false;
      const { context, personId, expiresAt } = admitted;
      const connection: Connection<C> = {
        context, personId, expiresAt, address: extra.address,
        sessionEnded: () => extra.socket.close(CloseCode.Forbidden, 'Forbidden'),
        cutOff: (cursor) => extra.socket.close(CLOSE.tooSlow, cursor),
      };
      try {
        connections.add(connection);
      } catch (error) {
        if (!(error instanceof TooManyConnectionsError)) throw error;
        extra.socket.close(CloseCode.TooManyInitialisationRequests, 'Too many connections of this person');
        return {};
      }
      if (extra.socket.readyState !== extra.socket.OPEN) connections.remove(connection);
      extra.connection = connection;
      return { expiresAt: connection.expiresAt?.toISOString() ?? null };
    },
    async onSubscribe({ extra }, id, request) {
      if (!extra.connection) return [errorOf({ message: 'Not connected.', extensions: { code: 'UNAUTHENTICATED' } })];
      if (extra.operations >= MAX_OPERATIONS) return [errorOf({ message: `At most ${MAX_OPERATIONS} subscriptions stand on one connection.`, extensions: { code: 'RATE_LIMITED', retryAfterSeconds: 1 } })];
      const { connection } = extra;
      extra.operations += 1;
      const begun = await subscriptions.begin(request, connection);
      if ('refused' in begun) {
        extra.operations -= 1;
        return begun.refused.map(errorOf);
      }
      // graphql-ws asks for what it would execute; the hub has begun it already.
      return { schema: NO_SCHEMA, document: STANDING, contextValue: new AnswerSender(extra, id, begun.answers) };
    },
    subscribe: ({ contextValue }) => contextValue as AnswerSender,
    onComplete: ({ extra }) => { extra.operations = Math.max(0, extra.operations - 1); },
  });
  return (extra) => {
    const { socket, request } = extra;
    const closed = server.opened({
      protocol: socket.protocol,
      send: (text) => new Promise((resolve) => (socket.readyState === socket.OPEN ? socket.send(text, () => resolve()) : resolve())),
      close: (code, reason) => socket.close(code, reason),
      onMessage: (take) => socket.on('message', (bytes: Buffer) => void take(bytes.toString()).catch((error: unknown) => {
        if (error instanceof DomainError) return socket.close(CLOSE.tryLater, 'Try again later');
        log.error({ err: error }, 'A message on a WebSocket failed.');
        return socket.close(CloseCode.InternalServerError, 'Internal server error');
      })),
      // A ping can carry a newer token: the connection then holds as long as that.
      onPing: async (payload) => {
        const renewed = payload && extra.connection && 'authorization' in payload ? await admit(connections, request, payload) : undefined;
        if (renewed !== undefined && extra.connection) {
          if (!renewed || renewed.personId !== extra.connection.personId) return socket.close(CloseCode.Forbidden, 'Forbidden');
          Object.assign(extra.connection, renewed);
          connections.lookAgain(extra.connection);
          return socket.send(JSON.stringify({ type: 'pong', payload: { expiresAt: renewed.expiresAt } }));
        }
        socket.send(JSON.stringify(payload ? { type: 'pong', payload } : { type: 'pong' }));
      },
    }, extra);
    // Messages that are too long, or no text.
    socket.on('error', () => undefined);
    socket.once('close', (code: number, reason: Buffer) => {
      if (extra.connection) connections.remove(extra.connection);
      void closed(code, reason.toString());
    });
  };
}

/** Who shows this token; null where it does not hold. */
async function admit<C extends HubContextBase>({ deps }: Connections<C>, request: IncomingMessage, params: Record<string, unknown> | undefined): Promise<Admitted<C> | null> {
  const given = params?.['authorization'] ?? params?.['Authorization'] ?? null;
  if (given !== null && typeof given !== 'string') return null;
  try {
    return await deps.admit(given === null || /^bearer /i.test(given) ? given : `Bearer ${given}`, request);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'UNAUTHENTICATED') return null;
    throw error;
  }
}

const NO_SCHEMA = new GraphQLSchema({});
const STANDING = parse('subscription { standing }');
const errorOf = ({ message, locations, path, extensions }: GraphQLFormattedError): GraphQLError => Object.assign(new GraphQLError(message, { path, extensions }), { locations });
