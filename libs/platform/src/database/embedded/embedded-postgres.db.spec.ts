import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { StartupError } from '@hub/kernel';
import { Client } from 'pg';
import { type EmbeddedPostgres, type EmbeddedPostgresOptions, startEmbeddedPostgres } from './embedded-postgres.js';
import { birthOf, endPostmaster, isAlive, waitForEnd } from './processes.js';

const isRoot = process.getuid?.() === 0;
const asRoot = isRoot ? it : it.skip;

let dataDir: string;
const running: EmbeddedPostgres[] = [];

const start = async (more: Partial<EmbeddedPostgresOptions> = {}): Promise<EmbeddedPostgres> => {
  const server = await startEmbeddedPostgres({ dataDir, ...more });
  running.push(server);
  return server;
};

const ask = async (server: EmbeddedPostgres, sql: string): Promise<unknown[]> => {
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    return (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.flat();
  } finally {
    await client.end();
  }
};

const refusal = async (more: Partial<EmbeddedPostgresOptions> = {}): Promise<StartupError> => {
  const error: unknown = await start(more).catch((reason: unknown) => reason);
  if (!(error instanceof StartupError)) throw new Error('it started, or failed otherwise', { cause: error });
  return error;
};

const crash = async (server: EmbeddedPostgres): Promise<void> => {
  server.kill('SIGKILL');
  await waitForEnd(server.pid, 5_000);
};

beforeEach(() => {
  // mkdtemp makes it 0700: the database's own user cannot pass through it.
  dataDir = join(mkdtempSync(join(tmpdir(), 'hub-embedded-')), 'folder with blanks', '日本語', '.data');
});

afterEach(async () => {
  for (const server of running.splice(0)) await server.stop();
  rmSync(join(dataDir, '..', '..', '..'), { recursive: true, force: true });
});

describe('the embedded PostgreSQL', () => {
  it('starts in a folder closed to others, durable, without a socket file, under a password', async () => {
    const server = await start();
    expect(await ask(server, 'show fsync')).toEqual(['on']);
    expect(await ask(server, 'show full_page_writes')).toEqual(['on']);
    expect(await ask(server, 'show synchronous_commit')).toEqual(['on']);
    expect(await ask(server, 'show unix_socket_directories')).toEqual(['']);
    expect(await ask(server, 'show listen_addresses')).toEqual(['127.0.0.1']);
    expect(statSync(join(dataDir, 'postgres.secret')).mode & 0o777).toBe(0o600);
    const other = server.superuserUrl.replace(/:[^:@]+@/, ':wrong@');
    await expect(new Client({ connectionString: other }).connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('keeps data and port over a stop, and applies settings', async () => {
    const first = await start();
    await ask(first, 'create table kept (id int)');
    await first.stop();
    expect(isAlive(first.pid)).toBe(false);
    const second = await start({ settings: { work_mem: '5MB' } });
    expect(second.port).toBe(first.port);
    expect(await ask(second, 'select count(*)::int from kept')).toEqual([0]);
    expect(await ask(second, 'show work_mem')).toEqual(['5MB']);
  });

  it('takes another port when the remembered one is taken, and refuses a fixed one', async () => {
    const first = await start();
    await first.stop();
    const squatter = createServer().listen(first.port, '127.0.0.1');
    await once(squatter, 'listening');
    const second = await start();
    expect(second.port).not.toBe(first.port);
    await second.stop();
    const { port } = squatter.address() as AddressInfo;
    expect((await refusal({ port })).what).toContain(`Port ${port}`);
    squatter.close();
  });

  it('repairs itself after SIGKILL in the same process, and says that it ended', async () => {
    const crashes: string[] = [];
    const first = await start({ onCrash: (how) => crashes.push(how) });
    await ask(first, 'create table kept as select generate_series(1, 1000) as id');
    await crash(first);
    const second = await start();
    expect(await ask(second, 'select count(*)::int from kept')).toEqual([1000]);
    expect(crashes).toEqual([expect.stringContaining('SIGKILL')]);
  });

  it('stops what a killed hub left running, and starts afresh', async () => {
    const first = await start();
    await ask(first, 'create table kept (id int)');
    const dead = spawn(process.execPath, ['-e', '']);
    await once(dead, 'exit');
    writeFileSync(join(dataDir, 'hub.pid'), JSON.stringify({ pid: dead.pid, birth: 'gone' }));
    const lines: string[] = [];
    const second = await start({ onProgress: (line) => lines.push(line) });
    expect(lines).toContainEqual(expect.stringContaining(`process ${first.pid}`));
    expect(isAlive(first.pid)).toBe(false);
    expect(await ask(second, 'select count(*)::int from kept')).toEqual([0]);
  });

  it('refuses a folder on which another hub runs, naming it', async () => {
    mkdirSync(dataDir, { recursive: true });
    const other = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 20_000)']);
    await once(other, 'spawn');
    writeFileSync(join(dataDir, 'hub.pid'), JSON.stringify({ pid: other.pid, birth: birthOf(other.pid as number) }));
    const error = await refusal();
    expect(error.what).toContain(`process ${other.pid}`);
    expect(error.todo).toContain('HUB_DATA_DIR');
    other.kill('SIGKILL');
    await once(other, 'exit');
    await start();
  });

  it('refuses a second start in this process', async () => {
    const first = await start();
    expect((await refusal()).what).toContain('already runs');
    expect(await ask(first, 'select 1')).toEqual([1]);
    await first.stop();
    await start();
  });

  it('does an interrupted first start again', async () => {
    mkdirSync(join(dataDir, 'postgres.new', 'base'), { recursive: true });
    writeFileSync(join(dataDir, 'postgres.new', 'PG_VERSION'), '18\n');
    writeFileSync(join(dataDir, 'postgres.secret'), 'half');
    writeFileSync(join(dataDir, 'hub.pid'), '{"pid":');
    const server = await start();
    expect(await ask(server, 'select 1')).toEqual([1]);
    expect(existsSync(join(dataDir, 'postgres.new'))).toBe(false);
  });

  it('is not deceived by a pid file that names another program', async () => {
    const first = await start();
    await crash(first);
    const file = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(file, readFileSync(file, 'utf8').replace(/^\d+/, String(process.ppid)));
    const second = await start();
    expect(await ask(second, 'select 1')).toEqual([1]);
    expect(isAlive(process.ppid)).toBe(true);
  });

  it('says what to do about a password file that is lost or wrong, and other versions', async () => {
    await (await start()).stop();
    const secret = join(dataDir, 'postgres.secret');
    const right = readFileSync(secret);
    writeFileSync(secret, 'wrong');
    expect((await refusal()).what).toContain('postgres.secret');
    rmSync(secret);
    expect((await refusal()).what).toContain('missing');
    writeFileSync(secret, right);
    await (await start()).stop();
    writeFileSync(join(dataDir, 'postgres', 'PG_VERSION'), '13\n');
    expect((await refusal()).what).toContain('PostgreSQL 13');
  });

  it('says what to do about a folder that cannot be one, or cannot be written to', async () => {
    const file = join(dataDir, '..');
    mkdirSync(join(file, '..'), { recursive: true });
    writeFileSync(file, '');
    expect((await refusal()).what).toContain('is not a folder');
    rmSync(file);
    mkdirSync(dataDir, { recursive: true });
    chmodSync(dataDir, 0o500);
    if (!isRoot) expect((await refusal()).what).toContain('is not writable');
  });

  asRoot('keeps the cluster elsewhere where only root can enter and capabilities cannot be handed on', async () => {
    const lines: string[] = [];
    const first = await start({ withoutCapabilities: true, onProgress: (line) => lines.push(line) });
    const place = readFileSync(join(dataDir, 'postgres.place'), 'utf8').trim();
    try {
      expect(lines).toContainEqual(expect.stringContaining(place));
      await ask(first, 'create table kept (id int)');
      await first.stop();
      const second = await start({ withoutCapabilities: true });
      expect(await ask(second, 'select count(*)::int from kept')).toEqual([0]);
      await second.stop();
    } finally {
      rmSync(place, { recursive: true, force: true });
    }
  });

  it('ends by force what does not end', async () => {
    const stubborn = spawn(process.execPath, ['-e', 'process.on("SIGINT", () => {}); console.log("up"); setTimeout(() => {}, 20_000)']);
    await once(stubborn.stdout, 'data');
    await endPostmaster(stubborn.pid as number, 100);
    expect(isAlive(stubborn.pid as number)).toBe(false);
  });
});
