import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';
import type { BlobStore } from './blob-store.js';
import type { FileKeys } from './file-keys.js';

/** Bytes of plain text in a piece. The last one may be shorter. */
export const PIECE = 1_048_576;
const NONCE = 12;
const TAG = 16;

/** What there is of a file: as it came (`in`), as it is given out (`file`), and its small picture. */
export type Part = 'in' | 'file' | 'preview';

/** Which key a part is under: what came in has one of its own, which goes with it. */
export const keyName = (id: string, part: Part): string => (part === 'in' ? `${id}.in` : id);

/** What was to be read is not there any more: struck, or swept. */
export class GoneError extends Error {}

const nameOf = (id: string, part: Part, index: number): string => `${id}/${part}/${String(index).padStart(6, '0')}`;
const purpose = (id: string, part: Part, index: number): Buffer => Buffer.from(`contact-point/attachment/v1 ${nameOf(id, part, index)}`);

/** Files in a store, in pieces of 1 MiB under AES-256-GCM, each bound to its file and its place: any range is read by its own pieces. */
export class SealedFiles {
  constructor(private readonly store: BlobStore, private readonly keys: FileKeys) {}

  /** Makes the key of a part that is about to be written. */
  async begin(id: string, part: Part): Promise<void> {
    await this.keys.make(keyName(id, part));
  }

  /** Writes one piece, durably; one that stood there is replaced. */
  async writePiece(id: string, part: Part, index: number, plain: Buffer): Promise<void> {
    const key = await this.key(id, part);
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(purpose(id, part, index));
    const text = cipher.update(plain);
    cipher.final();
    await this.store.put(nameOf(id, part, index), Buffer.concat([nonce, text, cipher.getAuthTag()]));
  }

  /** One piece in plain. */
  async readPiece(id: string, part: Part, index: number): Promise<Buffer> {
    // Looked up for each piece: what is struck while it is read ends there.
    const key = await this.key(id, part);
    const sealed = await this.store.get(nameOf(id, part, index));
    if (!sealed) throw new GoneError('a piece of an attachment is not there');
    const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE)).setAAD(purpose(id, part, index));
    decipher.setAuthTag(sealed.subarray(sealed.length - TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE, sealed.length - TAG)), decipher.final()]);
  }

  /** The bytes from `from` up to, not including, `to`. */
  async *read(id: string, part: Part, from: number, to: number): AsyncGenerator<Buffer, void> {
    for (let at = from; at < to; ) {
      const index = Math.floor(at / PIECE);
      const piece = await this.readPiece(id, part, index);
      const bytes = piece.subarray(at - index * PIECE, Math.min(to - index * PIECE, PIECE));
      if (bytes.length !== Math.min(to, (index + 1) * PIECE) - at) throw new Error('a piece of an attachment is shorter than it was');
      yield bytes;
      at += bytes.length;
    }
  }

  /** All bytes at once. */
  async readAll(id: string, part: Part, size: number): Promise<Buffer> {
    const bytes = Buffer.allocUnsafe(size);
    let at = 0;
    for await (const piece of this.read(id, part, 0, size)) at += piece.copy(bytes, at);
    return bytes;
  }

  /** Writes a whole part from a stream. Gives its size and SHA-256; `limit` is the most that it may have. */
  async write(id: string, part: Part, source: AsyncIterable<Uint8Array>, limit: number): Promise<{ size: number; sha256: Buffer }> {
    const hash = createHash('sha256');
    const piece = Buffer.allocUnsafe(PIECE);
    let filled = 0;
    let index = 0;
    for await (const chunk of source) {
      hash.update(chunk);
      for (let at = 0; at < chunk.length; ) {
        const taken = Math.min(PIECE - filled, chunk.length - at);
        piece.set(chunk.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled < PIECE) continue;
        await this.writePiece(id, part, index, piece);
        index += 1;
        filled = 0;
        if (index * PIECE > limit) throw new RangeError('more than it may have');
      }
    }
    if (filled > 0) await this.writePiece(id, part, index, piece.subarray(0, filled));
    return { size: index * PIECE + filled, sha256: hash.digest() };
  }

  /** Removes what there is of a part; its key stays. */
  async clear(id: string, part: Part): Promise<void> {
    await this.store.removeAll(`${id}/${part}`);
  }

  /** Destroys what came in: its key first, so that what is left of it anywhere is noise. */
  async forgetIncoming(id: string): Promise<void> {
    await this.keys.destroy(keyName(id, 'in'));
    await this.clear(id, 'in');
  }

  /** Destroys a file: its keys first. */
  async forget(id: string): Promise<void> {
    await this.keys.destroy(keyName(id, 'in'));
    await this.keys.destroy(keyName(id, 'file'));
    await this.store.removeAll(id);
  }

  /** Takes away what whoever was interrupted in making a key of this file has left. */
  async discard(drafts: readonly string[]): Promise<void> {
    for (const draft of drafts) await this.keys.discard(draft);
  }

  /** Ids of all files of which there is a piece or a key, those of which something is there as it came in, and keys that were not made to the end. */
  async there(): Promise<{ all: Set<string>; incoming: Set<string>; interrupted: Map<string, string[]> }> {
    const interrupted = new Map<string, string[]>();
    for (const { name, draft } of await this.keys.interrupted()) {
      const id = idOf(partOf(name));
      interrupted.set(id, [...(interrupted.get(id) ?? []), draft]);
    }
    const names = [...(await this.store.parts()), ...(await this.keys.names()).map(partOf)];
    return { all: new Set([...names.map(idOf), ...interrupted.keys()]), incoming: new Set(names.filter((name) => name.endsWith('/in')).map(idOf)), interrupted };
  }

  private async key(id: string, part: Part): Promise<Buffer> {
    const key = await this.keys.find(keyName(id, part));
    if (!key) throw new GoneError('the key of an attachment is not there');
    return key;
  }
}

const partOf = (key: string): string => key.replace('.in', '/in');
const idOf = (name: string): string => name.split('/')[0] ?? name;
