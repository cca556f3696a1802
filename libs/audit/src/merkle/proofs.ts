import { isUint64 } from './encoding.js';
import { HASH_SIZE, nodeHash } from './hashing.js';
import { MerkleError } from './merkle.errors.js';
import { bitLength, fold, frontierNodes, type Node, type NodeReader, perfectSubtrees } from './tree.js';

/** What an inclusion proof is checked with. */
export interface InclusionCheck {
  readonly leafHash: Uint8Array;
  readonly index: bigint;
  readonly size: bigint;
  readonly proof: readonly Uint8Array[];
  readonly root: Uint8Array;
}

/** What a consistency proof is checked with. */
export interface ConsistencyCheck {
  readonly from: bigint;
  readonly to: bigint;
  readonly fromRoot: Uint8Array;
  readonly toRoot: Uint8Array;
  readonly proof: readonly Uint8Array[];
}

const areHashes = (...hashes: readonly Uint8Array[]): boolean => hashes.every((hash) => hash.length === HASH_SIZE);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;
const odd = (value: bigint): boolean => (value & 1n) === 1n;

/** Whether the leaf stands at this index of the tree with this root (RFC 9162 2.1.3.2). False for whatever is malformed. */
export function verifyInclusion({ leafHash, index, size, proof, root }: InclusionCheck): boolean {
  if (!isUint64(index) || !isUint64(size) || index >= size || !areHashes(leafHash, root, ...proof)) return false;
  let [fn, sn, r] = [index, size - 1n, leafHash];
  for (const hash of proof) {
    if (sn === 0n) return false;
    if (odd(fn) || fn === sn) {
      r = nodeHash(hash, r);
      while (!odd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else r = nodeHash(r, hash);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && same(r, root);
}

/**
 * Whether the tree of size `to` begins with the tree of size `from` (RFC 9162 2.1.4.2). False for whatever is malformed,
 * and for from = 0: every tree begins with the empty one, so that a proof of it would say nothing.
 */
export function verifyConsistency({ from, to, fromRoot, toRoot, proof }: ConsistencyCheck): boolean {
  if (!isUint64(from) || !isUint64(to) || from === 0n || from > to || !areHashes(fromRoot, toRoot, ...proof)) return false;
  if (from === to) return proof.length === 0 && same(fromRoot, toRoot);
  const isPowerOfTwo = (from & (from - 1n)) === 0n;
  const [first, ...rest] = isPowerOfTwo ? [fromRoot, ...proof] : proof;
  // Two trees of different size need at least one hash between them.
  if (proof.length === 0 || !first) return false;
  let [fn, sn] = [from - 1n, to - 1n];
  while (odd(fn)) [fn, sn] = [fn >> 1n, sn >> 1n];
  let [fr, sr] = [first, first];
  for (const hash of rest) {
    if (sn === 0n) return false;
    if (odd(fn) || fn === sn) {
      [fr, sr] = [nodeHash(hash, fr), nodeHash(hash, sr)];
      while (!odd(fn) && fn !== 0n) [fn, sn] = [fn >> 1n, sn >> 1n];
    } else sr = nodeHash(sr, hash);
    [fn, sn] = [fn >> 1n, sn >> 1n];
  }
  return sn === 0n && same(fr, fromRoot) && same(sr, toRoot);
}

/** The largest power of two that is smaller: where RFC 9162 2.1.1 splits that many leaves (2 or more). */
const splitOf = (leaves: bigint): bigint => 1n << BigInt(bitLength(leaves - 1n) - 1);

/**
 * What makes the inclusion proof, element by element (RFC 9162 2.1.3.1): each element is the root over one or, at the
 * right edge, several perfect subtrees (`fold`).
 * @throws MerkleError where no such leaf is in the tree.
 */
export function inclusionNodes(index: bigint, size: bigint): Node[][] {
  if (!isUint64(size) || index < 0n || index >= size) throw new MerkleError(`A tree of ${size} has no leaf ${index}.`);
  const elements: Node[][] = [];
  let [begin, end] = [0n, size];
  while (end - begin > 1n) {
    const middle = begin + splitOf(end - begin);
    if (index < middle) {
      elements.push(perfectSubtrees(middle, end));
      end = middle;
    } else {
      elements.push(perfectSubtrees(begin, middle));
      begin = middle;
    }
  }
  return elements.reverse();
}

/**
 * What makes the consistency proof, element by element (RFC 9162 2.1.4.1).
 * @throws MerkleError unless 0 < from ≤ to.
 */
export function consistencyNodes(from: bigint, to: bigint): Node[][] {
  if (!isUint64(to) || from <= 0n || from > to) throw new MerkleError(`There is no proof from a tree of ${from} to one of ${to}.`);
  const elements: Node[][] = [];
  let [begin, end] = [0n, to];
  while (from !== end) {
    const middle = begin + splitOf(end - begin);
    if (from <= middle) {
      elements.push(perfectSubtrees(middle, end));
      end = middle;
    } else {
      elements.push(perfectSubtrees(begin, middle));
      begin = middle;
    }
  }
  // Whoever asks knows the root of the old tree, so it is left out where it is a subtree as it stands.
  if (begin > 0n) elements.push(perfectSubtrees(begin, end));
  return elements.reverse();
}

/**
 * The inclusion proof, from one read of perfect subtrees.
 * @throws MerkleError where no such leaf is in the tree, or the reader gives other than what was asked.
 */
export const inclusionProof = (index: bigint, size: bigint, read: NodeReader): Promise<Buffer[]> => foldEach(inclusionNodes(index, size), read);

/**
 * The consistency proof, from one read of perfect subtrees.
 * @throws MerkleError unless 0 < from ≤ to, or where the reader gives other than what was asked.
 */
export const consistencyProof = (from: bigint, to: bigint, read: NodeReader): Promise<Buffer[]> => foldEach(consistencyNodes(from, to), read);

/**
 * The root of the tree at a size, from one read of perfect subtrees.
 * @throws MerkleError where the reader gives other than what was asked.
 */
export async function rootAt(size: bigint, read: NodeReader): Promise<Buffer> {
  const [root] = await foldEach([frontierNodes(size)], read);
  return root as Buffer;
}

async function foldEach(elements: readonly Node[][], read: NodeReader): Promise<Buffer[]> {
  const wanted = elements.flat();
  const hashes = wanted.length === 0 ? [] : await read(wanted);
  if (hashes.length !== wanted.length || !areHashes(...hashes)) throw new MerkleError(`${wanted.length} hashes of 32 bytes were asked for, and something else came.`);
  let at = 0;
  return elements.map((nodes) => fold(hashes.slice(at, (at += nodes.length))));
}
