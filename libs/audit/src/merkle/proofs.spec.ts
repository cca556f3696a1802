import { describe, expect, it } from '@jest/globals';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashing.js';
import { verifyConsistency, verifyInclusion } from './proofs.js';
import { rootOf } from './tree.js';

const b64 = (...texts: string[]): Buffer[] => texts.map((text) => Buffer.from(text, 'base64'));

// transparency-dev/merkle@417fb0c (Apache-2.0): testonly/constants.go, rfc6962/rfc6962_test.go.
const INPUTS = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
].map((hex) => Buffer.from(hex, 'hex'));
const hashes = INPUTS.map((hex) => leafHash(Buffer.from(hex, 'hex')));
const rootOfSize = (size: number): Buffer => ROOTS[size] as Buffer;

describe('the vectors of transparency-dev/merkle', () => {
  it('hash leaves, nodes and the empty tree', () => {
    expect(leafHash(Buffer.from('L123456')).toString('hex')).toBe('395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56');
    // N123 and N456 are no hashes: what a node is made of has 32 bytes here.
    expect(() => nodeHash(Buffer.from('N123'), Buffer.from('N456'))).toThrow('two hashes of 32 bytes');
    expect(EMPTY_ROOT).toEqual(ROOTS[0]);
    ROOTS.forEach((root, size) => expect(rootOf(hashes.slice(0, size))).toEqual(root));
  });

  it('take the leaf at 0 of 8 and the step from 6 to 8 (inclusion/1, consistency/2)', () => {
    const inclusion = b64('lqKW0iTyhcZ77pPDD4owkVfw2qNdxbh+QQt4YwoJz8c=', 'Xwg/ChozygdqlSeYMlgNs+DvRYS9/x9UyKNg9Q3jAx4=', 'a0eq8p7jwq+a+Im8H7klTavTEXfxYjLdaqsDXKOb9uQ=');
    expect(verifyInclusion({ leafHash: hashes[0] as Buffer, index: 0n, size: 8n, proof: inclusion, root: rootOfSize(8) })).toBe(true);
    const [l4, l5, l6, l7] = hashes.slice(4) as [Buffer, Buffer, Buffer, Buffer];
    const consistency = [nodeHash(l4, l5), nodeHash(l6, l7), rootOfSize(4)];
    expect(verifyConsistency({ from: 6n, to: 8n, fromRoot: rootOfSize(6), toRoot: rootOfSize(8), proof: consistency })).toBe(true);
  });
});

describe('a proof is refused', () => {
  const leaf = hashes[0] as Buffer;
  const one = { leafHash: leaf, index: 0n, size: 1n, proof: [], root: leaf };
  const same = { from: 8n, to: 8n, fromRoot: rootOfSize(8), toRoot: rootOfSize(8), proof: [] };

  it.each([
    ['an index before the first', { ...one, index: -1n }],
    ['an index of 64 set bits', { ...one, index: 2n ** 64n - 1n }],
    ['an index that would be right in 64 bits', { ...one, index: 2n ** 64n }],
    ['a tree without leaves', { ...one, size: 0n }],
    ['a size beyond 64 bits', { ...one, size: 2n ** 64n + 1n }],
    ['one hash too many', { ...one, proof: [leaf] }],
    ['a leaf hash that is none', { ...one, leafHash: leaf.subarray(1), root: leaf.subarray(1) }],
    ['a root that is cut off', { ...one, root: leaf.subarray(0, 31) }],
    ['a hash of 33 bytes', { ...one, size: 2n, proof: [Buffer.alloc(33)] }],
  ])('of inclusion: %s', (_, check) => {
    expect(verifyInclusion(one)).toBe(true);
    expect(verifyInclusion(check)).toBe(false);
  });

  it.each([
    ['from nothing', { ...same, from: 0n, fromRoot: EMPTY_ROOT }],
    ['from nothing to nothing', { ...same, from: 0n, to: 0n, fromRoot: EMPTY_ROOT, toRoot: EMPTY_ROOT }],
    ['to a smaller tree', { ...same, to: 7n, toRoot: rootOfSize(7) }],
    ['from below nothing', { ...same, from: -8n }],
    ['to beyond 64 bits', { ...same, to: 2n ** 64n }],
    ['of one size with two roots (a fork)', { ...same, toRoot: rootOfSize(7) }],
    ['of one size with a proof', { ...same, proof: [leaf] }],
    ['of two sizes with the same root and no proof', { ...same, from: 4n }],
    ['with roots that are cut off', { ...same, fromRoot: leaf.subarray(1), toRoot: leaf.subarray(1) }],
  ])('of consistency: %s', (_, check) => {
    expect(verifyConsistency(same)).toBe(true);
    expect(verifyConsistency(check)).toBe(false);
  });
});
