import { Readable } from 'node:stream';
import type { SealedFiles } from '../storage/sealed-file.js';

/** A file as it came in, read piece by piece. */
export class IncomingFile {
  constructor(private readonly files: SealedFiles, readonly id: string, readonly name: string, readonly length: number) {}

  /** The bytes from `from` up to, not including, `to`, as far as there are any. */
  async bytes(from: number, to: number): Promise<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of this.files.read(this.id, 'in', Math.max(0, from), Math.min(to, this.length))) parts.push(part);
    return Buffer.concat(parts);
  }

  stream(from = 0, to = this.length): Readable {
    return Readable.from(this.files.read(this.id, 'in', from, to), { objectMode: false });
  }

  /** All of it: for what can't be looked at piece by piece. */
  async whole(): Promise<Buffer> {
    return this.files.readAll(this.id, 'in', this.length);
  }
}
