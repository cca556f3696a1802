import { HASH_SIZE, TILE_WIDTH, tilePath } from '@hub/audit';
import type { PublicLog } from './public-log.js';

/** A tile that is not there, or is no tile: something that no honest log of that size shows. The message is a sentence. */
export class BadTile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadTile';
  }
}

/**
 * Reads a tile or bundle of this width. A log that has grown meanwhile may have dropped the partial one: then it is the
 * beginning of the full one.
 * @throws BadTile where the log shows neither.
 */
export async function readTile(log: PublicLog, level: number | 'entries', index: bigint, width: number): Promise<{ path: string; bytes: Buffer }> {
  const path = tilePath(level, index, width);
  const bytes = (await log.tile(path)) ?? (width < TILE_WIDTH ? await log.tile(tilePath(level, index, TILE_WIDTH)) : null);
  if (!bytes) throw new BadTile(`The hub does not show ${path}, which a log of this size has.`);
  return { path, bytes };
}

/**
 * The hashes of a tile.
 * @throws BadTile where it is missing or has another length.
 */
export async function readHashes(log: PublicLog, level: number, index: bigint, width: number): Promise<{ path: string; hashes: Buffer[] }> {
  const { path, bytes } = await readTile(log, level, index, width);
  if (bytes.length !== width * HASH_SIZE && bytes.length !== TILE_WIDTH * HASH_SIZE) throw new BadTile(`${path} has ${bytes.length} bytes instead of ${width * HASH_SIZE}.`);
  return { path, hashes: Array.from({ length: width }, (_, at) => bytes.subarray(at * HASH_SIZE, (at + 1) * HASH_SIZE)) };
}
