import { Frontier, leafHash, MerkleError, parseEntryBundle, rootOf, TILE_WIDTH } from '@hub/audit';
import type { PublicLog } from '../public-log.js';
import { BadTile, readHashes, readTile } from '../public-tiles.js';

/** How many bundles are asked for before they are needed. */
const AHEAD = 8;
const FANOUT = BigInt(TILE_WIDTH);

interface Row { hashes: Buffer[]; index: bigint }

/** What recomputing found. */
export interface Recomputed {
  entries: bigint;
  tiles: number;
  /** A sentence for each thing that is not as it must be. */
  differences: string[];
  /** Null where the entries could not be read to the end. */
  root: Buffer | null;
}

/** Makes the whole tree anew from the entries that a log shows, and compares every tile that it shows with it (as Tessera's fsck does). */
export class Recomputation {
  private readonly rows: Row[] = [];
  private readonly frontier = Frontier.of(0n, []);
  private readonly differences: string[] = [];
  /** Tiles of leaf hashes, asked for together with their bundles. */
  private readonly leafTiles = new Map<bigint, ReturnType<typeof readHashes>>();
  private tiles = 0;

  constructor(
    private readonly log: PublicLog,
    private readonly size: bigint,
    private readonly onProgress: (entries: bigint) => void,
  ) {}

  /** Reads everything, once. */
  async run(): Promise<Recomputed> {
    const root = await this.readAll();
    return { entries: this.frontier.size, tiles: this.tiles, differences: this.differences, root };
  }

  private async readAll(): Promise<Buffer | null> {
    try {
      for await (const hashes of this.bundles()) {
        for (const hash of hashes) {
          this.frontier.append(hash);
          await this.place(0, hash);
        }
        this.onProgress(this.frontier.size);
      }
    } catch (error) {
      if (!(error instanceof BadTile)) throw error;
      this.differences.push(error.message);
      return null;
    }
    for (const [level, row] of this.rows.entries()) if (row.hashes.length > 0) await this.compare(level, row);
    return this.frontier.root();
  }

  /** The leaf hashes of one bundle after the other; the next ones are on their way meanwhile. */
  private async *bundles(): AsyncGenerator<Buffer[]> {
    const count = (this.size + FANOUT - 1n) / FANOUT;
    const coming: Promise<Buffer[]>[] = [];
    for (let index = 0n; index < count || coming.length > 0; index += 1n) {
      if (index < count) {
        const bundle = this.bundle(index);
        coming.push(expected(bundle));
      }
      if (coming.length >= AHEAD || index >= count) yield await (coming.shift() as Promise<Buffer[]>);
    }
  }

  private async bundle(index: bigint): Promise<Buffer[]> {
    const width = Number(this.size - index * FANOUT < FANOUT ? this.size - index * FANOUT : FANOUT);
    this.leafTiles.set(index, expected(readHashes(this.log, 0, index, width)));
    const { path, bytes } = await readTile(this.log, 'entries', index, width);
    try {
      const leaves = parseEntryBundle(bytes);
      if (leaves.length === width || leaves.length === TILE_WIDTH) return leaves.slice(0, width).map((leaf) => leafHash(leaf));
      throw new BadTile(`${path} holds ${leaves.length} entries instead of ${width}.`);
    } catch (error) {
      throw error instanceof MerkleError ? new BadTile(`${path} is no entry bundle: ${error.message}`) : error;
    }
  }

  private async place(level: number, hash: Buffer): Promise<void> {
    const row = (this.rows[level] ??= { hashes: [], index: 0n });
    row.hashes.push(hash);
    if (row.hashes.length < TILE_WIDTH) return;
    await this.compare(level, row);
    const above = rootOf(row.hashes);
    row.hashes = [];
    row.index += 1n;
    await this.place(level + 1, above);
  }

  private async compare(level: number, row: Row): Promise<void> {
    this.tiles += 1;
    try {
      const { path, hashes } = await ((level === 0 && this.leafTiles.get(row.index)) || readHashes(this.log, level, row.index, row.hashes.length));
      const at = hashes.findIndex((hash, position) => !hash.equals(row.hashes[position] as Buffer));
      if (at >= 0) this.differences.push(`${path} is not what the entries make: it differs from hash ${at} on (${this.span(level, row.index * FANOUT + BigInt(at))}).`);
    } catch (error) {
      if (!(error instanceof BadTile)) throw error;
      this.differences.push(error.message);
    } finally {
      if (level === 0) this.leafTiles.delete(row.index);
    }
  }

  private span(level: number, node: bigint): string {
    const leaves = FANOUT ** BigInt(level);
    return leaves === 1n ? `entry ${node}` : `entries ${node * leaves} to ${(node + 1n) * leaves - 1n}`;
  }
}

/** Work that is awaited later: until then its failure must not count as nobody's. */
function expected<T>(work: Promise<T>): Promise<T> {
  work.catch(() => undefined);
  return work;
}
