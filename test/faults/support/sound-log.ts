import { entryBundle, Frontier, leafHash, leafOf, linkBytes, parseCheckpoint, parseEntryBundle, rootOf, TILE_WIDTH, tilePath, tileWidth, Verifier, verifyNote, verifyReceipt } from '@hub/audit';
import type { TestHub } from '@hub/testing';

/** What clients hold in their hands: signed notes, and receipts by the organisation that got them. */
export interface Kept {
  checkpoints: Set<string>;
  receipts: { holder: string; receipt: string }[];
}

/** Everything that is not as it must be in a hub's log: in what it shows to all, in its tables, and against what clients keep. */
export async function troubles(hub: TestHub, kept: Kept): Promise<string[]> {
  const records = await hub.recorded(); // seals what waits
  const verifiers = (await (await fetch(`${hub.url}/audit/keys`)).text()).split('\n').filter(Boolean).map((key) => Verifier.parse(key));
  const { rows: chunks } = await hub.superuser<{ number: number; leaves: Buffer }>('SELECT number::int AS number, leaves FROM hub.log_chunks ORDER BY number');
  const leaves = chunks.flatMap((chunk) => Array.from({ length: 64 }, (_, index) => chunk.leaves.subarray(32 * index, 32 * index + 32)));
  const gaps = chunks.flatMap(({ number }, index) => (number === index ? [] : [`chunk ${number} stands where ${index} must be`]));
  const roots = rootsOf(leaves);
  const waiting = await hub.superuser('SELECT 1 FROM hub.ledger_unsealed');
  return [
    ...gaps, ...(waiting.rows.length > 0 ? [`${waiting.rows.length} acts were never sealed`] : []),
    ...(await sealTroubles(hub, roots, verifiers)), ...(await recordTroubles(hub, leaves)), ...(await publicTroubles(hub, verifiers)),
    ...noteTroubles(kept.checkpoints, roots, verifiers), ...receiptTroubles(kept, records, verifiers),
  ];
}

/** The root at each size that can have been sealed. */
function rootsOf(leaves: readonly Buffer[]): Map<bigint, string> {
  const tree = Frontier.of(0n, []);
  const roots = new Map<bigint, string>();
  for (const leaf of leaves) {
    tree.append(leafHash(leaf));
    if (tree.size % 64n === 0n) roots.set(tree.size, tree.root().toString('base64'));
  }
  return roots;
}

/** Notes of one log, each of a size that it had, with the root that it had then: two roots of one size can't both be. */
function noteTroubles(notes: Iterable<string>, roots: ReadonlyMap<bigint, string>, verifiers: Verifier[]): string[] {
  return [...notes].flatMap((note) => {
    const { size, root } = parseCheckpoint(verifyNote(note, verifiers).note.text);
    return roots.get(size) === root.toString('base64') ? [] : [`a checkpoint was signed of ${size} entries that are not the log's`];
  });
}

async function sealTroubles(hub: TestHub, roots: ReadonlyMap<bigint, string>, verifiers: Verifier[]): Promise<string[]> {
  const { rows } = await hub.superuser<{ number: number; size: string; root: Buffer; frontier: Buffer; checkpoint: string }>(
    'SELECT number::int AS number, size::text AS size, root, frontier, checkpoint FROM hub.log_seals ORDER BY number');
  const found = noteTroubles(rows.map(({ checkpoint }) => checkpoint), roots, verifiers);
  rows.forEach(({ number, size, root, frontier }, index) => {
    if (number !== index + 1) found.push(`seal ${number} stands where ${index + 1} must be`);
    if (roots.get(BigInt(size)) !== root.toString('base64')) found.push(`seal ${number} keeps another root than its leaves make`);
    const hashes = Array.from({ length: frontier.length / 32 }, (_, at) => frontier.subarray(32 * at, 32 * at + 32));
    if (!Frontier.of(BigInt(size), hashes).root().equals(root)) found.push(`seal ${number} keeps another frontier than its root`);
    if (BigInt(size) <= BigInt(rows[index - 1]?.size ?? 0)) found.push(`seal ${number} does not grow the log`);
  });
  const last = rows.at(-1);
  if (BigInt(last?.size ?? 0) !== BigInt(roots.size * 64)) found.push(`the log has ${roots.size * 64} leaves, and its last seal ${last?.size}`);
  return found;
}

interface RecordRow { holder: string; counter: string; index: string; leaf: Buffer; salt: Buffer; hash: Buffer; subjects: number; known: number }

async function recordTroubles(hub: TestHub, leaves: readonly Buffer[]): Promise<string[]> {
  const { rows } = await hub.superuser<RecordRow>(`
    SELECT r.holder_id AS holder, r.counter::text AS counter, r.log_index::text AS index, r.leaf, r.link_salt AS salt, r.body_hash AS hash, cardinality(r.subject_ids) AS subjects,
      (SELECT count(*)::int FROM hub.log_subjects s WHERE s.holder_id = r.holder_id AND s.block = r.counter >> 9 AND s.subject_id = ANY (r.subject_ids)) AS known
    FROM hub.log_records r ORDER BY r.holder_id, r.counter`);
  const found: string[] = [];
  const places = new Set<string>();
  let last: RecordRow | undefined;
  for (const row of rows) {
    const previous = last?.holder === row.holder ? last : undefined;
    const counter = BigInt(previous?.counter ?? 0) + 1n;
    const link = linkBytes({ holder: row.holder, counter, previous: previous?.leaf ?? null });
    if (BigInt(row.counter) !== counter) found.push(`record ${row.counter} of ${row.holder} stands where ${counter} must be`);
    if (!leafOf({ link, linkSalt: row.salt, bodyHash: row.hash }).equals(row.leaf)) found.push(`record ${row.counter} of ${row.holder} is not linked to the one before it`);
    if (!leaves[Number(row.index)]?.equals(row.leaf)) found.push(`record ${row.counter} of ${row.holder} does not stand at ${row.index}`);
    if (places.has(row.index)) found.push(`two records stand at ${row.index}`);
    if (row.subjects !== row.known) found.push(`record ${row.counter} of ${row.holder} is not found by its subjects`);
    places.add(row.index);
    last = row;
  }
  return found;
}

/** Recomputes the tree from what anybody can read, and compares every tile of it. */
export async function publicTroubles({ url }: Pick<TestHub, 'url'>, verifiers: Verifier[]): Promise<string[]> {
  const get = async (path: string): Promise<Buffer> => {
    const response = await fetch(`${url}/audit/${path}`);
    return response.status === 200 ? Buffer.from(await response.arrayBuffer()) : Buffer.alloc(0);
  };
  const { size, root } = parseCheckpoint(verifyNote((await get('checkpoint')).toString(), verifiers).note.text);
  const found: string[] = [];
  let row: Buffer[] = [];
  for (let index = 0n; index * 256n < size; index += 1n) {
    const bundle = await get(tilePath('entries', index, tileWidth('entries', index, size)));
    const part = bundle.length > 0 ? parseEntryBundle(bundle) : [];
    if (part.length === 0 || !entryBundle(part).equals(bundle)) found.push(`the entry bundle ${index} can not be had`);
    row.push(...part.map(leafHash));
  }
  if (!rootOf(row).equals(root)) found.push(`the entries do not make the public checkpoint of ${size}`);
  for (let level = 0; row.length > 0; level += 1) {
    const parts = Array.from({ length: Math.ceil(row.length / TILE_WIDTH) }, (_, index) => row.slice(index * TILE_WIDTH, (index + 1) * TILE_WIDTH));
    for (const [index, hashes] of parts.entries()) {
      if (!(await get(tilePath(level, BigInt(index), hashes.length))).equals(Buffer.concat(hashes))) found.push(`tile ${index} of level ${level} is not what the entries make`);
    }
    row = parts.filter(({ length }) => length === TILE_WIDTH).map(rootOf);
  }
  return found;
}

function receiptTroubles({ receipts }: Kept, records: Awaited<ReturnType<TestHub['recorded']>>, verifiers: Verifier[]): string[] {
  const acts = new Set(records.map(({ holder, actId }) => `${holder} ${actId}`));
  return receipts.flatMap(({ holder, receipt }) =>
    verifyReceipt(receipt, verifiers).acts.filter((act) => !acts.has(`${holder} ${act}`)).map((act) => `for a receipt of ${holder} there is no record of the act ${act}`));
}
