import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { until } from './campaign.js';
import { freePort } from './hub-process.js';

const BIN = '/usr/lib/postgresql/15/bin';
const ROLES = fileURLToPath(new URL('../../../docker/postgres/roles.sh', import.meta.url));

/** Whether Debian's PostgreSQL 15 is installed here. */
export const hasDebianPostgres = existsSync(join(BIN, 'initdb'));

/** A PostgreSQL that the hub has not made: Debian's, with the roles that docker/ makes. */
export interface DebianPostgres {
  /** As its superuser. */
  superuserUrl: string;
  /** As hub_owner, who migrates, and as hub_app, with which the hub works. */
  ownerUrl: string;
  appUrl: string;
  stop(): Promise<void>;
}

/** PostgreSQL does not run as root: there it is Debian's user postgres who does. */
function account(): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {};
  const [uid, gid] = ['-u', '-g'].map((flag) => Number(spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' }).stdout));
  return { uid: uid ?? 0, gid: gid ?? 0 };
}

function run(file: string, args: string[], options: { uid?: number; gid?: number; env?: Record<string, string> } = {}): void {
  const { status, stderr, error } = spawnSync(file, args, { cwd: '/', encoding: 'utf8', ...options, env: { PATH: process.env['PATH'], LC_ALL: 'C.UTF-8', ...options.env } });
  if (status !== 0) throw new Error(`${file} ended with ${status}: ${stderr ?? error?.message}`);
}

/** Makes a cluster in a folder of its own, starts it on a free port, and makes the roles and the database of docker/. */
export async function startDebianPostgres(): Promise<DebianPostgres> {
  const folder = mkdtempSync(join(tmpdir(), 'hub-debian-'));
  const owner = account();
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  run(join(BIN, 'initdb'), ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8'], owner);
  const port = await freePort();
  const settings = [`port=${port}`, 'listen_addresses=127.0.0.1', `unix_socket_directories=${folder}`].flatMap((setting) => ['-c', setting]);
  const server = spawn(join(BIN, 'postgres'), ['-D', data, ...settings], { cwd: '/', ...owner, stdio: 'ignore', env: { LC_ALL: 'C.UTF-8' } });
  let ended = false;
  server.once('exit', () => (ended = true));
  const stop = async (): Promise<void> => {
    if (!ended) server.kill('SIGINT');
    await until("the end of Debian's PostgreSQL", () => ended);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await until("Debian's PostgreSQL", () => spawnSync(join(BIN, 'pg_isready'), ['-h', '127.0.0.1', '-p', String(port)]).status === 0);
    const env = { PGHOST: '127.0.0.1', PGPORT: String(port), HUB_OWNER_PASSWORD: 'owner', HUB_APP_PASSWORD: 'app', POSTGRES_DB: 'hub', POSTGRES_USER: 'postgres' };
    run(join(BIN, 'createdb'), ['-U', 'postgres', '-E', 'UTF8', '-T', 'template0', 'hub'], { env });
    run('bash', ['-c', readFileSync(ROLES, 'utf8')], { env: { ...env, PATH: `${BIN}:${process.env['PATH']}` } });
  } catch (error) {
    await stop();
    throw error;
  }
  const url = (user: string): string => `postgres://${user}@127.0.0.1:${port}/hub`;
  return { superuserUrl: url('postgres'), ownerUrl: url('hub_owner:owner'), appUrl: url('hub_app:app'), stop };
}
