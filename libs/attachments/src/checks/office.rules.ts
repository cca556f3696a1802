import { Transform } from 'node:stream';
import type { Entry } from 'yauzl';
import { AttachmentRefusal as Why } from '../attachment.types.js';
import { Refused } from './refused.js';

const MEGABYTE = 1_048_576;
/** A document of 100 MB may unpack to so much. */
const MOST_UNPACKED = 500 * MEGABYTE;
const MOST_ENTRIES = 10_000;
/** Text of documents packs to a twentieth, of large sheets to a fiftieth. Small entries may do better. */
const MOST_RATIO = 200;
const SMALL = MEGABYTE;
const LINK = 0o120000;
const TYPE_OF_MODE = 0o170000;

const MACROS = /(^|\/)(vbaProject[^/]*\.bin|vbaData\.xml|attachedToolbars\.bin)$|^(Basic|Scripts)\//i;
const NESTED = /\.(zip|jar|7z|rar|gz|bz2|xz|tar|cab|iso|docx|docm|xlsx|xlsm|xlsb|pptx|pptm|doc|xls|ppt|odt|ods|odp|pdf|eml|msg)$/i;
const ACTIVE = /(^|\/)(oleObject[^/]*\.bin|activeX\/|.*\.(exe|dll|js|vbs|wsf|hta|lnk|scr|bat|cmd|ps1|class|swf))/i;
const SVG = /\.svgz?$/i;
const MARKUP = /\.(xml|rels|vml)$/i;
/** What an entry begins with that is an archive or a document, whatever it is called. */
const ARCHIVES = ['PK\x03\x04', 'Rar!', '7z\xbc\xaf', '\x1f\x8b', '%PDF-', 'BZh', '\xfd7zXZ'];
const COMPOUND = '\xd0\xcf\x11\xe0';
/** Parts fetched from elsewhere as the document opens. A link that somebody must follow is none. */
const FETCHED = /<Relationship\b(?=[^>]*TargetMode\s*=\s*["']External["'])(?![^>]*Type\s*=\s*["'][^"']*\/hyperlink["'])[^>]*>/i;
const ENTITIES = /<!(DOCTYPE|ENTITY)/i;
const SVG_MARKUP = /<(?:\w+:)?svg[\s>]/i;

/** Refuses by what an archive says of its entries, before any is opened. */
export function refuseEntries(entries: readonly Entry[], length: number): void {
  const seen = new Set<string>();
  let [unpacked, held] = [0, 0];
  for (const entry of entries) {
    const { fileName, compressedSize, uncompressedSize, generalPurposeBitFlag, externalFileAttributes, versionMadeBy } = entry;
    if ((generalPurposeBitFlag & 0x1) !== 0) throw new Refused(Why.ENCRYPTED);
    if ((versionMadeBy >> 8 === 3 && ((externalFileAttributes >>> 16) & TYPE_OF_MODE) === LINK)) throw new Refused(Why.SYMLINK);
    if (/[\p{Cc}\p{Cf}\\:]|^\/|(^|\/)\.\.(\/|$)/u.test(fileName)) throw new Refused(Why.UNSAFE_PATH);
    if (MACROS.test(fileName)) throw new Refused(Why.MACROS);
    if (SVG.test(fileName)) throw new Refused(Why.SVG);
    if (NESTED.test(fileName)) throw new Refused(Why.NESTED_ARCHIVE);
    if (ACTIVE.test(fileName)) throw new Refused(Why.ACTIVE_CONTENT);
    if (uncompressedSize > SMALL && uncompressedSize > compressedSize * MOST_RATIO) throw new Refused(Why.BOMB);
    if (seen.has(fileName.toLowerCase())) throw new Refused(Why.MALFORMED);
    seen.add(fileName.toLowerCase());
    unpacked += uncompressedSize;
    held += compressedSize;
  }
  // Entries that lie over each other hold more than the file.
  if (unpacked > MOST_UNPACKED || entries.length > MOST_ENTRIES || held > length) throw new Refused(Why.BOMB);
}

/** Lets an entry pass, and stops at what it must not be. */
export function refuseMarkup(name: string): Transform {
  const isMarkup = MARKUP.test(name);
  let before = '';
  let isFirst = true;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      const why = (isFirst ? beginning(chunk) : null) ?? (isMarkup ? markup(before + chunk.toString('latin1'), name) : null);
      isFirst = false;
      // A tag that lies over two chunks is found in the second.
      before = isMarkup ? (before + chunk.toString('latin1')).slice(-4_096) : '';
      done(why === null ? null : new Refused(why), chunk);
    },
  });
}

function beginning(chunk: Buffer): Why | null {
  const text = chunk.subarray(0, 8).toString('latin1');
  if (text.startsWith(COMPOUND)) return Why.ACTIVE_CONTENT;
  return ARCHIVES.some((archive) => text.startsWith(archive)) ? Why.NESTED_ARCHIVE : null;
}

function markup(text: string, name: string): Why | null {
  // What is written in two bytes a letter would be read past.
  if (/^(?:\xff\xfe|\xfe\xff|<\0|\0<)/.test(text)) return Why.MALFORMED;
  if (ENTITIES.test(text)) return Why.ACTIVE_CONTENT;
  if (SVG_MARKUP.test(text)) return Why.SVG;
  if (FETCHED.test(text)) return Why.ACTIVE_CONTENT;
  if (/macroenabled/i.test(text) && name.startsWith('[')) return Why.MACROS;
  if (name === 'META-INF/manifest.xml' && text.includes('encryption-data')) return Why.ENCRYPTED;
  return null;
}
