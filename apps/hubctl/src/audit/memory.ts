import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Checkpoint, parseCheckpoint, parseNote, Verifier, verifyNote } from '@hub/audit';
import { z } from 'zod';
import { Failure } from '../failure.js';
import { configFolder } from './config-folder.js';
import { replaceFile } from './durable-file.js';

const FORMAT = 'contact-point/audit-memory/v1';
const LEAF = /^[A-Za-z0-9+/]{43}=$/;

const shape = z.strictObject({
  format: z.literal(FORMAT),
  /** The log's name when it was last checked. */
  origin: z.string().min(1),
  /** The keys trusted for it, those of earlier times too. */
  keys: z.array(z.string()).min(1),
  /** The handovers that were followed or seen, oldest first. */
  handovers: z.array(z.string()),
  /** The last checkpoint found good, as a signed note. */
  checkpoint: z.string(),
  /** For each organisation that was checked: its last record. */
  holders: z.record(z.string(), z.strictObject({ counter: z.string().regex(/^(0|[1-9]\d{0,19})$/), leaf: z.string().regex(LEAF).nullable() })),
});

/** What a verifier remembers of a log between two runs. */
export type Memory = z.infer<typeof shape>;

/** The checkpoint that is remembered. */
export const rememberedCheckpoint = (memory: Memory): Checkpoint => parseCheckpoint(parseNote(memory.checkpoint).text);

/** Where it is kept unless told otherwise: one file for each hub. */
export function memoryFile(env: NodeJS.ProcessEnv, hub: URL): string {
  const name = `${hub.host}${hub.pathname}`.replace(/\/+$/, '').replace(/[^a-z0-9.-]+/gi, '_');
  return join(configFolder(env), 'audit', `${name}.json`);
}

/** Reads what is remembered; null where nothing is. Failure for a broken file: to go on without it would forget a fork. */
export async function recall(file: string): Promise<Memory | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new Failure(`What was remembered in ${file} can't be read (${error.code ?? error.message}).`, 'Give this user the right to read it, or name another file with --state.');
  });
  if (text === null) return null;
  const memory = shape.safeParse(parsed(text));
  if (memory.success && isSigned(memory.data)) return memory.data;
  throw new Failure(`What was remembered in ${file} is broken.`, 'Restore the file from a backup. Remove it only if you mean to begin afresh: a log that was rewritten since would then go unnoticed.');
}

/** Replaces what is remembered. */
export async function remember(file: string, memory: Omit<Memory, 'format'>): Promise<void> {
  try {
    await replaceFile(file, `${JSON.stringify({ format: FORMAT, ...memory }, null, 2)}\n`);
  } catch (error) {
    throw new Failure(`What was found can't be remembered in ${file} (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`, 'Give this user the right to write there, or name another file with --state.');
  }
}

/** It was checked before it was written: if it is not so any more, the file was damaged or edited. */
function isSigned({ keys, checkpoint }: Memory): boolean {
  try {
    parseCheckpoint(verifyNote(checkpoint, keys.map((vkey) => Verifier.parse(vkey))).note.text);
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
