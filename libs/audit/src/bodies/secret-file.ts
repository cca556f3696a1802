import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, closeSync, fstatSync, fsyncSync, linkSync, mkdirSync, openSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { StartupError } from '@hub/kernel';

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException | null)?.code === code;

/** The text of a file, or null where there is none. */
export function readSecretFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return null;
    throw new StartupError(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`, 'Give this user the right to read the file.', { cause: error });
  }
}

/** Makes a file that only its owner may read, whole or not at all. Where another process was quicker its text stands; returns what stands. */
export function makeSecretFile(file: string, text: string): string {
  const draft = draftOf(file);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeDurably(draft, text);
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    throw new StartupError(`${file} can't be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`, 'Give this user the right to write there, or choose another place.', { cause: error });
  }
  return readSecretFile(file) ?? text;
}

/** Replaces such a file, durably: after a crash there is the old text or the new one. */
export function replaceSecretFile(file: string, text: string): void {
  const draft = draftOf(file);
  writeDurably(draft, text);
  renameSync(draft, file);
  const folder = openSync(dirname(file), 'r');
  fsyncSync(folder);
  closeSync(folder);
}

/** A name of its own for each draft: in containers all processes have the same id. */
const draftOf = (file: string): string => `${file}.${process.pid}${randomInt(1e9, 1e10)}`;

/** The same, for good: what stood there before is written over, and so are drafts that an interrupted process has left. Nobody else may be writing. */
export function replaceSecretFileForGood(file: string, text: string): void {
  const before = openSync(file, 'r+');
  try {
    replaceSecretFile(file, text);
    wipe(before);
  } finally {
    closeSync(before);
  }
  for (const name of readdirSync(dirname(file))) if (isDraftOf(file, name)) remove(join(dirname(file), name));
}

/** Tells one state of the file from another; null where there is none. */
export function stateOfFile(file: string): string | null {
  const stat = statSync(file, { bigint: true, throwIfNoEntry: false });
  return stat ? `${stat.ino} ${stat.mtimeNs} ${stat.size}` : null;
}

const isDraftOf = (file: string, name: string): boolean => name.startsWith(`${basename(file)}.`) && /^\d+$/.test(name.slice(basename(file).length + 1));

function remove(file: string): void {
  const handle = openSync(file, 'r+');
  wipe(handle);
  closeSync(handle);
  rmSync(file);
}

/** A file that is only unlinked can still be found on its disk. */
function wipe(handle: number): void {
  writeSync(handle, randomBytes(fstatSync(handle).size), 0, null, 0);
  fsyncSync(handle);
}

function writeDurably(file: string, text: string): void {
  const handle = openSync(file, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  chmodSync(file, 0o600);
}
