import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@hub/kernel';
import { withFolder } from './folder-errors.js';
import type { Place } from './place.js';
import { endPostmaster, isPostmasterOf } from './processes.js';
import { commandFor } from './run-as.js';

/** A PostgreSQL server that accepts connections. */
export interface Postmaster {
  readonly pid: number;
  readonly child: ChildProcess;
}

/** The port was taken between choosing and using it. */
export class PortTaken extends Error {}

/** Another server's shared memory is still in use: its last processes are just ending. */
class StillEnding extends Error {}

// Durable whatever the cluster's own files say; no statement, parameter or row value in the log.
const SETTINGS: Record<string, string> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'on',
  full_page_writes: 'on',
  synchronous_commit: 'on',
  max_connections: '120',
  shared_buffers: '256MB',
  password_encryption: 'scram-sha-256',
  timezone: 'UTC',
  log_timezone: 'UTC',
  lc_messages: 'C',
  log_statement: 'none',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
};

/**
 * Ends a server that an earlier, dead hub left running on this cluster, and clears its pid file.
 * MUST run under the folder's lock: only then is a running server a left-over.
 */
export async function clearLeftovers(cluster: string, onProgress: (line: string) => void): Promise<void> {
  const pid = pidIn(cluster);
  if (pid === undefined) return;
  if (isPostmasterOf(pid, cluster)) {
    onProgress(`Stopping the database that an earlier run left behind (process ${pid}) …`);
    await endPostmaster(pid);
  }
  // After a power cut the number can belong to any other process, and PostgreSQL would refuse to start.
  withFolder(cluster, () => rmSync(join(cluster, 'postmaster.pid'), { force: true }));
}

/** The process that the cluster's pid file names. */
export function pidIn(cluster: string): number | undefined {
  const pid = Number(statusLines(cluster)[0]);
  return Number.isInteger(pid) && pid > 0 ? pid : undefined;
}

function statusLines(cluster: string): string[] {
  try {
    return readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch {
    return [];
  }
}

/** Starts the server and waits until it accepts connections. */
export async function startPostmaster(
  place: Place,
  cluster: string,
  settings: Record<string, string>,
  log: string,
  onProgress: (line: string) => void,
): Promise<Postmaster> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await launch(place, cluster, settings, log, onProgress);
    } catch (error) {
      if (!(error instanceof StillEnding) || attempt >= 50) throw error;
      await sleep(200);
    }
  }
}

async function launch(
  { runAs, binaries }: Place,
  cluster: string,
  settings: Record<string, string>,
  log: string,
  onProgress: (line: string) => void,
): Promise<Postmaster> {
  const flags = Object.entries({ ...SETTINGS, ...settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { file, args, options } = commandFor(runAs, binaries.postgres, ['-D', cluster, ...flags]);
  const output = withFolder(log, () => openLog(log));
  const from = statSync(log).size;
  // Detached: Ctrl-C reaches the hub alone, which still needs the database to finish what is in flight.
  const child = spawn(file, args, { ...options, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);
  let ended: string | undefined;
  child.once('error', (error) => (ended = error.message));
  child.once('exit', (code, signal) => (ended = `it ended with ${signal ?? code}`));
  for (let waited = 0; ; waited += 20) {
    await sleep(20);
    if (ended !== undefined) throw explain(ended, log, readFileSync(log).subarray(from).toString());
    const status = statusLines(cluster);
    if (Number(status[0]) === child.pid && status[7]?.trim() === 'ready') break;
    if (waited % 5_000 === 4_980) onProgress('The database is still starting (after a crash it first repairs itself) …');
  }
  child.unref();
  return { pid: child.pid as number, child };
}

function openLog(file: string): number {
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000) renameSync(file, `${file}.old`);
  return openSync(file, 'a', 0o600);
}

function explain(ended: string, log: string, said: string): Error {
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return new PortTaken();
  if (/pre-existing shared memory block|lock file "postmaster.pid" already exists/.test(said)) return new StillEnding(said);
  if (/No space left on device/.test(said)) {
    return new StartupError('PostgreSQL could not start: the disk is full.', 'Free some space, then start again.');
  }
  return new StartupError(
    `PostgreSQL could not start: ${ended}.\n${said.trim().split('\n').slice(-6).join('\n')}`,
    `See ${log}. If the data are damaged, restore a backup; set HUB_DATA_DIR to another folder for a new start.`,
  );
}
