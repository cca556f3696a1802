import { isUint64 } from './encoding.js';
import { HASH_SIZE } from './hashing.js';
import { MerkleError } from './merkle.errors.js';
import { type Node, type NodeReader, rootOf } from './tree.js';

/** Levels of the tree in a tile (C2SP tlog-tiles). */
const TILE_HEIGHT = 8;
/** Hashes in a full tile, entries in a full bundle (C2SP tlog-tiles). */
export const TILE_WIDTH = 256;

/** A tile or an entry bundle: hashes (or entries) index × 256 … + width of a level. */
export interface Tile {
  /** 0: leaf hashes; each next one 8 levels of the tree higher; `entries`: the leaves themselves. */
  readonly level: number | 'entries';
  readonly index: bigint;
  /** 256 for a full one, 1 to 255 for a partial one. */
  readonly width: number;
}

/** The path of a tile below the log's prefix: tile/0/x001/x234/067.p/8 (C2SP tlog-tiles). */
export function tilePath(level: number | 'entries', index: bigint, width: number): string {
  const digits = index.toString();
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/.{3}/g) ?? [];
  const place = groups.map((group, position) => (position < groups.length - 1 ? `x${group}` : group)).join('/');
  return `tile/${level}/${place}${width === TILE_WIDTH ? '' : `.p/${width}`}`;
}

const PATH = /^tile\/(entries|[0-9]{1,2})\/((?:x[0-9]{3}\/){0,6}[0-9]{3})(?:\.p\/([1-9][0-9]{0,2}))?$/;

/** The tile that a path names, or null for a path that `tilePath` would not write. */
export function parseTilePath(path: string): Tile | null {
  const [, level = '', place = '', width] = PATH.exec(path) ?? [];
  if (place === '') return null;
  const tile: Tile = {
    level: level === 'entries' ? level : Number(level),
    index: BigInt(place.replaceAll(/[x/]/g, '')),
    width: width === undefined ? TILE_WIDTH : Number(width),
  };
  if ((tile.level !== 'entries' && tile.level > 63) || tile.width > TILE_WIDTH || !isUint64(tile.index)) return null;
  // Written again it must be the same: no second spelling (00, x000/001, .p/256) for one tile.
  return tilePath(tile.level, tile.index, tile.width) === path ? tile : null;
}

/** How many hashes (at `entries`: leaves) a tile has in a tree of this size; 0 where there is no such tile. */
export function tileWidth(level: number | 'entries', index: bigint, size: bigint): number {
  const row = size >> BigInt(TILE_HEIGHT * (level === 'entries' ? 0 : level));
  const beyond = row - index * BigInt(TILE_WIDTH);
  return beyond <= 0n ? 0 : beyond >= BigInt(TILE_WIDTH) ? TILE_WIDTH : Number(beyond);
}

/** Fetches a tile's bytes; the width is the one it has in the reader's tree. */
export type TileFetcher = (tile: { readonly level: number; readonly index: bigint; readonly width: number }) => Promise<Uint8Array>;

/** How many tiles a reader keeps: 8 MB of hashes. */
const KEPT_TILES = 1024;

/** Reads the perfect subtrees of a tree of one size from its tiles. What it reads is proved only by what is then made of it. */
export class TileReader {
  private readonly tiles = new Map<string, Promise<Buffer[]>>();

  constructor(
    readonly size: bigint,
    private readonly fetch: TileFetcher,
  ) {}

  /** @throws MerkleError for a subtree that isn't whole in the tree, and for a tile of another length than it has there. */
  readonly read: NodeReader = (nodes) => Promise.all(nodes.map((node) => this.node(node)));

  private async node({ level, index }: Node): Promise<Buffer> {
    if (level < 0 || index < 0n || (index + 1n) << BigInt(level) > this.size) throw new MerkleError(`The tree of ${this.size} has no whole subtree ${index} at level ${level}.`);
    const height = BigInt(level % TILE_HEIGHT);
    const first = index << height;
    const hashes = await this.tile(Math.floor(level / TILE_HEIGHT), first / BigInt(TILE_WIDTH));
    const offset = Number(first % BigInt(TILE_WIDTH));
    return rootOf(hashes.slice(offset, offset + Number(1n << height)));
  }

  private tile(level: number, index: bigint): Promise<Buffer[]> {
    const key = `${level}/${index}`;
    const known = this.tiles.get(key) ?? this.load(level, index);
    // Newest last; the one that was not asked for the longest goes first.
    this.tiles.delete(key);
    this.tiles.set(key, known);
    const [oldest] = this.tiles.keys();
    if (this.tiles.size > KEPT_TILES && oldest !== undefined) this.tiles.delete(oldest);
    // A tile that could not be had is asked for again.
    known.catch(() => this.tiles.delete(key));
    return known;
  }

  private async load(level: number, index: bigint): Promise<Buffer[]> {
    const width = tileWidth(level, index, this.size);
    return parseTile(await this.fetch({ level, index, width }), width);
  }
}

/**
 * The hashes of a tile.
 * @throws MerkleError where the bytes are not `width` hashes.
 */
export function parseTile(bytes: Uint8Array, width: number): Buffer[] {
  if (bytes.length !== width * HASH_SIZE) throw new MerkleError(`A tile of ${width} hashes has ${width * HASH_SIZE} bytes, not ${bytes.length}.`);
  return Array.from({ length: width }, (_, i) => Buffer.from(bytes.subarray(i * HASH_SIZE, (i + 1) * HASH_SIZE)));
}

const LENGTH = Buffer.from([0, HASH_SIZE]);

/**
 * The entry bundle of these leaves (C2SP tlog-tiles): of each its length, 32, in two bytes, big-endian, and itself.
 * @throws MerkleError for none, more than 256, or a leaf that has not 32 bytes.
 */
export function entryBundle(leaves: readonly Uint8Array[]): Buffer {
  if (leaves.length === 0 || leaves.length > TILE_WIDTH) throw new MerkleError(`An entry bundle has 1 to 256 leaves, not ${leaves.length}.`);
  if (leaves.some((leaf) => leaf.length !== HASH_SIZE)) throw new MerkleError('A leaf has 32 bytes.');
  return Buffer.concat(leaves.flatMap((leaf) => [LENGTH, leaf]));
}

/**
 * The leaves of an entry bundle.
 * @throws MerkleError where the bytes are not 1 to 256 leaves of 32 bytes.
 */
export function parseEntryBundle(bytes: Uint8Array): Buffer[] {
  const each = LENGTH.length + HASH_SIZE;
  const count = bytes.length / each;
  if (!Number.isInteger(count) || count < 1 || count > TILE_WIDTH) throw new MerkleError(`An entry bundle of ${bytes.length} bytes is broken off or has something else at its end.`);
  return Array.from({ length: count }, (_, i) => {
    const at = i * each;
    if (!LENGTH.equals(bytes.subarray(at, at + LENGTH.length))) throw new MerkleError(`Entry ${i} of the bundle does not say that it has 32 bytes.`);
    return Buffer.from(bytes.subarray(at + LENGTH.length, at + each));
  });
}
