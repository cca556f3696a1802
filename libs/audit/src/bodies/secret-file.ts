import { randomInt } from 'node:crypto';
import { chmodSync, closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
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
