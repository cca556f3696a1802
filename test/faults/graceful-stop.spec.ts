import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { figure, until } from './support/campaign.js';
import { ask, OPERATIONS as Q } from './support/client.js';
import { freePort, HubProcess } from './support/hub-process.js';
import { askDatabase, ownDatabase, ownDatabaseRuns } from './support/own-database.js';

const SIGN_IN = 'mutation ($input: SignInInput!) { signIn(input: $input) { accessToken } }';
const officer = { email: 'officer@npa.example', password: 'contact-point-demo-2026' };

let folder: string;
let env: Record<string, string>;
let firstStart: number;
let token: string;
let hub: HubProcess;

const seconds = (since: number): string => `${((performance.now() - since) / 1000).toFixed(1)} s`;

beforeAll(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'hub-stop-')), 'data');
  env = { HUB_DATA_DIR: folder, PORT: String(await freePort()) };
  firstStart = performance.now();
  hub = await HubProcess.start(env);
  firstStart = performance.now() - firstStart;
  const reply = await ask(hub.url, { query: SIGN_IN, variables: { input: officer } });
  token = reply.data.signIn.accessToken;
}, 300_000);

afterAll(async () => {
  await hub.kill();
  rmSync(join(folder, '..'), { recursive: true, force: true });
});

/** Holds everything that touches bulletins until released. */
async function holdBulletins(): Promise<() => Promise<void>> {
  const client = new pg.Client({ connectionString: ownDatabase(folder) });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('BEGIN; LOCK TABLE hub.bulletins IN ACCESS EXCLUSIVE MODE');
  return async () => {
    await client.query('COMMIT');
    await client.end();
  };
}

/** How many statements wait for somebody's lock. */
const waiting = async (): Promise<number> => (await askDatabase<{ n: number }>(ownDatabase(folder), `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted`))[0]?.n ?? 0;

/** A request whose last line is not sent yet. */
async function halfRequest(path: string): Promise<{ socket: Socket; finish: () => Promise<string> }> {
  const socket = connect(Number(env['PORT']), '127.0.0.1');
  await once(socket, 'connect');
  socket.write(`GET ${path} HTTP/1.1\r\nHost: hub\r\n`);
  return {
    socket,
    finish: async () => {
      let text = '';
      socket.on('data', (part) => (text += String(part)));
      socket.write('\r\n');
      await until('the answer', () => text.includes('\r\n\r\n'), 5_000);
      return text;
    },
  };
}

it('SIGTERM lets everything in flight finish, turns the rest away, and ends with the database at code 0', async () => {
  const { data: { bulletins: expected } } = await ask(hub.url, { query: Q.list, variables: { first: 20 }, token });
  const letGo = await holdBulletins();
  const half = await halfRequest('/health/ready');
  const reads = Array.from({ length: 5 }, () => ask(hub.url, { query: Q.list, variables: { first: 20 }, token }));
  const write = ask(hub.url, {
    query: Q.draft, token, key: 'while-stopping',
    variables: { input: { kind: 'NOTICE', tlp: 'GREEN', title: 'Written while stopping', language: 'en', audience: { everyone: true }, sections: [] } },
  });
  // All six wait for the table; what else the hub does may wait there as well, and is no measure of them.
  await until('everything to be in flight', async () => (await waiting()) >= 6);
  await sleep(500);
  hub.signal('SIGTERM');
  await until('the hub to say that it stops', () => hub.output.includes('Stopping'));
  expect(await half.finish()).toMatch(/^HTTP\/1\.1 503/);
  await until('the port to be closed', async () => (await ask(hub.url, { query: '{ __typename }' })).code !== 'OK');
  await sleep(500);
  expect(hub.end).toBeUndefined();
  await letGo();
  for (const { status, data } of await Promise.all(reads)) {
    expect(status).toBe(200);
    expect(data.bulletins).toEqual(expected);
  }
  const { code, data } = await write;
  expect([code, data?.draftBulletin.bulletin.title]).toEqual(['OK', 'Written while stopping']);
  expect(await hub.gone()).toEqual({ code: 0, signal: null });
  expect(ownDatabaseRuns(folder)).toBe(false);
  expect(existsSync(join(folder, 'hub.pid'))).toBe(false);
  expect(hub.output).toContain('"msg":"Stopped."');
});

it('the second start is quick, makes nothing anew, and everything is there: data, sessions, keys', async () => {
  const started = performance.now();
  hub = await HubProcess.start(env);
  const took = performance.now() - started;
  figure(`start: the first ${(firstStart / 1000).toFixed(1)} s, the second ${seconds(started)}`);
  expect(took).toBeLessThan(firstStart);
  for (const word of ['Creating', 'migrated', 'Loading']) expect(hub.output).not.toContain(word);
  const list = await ask(hub.url, { query: '{ bulletins(first: 1) { nodes { title state } } }', token });
  expect(list.data.bulletins.nodes).toEqual([{ title: 'Written while stopping', state: 'DRAFT' }]);
  const again = await ask(hub.url, {
    query: Q.draft, token, key: 'while-stopping',
    variables: { input: { kind: 'NOTICE', tlp: 'GREEN', title: 'Written while stopping', language: 'en', audience: { everyone: true }, sections: [] } },
  });
  expect(again.code).toBe('OK');
  expect(await askDatabase(ownDatabase(folder), `SELECT count(*)::int FROM hub.bulletin_versions WHERE title = 'Written while stopping'`)).toEqual([{ count: 1 }]);
});

it('a connection that does nothing keeps nobody waiting, and Ctrl-C stops like SIGTERM', async () => {
  const idle = connect(Number(env['PORT']), '127.0.0.1');
  await once(idle, 'connect');
  idle.on('error', () => undefined);
  const asked = performance.now();
  hub.signal('SIGINT');
  expect(await hub.gone(10_000)).toEqual({ code: 0, signal: null });
  figure(`stop: ${seconds(asked)} with nothing in flight`);
  idle.destroy();
  expect(ownDatabaseRuns(folder)).toBe(false);
});

it('when its database dies under it, the hub ends and says so, and the next start repairs it', async () => {
  hub = await HubProcess.start(env);
  const [{ pid }] = (await askDatabase<{ pid: number }>(ownDatabase(folder), 'SELECT pg_backend_pid() AS pid')) as [{ pid: number }];
  expect(pid).toBeGreaterThan(0);
  const [first] = await askDatabase<{ line: string }>(ownDatabase(folder), `SELECT split_part(pg_read_file('postmaster.pid'), E'\\n', 1) AS line`);
  process.kill(Number(first?.line), 'SIGKILL');
  expect((await hub.gone()).code).toBe(1);
  expect(hub.output).toContain("The hub's own database ended");
  hub = await HubProcess.start(env);
  const list = await ask(hub.url, { query: '{ bulletins(first: 1) { nodes { title } } }', token });
  expect(list.data.bulletins.nodes).toEqual([{ title: 'Written while stopping' }]);
  hub.signal('SIGTERM');
  expect(await hub.gone()).toEqual({ code: 0, signal: null });
});
