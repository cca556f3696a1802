import { mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { StartupError } from '@hub/kernel';
import { Client } from 'pg';
import { findBinaries } from './binaries.js';
import { type Cluster, openCluster } from './cluster.js';
import { errno, withFolder } from './folder-errors.js';
import { type FolderLock, lockFolder } from './folder-lock.js';
import { choosePlace, type Place } from './place.js';
import { choosePort, isFree } from './ports.js';
import { clearLeftovers, pidIn, PortTaken, type Postmaster, startPostmaster } from './postmaster.js';
import { endPostmaster, isPostmasterOf } from './processes.js';

/** What `startEmbeddedPostgres` needs to know. */
export interface EmbeddedPostgresOptions {
  /** Folder for cluster, password, log; made if missing. One hub for each. */
  readonly dataDir: string;
  /** A fixed port; otherwise the one used before, or any free one. */
  readonly port?: number;
  /** Server settings beside, or instead of, the durable defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told in one line what takes time. */
  readonly onProgress?: (line: string) => void;
  /** Told when the server ends though nobody stopped it. */
  readonly onCrash?: (how: string) => void;
  /** Only for tests: pretend that this machine cannot hand capabilities to another user. */
  readonly withoutCapabilities?: boolean;
}

/** A running PostgreSQL of our own. */
export interface EmbeddedPostgres {
  /** Address and password of the superuser `postgres`, database `postgres`. */
  readonly superuserUrl: string;
  readonly port: number;
  readonly pid: number;
  /** Ends the server orderly and gives the folder free. Can be called again. */
  stop(): Promise<void>;
  /** Sends a signal to the server's main process (crash tests). Afterwards start again, or `stop()`. */
  kill(signal: NodeJS.Signals): void;
}

/**
 * Starts the PostgreSQL that came with npm on 127.0.0.1, durable settings on, data under `<dataDir>/postgres`.
 * Left-overs of interrupted or killed runs are put right first. Throws StartupError with what to do.
 */
export async function startEmbeddedPostgres(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
  const onProgress = options.onProgress ?? (() => undefined);
  const dataDir = openFolder(options.dataDir);
  const binaries = findBinaries();
  const locks = [lockFolder(dataDir)];
  try {
    const place = choosePlace(dataDir, binaries, onProgress, !options.withoutCapabilities);
    if (place.home !== dataDir) locks.push(lockFolder(place.home));
    refuseIfRunningHere(locks, place);
    await clearLeftovers(join(place.home, 'postgres'), onProgress);
    const cluster = await openCluster(dataDir, place, onProgress);
    const { port, postmaster } = await startOnPort(options, dataDir, place, cluster, onProgress);
    return await handOver({ port, postmaster, cluster, dataDir, locks, onCrash: options.onCrash });
  } catch (error) {
    for (const lock of locks) if (!lock.again) lock.release();
    throw error;
  }
}

function openFolder(path: string): string {
  return withFolder(resolve(path), () => {
    mkdirSync(path, { recursive: true });
    return realpathSync(path);
  });
}

function refuseIfRunningHere(locks: readonly FolderLock[], { home }: Place): void {
  const cluster = join(home, 'postgres');
  const pid = pidIn(cluster);
  if (locks[0]?.again && pid !== undefined && isPostmasterOf(pid, cluster)) {
    throw new StartupError(`This process already runs PostgreSQL on ${home} (process ${pid}).`, 'Stop it before starting it again.');
  }
}

async function startOnPort(
  { port: fixed, settings }: EmbeddedPostgresOptions,
  dataDir: string,
  place: Place,
  { folder }: Cluster,
  onProgress: (line: string) => void,
): Promise<{ port: number; postmaster: Postmaster }> {
  const remembered = join(dataDir, 'postgres.port');
  for (let attempt = 1; ; attempt += 1) {
    const port = fixed ?? (await choosePort(remembered));
    try {
      if (fixed !== undefined && !(await isFree(fixed))) throw new PortTaken();
      const postmaster = await startPostmaster(place, folder, { ...settings, port: String(port) }, join(dataDir, 'postgres.log'), onProgress);
      withFolder(dataDir, () => writeFileSync(remembered, `${port}\n`));
      return { port, postmaster };
    } catch (error) {
      if (!(error instanceof PortTaken)) throw error;
      if (fixed === undefined && attempt < 5) continue;
      throw new StartupError(`Port ${port}, meant for the embedded PostgreSQL, is taken by another program.`, 'Stop that program, or choose another port.');
    }
  }
}

interface Running {
  readonly port: number;
  readonly postmaster: Postmaster;
  readonly cluster: Cluster;
  readonly dataDir: string;
  readonly locks: readonly FolderLock[];
  readonly onCrash: ((how: string) => void) | undefined;
}

async function handOver({ port, postmaster: { pid, child }, cluster, dataDir, locks, onCrash }: Running): Promise<EmbeddedPostgres> {
  let stopping: Promise<void> | undefined;
  let running = true;
  const release = (): void => locks.forEach((lock) => lock.release());
  const end = async (): Promise<void> => {
    child.ref();
    if (running) await endPostmaster(pid);
    process.off('exit', onExit);
    release();
  };
  // The last resort when the process ends without stop(): an orderly shutdown goes on without us.
  const onExit = (): void => {
    kill('SIGINT');
    release();
  };
  const kill = (signal: NodeJS.Signals): void => void (running && child.kill(signal));
  child.once('exit', (code, signal) => {
    running = false;
    if (!stopping) onCrash?.(`PostgreSQL ended with ${signal ?? code}; see ${join(dataDir, 'postgres.log')}`);
  });
  process.once('exit', onExit);
  const superuserUrl = `postgres://postgres:${encodeURIComponent(cluster.password)}@127.0.0.1:${port}/postgres`;
  const stop = (): Promise<void> => (stopping ??= end());
  try {
    await knock(superuserUrl, dirname(cluster.folder));
  } catch (error) {
    await stop();
    throw error;
  }
  return { superuserUrl, port, pid, stop, kill };
}

async function knock(url: string, home: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 30_000 });
  try {
    await client.connect();
    await client.end();
  } catch (error) {
    if (errno(error) !== '28P01') throw error;
    throw new StartupError(
      `The password in postgres.secret does not open the database in ${home}.`,
      'Put the right file back, or delete the data folder (this deletes all of its data) for a new start.',
      { cause: error },
    );
  }
}
