import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@hub/platform';
import { createTestDatabase, type TestDatabase } from '@hub/testing';
import { freePort, HubProcess } from './support/hub-process.js';
import { oldPostgres } from './support/old-postgres.js';

let folder: string;
let database: TestDatabase;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'hub-start-'));
  database = await createTestDatabase();
});

afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await database.drop();
});

/** Starts a hub that can't start, and gives what it said. */
async function refusal(env: Record<string, string>, options?: { bare?: boolean }): Promise<string> {
  const hub = HubProcess.spawn({ NODE_ENV: 'test', HUB_DATA_DIR: join(folder, 'data'), PORT: String(await freePort()), ...env }, options);
  try {
    expect(await hub.gone(40_000)).toEqual({ code: 1, signal: null });
  } finally {
    await hub.kill();
  }
  // A sentence for people, and no trace of the program.
  expect(hub.output).not.toMatch(/^\s+at /m);
  expect(hub.output).not.toContain('could not start: Error');
  return hub.output;
}

describe('a hub that can not start says why, and what to do', () => {
  it('when the port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const { port } = squatter.address() as AddressInfo;
    const said = await refusal({ DATABASE_URL: database.url, PORT: String(port) });
    squatter.close();
    expect(said).toContain(`Port ${port} on 127.0.0.1 is taken by another program.`);
    expect(said).toContain(`PORT=${port + 1}`);
  });

  it('when the data folder may not be written', async () => {
    const closed = join(folder, 'closed');
    mkdirSync(closed);
    chmodSync(closed, 0o500);
    const said = await refusal({ HUB_DATA_DIR: closed }, { bare: true });
    expect(said).toContain(closed);
    expect(said).toMatch(/can't be written|is not writable/);
    expect(said).toContain('HUB_DATA_DIR');
    expect(readdirSync(closed)).toEqual([]);
  });

  it('when a file is in the way of the data folder', async () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const said = await refusal({ HUB_DATA_DIR: join(file, 'data') });
    expect(said).toContain(join(file, 'data'));
    expect(said).toContain('HUB_DATA_DIR');
  });

  it('when nothing answers at DATABASE_URL', async () => {
    const port = await freePort();
    const said = await refusal({ DATABASE_URL: `postgres://hub:its-password@127.0.0.1:${port}/hub` });
    expect(said).toContain(`The database at 127.0.0.1:${port} can't be reached`);
    expect(said).toContain('Check that PostgreSQL runs there');
    expect(said).not.toContain('its-password');
  });

  it('when the password is wrong, or there is no such database', async () => {
    const [wrong, absent] = [new URL(database.url), new URL(database.url)];
    wrong.password = 'its-password';
    absent.pathname = '/absent';
    for (const url of [wrong, absent]) {
      const said = await refusal({ DATABASE_URL: url.href });
      expect(said).toMatch(/The database at 127\.0\.0\.1:\d+ can't be reached: (password authentication failed|database "absent" does not exist)/);
      expect(said).toContain('DATABASE_URL');
      expect(said).not.toContain('its-password');
    }
  });

  it('when the database is too old', async () => {
    const old = await oldPostgres({ server_version_num: '140011', server_version: '14.11', server_encoding: 'UTF8', fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' });
    const said = await refusal({ DATABASE_URL: old.url });
    old.close();
    expect(said).toContain('This PostgreSQL is version 14.11; the hub needs 15 or newer.');
    expect(said).toContain('DATABASE_URL');
  });

  it('when the database could lose what it has confirmed', async () => {
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'weak'), settings: { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' } });
    const said = await refusal({ DATABASE_URL: postgres.superuserUrl });
    await postgres.stop();
    expect(said).toContain('runs with fsync, full_page_writes, synchronous_commit off');
    expect(said).toContain('Turn fsync, full_page_writes, synchronous_commit on');
  });

  it('when production lacks its secrets', async () => {
    const said = await refusal({ NODE_ENV: 'production', HUB_DEMO: 'true' });
    for (const name of ['DATABASE_URL', 'HUB_PUBLIC_URL', 'HUB_TOKEN_KEYS', 'HUB_ENCRYPTION_KEY', 'HUB_DEMO']) expect(said).toContain(name);
  });

  it('when another hub runs on the same folder', async () => {
    const env = { NODE_ENV: 'test', HUB_DATA_DIR: join(folder, 'shared'), PORT: String(await freePort()) };
    const first = await HubProcess.start(env);
    try {
      const said = await refusal({ HUB_DATA_DIR: env.HUB_DATA_DIR });
      expect(said).toContain(`process ${first.pid}`);
      expect(said).toContain('HUB_DATA_DIR');
      expect((await fetch(`${first.url}/health/ready`)).status).toBe(200);
    } finally {
      first.signal('SIGTERM');
      expect(await first.gone()).toEqual({ code: 0, signal: null });
    }
  });
});
