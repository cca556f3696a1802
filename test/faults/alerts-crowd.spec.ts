import { setTimeout as sleep } from 'node:timers/promises';
import { request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import pg from 'pg';
import { addPerson, createTestHub, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { AlertSocket, follow } from '../features/support/alert-socket.js';
import { distribute } from '../features/support/alerting.js';
import { figure, SOAK, Tally, times, until } from './support/campaign.js';
import { HeldMemory, MEASURED } from './support/held-memory.js';
import { besides, freePort, HubProcess } from './support/hub-process.js';
import { type Parties, parties, word } from './support/taking-away.js';

const CLIENTS = times(250, 2_000);
const PERSONS = times(40, 200);
const EVENTS = times(2_000, 50_000);
const POOL = 8;
/** So that what is sent is more than what the system keeps for two sockets. */
const BODY = times(12_000, 1_500);
const MB = 1024 * 1024;

let hub: TestHub;
let world: Parties;
let server: HubProcess;

// What serves the clients is a process of its own, as in an installation of several; the test's hub distributes.
beforeAll(async () => {
  hub = await createTestHub({ poolSize: 6, env: { HUB_ROLES: 'api,jobs' } });
  world = await parties(hub);
  server = await HubProcess.start({ ...besides(hub, await freePort()), ...MEASURED, HUB_ROLES: 'api', DB_POOL_SIZE: String(POOL), HUB_SOCKETS_PER_PERSON: '1000', HUB_SOCKETS_PER_ADDRESS: '10000' });
});
afterAll(async () => {
  await server.kill();
  await hub.close();
});

/** Connections to the database of all pools together. */
async function connections(): Promise<number> {
  const { rows } = await hub.superuser<{ n: number }>(`SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'contact-point'`);
  return rows[0]?.n ?? 0;
}

it(`${CLIENTS} clients that reconnect at once: none with a right is refused, and the database's pool is not exceeded`, async () => {
  const { recipient, author, second } = world;
  const people: TestPerson[] = [];
  for (let n = 0; n < PERSONS; n++) people.push(await addPerson(hub, recipient));
  const start = await follow(hub, people[0] as TestPerson);
  await start.has(1);
  const after = start.got()[0]?.cursor;
  start.cut();
  const titles = [word(), word(), word()];
  for (const title of titles) await publishNew(hub, author, second, { title, audience: { organisationIds: [recipient] } });
  const own = (hub.hub.database.pool.options as { max: number }).max;
  let most = 0;
  let measuring = true;
  const measure = (async () => {
    while (measuring) {
      most = Math.max(most, await connections());
      await sleep(20);
    }
  })();
  const wanted = titles.map((title) => `PUBLISHED ${title}`).join();
  const ends = new Tally();
  const connectAll = (): Promise<AlertSocket[]> => Promise.all(Array.from({ length: CLIENTS }, async (_, n) => {
    const socket = await AlertSocket.open(server, (people[n % PERSONS] as TestPerson).token);
    if (!socket.closed) socket.subscribe({ after });
    return socket;
  }));
  const begun = performance.now();
  const first = await connectAll();
  await until('all to have everything', () => first.every((socket) => socket.closed !== null || socket.lines().join() === wanted), 120_000);
  for (const socket of first) socket.cut();
  const cutAt = performance.now();
  const again = await connectAll();
  await until('all to have everything again', () => again.every((socket) => socket.closed !== null || socket.lines().join() === wanted), 120_000);
  const took = performance.now() - cutAt;
  for (const socket of [...first, ...again]) ends.add(socket.lines().join() === wanted ? 'everything' : `${socket.closed?.code} ${socket.closed?.reason} ${socket.lines().length}`);
  // And they go on.
  const last = word();
  await publishNew(hub, author, second, { title: last, audience: { organisationIds: [recipient] } });
  await until('what comes then', () => again.every((socket) => socket.lines().at(-1) === `PUBLISHED ${last}`), 60_000);
  measuring = false;
  await measure;
  for (const socket of again) socket.cut();
  figure(`crowd: ${CLIENTS} clients connected in ${Math.round(cutAt - begun)} ms and again in ${Math.round(took)} ms; outcomes: ${ends}; connections to the database at most ${most}, of pools of ${own} and ${POOL}`);
  expect(ends.toString()).toBe(`everything ${2 * CLIENTS}`);
  expect(most).toBeLessThanOrEqual(own + POOL);
}, SOAK ? 1_200_000 : 180_000);

/** An event stream of which nothing is read. */
const stalledEvents = ({ token }: TestPerson): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    request(`${server.url}/alerts`, { headers: { authorization: `Bearer ${token}` } }, (response) => {
      response.pause();
      resolve(response.on('error', () => undefined));
    }).on('error', reject).end();
  });

it(`readers that stall, and ${EVENTS} events: the hub's memory hardly grows, and whoever reads misses nothing`, async () => {
  const { recipient } = world;
  const [reader, stalling] = [await addPerson(hub, recipient), await addPerson(hub, recipient)];
  const { id } = await publishNew(hub, world.author, world.second, { tlp: 'AMBER', title: word(), audience: { organisationIds: [recipient] }, sections: [{ heading: 'What', body: 'x'.repeat(BODY) }] });
  // Before anybody follows, so that its own alert is none of those counted.
  await distribute(hub);
  const pool = new pg.Pool({ connectionString: hub.databaseUrl, max: 1 });
  const emit = (count: number): Promise<unknown> => pool.query(
    `INSERT INTO hub.outbox_events (id, type, subject_id, payload, occurred_at) SELECT gen_random_uuid(), 'bulletin.withdrawn', $1, '{}', now() FROM generate_series(1, $2)`, [id, count]);
  const socket = await follow(server as unknown as TestHub, reader);
  await socket.has(1);
  const has = (count: number): Promise<void> => until(`${count} events`, () => socket.messages.length > count, SOAK ? 1_800_000 : 120_000);
  const warm = times(500, 5_000);
  await emit(warm);
  await has(warm);
  const memory = await HeldMemory.of(server);
  const before = await memory.read();
  const stalled = await follow(server as unknown as TestHub, stalling);
  await stalled.has(1);
  stalled.socket.pause();
  const events = await stalledEvents(stalling);
  let most = before;
  let measuring = true;
  const measure = (async () => {
    while (measuring) {
      most = Math.max(most, await memory.read());
      await sleep(100);
    }
  })();
  for (let left = EVENTS; left > 0; left -= 1_000) {
    await emit(Math.min(1_000, left));
    await has(warm + EVENTS - Math.max(0, left - 1_000));
  }
  measuring = false;
  await measure;
  memory.close();
  // A heartbeat counts among the messages that were waited for: the last alert may be on its way yet.
  await until('the last alert', () => socket.got().length > warm + EVENTS, 30_000);
  const all = socket.got().map(({ cursor }) => cursor);
  stalled.socket.resume();
  // What the kernel had comes first, then the cursor to go on from; who has not answered a ping meanwhile is cut off without a word.
  const { code, reason } = await stalled.isClosed(60_000);
  const last = reason || stalled.got().at(-1)?.cursor;
  const again = await follow(server as unknown as TestHub, stalling, { after: last });
  await again.has(10);
  const grown = (most - before) / MB;
  figure(`crowd: stalled readers (WebSocket and event stream) and ${EVENTS} events of ${(JSON.stringify(socket.messages.at(-1)).length / 1024).toFixed(1)} KB: memory +${grown.toFixed(1)} MB (from ${(before / MB).toFixed(0)}); closed with ${code} after ${stalled.got().length - 1} (${reason.length} bytes of reason); a reader beside them got ${new Set(all).size - 1 - warm}`);
  again.cut();
  events.destroy();
  socket.cut();
  await pool.end();
  expect([all.length, new Set(all).size]).toEqual([1 + warm + EVENTS, 1 + warm + EVENTS]);
  expect(stalled.got().length).toBeLessThan(EVENTS);
  expect([[4413, 1006].includes(code), reason.length <= 123]).toEqual([true, true]);
  const from = all.indexOf(last ?? '') + 1;
  expect(again.got().slice(0, 10).map(({ cursor }) => cursor)).toEqual(all.slice(from, from + 10));
  expect(grown).toBeLessThanOrEqual(32);
}, SOAK ? 3_600_000 : 180_000);
