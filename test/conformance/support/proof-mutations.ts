import { randomInt } from 'node:crypto';
import {
  consistencyProof, type ConsistencyCheck, formatCheckpoint, inclusionProof, leafHash, LocalSigner, MemoryTree, parseNote, rootAt, sha256, signNote, verifyNote, type InclusionCheck,
} from '@hub/audit';

export interface InclusionVector extends InclusionCheck { readonly leafHash: Buffer; readonly root: Buffer; readonly proof: readonly Buffer[] }
export interface ConsistencyVector extends ConsistencyCheck { readonly fromRoot: Buffer; readonly toRoot: Buffer; readonly proof: readonly Buffer[] }

/** content: hashes and indices, which the proof alone must refuse. size: which the proof refuses where its shape changes, and the checkpoint's signature always. */
export interface Mutation<V> { readonly kind: 'content' | 'size'; readonly mutated: V }

function* bitsOf(hash: Buffer): Generator<Buffer> {
  for (let bit = 0; bit < hash.length * 8; bit += 1) {
    const changed = Buffer.from(hash);
    changed[bit >> 3] = (changed[bit >> 3] as number) ^ (1 << (bit & 7));
    yield changed;
  }
  yield hash.subarray(1);
  yield hash.subarray(0, 31);
  yield Buffer.concat([hash, Buffer.alloc(1)]);
  yield Buffer.alloc(0);
}

/** Every other list of hashes: bits, elements taken away, added, doubled, exchanged. */
function* listsOf(proof: readonly Buffer[], strangers: readonly Buffer[]): Generator<readonly Buffer[]> {
  const added = [...strangers, Buffer.alloc(32), sha256(Buffer.from('a stranger'))];
  for (const [i, hash] of proof.entries()) {
    for (const changed of bitsOf(hash)) yield proof.with(i, changed);
    for (const other of added) yield proof.with(i, other);
    yield proof.toSpliced(i, 1);
    yield proof.slice(0, i);
    yield proof.slice(i + 1);
    for (let j = i + 1; j < proof.length; j += 1) yield proof.with(i, proof[j] as Buffer).with(j, hash);
  }
  for (let i = 0; i <= proof.length; i += 1) for (const other of [...added, ...proof]) yield proof.toSpliced(i, 0, other);
  yield proof.toReversed();
  yield [...proof, ...proof];
}

function* numbersOf(value: bigint): Generator<bigint> {
  for (let bit = 0n; bit < 64n; bit += 1n) yield value ^ (1n << bit);
  for (let step = 1n; step <= 64n; step += 1n) yield* [value + step, value - step];
  yield* [0n, -1n, -value, 2n * value, value / 2n, 2n ** 63n, 2n ** 64n - 1n, 2n ** 64n, 2n ** 64n + value];
}

/** Everything that is not the vector but near it. */
export function* inclusionMutations(vector: InclusionVector): Generator<Mutation<InclusionVector>> {
  const { leafHash: leaf, index, size, proof, root } = vector;
  const content = (change: Partial<InclusionVector>): Mutation<InclusionVector> => ({ kind: 'content', mutated: { ...vector, ...change } });
  for (const changed of bitsOf(leaf)) yield content({ leafHash: changed });
  for (const changed of bitsOf(root)) yield content({ root: changed });
  if (!root.equals(leaf)) yield* [content({ leafHash: root, root: leaf }), content({ leafHash: root }), content({ root: leaf })];
  for (const list of listsOf(proof, [leaf, root])) if (!sameList(list, proof)) yield content({ proof: list });
  for (const other of new Set(numbersOf(index))) if (other !== index) yield content({ index: other });
  for (const other of new Set(numbersOf(size))) if (other !== size) yield { kind: 'size', mutated: { ...vector, size: other } };
}

/** Everything that is not the vector but near it. */
export function* consistencyMutations(vector: ConsistencyVector): Generator<Mutation<ConsistencyVector>> {
  const { from, to, fromRoot, toRoot, proof } = vector;
  const content = (change: Partial<ConsistencyVector>): Mutation<ConsistencyVector> => ({ kind: 'content', mutated: { ...vector, ...change } });
  const size = (change: Partial<ConsistencyVector>): Mutation<ConsistencyVector> => ({ kind: 'size', mutated: { ...vector, ...change } });
  for (const changed of bitsOf(fromRoot)) yield content({ fromRoot: changed });
  for (const changed of bitsOf(toRoot)) yield content({ toRoot: changed });
  if (!fromRoot.equals(toRoot)) yield* [content({ fromRoot: toRoot, toRoot: fromRoot }), content({ fromRoot: toRoot }), content({ toRoot: fromRoot })];
  for (const list of listsOf(proof, [fromRoot, toRoot])) if (!sameList(list, proof)) yield content({ proof: list });
  for (const other of new Set(numbersOf(from))) if (other !== from) yield size({ from: other });
  for (const other of new Set(numbersOf(to))) if (other !== to) yield size({ to: other });
  if (from !== to) yield size({ from: to, to: from });
}

const sameList = (a: readonly Buffer[], b: readonly Buffer[]): boolean => a.length === b.length && a.every((hash, i) => hash.equals(b[i] as Buffer));

/** Whether a size and a root are what a checkpoint states that the log has signed: the signatures are those of the true ones. */
export async function signedBy(states: readonly { readonly size: bigint; readonly root: Buffer }[]): Promise<(state: { readonly size: bigint; readonly root: Buffer }) => boolean> {
  const origin = 'hub.example/audit';
  const log = LocalSigner.generate(origin);
  const textOf = (state: { readonly size: bigint; readonly root: Buffer }): string => formatCheckpoint({ origin, ...state, sealedAt: new Date(0) });
  const notes = await Promise.all(states.map(({ size, root }) => signNote(textOf({ size, root }), [log])));
  const signatures = notes.map((note) => note.slice(parseNote(note).text.length));
  return ({ size, root }) =>
    signatures.some((signature) => {
      try {
        return verifyNote(textOf({ size, root }) + signature, [log.verifier()]).by.length === 1;
      } catch {
        return false;
      }
    });
}

/** Which way a proof of inclusion leads, from the root down (RFC 9162 2.1.3.1). */
export const inclusionShape = (index: bigint, size: bigint): string => {
  if (index < 0n || index >= size || size >= 2n ** 64n) return 'none';
  let shape = '';
  for (let [m, n] = [index, size]; n > 1n; ) {
    let k = 1n;
    while (2n * k < n) k *= 2n;
    shape += m < k ? 'l' : 'r';
    [m, n] = m < k ? [m, k] : [m - k, n - k];
  }
  return shape;
};

/** Which way a proof of consistency leads, from the root down, and whether it begins with the old tree itself (RFC 9162 2.1.4.1). */
export const consistencyShape = (from: bigint, to: bigint): string => {
  if (from <= 0n || from > to || to >= 2n ** 64n) return 'none';
  let shape = '';
  let whole = true;
  for (let [m, n] = [from, to]; m !== n; ) {
    let k = 1n;
    while (2n * k < n) k *= 2n;
    shape += m <= k ? 'l' : 'r';
    whole &&= m <= k;
    [m, n] = m <= k ? [m, k] : [m - k, n - k];
  }
  return `${shape}${whole ? '' : '+'}`;
};

/** Good proofs of trees of random sizes up to 600, at random places. */
export async function randomVectors(count: number): Promise<{ inclusion: InclusionVector[]; consistency: ConsistencyVector[] }> {
  const tree = new MemoryTree(Array.from({ length: 600 }, (_, i) => leafHash(Buffer.from(`entry ${i}`))));
  const leaf = async (index: bigint): Promise<Buffer> => (await tree.read([{ level: 0, index }]))[0] as Buffer;
  const inclusion: InclusionVector[] = [];
  const consistency: ConsistencyVector[] = [];
  for (let i = 0; i < count; i += 1) {
    const size = BigInt(randomInt(2, 601));
    const [index, from] = [BigInt(randomInt(0, Number(size))), BigInt(randomInt(1, Number(size)))];
    inclusion.push({ leafHash: await leaf(index), index, size, proof: await inclusionProof(index, size, tree.read), root: await rootAt(size, tree.read) });
    consistency.push({ from, to: size, fromRoot: await rootAt(from, tree.read), toRoot: await rootAt(size, tree.read), proof: await consistencyProof(from, size, tree.read) });
  }
  return { inclusion, consistency };
}
