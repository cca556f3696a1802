import { randomBytes } from 'node:crypto';
import { chmodSync, linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartupError } from '@hub/kernel';

/** Secrets as they stand in the environment, or in a development machine's file. */
export interface SecretTexts {
  HUB_TOKEN_KEYS: string;
  HUB_ENCRYPTION_KEY: string;
}

const generate = (): SecretTexts => ({
  HUB_TOKEN_KEYS: `dev-${randomBytes(4).toString('hex')}:${randomBytes(32).toString('base64')}`,
  HUB_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
});

const isCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException | null)?.code === code;

function read(file: string): SecretTexts | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (isCode(error, 'ENOENT') || isCode(error, 'ENOTDIR')) return null;
    throw new StartupError(`The development secrets in ${file} can't be read.`, 'Give this user the right to read the file.', { cause: error });
  }
  try {
    const secrets = JSON.parse(text) as SecretTexts;
    if (typeof secrets.HUB_TOKEN_KEYS === 'string' && typeof secrets.HUB_ENCRYPTION_KEY === 'string') return secrets;
  } catch {
    // Told below, as for any other content.
  }
  throw new StartupError(`${file} does not hold the development secrets.`, 'Delete the file; new ones are made, and everybody signs in again.');
}

/**
 * The secrets of a development machine: made once, kept in `secrets.json` (0600) in the data folder.
 * The file appears whole or not at all, so that two processes that start together agree.
 */
export function developmentSecrets(dataDir: string): SecretTexts {
  const file = join(dataDir, 'secrets.json');
  const kept = read(file);
  if (kept) return kept;
  const draft = `${file}.${process.pid}`;
  try {
    mkdirSync(dataDir, { recursive: true });
    writeFileSync(draft, `${JSON.stringify(generate(), null, 2)}\n`, { mode: 0o600 });
    chmodSync(draft, 0o600);
    try {
      linkSync(draft, file);
    } catch (error) {
      if (!isCode(error, 'EEXIST')) throw error;
    } finally {
      rmSync(draft, { force: true });
    }
  } catch (error) {
    throw new StartupError(
      `The folder ${dataDir} can't be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'}).`,
      'Give this user the right to write there, or set HUB_DATA_DIR to another folder.',
      { cause: error },
    );
  }
  const made = read(file);
  if (!made) throw new StartupError(`${file} vanished while it was being made.`, 'Start again.');
  return made;
}
