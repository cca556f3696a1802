import { isUint64 } from './encoding.js';
import { EMPTY_ROOT, HASH_SIZE, nodeHash } from './hashing.js';
import { MerkleError } from './merkle.errors.js';

/** A perfect subtree: the `index`-th of 2^level leaves, counted from the left. */
export interface Node {
  readonly level: number;
  readonly index: bigint;
}

/** Reads the hashes of perfect subtrees, in the order asked. */
export type NodeReader = (nodes: readonly Node[]) => Promise<Buffer[]>;

/** Called with each perfect subtree that an append completes, the leaf itself (level 0) first. */
export type OnNode = (level: number, index: bigint, hash: Buffer) => void;

/** The row above. One without a neighbour rises as it is: it stands for the smaller right side of RFC 9162's split. */
function rowAbove(row: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let i = 0; i < row.length; i += 2) {
    const [left, right] = [row[i] as Buffer, row[i + 1]];
    above.push(right ? nodeHash(left, right) : left);
  }
  return above;
}

/** The root of the tree over these leaf hashes (RFC 9162 2.1.1). */
export function rootOf(hashes: readonly Buffer[]): Buffer {
  let row = hashes;
  while (row.length > 1) row = rowAbove(row);
  return row[0] ?? EMPTY_ROOT;
}

/** The root of a small tree over these leaf hashes, and the inclusion proof of each leaf in it (RFC 9162 2.1.3), all at once. */
export function proofsOf(hashes: readonly Buffer[]): { root: Buffer; proofs: readonly (readonly Buffer[])[] } {
  const proofs = hashes.map((): Buffer[] => []);
  let row = hashes;
  for (let level = 0; row.length > 1; level += 1) {
    for (const [leaf, proof] of proofs.entries()) {
      const beside = row[(leaf >> level) ^ 1];
      if (beside) proof.push(beside);
    }
    row = rowAbove(row);
  }
  return { root: row[0] ?? EMPTY_ROOT, proofs };
}

/** The root over perfect subtrees that follow each other, largest first. */
export const fold = (hashes: readonly Buffer[]): Buffer => (hashes.length === 0 ? EMPTY_ROOT : hashes.reduceRight((right, left) => nodeHash(left, right)));

/** The perfect subtrees that make up the leaves [begin, end), largest first; `begin` must be a place where such a subtree can start. */
export function perfectSubtrees(begin: bigint, end: bigint): Node[] {
  const nodes: Node[] = [];
  let at = begin;
  for (let level = bitLength(end - begin) - 1; level >= 0; level -= 1) {
    if (((end - begin) & (1n << BigInt(level))) === 0n) continue;
    nodes.push({ level, index: at >> BigInt(level) });
    at += 1n << BigInt(level);
  }
  return nodes;
}

/** The perfect subtrees whose roots are the frontier of a tree of this size. */
export const frontierNodes = (size: bigint): Node[] => perfectSubtrees(0n, size);

/** How many bits a number has. */
export const bitLength = (value: bigint): number => (value === 0n ? 0 : value.toString(2).length);

/** The right edge of a growing tree: all that appending and the root need, at most 64 hashes. */
export class Frontier {
  private constructor(
    private leaves: bigint,
    private readonly roots: Buffer[],
  ) {}

  /**
   * The frontier of a tree of this size.
   * @throws MerkleError where the hashes are not one for each set bit of the size, 32 bytes each.
   */
  static of(size: bigint, hashes: readonly Buffer[]): Frontier {
    if (!isUint64(size)) throw new MerkleError(`${size} is not a size of a tree.`);
    const wanted = frontierNodes(size).length;
    if (hashes.length !== wanted) throw new MerkleError(`A tree of ${size} has ${wanted} perfect subtrees at its edge, not ${hashes.length}.`);
    if (hashes.some((hash) => hash.length !== HASH_SIZE)) throw new MerkleError('A hash has 32 bytes.');
    return new Frontier(size, [...hashes]);
  }

  get size(): bigint {
    return this.leaves;
  }

  /** Roots of the perfect subtrees, largest first. */
  get hashes(): readonly Buffer[] {
    return [...this.roots];
  }

  /**
   * Adds a leaf and tells of each perfect subtree that is now whole.
   * @throws MerkleError where the tree is full or the hash is none.
   */
  append(leafHash: Buffer, onNode?: OnNode): void {
    if (!isUint64(this.leaves + 1n)) throw new MerkleError('The tree is full.');
    if (leafHash.length !== HASH_SIZE) throw new MerkleError('A hash has 32 bytes.');
    let hash = leafHash;
    let index = this.leaves;
    let level = 0;
    onNode?.(level, index, hash);
    while ((index & 1n) === 1n) {
      hash = nodeHash(this.roots.pop() as Buffer, hash);
      index >>= 1n;
      level += 1;
      onNode?.(level, index, hash);
    }
    this.roots.push(hash);
    this.leaves += 1n;
  }

  /** The root of the tree as it stands. */
  root(): Buffer {
    return fold(this.roots);
  }
}

/** A whole small tree in memory. */
export class MemoryTree {
  private readonly frontier = Frontier.of(0n, []);
  private readonly levels: Buffer[][] = [];

  constructor(leafHashes: readonly Buffer[] = []) {
    for (const hash of leafHashes) this.append(hash);
  }

  get size(): bigint {
    return this.frontier.size;
  }

  append(leafHash: Buffer): void {
    this.frontier.append(leafHash, (level, _, hash) => {
      const row = (this.levels[level] ??= []);
      row.push(hash);
    });
  }

  root(): Buffer {
    return this.frontier.root();
  }

  /** Its perfect subtrees, for proofs. */
  readonly read: NodeReader = async (nodes) =>
    nodes.map(({ level, index }) => {
      const hash = this.levels[level]?.[Number(index)];
      if (!hash) throw new MerkleError(`The tree of ${this.size} has no subtree ${index} at level ${level}.`);
      return hash;
    });
}
