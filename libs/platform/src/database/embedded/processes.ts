import { spawnSync } from 'node:child_process';
import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartupError } from '@hub/kernel';
import { errno } from './folder-errors.js';

/** Whether a process with this id lives (also when it belongs to somebody else). */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errno(error) === 'EPERM';
  }
  return !isZombie(pid);
}

// A dead child whose parent has not collected it still answers kill(0).
function isZombie(pid: number): boolean {
  return statFields(pid)?.[0] === 'Z';
}

/** Fields of /proc/PID/stat after the name, which may itself contain blanks and brackets. */
function statFields(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

/** Something that tells this process from a later one with the same id; undefined if it is gone. */
export function birthOf(pid: number): string | undefined {
  if (process.platform === 'linux') {
    const fields = statFields(pid);
    if (!fields || fields[0] === 'Z') return undefined;
    const ticks = fields[19];
    return ticks && `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${ticks}`;
  }
  return ps(pid, 'lstart=');
}

/** Whether this process is a PostgreSQL server that runs on this cluster folder. */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'linux') {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'postgres' && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
    } catch {
      // Somebody else's process: its command line is readable all the same.
    }
  }
  const command = ps(pid, 'command=') ?? '';
  return command.includes('postgres') && command.includes(cluster);
}

function ps(pid: number, column: string): string | undefined {
  return spawnSync('ps', ['-o', column, '-p', String(pid)], { encoding: 'utf8' }).stdout?.trim() || undefined;
}

/** Waits until the process is gone; false if it is still there after the time. */
export async function waitForEnd(pid: number, milliseconds: number): Promise<boolean> {
  for (const end = performance.now() + milliseconds; isAlive(pid); await sleep(20)) {
    if (performance.now() > end) return false;
  }
  return true;
}

/** Ends a PostgreSQL server: orderly first, harder when it does not go. */
export async function endPostmaster(pid: number, patience = 30_000): Promise<void> {
  for (const [signal, wait] of [['SIGINT', patience], ['SIGQUIT', 5_000], ['SIGKILL', 5_000]] as const) {
    try {
      process.kill(pid, signal);
    } catch (error) {
      if (errno(error) === 'ESRCH') return;
      throw new StartupError(
        `A PostgreSQL left over from an earlier run (process ${pid}) belongs to another user and cannot be stopped.`,
        `Stop it (as that user, or root: kill -INT ${pid}), then start again.`,
        { cause: error },
      );
    }
    if (await waitForEnd(pid, wait)) return;
  }
  throw new StartupError(`PostgreSQL (process ${pid}) does not stop.`, 'Restart the machine, or set HUB_DATA_DIR to another folder.');
}
