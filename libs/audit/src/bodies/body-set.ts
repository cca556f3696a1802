import { randomFillSync } from 'node:crypto';
import { readId, writeId } from '@hub/kernel';
import { sha256 } from '../merkle/hashing.js';
import { SALT_SIZE } from '../merkle/leaf.js';
import { decrypt, encrypt } from './envelope.js';

/** One holder's body of an act. */
export interface HolderBody {
  readonly holder: string;
  readonly text: string;
}

/** A body in plain. */
export interface OpenBody {
  readonly salt: Buffer;
  readonly bytes: Buffer;
}

const PURPOSE = 'bodies of an act';
const ID = 16;
/** Before each body: holder, length of the text, salt. */
const HEAD = ID + 4 + SALT_SIZE;

/**
 * Encrypts the bodies of an act, each with a fresh salt and beside its holder's id, in one piece: an act has one key, and lives and
 * is erased as a whole. Returns SHA-256(salt ‖ body) of each, in the order given.
 */
export function sealBodies(actKey: Buffer, bodies: readonly HolderBody[]): { hashes: Buffer[]; sealed: Buffer } {
  const lengths = bodies.map(({ text }) => Buffer.byteLength(text));
  const plain = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + HEAD + length, 0));
  let at = 0;
  const hashes = bodies.map(({ holder, text }, index) => {
    const length = lengths[index] ?? 0;
    at = writeId(plain, holder, at);
    const from = plain.writeUInt32BE(length, at);
    at = writeSalt(plain, from);
    at += plain.write(text, at, length, 'utf8');
    return sha256(plain.subarray(from, at));
  });
  return { hashes, sealed: encrypt(actKey, plain, PURPOSE) };
}

/**
 * Opens one holder's body, and no other.
 * @throws Error where a bit was changed, the key is another, or the holder has no body of the hash in it.
 */
export function openBody(actKey: Buffer, sealed: Buffer, holder: string, bodyHash: Buffer): OpenBody {
  const plain = decrypt(actKey, sealed, PURPOSE);
  for (let at = 0; at < plain.length; ) {
    const end = at + HEAD + plain.readUInt32BE(at + ID);
    const salted = plain.subarray(at + ID + 4, end);
    if (readId(plain, at) === holder && sha256(salted).equals(bodyHash)) return { salt: salted.subarray(0, SALT_SIZE), bytes: salted.subarray(SALT_SIZE) };
    at = end;
  }
  throw new Error('a body of the audit log is not as it was entered');
}

// Asking the system for 32 bytes at a time costs more than hashing them.
const salts = Buffer.alloc(SALT_SIZE * 256);
let used = salts.length;

/** Writes bytes that nobody has had before; returns where they end. */
function writeSalt(out: Buffer, at: number): number {
  if (used === salts.length) {
    randomFillSync(salts);
    used = 0;
  }
  return at + salts.copy(out, at, used, (used += SALT_SIZE));
}
