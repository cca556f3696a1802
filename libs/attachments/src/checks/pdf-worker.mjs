// Reads and writes PDFs in a thread of its own. JavaScript as it stands, since a thread begins with a file.
import { inflateSync } from 'node:zlib';
import { parentPort, workerData } from 'node:worker_threads';
import { PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, PDFRef, PDFStream, rgb } from '@cantoo/pdf-lib';

/** What a PDF keeps its own objects in is unpacked as it is opened; all of it together to no more than this. */
const MOST_UNPACKED = 134_217_728;
/** What acts by itself, or is carried along. */
const ACTIVE_KEYS = ['JS', 'JavaScript', 'EF', 'EmbeddedFiles', 'XFA', 'RichMediaContent', 'RichMediaSettings', 'AF'];
const ACTIVE_ACTIONS = ['JavaScript', 'Launch', 'SubmitForm', 'ImportData', 'GoToE', 'Rendition', 'RichMediaExecute', 'Movie', 'Sound'];
const ACTIVE_TYPES = ['EmbeddedFile', 'RichMedia', 'FileAttachment', 'Screen', '3D'];
/** What tells of who made it, when and with what. */
const PROPERTIES = ['Metadata', 'PieceInfo', 'LastModified', 'Thumb', 'SpiderInfo'];

class Refused extends Error {}
const refuse = (why) => { throw new Refused(why); };
const named = (dict, key) => {
  const value = dict.lookup(PDFName.of(key));
  return value instanceof PDFName ? value.decodeText() : null;
};

/** Containers of objects that unpack to far more than they hold. */
function refuseBombs(bytes) {
  let left = MOST_UNPACKED;
  for (let at = bytes.indexOf('stream'); at >= 0; at = bytes.indexOf('stream', at + 6)) {
    if (bytes.subarray(at - 3, at).toString('latin1') === 'end') continue;
    const dict = bytes.subarray(Math.max(0, at - 1_024), at).toString('latin1').split('endobj').at(-1) ?? '';
    if (!/\/(ObjStm|XRef)\b/.test(dict)) continue;
    if (/\/Filter\s*\[[^\]]*\/[^\]]*\//.test(dict)) refuse('BOMB');
    if (!/FlateDecode/.test(dict)) continue;
    const from = at + 6 + (bytes[at + 6] === 13 ? 2 : 1);
    try {
      left -= inflateSync(bytes.subarray(from), { maxOutputLength: Math.max(1, left) }).length;
    } catch (error) {
      if (error.code === 'ERR_BUFFER_TOO_LARGE') refuse('BOMB');
      // Else it is broken: opening it says so.
    }
    if (left <= 0) refuse('BOMB');
  }
}

async function opened(bytes) {
  try {
    const document = await PDFDocument.load(bytes, { ignoreEncryption: true, updateMetadata: false, throwOnInvalidObject: true });
    if (document.isEncrypted) refuse('ENCRYPTED');
    if (document.getPageCount() === 0) refuse('MALFORMED');
    return document;
  } catch (error) {
    if (error instanceof Refused) throw error;
    return refuse(/encrypt/i.test(error.message) ? 'ENCRYPTED' : 'MALFORMED');
  }
}

/** Every dictionary of the document, wherever it stands. */
function* dictionaries(document) {
  for (const [, object] of document.context.enumerateIndirectObjects()) yield* within(object);
}
function* within(object) {
  const open = [object];
  while (open.length > 0) {
    const next = open.pop();
    if (next instanceof PDFStream) open.push(next.dict);
    else if (next instanceof PDFDict) { yield next; open.push(...next.values()); } else if (next instanceof PDFArray) open.push(...next.asArray());
  }
}

function refuseActive(document) {
  for (const dict of dictionaries(document)) {
    if (ACTIVE_KEYS.some((key) => dict.has(PDFName.of(key)))) refuse('ACTIVE_CONTENT');
    if (ACTIVE_ACTIONS.includes(named(dict, 'S'))) refuse('ACTIVE_CONTENT');
    if (ACTIVE_TYPES.includes(named(dict, 'Type')) || ACTIVE_TYPES.includes(named(dict, 'Subtype'))) refuse('ACTIVE_CONTENT');
  }
}

/** Takes out what tells of who made it, and then whatever nothing leads to any more. */
function removeProperties(document) {
  const { context } = document;
  const removed = new Set();
  const { Info } = context.trailerInfo;
  if (Info) { removed.add('DOCUMENT_PROPERTIES'); if (Info instanceof PDFRef) context.delete(Info); }
  context.trailerInfo.Info = undefined;
  context.trailerInfo.ID = undefined;
  for (const dict of dictionaries(document)) {
    for (const key of PROPERTIES) {
      const value = dict.get(PDFName.of(key));
      if (value === undefined) continue;
      dict.delete(PDFName.of(key));
      removed.add(key === 'Thumb' ? 'THUMBNAIL' : 'DOCUMENT_PROPERTIES');
    }
    // Who wrote an annotation, and when; what it says stays.
    if (named(dict, 'Type') === 'Annot' || dict.has(PDFName.of('Rect'))) for (const key of ['M', 'CreationDate']) dict.delete(PDFName.of(key));
  }
  const reached = new Set();
  const open = [context.trailerInfo.Root];
  while (open.length > 0) {
    const next = open.pop();
    if (next instanceof PDFRef) {
      if (reached.has(next.tag)) continue;
      reached.add(next.tag);
      open.push(context.lookup(next));
    } else if (next instanceof PDFStream) open.push(...next.dict.values());
    else if (next instanceof PDFDict) open.push(...next.values());
    else if (next instanceof PDFArray) open.push(...next.asArray());
  }
  for (const [ref] of context.enumerateIndirectObjects()) {
    if (reached.has(ref.tag)) continue;
    if (context.delete(ref)) removed.add('UNUSED_CONTENT');
  }
  return removed;
}

/** Photographs stand in a PDF as they came: EXIF, comments and what programs add are cut out of them. */
function stripPhotographs(document, removed) {
  for (const [ref, object] of document.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFRawStream) || named(object.dict, 'Filter') !== 'DCTDecode') continue;
    const clean = withoutSegments(Buffer.from(object.contents));
    if (clean === null) continue;
    object.dict.set(PDFName.of('Length'), document.context.obj(clean.length));
    document.context.assign(ref, PDFRawStream.of(object.dict, clean));
    removed.add('IMAGE_METADATA');
  }
}

/** A JPEG without APP1 to APP13, APP15 and comments; null where there are none. (APP0 and APP14 say how to read colours.) */
function withoutSegments(bytes) {
  const kept = [bytes.subarray(0, 2)];
  let hasMore = false;
  let at = 2;
  while (at + 4 <= bytes.length && bytes[at] === 0xff && bytes[at + 1] !== 0xda) {
    const [marker, end] = [bytes[at + 1], at + 2 + bytes.readUInt16BE(at + 2)];
    if (marker === 0xfe || (marker >= 0xe1 && marker <= 0xef && marker !== 0xee)) hasMore = true;
    else kept.push(bytes.subarray(at, end));
    at = end;
  }
  return hasMore ? Buffer.concat([...kept, bytes.subarray(at)]) : null;
}

function mark(document, { path, width }) {
  for (const page of document.getPages()) {
    const { x, y, width: across, height } = page.getCropBox();
    const scale = Math.min(across * 0.94, 520) / width;
    for (const up of [0.02, 0.5]) page.drawSvgPath(path, { x: x + across * 0.03, y: y + height * up + 8, scale, color: rgb(0.45, 0.1, 0.1), opacity: up === 0.5 ? 0.28 : 0.75, borderWidth: 0 });
  }
}

async function run({ bytes, task, ...more }) {
  const given = Buffer.from(bytes);
  if (task === 'clean') refuseBombs(given);
  const document = await opened(given);
  let removed = new Set();
  if (task === 'clean') {
    refuseActive(document);
    removed = removeProperties(document);
    stripPhotographs(document, removed);
  } else mark(document, more);
  const written = await document.save({ useObjectStreams: true, addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: Infinity });
  return { bytes: written, removed: [...removed] };
}

try {
  const answer = await run(workerData);
  parentPort.postMessage(answer, [answer.bytes.buffer]);
} catch (error) {
  parentPort.postMessage({ refused: error instanceof Refused ? error.message : 'MALFORMED' });
}
