import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashing.js';
import { consistencyNodes, consistencyProof, inclusionNodes, inclusionProof, rootAt, verifyConsistency, verifyInclusion } from './proofs.js';
import { fold, Frontier, frontierNodes, MemoryTree, type Node, proofsOf, rootOf } from './tree.js';

// RFC 9162 as it is written: MTH (2.1.1), PATH (2.1.3.1) and SUBPROOF (2.1.4.1), recursive, with no thought for speed.
const known = new Map<string, Buffer>();
const split = (n: number): number => 2 ** Math.ceil(Math.log2(n) - 1);
function mth(begin: number, end: number): Buffer {
  if (begin === end) return EMPTY_ROOT;
  const key = `${begin}-${end}`;
  const found = known.get(key);
  if (found) return found;
  const n = end - begin;
  const hash = n === 1 ? leafHash(Buffer.from(`entry ${begin}`)) : nodeHash(mth(begin, begin + split(n)), mth(begin + split(n), end));
  known.set(key, hash);
  return hash;
}
function path(m: number, begin: number, end: number): Buffer[] {
  const n = end - begin;
  if (n === 1) return [];
  const k = split(n);
  return m < k ? [...path(m, begin, begin + k), mth(begin + k, end)] : [...path(m - k, begin + k, end), mth(begin, begin + k)];
}
function subproof(m: number, begin: number, end: number, whole: boolean): Buffer[] {
  const n = end - begin;
  if (m === n) return whole ? [] : [mth(begin, end)];
  const k = split(n);
  return m <= k ? [...subproof(m, begin, begin + k, whole), mth(begin + k, end)] : [...subproof(m - k, begin + k, end, false), mth(begin, begin + k)];
}

const leaves = Array.from({ length: 300 }, (_, i) => mth(i, i + 1));
const hex = (hashes: readonly Buffer[]): string[] => hashes.map((hash) => hash.toString('hex'));

describe('the tree', () => {
  it('has the roots of RFC 9162 2.1.1 at every size up to 300, however they are made', async () => {
    const frontier = Frontier.of(0n, []);
    const tree = new MemoryTree();
    for (let size = 0; size <= leaves.length; size += 1) {
      const wanted = mth(0, size);
      expect(rootOf(leaves.slice(0, size))).toEqual(wanted);
      expect(frontier.root()).toEqual(wanted);
      expect(Frontier.of(frontier.size, frontier.hashes).root()).toEqual(wanted);
      expect(await rootAt(BigInt(size), tree.read)).toEqual(wanted);
      if (size === leaves.length) break;
      frontier.append(leaves[size] as Buffer);
      tree.append(leaves[size] as Buffer);
    }
  });

  it('tells of each perfect subtree when it is whole, once, and of no other', () => {
    const frontier = Frontier.of(0n, []);
    const told: string[] = [];
    leaves.forEach((leaf, i) => {
      frontier.append(leaf, (level, index, hash) => {
        const begin = Number(index) * 2 ** level;
        expect(begin + 2 ** level).toBe(i + 1);
        expect(hash).toEqual(mth(begin, i + 1));
        told.push(`${level}/${index}`);
      });
    });
    const all = Array.from({ length: 9 }, (_, level) => Array.from({ length: Math.floor(300 / 2 ** level) }, (_, index) => `${level}/${index}`)).flat();
    expect([...told].sort()).toEqual(all.sort());
  });

  it('refuses a frontier that is none', () => {
    const [hash] = leaves as [Buffer];
    expect(() => Frontier.of(3n, [hash])).toThrow('A tree of 3 has 2 perfect subtrees at its edge, not 1.');
    expect(() => Frontier.of(1n, [hash.subarray(1)])).toThrow('A hash has 32 bytes.');
    expect(() => Frontier.of(-1n, [])).toThrow('-1 is not a size of a tree.');
    expect(() => Frontier.of(2n ** 64n, [hash])).toThrow('is not a size of a tree');
    expect(() => Frontier.of(2n ** 64n - 1n, Array.from({ length: 64 }, () => hash)).append(hash)).toThrow('The tree is full.');
    expect(() => Frontier.of(0n, []).append(hash.subarray(1))).toThrow('A hash has 32 bytes.');
    expect(() => nodeHash(hash.subarray(1), Buffer.concat([hash, Buffer.alloc(1)]))).toThrow('two hashes of 32 bytes');
  });
});

describe('proofs', () => {
  const tree = new MemoryTree(leaves);

  it('of inclusion are those of RFC 9162 2.1.3.1 for every leaf of every tree up to 65, and verify', async () => {
    for (let size = 1; size <= 65; size += 1) {
      for (let index = 0; index < size; index += 1) {
        const proof = await inclusionProof(BigInt(index), BigInt(size), tree.read);
        expect(hex(proof)).toEqual(hex(path(index, 0, size)));
        expect(hex(proofsOf(leaves.slice(0, size)).proofs[index] ?? [])).toEqual(hex(proof));
        expect(verifyInclusion({ leafHash: mth(index, index + 1), index: BigInt(index), size: BigInt(size), proof, root: mth(0, size) })).toBe(true);
      }
    }
  });

  it('of consistency are those of RFC 9162 2.1.4.1 for every pair of sizes up to 65, and verify', async () => {
    for (let to = 1; to <= 65; to += 1) {
      for (let from = 1; from <= to; from += 1) {
        const proof = await consistencyProof(BigInt(from), BigInt(to), tree.read);
        expect(hex(proof)).toEqual(hex(subproof(from, 0, to, true)));
        expect(verifyConsistency({ from: BigInt(from), to: BigInt(to), fromRoot: mth(0, from), toRoot: mth(0, to), proof })).toBe(true);
      }
    }
  });

  it('are not made of nothing: no such leaf, no tree to begin with, hashes that did not come', async () => {
    expect(() => inclusionNodes(5n, 5n)).toThrow('A tree of 5 has no leaf 5.');
    expect(() => inclusionNodes(-1n, 5n)).toThrow('A tree of 5 has no leaf -1.');
    expect(() => inclusionNodes(1n, 2n ** 64n)).toThrow('has no leaf 1.');
    expect(() => consistencyNodes(0n, 5n)).toThrow('There is no proof from a tree of 0 to one of 5.');
    expect(() => consistencyNodes(6n, 5n)).toThrow('There is no proof from a tree of 6 to one of 5.');
    await expect(inclusionProof(0n, 4n, async () => [])).rejects.toThrow('2 hashes of 32 bytes were asked for, and something else came.');
    await expect(inclusionProof(0n, 2n, async () => [Buffer.alloc(31)])).rejects.toThrow('1 hashes of 32 bytes were asked for');
  });
});

/**
 * A tree of any size whose leaves are all the same: a perfect subtree of a level has the same hash wherever it stands, so
 * that a tree of 2^64 − 1 leaves can be read without being built. One leaf can be another.
 */
function vastTree(odd: bigint | null): { readonly leaf: Buffer; readonly read: (nodes: readonly Node[]) => Promise<Buffer[]> } {
  const plain = [leafHash(Buffer.from('same'))];
  for (let level = 1; level < 64; level += 1) plain.push(nodeHash(plain[level - 1] as Buffer, plain[level - 1] as Buffer));
  const leaf = leafHash(Buffer.from('odd'));
  const hash = ({ level, index }: Node): Buffer => {
    if (odd === null || odd >> BigInt(level) !== index) return plain[level] as Buffer;
    let at = leaf;
    for (let l = 0; l < level; l += 1) at = (odd >> BigInt(l)) & 1n ? nodeHash(plain[l] as Buffer, at) : nodeHash(at, plain[l] as Buffer);
    return at;
  };
  return { leaf, read: async (nodes) => nodes.map(hash) };
}

describe('proofs in trees of up to 2^64 − 1 leaves', () => {
  const size = fc.bigInt({ min: 2n, max: 2n ** 64n - 1n });

  it('of inclusion verify at their own index and at no other', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), async (size, place) => {
        const index = place % size;
        const { leaf, read } = vastTree(index);
        const root = fold(await read(frontierNodes(size)));
        const proof = await inclusionProof(index, size, read);
        const check = { leafHash: leaf, index, size, proof, root };
        expect(verifyInclusion(check)).toBe(true);
        for (const other of [index + 1n, index - 1n, index ^ (1n << 63n), index & 0xffffffffn, size - 1n - index, -1n, 2n ** 64n - 1n, 2n ** 64n + index]) {
          if (other !== index) expect(verifyInclusion({ ...check, index: other })).toBe(false);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('of consistency verify, and not for another beginning', async () => {
    await fc.assert(
      fc.asyncProperty(size, fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }), async (to, place) => {
        const from = (place % (to - 1n)) + 1n;
        const odd = from - 1n;
        const { read } = vastTree(odd);
        const [fromRoot, toRoot] = [fold(await read(frontierNodes(from))), fold(await read(frontierNodes(to)))];
        const proof = await consistencyProof(from, to, read);
        const check = { from, to, fromRoot, toRoot, proof };
        expect(verifyConsistency(check)).toBe(true);
        const fork = fold(await vastTree(null).read(frontierNodes(from)));
        expect(verifyConsistency({ ...check, fromRoot: fork })).toBe(false);
      }),
      { numRuns: 200 },
    );
  });
});
