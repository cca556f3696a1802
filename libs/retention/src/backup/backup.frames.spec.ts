import fc from 'fast-check';
import { type BackupPart, framesOf, partsOf } from './backup.frames.js';

type Known = { about: Record<string, unknown>; pieces: Uint8Array[] };

async function written(parts: readonly Known[]): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for (const { about, pieces } of parts) for await (const chunk of framesOf({ about, bytes: (async function* () { yield* pieces; })() })) chunks.push(chunk);
  return Buffer.concat(chunks);
}

async function read(bytes: Buffer, size: number): Promise<{ about: unknown; bytes: string }[]> {
  const cut = (async function* () { for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size); })();
  const found: { about: unknown; bytes: string }[] = [];
  for await (const part of partsOf(cut) as AsyncIterable<BackupPart>) {
    const pieces: Uint8Array[] = [];
    for await (const piece of part.bytes) pieces.push(piece);
    found.push({ about: part.about, bytes: Buffer.concat(pieces).toString('hex') });
  }
  return found;
}

const parts = fc.array(fc.record({ about: fc.dictionary(fc.string(), fc.string()), pieces: fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 4 }) }), { minLength: 1, maxLength: 4 });

it('parts come back as they were written, however the stream is cut into pieces', () =>
  fc.assert(fc.asyncProperty(parts, fc.integer({ min: 1, max: 30 }), async (known, size) => {
    expect(await read(await written(known), size)).toEqual(known.map(({ about, pieces }) => ({ about: { ...about }, bytes: Buffer.concat(pieces).toString('hex') })));
  })));

it('a stream that ends in the middle of a part is refused', () =>
  fc.assert(fc.asyncProperty(parts, fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }), async (known, where) => {
    const [bytes, before] = [await written(known), await written(known.slice(0, -1))];
    const end = before.length + 1 + Math.floor(where * (bytes.length - before.length - 1));
    await expect(read(bytes.subarray(0, end), 7)).rejects.toThrow(/ends in the middle/);
  })));
