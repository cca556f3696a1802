import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { StartupError } from '@hub/kernel';
import { withFolder } from './folder-errors.js';
import type { Place } from './place.js';
import { commandFor } from './run-as.js';

/** A whole cluster on disk. */
export interface Cluster {
  /** PostgreSQL's data folder. */
  readonly folder: string;
  readonly password: string;
}

const NEW_START = 'delete the data folder (this deletes all of its data) for a new start';

/** Opens the cluster of this place, or makes it. Afterwards it is whole: a first start that was interrupted is done again. */
export async function openCluster(dataDir: string, place: Place, onProgress: (line: string) => void): Promise<Cluster> {
  const folder = join(place.home, 'postgres');
  const secret = join(dataDir, 'postgres.secret');
  if (existsSync(folder)) {
    checkVersion(folder, place);
    if (!existsSync(secret)) {
      throw new StartupError(`The database in ${folder} is there, but its password file ${secret} is missing.`, `Put the file back, or ${NEW_START}.`);
    }
    return { folder, password: withFolder(dataDir, () => readFileSync(secret, 'utf8').trim()) };
  }
  const password = randomBytes(24).toString('base64url');
  withFolder(dataDir, () => writeDurably(secret, `${password}\n`));
  onProgress('Creating the database (first start only) …');
  await create(place, folder, password);
  return { folder, password };
}

function checkVersion(folder: string, { binaries }: Place): void {
  const file = join(folder, 'PG_VERSION');
  const found = withFolder(folder, () => (existsSync(file) ? readFileSync(file, 'utf8').trim() : 'unknown'));
  if (found === binaries.major) return;
  throw new StartupError(
    `The database in ${folder} was made by PostgreSQL ${found}; this version of the hub brings PostgreSQL ${binaries.major}.`,
    `Move the data with pg_dump of version ${found}, or set HUB_DATA_DIR to a new folder, or ${NEW_START}.`,
  );
}

// The rename is the mark that it is whole: what initdb left behind under the draft's name was interrupted.
async function create({ home, binaries, runAs }: Place, folder: string, password: string): Promise<void> {
  const draft = join(home, 'postgres.new');
  const passwordFile = join(home, 'postgres.new.password');
  withFolder(home, () => {
    rmSync(draft, { recursive: true, force: true });
    rmSync(passwordFile, { force: true });
    mkdirSync(draft, { mode: 0o700 });
    writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
    if (runAs.owner) for (const path of [draft, passwordFile]) chownSync(path, runAs.owner.uid, runAs.owner.gid);
  });
  // Built-in C.UTF-8: the same order and letter cases on every machine; ctype knows Japanese letters (pg_trgm).
  const locale = ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  const { file, args, options } = commandFor(runAs, binaries.initdb, [`--pgdata=${draft}`, ...locale, ...access, '--data-checksums']);
  try {
    const child = spawn(file, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (part: Buffer) => (said += part.toString()));
    const failure = await new Promise<string | undefined>((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('close', (code, signal) => resolve(code === 0 ? undefined : `initdb ended with ${signal ?? code}`));
    });
    if (failure !== undefined) {
      throw new StartupError(
        `PostgreSQL could not create its database in ${home}: ${failure}.\n${said.trim().split('\n').slice(-5).join('\n')}`,
        'Check that the folder lies on a local disk with space left (HUB_DATA_DIR moves it), or set DATABASE_URL to a PostgreSQL of your own.',
      );
    }
    renameSync(draft, folder);
    syncFolder(home);
  } finally {
    rmSync(passwordFile, { force: true });
  }
}

function writeDurably(file: string, text: string): void {
  const draft = `${file}.new`;
  const handle = openSync(draft, 'w', 0o600);
  try {
    writeFileSync(handle, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  renameSync(draft, file);
  syncFolder(dirname(file));
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
