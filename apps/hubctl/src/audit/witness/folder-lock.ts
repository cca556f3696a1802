import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Failure } from '../../failure.js';

interface Holder { pid: number; host: string }

/**
 * Keeps a second witness out of a folder: two that remember in one place could sign two trees. Returns what gives the
 * folder back. What a killed witness left behind on this machine is taken over.
 */
export async function lockFolder(folder: string): Promise<() => Promise<void>> {
  const file = join(folder, 'in-use');
  const own = JSON.stringify({ pid: process.pid, host: hostname() } satisfies Holder);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (await create(file, own)) return () => rm(file, { force: true });
    const found = await readFile(file, 'utf8').catch(() => '');
    if (alive(found)) break;
    await clear(file, found);
  }
  throw new Failure(`Another witness uses ${folder}.`, `Stop it, or give this one its own --state. If none is running, remove ${file}.`);
}

async function create(file: string, own: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(own);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

function alive(text: string): boolean {
  let holder: Partial<Holder>;
  try {
    holder = JSON.parse(text) as Partial<Holder>;
  } catch {
    // Cut off while it was written, or being written now: somebody has to look.
    return true;
  }
  if (holder.host !== hostname() || typeof holder.pid !== 'number') return true;
  // A container's processes have the same numbers in every life.
  if (holder.pid === process.pid) return false;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Takes a dead holder's file away; puts it back if it was somebody else's who came first. */
async function clear(file: string, expected: string): Promise<void> {
  const aside = `${file}.${process.pid}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  if ((await readFile(aside, 'utf8')) !== expected) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
