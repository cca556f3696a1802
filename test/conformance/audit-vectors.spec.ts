import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  EMPTY_ROOT, Frontier, leafHash, MemoryTree, NoteError, parseCheckpoint, parseNote, rootOf, sha256, Verifier, verifyConsistency, verifyInclusion, verifyNote,
} from '@hub/audit';
import { consistencyMutations, consistencyShape, type ConsistencyVector, inclusionMutations, inclusionShape, type InclusionVector, randomVectors, signedBy } from './support/proof-mutations.js';

const FOLDER = join(process.cwd(), '../shared/data/tlog');
const present = existsSync(FOLDER);
const onTheVectors = present ? describe : describe.skip;

interface Vectors {
  readonly signedNote: { readonly vkey: string; readonly text: string; readonly signatureLine: string };
  readonly checkpointParse: { readonly note: string; readonly expect: { readonly origin: string; readonly size: number }; readonly mustReject: readonly string[] };
  readonly rfc6962: {
    readonly emptyRoot: string; readonly emptyLeaf: string; readonly leaf: Record<string, string>; readonly node: { readonly left: string; readonly right: string; readonly hash: string };
    readonly leafInputsHex: readonly string[]; readonly rootsBySize: readonly string[];
  };
}
const read = <T>(...path: string[]): T => JSON.parse(readFileSync(join(FOLDER, ...path), 'utf8')) as T;

interface Proof { readonly root: string; readonly root1: string; readonly root2: string; readonly leafHash: string; readonly proof: string[] | null; readonly wantErr: boolean }
/** Numbers as they are written, of any length: JSON.parse would round them. */
function proofs(kind: 'inclusion' | 'consistency'): { name: string; vector: Proof; number: (field: string) => bigint }[] {
  return readdirSync(join(FOLDER, kind)).sort().map((name) => {
    const text = readFileSync(join(FOLDER, kind, name), 'utf8');
    return { name: `${kind}/${name}`, vector: JSON.parse(text) as Proof, number: (field) => BigInt(new RegExp(`"${field}": *(-?\\d+)`).exec(text)?.[1] ?? NaN) };
  });
}
const bytes = (text: string): Buffer => Buffer.from(text, 'base64');
const inclusionVectors = (): (InclusionVector & { name: string; good: boolean })[] =>
  proofs('inclusion').map(({ name, vector, number }) => ({ name, good: !vector.wantErr, index: number('leafIdx'), size: number('treeSize'), root: bytes(vector.root), leafHash: bytes(vector.leafHash), proof: (vector.proof ?? []).map(bytes) }));
const consistencyVectors = (): (ConsistencyVector & { name: string; good: boolean })[] =>
  proofs('consistency').map(({ name, vector, number }) => ({ name, good: !vector.wantErr, from: number('size1'), to: number('size2'), fromRoot: bytes(vector.root1), toRoot: bytes(vector.root2), proof: (vector.proof ?? []).map(bytes) }));

onTheVectors(`the published vectors${present ? '' : ` (skipped: ${FOLDER} is not here)`}`, () => {
  const vectors = present ? read<Vectors>('vectors.json') : ({} as Vectors);

  it('of RFC 6962: hashes and roots', () => {
    const { emptyRoot, emptyLeaf, leaf, node, leafInputsHex, rootsBySize } = vectors.rfc6962;
    expect(EMPTY_ROOT.toString('hex')).toBe(emptyRoot);
    expect(leafHash(Buffer.alloc(0)).toString('hex')).toBe(emptyLeaf);
    for (const [data, hash] of Object.entries(leaf)) expect(leafHash(Buffer.from(data)).toString('hex')).toBe(hash);
    // Its sides are not hashes, so that only the formula can be asked for it; nodeHash is held to it by the roots.
    expect(sha256(Buffer.from([1]), Buffer.from(node.left), Buffer.from(node.right)).toString('hex')).toBe(node.hash);
    const hashes = leafInputsHex.map((hex) => leafHash(Buffer.from(hex, 'hex')));
    const frontier = Frontier.of(0n, []);
    rootsBySize.forEach((root, size) => {
      if (size > 0) frontier.append(hashes[size - 1] as Buffer);
      expect([frontier.root().toString('hex'), rootOf(hashes.slice(0, size)).toString('hex')]).toEqual([root, root]);
    });
    expect(rootsBySize).toHaveLength(9);
  });

  it('of C2SP signed-note', () => {
    const { vkey, text, signatureLine } = vectors.signedNote;
    expect(verifyNote(`${text}\n${signatureLine}\n`, [Verifier.parse(vkey)]).by).toEqual([vkey]);
    expect(Verifier.parse(vkey).keyId.toString('hex')).toBe('530d903a');
  });

  it('of C2SP tlog-checkpoint, with all that must be refused', () => {
    const { note, expect: wanted, mustReject } = vectors.checkpointParse;
    const parse = (text: string): object => parseCheckpoint(parseNote(text).text);
    expect(parse(note)).toMatchObject({ origin: wanted.origin, size: BigInt(wanted.size) });
    const [origin = '', size = '', root = ''] = note.split('\n');
    const spoiled: Record<string, string> = {
      'empty origin': note.replace(origin, ''),
      'size with leading zero': note.replace(`\n${size}\n`, `\n0${size}\n`),
      'root not base64 of 32 bytes': note.replace(root, root.slice(4)),
      'empty extension line': note.replace(`${root}\n`, `${root}\n\nextension\n`),
      'fewer than 3 lines': note.replace(`${root}\n`, ''),
      'control character other than newline': note.replace(origin, `${origin}\t`),
      'key name containing space or +': note.replace('— example.com', '— example+com'),
    };
    expect(Object.keys(spoiled)).toEqual(mustReject);
    for (const text of Object.values(spoiled)) expect(() => parse(text)).toThrow(NoteError);
    expect(() => parse(note.replace('— example.com/', '— example.com /'))).toThrow(NoteError);
  });

  it('of transparency-dev/merkle: the good proofs verify, the bad ones do not', () => {
    const inclusion = inclusionVectors().map((vector) => [vector.name, verifyInclusion(vector), vector.good]);
    const consistency = consistencyVectors().map((vector) => [vector.name, verifyConsistency(vector), vector.good]);
    expect([inclusion.length, consistency.length]).toEqual([5, 13]);
    for (const [name, verified, good] of [...inclusion, ...consistency]) expect([name, verified]).toEqual([name, good]);
  });

  it('changed in any bit, element, order, index or size: accepted 0', async () => {
    const tried = await countAccepted(inclusionVectors().filter(({ good }) => good), consistencyVectors().filter(({ good }) => good));
    tell('the published vectors', tried);
    expect(tried.mutations).toBeGreaterThan(10_000);
    expect(tried.accepted).toBe(0);
  });
});

describe('proofs of random trees', () => {
  it('changed in any bit, element, order, index or size: accepted 0', async () => {
    const { inclusion, consistency } = await randomVectors(12);
    expect(inclusion.every(verifyInclusion) && consistency.every(verifyConsistency)).toBe(true);
    const tried = await countAccepted(inclusion, consistency);
    tell('proofs of random trees', tried);
    expect(tried.mutations).toBeGreaterThan(30_000);
    expect(tried.accepted).toBe(0);
  });

  it('would be accepted if nothing were changed: the door that the mutations stand before does open', async () => {
    const tree = new MemoryTree(['a', 'b', 'c'].map((text) => leafHash(Buffer.from(text))));
    const door = await signedBy([{ size: 3n, root: tree.root() }]);
    expect(door({ size: 3n, root: tree.root() })).toBe(true);
    expect([door({ size: 4n, root: tree.root() }), door({ size: 3n, root: EMPTY_ROOT })]).toEqual([false, false]);
  });
});

interface Tried { mutations: number; accepted: number; sameShape: number }

/**
 * Counts what is accepted. A size is mutated in the checkpoint that states it, since a proof holds for every size that
 * gives it the same shape; that the proof alone takes those sizes, and no others, is counted too.
 */
async function countAccepted(inclusion: readonly InclusionVector[], consistency: readonly ConsistencyVector[]): Promise<Tried> {
  const tried: Tried = { mutations: 0, accepted: 0, sameShape: 0 };
  const count = ({ kind }: { readonly kind: string }, verified: boolean, sameShape: () => boolean, signed: () => boolean): void => {
    tried.mutations += 1;
    if (verified && (kind === 'content' || signed())) tried.accepted += 1;
    if (kind !== 'size') return;
    expect(verified).toBe(sameShape());
    if (verified) tried.sameShape += 1;
  };
  for (const vector of inclusion) {
    const signed = await signedBy([vector]);
    const shape = inclusionShape(vector.index, vector.size);
    for (const mutation of inclusionMutations(vector)) {
      const { mutated } = mutation;
      count(mutation, verifyInclusion(mutated), () => inclusionShape(mutated.index, mutated.size) === shape, () => signed(mutated));
    }
  }
  for (const vector of consistency) {
    const signed = await signedBy([{ size: vector.from, root: vector.fromRoot }, { size: vector.to, root: vector.toRoot }]);
    const shape = consistencyShape(vector.from, vector.to);
    for (const mutation of consistencyMutations(vector)) {
      const { from, to, fromRoot, toRoot } = mutation.mutated;
      count(mutation, verifyConsistency(mutation.mutated), () => consistencyShape(from, to) === shape, () => signed({ size: from, root: fromRoot }) && signed({ size: to, root: toRoot }));
    }
  }
  return tried;
}

function tell(of: string, { mutations, accepted, sameShape }: Tried): void {
  process.stdout.write(`mutations of ${of}: ${mutations} tried, accepted ${accepted} (sizes of the same shape, refused by the checkpoint's signature: ${sameShape})\n`);
}
