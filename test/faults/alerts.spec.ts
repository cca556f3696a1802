import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { AlertDistribution } from '@hub/alerts';
import { addPerson, createTestHub, publishNew, type TestHub, type TestPerson } from '@hub/testing';
import { AlertSocket, follow } from '../features/support/alert-socket.js';
import type { SeenAlert } from '../features/support/alerting.js';
import { Dice, figure, sideBySide, SOAK, times, until } from './support/campaign.js';
import { ask } from './support/client.js';
import { type Parties, parties, publishWord, word } from './support/taking-away.js';

const CUTS = times(100, 1_000);
const WRITING_MS = times(3_000, 60_000);
const WRITERS = 16;

let hub: TestHub;
let world: Parties;
const dice = new Dice();
beforeAll(async () => {
  hub = await createTestHub({ poolSize: 8, env: { HUB_ROLES: 'api,jobs,seal', HUB_SOCKETS_PER_PERSON: '1000', HUB_SOCKETS_PER_ADDRESS: '10000' } });
  world = await parties(hub);
});
afterAll(() => hub.close());

it(`${WRITERS} writers that commit in random order${SOAK ? ', for a minute' : ''}: whoever goes on from a cursor misses nothing`, async () => {
  const { recipient } = world;
  const { id } = await publishWord(hub, world, word(), [recipient]);
  const reader = await addPerson(hub, recipient);
  const socket = await follow(hub, reader);
  await socket.has(1);
  const pool = new pg.Pool({ connectionString: hub.databaseUrl, max: WRITERS });
  const end = performance.now() + WRITING_MS;
  let written = 0;
  // An event like a withdrawal's, each in a transaction that stays open for a while: numbers are taken in one order, and committed in another.
  const write = async (): Promise<void> => {
    const client = await pool.connect();
    while (performance.now() < end) {
      await client.query('BEGIN');
      await client.query(`INSERT INTO hub.outbox_events (id, type, subject_id, payload, occurred_at) VALUES (gen_random_uuid(), 'bulletin.withdrawn', $1, '{}', now())`, [id]);
      await sleep(dice.below(20));
      await client.query('COMMIT');
      written += 1;
    }
    client.release();
  };
  await Promise.all(Array.from({ length: WRITERS }, write));
  await pool.end();
  // Beside them stand the acknowledgement, the start, and the publication where that was distributed after the socket had opened.
  const withdrawals = (): SeenAlert[] => socket.got().filter(({ kind }) => kind === 'WITHDRAWN');
  await until('everything', () => socket.messages.length >= written + 2 && withdrawals().length >= written, times(120_000, 900_000));
  const cursors = withdrawals().map(({ cursor }) => cursor);
  const distinct = new Set(cursors).size;
  figure(`alerts: ${WRITERS} writers, ${written} events: delivered ${cursors.length}, skipped ${written - distinct}, repeated ${cursors.length - distinct}`);
  expect([cursors.length, distinct]).toEqual([written, written]);
  socket.cut();
}, SOAK ? 1_200_000 : 180_000);

it(`${CUTS} random cuts of the socket: nothing missed, nothing twice on one connection, nothing out of order`, async () => {
  const { recipient, author, second } = world;
  const reader = await addPerson(hub, recipient);
  const start = await follow(hub, reader);
  await start.has(1);
  let after = start.got()[0]?.cursor;
  start.cut();
  const titles: string[] = [];
  let stopped = false;
  const publishing = (async () => {
    while (!stopped) {
      const title = word();
      await publishNew(hub, author, second, { title, audience: { organisationIds: [recipient] } });
      titles.push(title);
      await sleep(dice.below(15));
    }
  })();
  const seen: string[] = [];
  let repeated = 0;
  for (let cut = 0; cut < CUTS; cut++) {
    const socket = await follow(hub, reader, { after });
    await sleep(dice.below(60));
    const got = socket.got();
    socket.cut();
    repeated += got.length - new Set(got.map(({ cursor }) => cursor)).size;
    seen.push(...got.map(({ kind, bulletin }) => `${kind} ${bulletin?.title}`));
    after = got.at(-1)?.cursor ?? after;
  }
  stopped = true;
  await publishing;
  const last = await follow(hub, reader, { after });
  await until('the rest', () => seen.length + last.got().length >= titles.length, 60_000);
  seen.push(...last.lines());
  last.cut();
  const expected = titles.map((title) => `PUBLISHED ${title}`);
  figure(`alerts: ${CUTS} cuts, ${titles.length} alerts: missed ${expected.filter((line) => !seen.includes(line)).length}, repeated on one connection ${repeated}, out of order ${seen.filter((line, n) => line !== expected[n]).length}`);
  expect([seen, repeated]).toEqual([expected, 0]);
}, SOAK ? 3_600_000 : 180_000);

it('three hubs distribute once, and serve any subscriber; a lost connection for hints only delays', async () => {
  const { author, second, recipient } = world;
  const others = [await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_ROLES: 'api,jobs' } }), await createTestHub({ databaseUrl: hub.databaseUrl, clock: hub.clock, env: { HUB_ROLES: 'api,jobs' } })];
  try {
    const hubs = [hub, ...others];
    const readers: TestPerson[] = await Promise.all(hubs.map(() => addPerson(hub, recipient)));
    const sockets = await Promise.all(hubs.map((one, n) => follow(one, readers[n] as TestPerson)));
    for (const socket of sockets) await socket.has(1);
    const titles = Array.from({ length: times(12, 300) }, word);
    await sideBySide(3, titles.length, async (n) => {
      await publishNew(hubs[n % 3] as TestHub, author, second, { title: titles[n], audience: { organisationIds: [recipient] } });
      if (n % 5 === 0) await hub.superuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'contact-point wake-ups'`);
      await others[n % 2]?.hub.app.get(AlertDistribution).run();
    });
    for (const socket of sockets) await until('all', () => socket.messages.length >= titles.length + 2 || socket.closed !== null, times(30_000, 120_000));
    const [first] = sockets;
    for (const socket of sockets) expect(socket.lines()).toEqual(first?.lines());
    expect([...(first?.lines() ?? [])].sort()).toEqual(['reset START', ...titles.map((title) => `PUBLISHED ${title}`)].sort());
    sockets.forEach((socket) => socket.cut());
  } finally {
    for (const one of others) await one.close();
  }
}, SOAK ? 1_200_000 : 180_000);

it('nobody gets anything by a socket that the hub does not serve', async () => {
  const reply = await ask(hub.url, { query: 'subscription { alerts { __typename } }', token: world.author.token });
  expect(reply.code).toBe('BAD_USER_INPUT');
  const socket = await AlertSocket.open({ url: `${hub.url}/elsewhere` }, null);
  expect(socket.closed).toMatchObject({ code: 1006 });
});
