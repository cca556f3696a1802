import { hash } from 'node:crypto';
import { MerkleError } from './merkle.errors.js';

/** Bytes of a hash. */
export const HASH_SIZE = 32;

// One call without a Hash object, and the result by way of a string: on Node 20 that takes half the time of any other way.
const digest = (bytes: Uint8Array): Buffer => Buffer.from(hash('sha256', bytes, 'binary'), 'binary');

/** SHA-256 over the parts, one after the other. */
export function sha256(...parts: readonly Uint8Array[]): Buffer {
  const [only] = parts;
  return digest(parts.length === 1 && only ? only : Buffer.concat(parts));
}

/** The root of the tree without leaves (RFC 9162 2.1.1). */
export const EMPTY_ROOT: Buffer = sha256();

const LEAF_PREFIX = Buffer.from([0x00]);

/** The hash of a leaf (RFC 9162 2.1.1): SHA-256(0x00 ‖ data). */
export const leafHash = (data: Uint8Array): Buffer => sha256(LEAF_PREFIX, data);

const node = Buffer.alloc(1 + 2 * HASH_SIZE);
node[0] = 0x01;

/**
 * The hash of an inner node (RFC 9162 2.1.1): SHA-256(0x01 ‖ left ‖ right).
 * @throws MerkleError where a side is not 32 bytes: 31 and 33 would hash like 32 and 32.
 */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  if (left.length !== HASH_SIZE || right.length !== HASH_SIZE) throw new MerkleError('A node is made of two hashes of 32 bytes.');
  node.set(left, 1);
  node.set(right, 1 + HASH_SIZE);
  return digest(node);
}
