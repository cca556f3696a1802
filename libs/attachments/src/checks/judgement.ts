import { fileTypeFromBuffer } from 'file-type';
import { type MediaType, promisedType } from '../attachment.name.js';
import { AttachmentRefusal as Why } from '../attachment.types.js';
import type { IncomingFile } from './incoming-file.js';
import { Refused } from './refused.js';

const HEAD = 65_536;
/** End of a zip archive: signature, 18 bytes, and a comment of at most 65,535. */
const ZIP_END = Buffer.from('PK\x05\x06', 'latin1');
const ZIP_END_SIZE = 22;
const TAIL = 65_536 + ZIP_END_SIZE;
/** What readers of PDF look for, anywhere in the first kilobyte. */
const PDF = Buffer.from('%PDF-', 'latin1');
const WEB = /<(?:!doctype\s+html|html|head|body|script|iframe|svg|\?php)[\s>]/i;
/** The old container of Office, in which encrypted documents stand too. */
const COMPOUND = 'application/x-cfb';
const ENCRYPTED_PACKAGE = Buffer.from('EncryptedPackage', 'utf16le');
const DOCUMENT = /^application\/vnd\.(openxmlformats|oasis|ms-)/;

/**
 * The type of a file by what it begins and ends with, whatever its name says.
 * @throws Refused for what is none of those taken, is not what its name promises, or is two things at once.
 */
export async function judge(file: IncomingFile): Promise<MediaType> {
  const head = await file.bytes(0, HEAD);
  const tail = await file.bytes(file.length - TAIL, file.length);
  const promised = promisedType(file.name);
  const text = textOf(head);
  if (text !== null) throw new Refused(/<svg[\s>]/i.test(text) ? Why.SVG : WEB.test(text) ? Why.HTML : Why.TYPE_NOT_ALLOWED);
  const found = (await fileTypeFromBuffer(head))?.mime ?? null;
  if (found === COMPOUND) throw new Refused(await isEncryptedOffice(file) ? Why.ENCRYPTED : Why.TYPE_NOT_ALLOWED);
  if (found !== null && /macroenabled/i.test(found)) throw new Refused(Why.MACROS);
  const isZip = found === 'application/zip' || (found !== null && DOCUMENT.test(found));
  const type = found === 'image/jpeg' || found === 'image/png' || found === 'image/webp' || found === 'application/pdf' ? found : isZip ? 'zip' : null;
  if (type === null) throw new Refused(Why.TYPE_NOT_ALLOWED);
  if (type !== 'zip' && hasZipEnd(tail)) throw new Refused(Why.POLYGLOT);
  if (type !== 'application/pdf' && head.subarray(0, 1_024).includes(PDF)) throw new Refused(Why.POLYGLOT);
  if (type === 'application/pdf' && (head.indexOf(PDF) !== 0 || WEB.test(head.subarray(0, 1_024).toString('latin1')))) throw new Refused(Why.POLYGLOT);
  // Which document an archive is, its content says; here, whether it may be the one that its name promises.
  if (type === 'zip' ? promised === null || !DOCUMENT.test(promised) : promised !== type) throw new Refused(Why.WRONG_EXTENSION);
  return type === 'zip' ? (promised as MediaType) : type;
}

/** What the file begins with as text; null where it is none. */
function textOf(head: Buffer): string | null {
  const utf16 = head[0] === 0xff && head[1] === 0xfe ? head.subarray(2).toString('utf16le') : head[0] === 0xfe && head[1] === 0xff ? Buffer.from(head.subarray(2, head.length & ~1)).swap16().toString('utf16le') : null;
  const text = utf16 ?? head.toString('utf8');
  // A PDF begins with text too.
  return text.startsWith('%PDF-') || text.slice(0, 4_096).includes('\0') || (text.slice(0, 1_024).match(/\ufffd/g)?.length ?? 0) > 2 ? null : text;
}

/** Whether the file ends as an archive, which whoever opens archives reads from their ends. */
function hasZipEnd(tail: Buffer): boolean {
  for (let at = tail.lastIndexOf(ZIP_END); at >= 0; at = at === 0 ? -1 : tail.lastIndexOf(ZIP_END, at - 1)) {
    if (at + ZIP_END_SIZE <= tail.length && at + ZIP_END_SIZE + tail.readUInt16LE(at + 20) <= tail.length) return true;
  }
  return false;
}

async function isEncryptedOffice(file: IncomingFile): Promise<boolean> {
  let before = Buffer.alloc(0);
  for await (const part of file.stream()) {
    const bytes = Buffer.concat([before, part as Buffer]);
    if (bytes.includes(ENCRYPTED_PACKAGE)) return true;
    before = bytes.subarray(-ENCRYPTED_PACKAGE.length);
  }
  return false;
}
