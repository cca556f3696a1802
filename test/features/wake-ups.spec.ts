import { connect } from '@nats-io/transport-node';
import { createTestHub, publishNew, type TestHub } from '@hub/testing';
import { type AlertSocket, follow, until } from './support/alert-socket.js';
import { type AlertWorld, alertWorld, to } from './support/alerting.js';
import { hasNats, NatsServer } from './support/nats-server.js';

const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});
const kept = <T>(made: T, close: (made: T) => unknown): T => {
  closing.push(async () => close(made));
  return made;
};
const hubWith = async (env: Record<string, string>, databaseUrl?: string): Promise<TestHub> =>
  kept(await createTestHub({ poolSize: 6, env: { HUB_ROLES: 'api,jobs', ...env }, ...(databaseUrl ? { databaseUrl } : {}) }), (hub) => hub.close());
const ready = async ({ url }: TestHub): Promise<unknown> => (await fetch(`${url}/health/ready`)).json();
const connected = async ({ url }: TestHub): Promise<string | undefined> => /^hub_wake_ups_connected (\d)$/m.exec(await (await fetch(`${url}/metrics`)).text())?.[1];
const isMissing = (hub: TestHub) => async (): Promise<boolean> => JSON.stringify(await ready(hub)) === '{"status":"ok","missing":["nats"]}';
const isThere = (hub: TestHub) => async (): Promise<boolean> => JSON.stringify(await ready(hub)) === '{"status":"ok"}';
const listening = async ({ superuser }: TestHub): Promise<number> =>
  (await superuser(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'contact-point wake-ups'`)).rowCount ?? 0;
const publishFor = (hub: TestHub, { author, second }: AlertWorld, title: string, organisation: string): Promise<unknown> => publishNew(hub, author, second, { title, ...to(organisation) });
const followed = async (hub: TestHub, { reader }: AlertWorld): Promise<AlertSocket> => kept(await follow(hub, reader), (socket) => socket.cut()).has(1);

describe('without NATS', () => {
  it('hubs listen on the database, and metrics say whether they do', async () => {
    const hub = await hubWith({});
    await until('the connection', async () => (await connected(hub)) === '1');
    expect([await listening(hub), await ready(hub)]).toEqual([1, { status: 'ok' }]);
  });
});

if (!hasNats) it.skip('hubs wake each other by NATS (nats-server is not installed here: apt-get install nats-server)', () => undefined);
else describe('with NATS', () => {
  it('hubs wake each other by messages without any content, and the database notifies nobody', async () => {
    const nats = kept(await NatsServer.start(), (server) => server.kill());
    const one = await hubWith({ NATS_URL: nats.url, HUB_ROLES: 'api' });
    const jobs = await hubWith({ NATS_URL: nats.url }, one.databaseUrl);
    const stranger = await hubWith({ NATS_URL: nats.url, HUB_ENCRYPTION_KEY: Buffer.alloc(32, 5).toString('base64') });
    for (const hub of [one, jobs, stranger]) await until('NATS', isThere(hub));
    const seen: { subject: string; bytes: number }[] = [];
    const ear = kept(await connect({ servers: nats.url }), (connection) => connection.close());
    ear.subscribe('>', { callback: (_error, { subject, data }) => void seen.push({ subject, bytes: data.length }) });
    await ear.flush();
    const notified: string[] = [];
    await one.hub.database.pool.connect().then(async (client) => {
      closing.push(async () => client.release(true));
      client.on('notification', ({ channel }) => notified.push(channel));
      for (const channel of ['hub_outbox', 'hub_alerts', 'hub_access']) await client.query(`LISTEN ${channel}`);
    });
    const world = await alertWorld(one);
    const socket = await followed(one, world);
    await publishFor(one, world, 'Over NATS', world.recipient);
    await socket.has(2);
    expect(socket.lines()).toEqual(['reset START', 'PUBLISHED Over NATS']);
    const channels = (): Set<string | undefined> => new Set(seen.map(({ subject }) => subject.split('.').at(-1)));
    await until('hints', () => channels().has('hub_outbox') && channels().has('hub_alerts'));
    expect(new Set(seen.map(({ bytes }) => bytes))).toEqual(new Set([0]));
    expect([notified, await listening(one)]).toEqual([[], 0]);
    // Another hub's subjects are others.
    const prefixes = new Set(seen.map(({ subject }) => subject.replace(/\.hub_[a-z]+$/, '')));
    const strangers = await alertWorld(stranger);
    await publishFor(stranger, strangers, 'Elsewhere', strangers.recipient);
    await until('hints of the other hub', () => new Set(seen.map(({ subject }) => subject.replace(/\.hub_[a-z]+$/, ''))).size === 2);
    expect(prefixes.size).toBe(1);
  });

  it('that is away, hubs start, say so, find what is new by looking, and connect when it comes', async () => {
    const nats = kept(await NatsServer.away(), (server) => server.kill());
    const hub = await hubWith({ NATS_URL: nats.url });
    await until('the missing part', isMissing(hub));
    expect([(await fetch(`${hub.url}/health/ready`)).status, await connected(hub)]).toEqual([200, '0']);
    const world = await alertWorld(hub);
    const socket = await followed(hub, world);
    await publishFor(hub, world, 'Without', world.recipient);
    await socket.has(2);
    await nats.begin();
    await until('NATS', isThere(hub));
    expect(await connected(hub)).toBe('1');
    await nats.kill();
    await until('its loss', isMissing(hub));
    await publishFor(hub, world, 'Lost', world.recipient);
    await socket.has(3);
    expect(socket.lines()).toEqual(['reset START', 'PUBLISHED Without', 'PUBLISHED Lost']);
  });

  it('that wants a password gets the one in the address, and tls: insists on TLS', async () => {
    const nats = kept(await NatsServer.start('--user', 'hub', '--pass', 'pa:ss'), (server) => server.kill());
    const at = `127.0.0.1:${nats.port}`;
    const right = await hubWith({ NATS_URL: `nats://hub:pa%3Ass@${at}` });
    await until('NATS', isThere(right));
    const wrong = await hubWith({ NATS_URL: `nats://hub:other@${at}` });
    const insisting = await hubWith({ NATS_URL: `tls://hub:pa%3Ass@${at}` });
    for (const hub of [wrong, insisting]) await until('the missing part', isMissing(hub));
    expect(await isThere(right)()).toBe(true);
  });
});
