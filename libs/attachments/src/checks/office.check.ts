import { PassThrough, type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yauzl, { type Entry, type ZipFile } from 'yauzl';
import yazl from 'yazl';
import { AttachmentRefusal as Why, AttachmentRemoval } from '../attachment.types.js';
import { decoded, imageRefusal } from './image.check.js';
import type { IncomingFile } from './incoming-file.js';
import { EMPTIED, isThumbnail, PICTURE } from './office.parts.js';
import { refuseEntries, refuseMarkup } from './office.rules.js';
import { Refused } from './refused.js';

/** Times tell when somebody worked. */
const NO_TIME = new Date(Date.UTC(1980, 0, 2));

/** The archive of a file, read by pieces. */
class PiecesReader extends yauzl.RandomAccessReader {
  constructor(private readonly file: IncomingFile) {
    super();
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return this.file.stream(start, end);
  }
}

/**
 * Looks at an office document, which is an archive, and gives it packed anew: properties emptied, pictures encoded anew, and nothing beside
 * the entries. One entry is looked at a time, as a stream.
 */
export async function checkOffice(file: IncomingFile, type: string): Promise<{ clean: () => AsyncIterable<Uint8Array>; removed: AttachmentRemoval[] }> {
  const zip = await opened(file);
  const entries = await entriesOf(zip);
  refuseEntries(entries, file.length);
  await refuseWrongKind(zip, entries, type);
  const removed = new Set<AttachmentRemoval>();
  if (entries.some(({ fileName }) => EMPTIED.has(fileName))) removed.add(AttachmentRemoval.DOCUMENT_PROPERTIES);
  if (entries.some(({ fileName }) => isThumbnail(fileName))) removed.add(AttachmentRemoval.THUMBNAIL);
  if (entries.some(({ fileName }) => PICTURE.test(fileName) && !isThumbnail(fileName))) removed.add(AttachmentRemoval.IMAGE_METADATA);
  return { clean: () => packed(zip, entries), removed: [...removed] };
}

async function* packed(zip: ZipFile, entries: readonly Entry[]): AsyncGenerator<Uint8Array, void> {
  const out = new yazl.ZipFile();
  const stream = out.outputStream as unknown as PassThrough; // a PassThrough, which its types call a ReadableStream
  const packing = pack(zip, entries, out).catch((error: unknown) => stream.destroy(error as Error));
  for await (const part of stream) yield part as Buffer;
  await packing;
}

async function pack(zip: ZipFile, entries: readonly Entry[], out: yazl.ZipFile): Promise<void> {
  for (const entry of entries) {
    const { fileName } = entry;
    // OpenDocument begins with its type, as it is.
    const options = { mtime: NO_TIME, mode: 0o100644, compress: fileName !== 'mimetype' };
    if (fileName.endsWith('/')) continue;
    const emptied = EMPTIED.get(fileName);
    if (emptied !== undefined) {
      out.addBuffer(Buffer.from(emptied), fileName, options);
      continue;
    }
    const passing = new PassThrough();
    out.addReadStream(passing, fileName, options);
    await through(zip, entry, passing);
  }
  out.end();
}

/** One entry through its checks, as far as whoever reads the archive takes it. */
async function through(zip: ZipFile, entry: Entry, passing: PassThrough): Promise<void> {
  const source = await contentOf(zip, entry);
  const kind = PICTURE.exec(entry.fileName)?.[1]?.toLowerCase();
  try {
    if (kind !== undefined) {
      const image = decoded(source);
      const small = isThumbnail(entry.fileName) ? image.resize(1, 1) : image;
      await pipeline(kind === 'png' ? small.png() : small.autoOrient().jpeg({ quality: 90 }), passing);
    } else {
      await pipeline(source, refuseMarkup(entry.fileName), passing);
    }
  } catch (error) {
    passing.destroy();
    throw kind === undefined ? broken(error) : imageRefusal(error);
  }
}

/** What the archive's reader says of what is broken. */
function broken(error: unknown): unknown {
  if (error instanceof Refused || (error as { code?: string }).code?.startsWith('E')) return error;
  return new Refused(/too many bytes/i.test((error as Error).message) ? Why.BOMB : Why.MALFORMED);
}

async function opened(file: IncomingFile): Promise<ZipFile> {
  return new Promise<ZipFile>((resolve, reject) => {
    yauzl.fromRandomAccessReader(new PiecesReader(file), file.length, { lazyEntries: true, autoClose: false, strictFileNames: true, validateEntrySizes: true }, (error, zip) =>
      error ? reject(broken(error)) : resolve(zip));
  });
}

async function entriesOf(zip: ZipFile): Promise<Entry[]> {
  const entries: Entry[] = [];
  return new Promise<Entry[]>((resolve, reject) => {
    zip.on('error', (error: Error) => reject(/file ?name|path/i.test(error.message) ? new Refused(Why.UNSAFE_PATH) : broken(error)));
    zip.on('entry', (entry: Entry) => {
      entries.push(entry);
      if (entries.length > 20_000) reject(new Refused(Why.BOMB));
      else zip.readEntry();
    });
    zip.on('end', () => resolve(entries));
    zip.readEntry();
  });
}

const contentOf = (zip: ZipFile, entry: Entry): Promise<Readable> =>
  new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => (error ? reject(broken(error)) : resolve(stream)));
  });

/** The kind of document that the archive says it is, against what its name promises. */
async function refuseWrongKind(zip: ZipFile, entries: readonly Entry[], type: string): Promise<void> {
  const isOpenDocument = type.startsWith('application/vnd.oasis');
  const named = entries.find(({ fileName }) => fileName === (isOpenDocument ? 'mimetype' : '[Content_Types].xml'));
  if (!named) throw new Refused(Why.WRONG_EXTENSION);
  const parts: Buffer[] = [];
  const source = await contentOf(zip, named);
  await pipeline(source, new Transform({ transform: (chunk: Buffer, _encoding, done) => { parts.push(chunk); done(); } })).catch((error: unknown) => { throw broken(error); });
  const text = Buffer.concat(parts).toString('utf8');
  if (isOpenDocument ? text.trim() !== type : !text.includes(`${type}.main+xml`)) throw new Refused(/macroenabled/i.test(text) ? Why.MACROS : Why.WRONG_EXTENSION);
}
