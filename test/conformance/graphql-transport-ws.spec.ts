import { existsSync, readFileSync } from 'node:fs';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { createTestHub, publishNew, type TestHub } from '@hub/testing';
import { AlertSocket, FOLLOW, until } from '../features/support/alert-socket.js';
import { type AlertWorld, alertWorld } from '../features/support/alerting.js';

const CASES = '../shared/data/graphql-ws/protocol-tests.json';

let hub: TestHub;
let world: AlertWorld;
const sockets: AlertSocket[] = [];
beforeAll(async () => {
  hub = await createTestHub({ env: { HUB_ROLES: 'api,jobs' } });
  world = await alertWorld(hub);
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.cut()));
afterAll(() => hub.close());

const open = async (token: string | null, options?: Parameters<typeof AlertSocket.open>[2]): Promise<AlertSocket> => {
  const socket = await AlertSocket.open(hub, token, options);
  sockets.push(socket);
  return socket;
};
const typesOf = (socket: AlertSocket, id: string): string[] => socket.messages.filter((message) => message.id === id).map(({ type }) => type);
const closes = async (socket: AlertSocket, code: number): Promise<void> => expect(await socket.isClosed()).toMatchObject({ code });

/** By the names of the cases: what is done, and what must come of it. */
const TRIALS: Record<string, () => Promise<void>> = {
  'no connection_init within connectionInitWaitTimeout': async () => closes(await open(null), 4408),
  'second connection_init': async () => {
    const socket = await open(world.reader.token);
    socket.send({ type: 'connection_init' });
    await closes(socket, 4429);
  },
  'subscribe before connection_ack': async () => {
    const socket = await open(null);
    socket.subscribe();
    await closes(socket, 4401);
  },
  'connection_init refused by auth': async () => closes(await open('no.such.token'), 4403),
  'subscribe with an id already active (any operation type)': async () => {
    for (const query of [FOLLOW, '{ viewer { language } }', 'mutation { signOut }']) {
      const socket = await open(world.reader.token);
      socket.subscribe();
      await socket.has(1);
      socket.subscribe({}, { query });
      await closes(socket, 4409);
    }
  },
  'unknown type / malformed JSON / missing id': async () => {
    for (const message of [{ type: 'unknown' }, '{', 'null', '[]', { type: 'subscribe', payload: { query: FOLLOW } }, { type: 'subscribe', id: '', payload: { query: FOLLOW } }, { type: 'subscribe', id: '1' }, { type: 'subscribe', id: '1', payload: { query: 5 } }, { id: '1' }]) {
      const socket = await open(world.reader.token);
      socket.send(message);
      await closes(socket, 4400);
    }
  },
  'wrong subprotocol': async () => {
    for (const protocol of ['graphql-ws', 'chat']) {
      // A client that asks for one protocol and gets none gives up by itself.
      const socket = await open(null, { protocol });
      expect([1006, 4406]).toContain((await socket.isClosed()).code);
    }
    const bare = new WebSocket(`${hub.url.replace('http', 'ws')}/graphql`);
    expect(await new Promise((resolve) => bare.once('close', resolve))).toBe(4406);
  },
  'ping -> pong at any time, also before ack': async () => {
    const socket = await open(null);
    socket.send({ type: 'ping' });
    socket.send({ type: 'ping', payload: { a: 1 } });
    await until('two pongs', () => socket.messages.length === 2);
    expect(socket.messages).toEqual([{ type: 'pong' }, { type: 'pong', payload: { a: 1 } }]);
  },
  "invalid document -> one 'error' message with that id and no 'complete'": async () => {
    const socket = await open(world.reader.token);
    socket.subscribe({}, { id: 'bad', query: 'subscription { nothing }' });
    socket.subscribe({}, { id: 'good' });
    await socket.has(1, 'good');
    expect(typesOf(socket, 'bad')).toEqual(['error']);
  },
  // The hub refuses both: what they show is gated and idempotent over HTTP.
  "query/mutation over ws -> one 'next' then 'complete'": async () => {
    const socket = await open(world.reader.token);
    socket.subscribe({}, { id: 'q', query: '{ viewer { language } }' });
    socket.subscribe({}, { id: 'good' });
    await socket.has(1, 'good');
    expect(typesOf(socket, 'q')).toEqual(['error']);
  },
  "client 'complete' stops further 'next' for the id": async () => {
    const socket = await open(world.reader.token);
    socket.subscribe({}, { id: 'a' });
    socket.subscribe({}, { id: 'b' });
    await socket.has(1, 'a');
    await socket.has(1, 'b');
    socket.send({ type: 'complete', id: 'a' });
    socket.send({ type: 'ping' });
    await until('a pong', () => socket.messages.some(({ type }) => type === 'pong'));
    await publishNew(hub, world.author, world.second, { title: 'For b' });
    await socket.has(2, 'b');
    expect(typesOf(socket, 'a')).toEqual(['next']);
  },
  "after 'complete' the same id may be reused": async () => {
    const socket = await open(world.reader.token);
    socket.subscribe();
    await socket.has(1);
    socket.send({ type: 'complete', id: '1' });
    socket.subscribe();
    await socket.has(2);
    expect(socket.closed).toBeNull();
  },
};

const known = existsSync(CASES) ? (JSON.parse(readFileSync(CASES, 'utf8')) as { cases: [string, unknown][] }).cases.map(([name]) => name) : null;
(known ? it : it.skip)('every case of the collection is tried (skipped where ../shared/data/graphql-ws is absent)', () => {
  expect(known).toEqual(Object.keys(TRIALS));
});

it.each(Object.entries(TRIALS))('%s', (_, trial) => trial());

it("graphql-ws's own client follows, and resubscribes after the socket is cut", async () => {
  const opened: WebSocket[] = [];
  class Kept extends WebSocket {
    constructor(...args: ConstructorParameters<typeof WebSocket>) {
      super(...args);
      opened.push(this);
    }
  }
  const client = createClient({ url: `${hub.url.replace('http', 'ws')}/graphql`, webSocketImpl: Kept, connectionParams: { authorization: `Bearer ${world.reader.token}` }, retryAttempts: 5, shouldRetry: () => true });
  const lines: string[] = [];
  let after: string | null = null;
  const stop = client.subscribe<{ alerts: { cursor: string; reason?: string; bulletin?: { title: string } } }>({ query: FOLLOW, get variables() { return { after }; } }, {
    next: ({ data }) => {
      after = data?.alerts.cursor ?? null;
      lines.push(data?.alerts.reason ?? data?.alerts.bulletin?.title ?? '');
    },
    error: (error) => lines.push(`error ${String(error)}`),
    complete: () => lines.push('complete'),
  });
  await until('the start', () => lines.length === 1);
  await publishNew(hub, world.author, world.second, { title: 'One' });
  await until('the first', () => lines.length === 2);
  opened[0]?.terminate();
  await publishNew(hub, world.author, world.second, { title: 'Two' });
  await until('the second', () => lines.length === 3);
  expect(lines).toEqual(['START', 'One', 'Two']);
  stop();
  await client.dispose();
});
