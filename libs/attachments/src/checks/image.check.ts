import type { Readable } from 'node:stream';
import sharp, { type Metadata, type Sharp } from 'sharp';
import { AttachmentRefusal as Why, AttachmentRemoval } from '../attachment.types.js';
import type { IncomingFile } from './incoming-file.js';
import { Refused } from './refused.js';

/** Pixels of an image. More is a flood: it would unpack to hundreds of megabytes. */
export const MOST_PIXELS = 40_000_000;
/** The longer side of a small picture. */
const PREVIEW = 800;
const WEB = /<(?:!doctype\s+html|html|script|svg|\?php)[\s>]/i;

// One image at a time, and nothing kept: what images need lies outside the memory that Node knows of.
sharp.cache(false);
sharp.concurrency(1);

/** A reader of an image that stops at floods, and at whatever is broken. */
export const decoder = (): Sharp => sharp({ limitInputPixels: MOST_PIXELS, failOn: 'error', sequentialRead: true });

/** Lets a stream run through an image's reader; how it ends is told by the reader alone. */
export function decoded(source: Readable, image = decoder()): Sharp {
  source.on('error', (error) => image.destroy(error));
  return source.pipe(image);
}

/** Whether this fails since the image is too large. */
const isFlood = (error: unknown): boolean => /pixel limit|too large/i.test((error as Error).message);

/** What an image's reader says, as a refusal; what is a fault of the store stays one. */
export const imageRefusal = (error: unknown): unknown =>
  error instanceof Refused || (error as { code?: string }).code !== undefined ? error : new Refused(isFlood(error) ? Why.TOO_MANY_PIXELS : Why.MALFORMED);

/** Looks at an image, and gives it encoded anew: without metadata, turned as it was to be shown, and nothing of the old bytes. */
export async function checkImage(file: IncomingFile): Promise<{ clean: () => AsyncIterable<Uint8Array>; preview: () => Promise<Buffer>; removed: AttachmentRemoval[] }> {
  await refuseSecondMeaning(file);
  const { width = 0, height = 0, pages = 1, exif, xmp, iptc, icc, comments, format } = await header(file);
  if (width * height * pages > MOST_PIXELS) throw new Refused(Why.TOO_MANY_PIXELS);
  const hasMore = [exif, xmp, iptc, icc, comments].some((each) => each !== undefined);
  const turned = (): Sharp => decoded(file.stream(), decoder()).autoOrient();
  return {
    clean: () => (format === 'png' ? turned().png({ compressionLevel: 9 }) : format === 'webp' ? turned().webp({ quality: 90 }) : turned().jpeg({ quality: 90, mozjpeg: false })),
    preview: () => turned().resize(PREVIEW, PREVIEW, { fit: 'inside', withoutEnlargement: true }).flatten({ background: 'white' }).jpeg({ quality: 75 }).toBuffer(),
    removed: hasMore ? [AttachmentRemoval.IMAGE_METADATA] : [],
  };
}

async function header(file: IncomingFile): Promise<Metadata> {
  try {
    // The header alone is read: what it says of the size is believed only as far as it refuses.
    const image = decoded(file.stream(), sharp({ limitInputPixels: false, failOn: 'error' }));
    return await image.metadata();
  } catch (error) {
    throw imageRefusal(error);
  }
}

/** An image that is a web page or a program to whoever looks for one. */
async function refuseSecondMeaning(file: IncomingFile): Promise<void> {
  let before = '';
  for await (const part of file.stream()) {
    const text = before + (part as Buffer).toString('latin1');
    if (WEB.test(text)) throw new Refused(Why.POLYGLOT);
    before = text.slice(-32);
  }
}
