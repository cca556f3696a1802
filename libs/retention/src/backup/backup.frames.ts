/** Bytes of the number before each piece. */
const SIZE = 4;
/** No piece is longer: what says so is broken. */
const MOST = 64 * 1024 * 1024;

/** A part of a backup: a few words about it, then its bytes. */
export interface BackupPart { readonly about: Readonly<Record<string, unknown>>; readonly bytes: AsyncIterable<Uint8Array> }

const sized = (bytes: Uint8Array): Buffer => {
  const size = Buffer.alloc(SIZE);
  size.writeUInt32BE(bytes.length);
  return Buffer.concat([size, bytes]);
};

/** One part as it is written: the words as JSON, its bytes in pieces, and a piece of nothing. */
export async function* framesOf({ about, bytes }: BackupPart): AsyncGenerator<Buffer, void> {
  yield sized(Buffer.from(JSON.stringify(about)));
  for await (const piece of bytes) if (piece.length > 0) yield sized(piece);
  yield Buffer.alloc(SIZE);
}

/** The parts of a stream of frames, one after the other: the bytes of each must be read before the next. Fails where it ends in the middle. */
export async function* partsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<BackupPart, void> {
  const pieces = piecesOf(source);
  for (;;) {
    const about = await pieces.next();
    if (about.done) return;
    yield { about: JSON.parse(about.value.toString()) as Record<string, unknown>, bytes: untilNothing(pieces) };
  }
}

async function* untilNothing(pieces: AsyncGenerator<Buffer, void>): AsyncGenerator<Buffer, void> {
  for (;;) {
    const piece = await pieces.next();
    if (piece.done) throw new Error('the backup ends in the middle');
    if (piece.value.length === 0) return;
    yield piece.value;
  }
}

async function* piecesOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  let held: Uint8Array[] = [];
  let length = 0;
  let wanted: number | null = null;
  for await (const chunk of source) {
    held.push(chunk);
    length += chunk.length;
    while (length >= (wanted ?? SIZE)) {
      const bytes: Buffer = Buffer.concat(held);
      const end: number = wanted ?? SIZE;
      held = [bytes.subarray(end)];
      length = bytes.length - end;
      if (wanted !== null) {
        yield bytes.subarray(0, end);
        wanted = null;
        continue;
      }
      const size: number = bytes.readUInt32BE(0);
      if (size > MOST) throw new Error('the backup is broken');
      if (size === 0) yield Buffer.alloc(0);
      else wanted = size;
    }
  }
  if (length > 0 || wanted !== null) throw new Error('the backup ends in the middle');
}
