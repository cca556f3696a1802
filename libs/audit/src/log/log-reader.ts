import type { Database } from '@hub/platform';
import { leafHash } from '../merkle/hashing.js';
import { consistencyProof, inclusionProof } from '../merkle/proofs.js';
import { type Node, rootOf } from '../merkle/tree.js';
import { CHUNK } from './sealing.js';

/** A checkpoint that stands: size, and the signed note with its cosignatures. */
export interface StandingCheckpoint {
  readonly size: number;
  readonly root: Buffer;
  readonly note: string;
}

interface SealedCheckpoint { readonly size: number; readonly root: Buffer; readonly checkpoint: string; readonly cosignatures: string }

const CHECKPOINT = `SELECT s.size, s.root, s.checkpoint,
    coalesce((SELECT string_agg(c.line, '' ORDER BY c.witness) FROM hub.log_cosignatures c WHERE c.seal_number = s.number), '') AS cosignatures
  FROM hub.log_seals s`;
const CHUNK_LEVEL = 6;
const TILE_LEVELS = 8;
const TILE = 256;

/** Reads the tree as it stands: checkpoints, proofs, tiles. What of it is public yet is the caller's to say. */
export class LogReader {
  constructor(private readonly database: Database) {}

  /** The newest checkpoint. */
  fresh(): Promise<StandingCheckpoint | null> {
    return this.checkpoint('log-fresh', `${CHECKPOINT} ORDER BY s.number DESC LIMIT 1`);
  }

  /** The one that anybody may see. */
  public(): Promise<StandingCheckpoint | null> {
    return this.checkpoint('log-public', `${CHECKPOINT} WHERE s.number = (SELECT p.seal_number FROM hub.log_publications p ORDER BY p.published_at DESC LIMIT 1)`);
  }

  /** The checkpoint of a size; null where none was sealed. */
  ofSize(size: bigint): Promise<StandingCheckpoint | null> {
    return this.checkpoint('log-of-size', `${CHECKPOINT} WHERE s.size = $1`, [size.toString()]);
  }

  /** RFC 9162 2.1.3. */
  inclusion(index: bigint, size: bigint): Promise<Buffer[]> {
    return inclusionProof(index, size, (nodes) => this.nodes(nodes));
  }

  /** RFC 9162 2.1.4. */
  consistency(from: bigint, to: bigint): Promise<Buffer[]> {
    return consistencyProof(from, to, (nodes) => this.nodes(nodes));
  }

  /** Inclusion proofs of many leaves in one tree: what they share is read once. */
  async inclusions(indices: readonly bigint[], size: bigint): Promise<Buffer[][]> {
    const known = new Map<string, Buffer>();
    const read = async (nodes: readonly Node[]): Promise<Buffer[]> => {
      const missing = nodes.filter((node) => !known.has(keyOf(node)));
      const found = missing.length > 0 ? await this.nodes(missing) : [];
      missing.forEach((node, at) => void known.set(keyOf(node), found[at] ?? Buffer.alloc(0)));
      return nodes.map((node) => known.get(keyOf(node)) ?? Buffer.alloc(0));
    };
    const proofs: Buffer[][] = [];
    for (const index of indices) proofs.push(await inclusionProof(index, size, read));
    return proofs;
  }

  /** Hashes of a C2SP tile: `width` subtrees of 256^level leaves from index × 256 on. */
  async tile(level: number, index: bigint, width: number): Promise<Buffer> {
    const first = index * BigInt(TILE);
    if (level > 0) return Buffer.concat(await this.subtrees(TILE_LEVELS * level, first, width));
    return Buffer.concat((await this.leaves(first, width)).map(leafHash));
  }

  /** Leaves from an index on, which is a multiple of 64. */
  async leaves(first: bigint, count: number): Promise<Buffer[]> {
    const chunk = first / BigInt(CHUNK);
    const rows = await this.database.statement<{ leaves: Buffer }>(
      'log-chunks', 'SELECT leaves FROM hub.log_chunks WHERE number >= $1 AND number < $2 ORDER BY number', [chunk.toString(), (chunk + BigInt(Math.ceil(count / CHUNK))).toString()],
    );
    return rows.flatMap(({ leaves }) => split(leaves)).slice(0, count);
  }

  /** Roots of perfect subtrees, in two reads whatever their number. */
  private async nodes(nodes: readonly Node[]): Promise<Buffer[]> {
    const low = nodes.filter(({ level }) => level < CHUNK_LEVEL);
    const high = nodes.filter(({ level }) => level >= CHUNK_LEVEL).map((node) => ({ node, ...baseOf(node) }));
    const chunks = low.length > 0 ? await this.chunks([...new Set(low.map(chunkOf))]) : new Map<string, Buffer>();
    // Each range by itself along the key (LIMIT: a subtree has no more parts): as a join the planner would read the whole table for it.
    const rows = high.length > 0 ? await this.database.statement<{ level: number; number: number; hash: Buffer }>(
      'log-subtrees',
      `SELECT s.level, s.number, s.hash FROM unnest($1::smallint[], $2::bigint[], $3::bigint[]) r (level, first, last) CROSS JOIN LATERAL (
         SELECT t.level, t.number, t.hash FROM hub.log_subtrees t WHERE t.level = r.level AND t.number BETWEEN r.first AND r.last ORDER BY t.number LIMIT ${1 << TILE_LEVELS}) s`,
      [high.map(({ level }) => level), high.map(({ first }) => first.toString()), high.map(({ last }) => last.toString())],
    ) : [];
    const hashes = new Map(rows.map(({ level, number, hash }) => [`${level}/${number}`, hash]));
    return nodes.map((node) => {
      if (node.level < CHUNK_LEVEL) return withinChunk(node, chunks.get(chunkOf(node)));
      const { level, first, last } = baseOf(node);
      const parts: Buffer[] = [];
      for (let number = first; number <= last; number += 1n) parts.push(present(hashes.get(`${level}/${number}`)));
      return rootOf(parts);
    });
  }

  private async chunks(numbers: readonly string[]): Promise<Map<string, Buffer>> {
    const rows = await this.database.statement<{ number: number; leaves: Buffer }>('log-chunks-of', 'SELECT number, leaves FROM hub.log_chunks WHERE number = ANY ($1::bigint[])', [numbers]);
    return new Map(rows.map(({ number, leaves }) => [String(number), leaves]));
  }

  private async subtrees(level: number, first: bigint, count: number): Promise<Buffer[]> {
    const rows = await this.database.statement<{ hash: Buffer }>(
      'log-subtree-range', 'SELECT hash FROM hub.log_subtrees WHERE level = $1 AND number >= $2 AND number < $3 ORDER BY number', [level, first.toString(), (first + BigInt(count)).toString()],
    );
    return rows.map(({ hash }) => hash);
  }

  private async checkpoint(name: string, text: string, values: unknown[] = []): Promise<StandingCheckpoint | null> {
    const [row] = await this.database.statement<SealedCheckpoint>(name, text, values);
    return row ? { size: row.size, root: row.root, note: row.checkpoint + row.cosignatures } : null;
  }
}

const keyOf = ({ level, index }: Node): string => `${level}/${index}`;
const chunkOf = ({ level, index }: Node): string => ((index << BigInt(level)) / BigInt(CHUNK)).toString();
const split = (leaves: Buffer): Buffer[] => Array.from({ length: leaves.length / 32 }, (_, index) => leaves.subarray(32 * index, 32 * (index + 1)));

/** The kept subtrees that a higher one consists of. */
function baseOf({ level, index }: Node): { level: number; first: bigint; last: bigint } {
  const base = level < TILE_LEVELS ? CHUNK_LEVEL : level - (level % TILE_LEVELS);
  const up = BigInt(level - base);
  return { level: base, first: index << up, last: ((index + 1n) << up) - 1n };
}

function withinChunk({ level, index }: Node, leaves: Buffer | undefined): Buffer {
  const width = 1 << level;
  const first = Number((index << BigInt(level)) % BigInt(CHUNK));
  return rootOf(split(present(leaves)).slice(first, first + width).map(leafHash));
}

function present(hash: Buffer | undefined): Buffer {
  if (!hash) throw new Error('the tree is incomplete');
  return hash;
}
