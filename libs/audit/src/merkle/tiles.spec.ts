import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { leafHash, sha256 } from './hashing.js';
import { inclusionProof, rootAt, verifyInclusion } from './proofs.js';
import { entryBundle, parseEntryBundle, parseTilePath, TileReader, tilePath, tileWidth } from './tiles.js';
import { MemoryTree } from './tree.js';

describe('the path of a tile', () => {
  it.each([
    [0, 0n, 256, 'tile/0/000'],
    [0, 1234067n, 256, 'tile/0/x001/x234/067'], // the example of C2SP tlog-tiles
    [0, 1234067n, 8, 'tile/0/x001/x234/067.p/8'],
    [1, 999n, 255, 'tile/1/999.p/255'],
    [2, 1000n, 1, 'tile/2/x001/000.p/1'],
    ['entries', 273n, 112, 'tile/entries/273.p/112'],
    [63, 2n ** 64n - 1n, 256, 'tile/63/x018/x446/x744/x073/x709/x551/615'],
  ] as const)('of level %s, index %s, width %s is %s', (level, index, width, path) => {
    expect(tilePath(level, index, width)).toBe(path);
    expect(parseTilePath(path)).toEqual({ level, index, width });
  });

  it.each([
    'tile/0', 'tile/0/', 'tile/0/0', 'tile/0/00', 'tile/0/0000', 'tile/00/000', 'tile/01/000', 'tile/64/000', 'tile/-1/000', 'tile/x/000', 'tile/data/000',
    'tile/0/x000/000', 'tile/0/x001', 'tile/0/001/000', 'tile/0/x1/000', 'tile/0/x001/x000', 'tile/0/x018/x446/x744/x073/x709/x551/616', 'tile/0/x001/x018/x446/x744/x073/x709/x551/615',
    'tile/0/000.p', 'tile/0/000.p/', 'tile/0/000.p/0', 'tile/0/000.p/01', 'tile/0/000.p/256', 'tile/0/000.p/257', 'tile/0/000.p/-1', 'tile/0/000/p/1', 'tile/0/000.p/1/',
    '/tile/0/000', 'tile/0/000 ', 'tile/0/000\n', 'tile/0/٠٠٠', 'tile/entries', 'tile/entries/0', 'tile/ENTRIES/000', 'tile//000', '',
  ])('is not %j', (path) => {
    expect(parseTilePath(path)).toBeNull();
  });

  it('has one spelling and one meaning', () => {
    fc.assert(
      fc.property(fc.oneof(fc.nat(63), fc.constant('entries' as const)), fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), fc.integer({ min: 1, max: 256 }), (level, index, width) => {
        expect(parseTilePath(tilePath(level, index, width))).toEqual({ level, index, width });
      }),
    );
  });
});

describe('the width of a tile', () => {
  // C2SP tlog-tiles: 70,000 leaves have 273 full level-0 tiles and one of 112, one full level-1 tile and one of 17, one level-2 tile of 1.
  it.each([
    [0, 272n, 70_000n, 256], [0, 273n, 70_000n, 112], [0, 274n, 70_000n, 0],
    [1, 0n, 70_000n, 256], [1, 1n, 70_000n, 17], [1, 2n, 70_000n, 0],
    [2, 0n, 70_000n, 1], [3, 0n, 70_000n, 0], ['entries', 273n, 70_000n, 112],
    [0, 0n, 256n, 256], [1, 0n, 256n, 1], [0, 0n, 0n, 0], [7, 0n, 2n ** 64n - 1n, 255], [8, 0n, 2n ** 64n - 1n, 0],
  ] as const)('of level %s, index %s in a tree of %s is %s', (level, index, size, width) => {
    expect(tileWidth(level, index, size)).toBe(width);
  });
});

describe('tiles', () => {
  const leaves = Array.from({ length: 66_000 }, (_, i) => sha256(Buffer.from(`entry ${i}`)));
  const tree = new MemoryTree(leaves.map(leafHash));

  /** The tiles as a log would serve them, from their definition in C2SP tlog-tiles: each hash is the root over 256^level leaves. */
  const serve = (fetched: string[] = []) => async ({ level, index, width }: { level: number; index: bigint; width: number }): Promise<Buffer> => {
    fetched.push(tilePath(level, index, width));
    const nodes = Array.from({ length: width }, (_, i) => ({ level: 8 * level, index: index * 256n + BigInt(i) }));
    return Buffer.concat(await tree.read(nodes));
  };

  it.each([1n, 2n, 255n, 256n, 257n, 511n, 1000n, 65_535n, 65_536n, 65_537n, 66_000n])('give root and proofs of a tree of %s leaves', async (size) => {
    const reader = new TileReader(size, serve());
    const root = await rootAt(size, reader.read);
    expect(root).toEqual(await rootAt(size, tree.read));
    for (const index of new Set([0n, size / 3n, size / 2n, size - 1n])) {
      const proof = await inclusionProof(index, size, reader.read);
      expect(verifyInclusion({ leafHash: leafHash(leaves[Number(index)] as Buffer), index, size, proof, root })).toBe(true);
    }
  });

  it('are fetched once each, in the width of the tree, and a proof needs few', async () => {
    const fetched: string[] = [];
    const reader = new TileReader(66_000n, serve(fetched));
    await inclusionProof(65_999n, 66_000n, reader.read);
    expect([...fetched].sort()).toEqual(['tile/0/257.p/208', 'tile/1/001.p/1', 'tile/2/000.p/1']);
    await inclusionProof(65_998n, 66_000n, reader.read);
    expect(fetched).toHaveLength(3);
  });

  it('that are too short are refused, and asked for again', async () => {
    const good = serve();
    let broken = true;
    const reader = new TileReader(300n, async (tile) => (await good(tile)).subarray(broken && tile.level === 0 ? 1 : 0));
    await expect(rootAt(300n, reader.read)).rejects.toThrow('A tile of 44 hashes has 1408 bytes, not 1407.');
    broken = false;
    expect(await rootAt(300n, reader.read)).toEqual(await rootAt(300n, tree.read));
  });

  it('have no subtree beyond the tree', async () => {
    const reader = new TileReader(300n, serve());
    await expect(reader.read([{ level: 0, index: 300n }])).rejects.toThrow('The tree of 300 has no whole subtree 300 at level 0.');
    await expect(reader.read([{ level: 8, index: 1n }])).rejects.toThrow('The tree of 300 has no whole subtree 1 at level 8.');
  });
});

describe('an entry bundle', () => {
  const [a, b] = [sha256(Buffer.from('a')), sha256(Buffer.from('b'))];

  it('has each leaf with its length before it', () => {
    const bundle = entryBundle([a, b]);
    expect(bundle.toString('hex')).toBe(`0020${a.toString('hex')}0020${b.toString('hex')}`);
    expect(parseEntryBundle(bundle)).toEqual([a, b]);
  });

  it.each([
    ['nothing', Buffer.alloc(0), 'of 0 bytes is broken off'],
    ['half an entry', entryBundle([a, b]).subarray(0, 50), 'of 50 bytes is broken off'],
    ['something at its end', Buffer.concat([entryBundle([a]), Buffer.alloc(2)]), 'of 36 bytes'],
    ['a length of 31', Buffer.concat([Buffer.from([0, 31]), a]), 'Entry 0 of the bundle does not say that it has 32 bytes.'],
    ['a length in the other order', Buffer.concat([entryBundle([b]), Buffer.from([32, 0]), a]), 'Entry 1 of the bundle'],
    ['more than 256', Buffer.concat(Array.from({ length: 257 }, () => entryBundle([a]))), 'of 8738 bytes'],
  ])('of %s is refused', (_, bytes, why) => {
    expect(() => parseEntryBundle(bytes)).toThrow(why);
  });

  it('is not made of what is none', () => {
    expect(() => entryBundle([])).toThrow('1 to 256 leaves, not 0');
    expect(() => entryBundle(Array.from({ length: 257 }, () => a))).toThrow('1 to 256 leaves, not 257');
    expect(() => entryBundle([a.subarray(1)])).toThrow('A leaf has 32 bytes.');
  });
});
