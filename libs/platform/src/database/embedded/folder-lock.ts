import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '@hub/kernel';
import { errno, withFolder } from './folder-errors.js';
import { birthOf } from './processes.js';

interface Holder {
  pid: number;
  birth: string | undefined;
}

/** One hub for each data folder. */
export interface FolderLock {
  /** This very process held it already (its PostgreSQL was killed, or still runs). */
  readonly again: boolean;
  release(): void;
}

/**
 * Takes the folder for this process. A lock whose holder is dead (SIGKILL, power cut, a reused process id)
 * is taken over. MUST be held before anything in the folder is judged to be a left-over.
 */
export function lockFolder(folder: string): FolderLock {
  const file = join(folder, 'hub.pid');
  const mine = JSON.stringify({ pid: process.pid, birth: birthOf(process.pid) } satisfies Holder);
  for (let round = 0; round < 100; round += 1) {
    if (createOnly(folder, file, mine)) return { again: false, release: () => release(file, mine) };
    const text = readIfThere(folder, file);
    if (text === undefined) continue;
    if (text === mine) return { again: true, release: () => release(file, mine) };
    refuseIfAlive(folder, text);
    takeAside(file, text);
  }
  throw new StartupError(`The folder ${folder} cannot be locked.`, `Delete ${file} if no hub is running, then start again.`);
}

function createOnly(folder: string, file: string, text: string): boolean {
  // Written in full under another name, then linked: nobody ever reads half a lock.
  const draft = `${file}.${process.pid}`;
  return withFolder(folder, () => {
    writeFileSync(draft, text, { mode: 0o644 });
    try {
      linkSync(draft, file);
      return true;
    } catch (error) {
      if (errno(error) === 'EEXIST') return false;
      throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  });
}

function readIfThere(folder: string, file: string): string | undefined {
  return withFolder(folder, () => {
    try {
      return readFileSync(file, 'utf8');
    } catch (error) {
      if (errno(error) === 'ENOENT') return undefined;
      throw error;
    }
  });
}

function refuseIfAlive(folder: string, text: string): void {
  const holder = parse(text);
  if (!holder) return;
  const birth = birthOf(holder.pid);
  if (birth === undefined || birth !== holder.birth) return;
  throw new StartupError(
    `Another hub is running on the folder ${folder} (process ${holder.pid}).`,
    `Stop it first (Ctrl-C in its window, or: kill ${holder.pid}), or set HUB_DATA_DIR to another folder for this one.`,
  );
}

function parse(text: string): Holder | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && 'pid' in value && typeof value.pid === 'number' ? (value as Holder) : undefined;
  } catch {
    return undefined;
  }
}

// Two starters may find the same dead lock: whoever took a live one aside by mistake puts it back.
function takeAside(file: string, dead: string): void {
  const aside = `${file}.dead.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readFileSync(aside, 'utf8') !== dead) linkSync(aside, file);
  } catch (error) {
    if (errno(error) !== 'ENOENT' && errno(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function release(file: string, mine: string): void {
  try {
    if (readFileSync(file, 'utf8') === mine) rmSync(file);
  } catch (error) {
    if (errno(error) !== 'ENOENT') throw error;
  }
}
