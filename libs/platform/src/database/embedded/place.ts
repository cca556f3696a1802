import { createHash } from 'node:crypto';
import { chmodSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartupError } from '@hub/kernel';
import { type Binaries, binariesIn } from './binaries.js';
import { withFolder } from './folder-errors.js';
import { findRunAs, type RunAs } from './run-as.js';

/** Where the cluster lies, and who runs PostgreSQL on it. */
export interface Place {
  /** The folder that holds the cluster: the data folder, or a readable one elsewhere. */
  readonly home: string;
  readonly binaries: Binaries;
  readonly runAs: RunAs;
}

const READABLE_ELSEWHERE = ['/var/lib/contact-point', '/var/tmp/contact-point'];

/**
 * Decides where the cluster lies. Normally in the data folder itself. Where root has no way to let another user
 * reach it (a closed folder, no capabilities: some containers), cluster and programs go to a readable folder,
 * and `postgres.place` in the data folder says which.
 */
export function choosePlace(dataDir: string, binaries: Binaries, onProgress: (line: string) => void, mayUseCapabilities = true): Place {
  const pointer = join(dataDir, 'postgres.place');
  if (!existsSync(pointer)) {
    const runAs = findRunAs(dataDir, 'postgres', binaries, mayUseCapabilities);
    if (runAs) return { home: dataDir, binaries, runAs };
    if (existsSync(join(dataDir, 'postgres'))) throw unreachable(dataDir);
  }
  const chosen = existsSync(pointer) ? [readFileSync(pointer, 'utf8').trim()] : READABLE_ELSEWHERE.map((base) => join(base, nameFor(dataDir)));
  for (const home of chosen) {
    const copy = tryCopy(binaries, home);
    const runAs = copy && findRunAs(home, 'postgres', copy, mayUseCapabilities);
    if (!copy || !runAs) continue;
    if (!existsSync(pointer)) {
      withFolder(dataDir, () => writeFileSync(pointer, `${home}\n`));
      onProgress(`Only root can enter ${dataDir}: the database is kept in ${home}.`);
    }
    return { home, binaries: copy, runAs };
  }
  throw unreachable(dataDir);
}

function unreachable(dataDir: string): StartupError {
  return new StartupError(
    `PostgreSQL must not run as root, and no other user (postgres, nobody) can reach ${dataDir}.`,
    'Start the hub as an ordinary user, or set HUB_DATA_DIR to a folder that others may enter (chmod o+x on the folders above), or set DATABASE_URL.',
  );
}

function nameFor(dataDir: string): string {
  return createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
}

function tryCopy(binaries: Binaries, home: string): Binaries | undefined {
  const target = join(home, `programs-${binaries.version}`);
  const draft = `${target}.draft`;
  try {
    if (!existsSync(target)) {
      rmSync(draft, { recursive: true, force: true });
      mkdirSync(home, { recursive: true });
      cpSync(binaries.native, draft, { recursive: true, verbatimSymlinks: true });
      for (const folder of [dirname(home), home]) chmodSync(folder, 0o755);
      openToAll(draft);
      renameSync(draft, target);
    }
    return binariesIn(target, binaries.version);
  } catch {
    return undefined; // The next folder may do.
  }
}

// A checkout made with umask 077 has programs that only root may run.
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, statSync(path).mode | 0o444 | (statSync(path).mode & 0o100 ? 0o111 : 0));
  }
}
