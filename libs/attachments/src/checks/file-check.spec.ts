import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PDFDocument } from '@cantoo/pdf-lib';
import { newId } from '@hub/kernel';
import { hostileFiles, openDocument, pdf, photograph, picture, word, wordParts, zipOf } from '@hub/testing';
import sharp from 'sharp';
import type { BlobStore } from '../storage/blob-store.js';
import { FileKeys } from '../storage/file-keys.js';
import { SealedFiles } from '../storage/sealed-file.js';
import { FileCheck } from './file-check.js';
import type { Outcome } from './check.repository.js';
import { PdfThread } from './pdf.check.js';

class MemoryStore implements BlobStore {
  readonly pieces = new Map<string, Buffer>();
  async put(name: string, bytes: Buffer): Promise<void> { this.pieces.set(name, bytes); }
  async get(name: string): Promise<Buffer | null> { return this.pieces.get(name) ?? null; }
  async removeAll(prefix: string): Promise<void> { for (const name of this.pieces.keys()) if (name.startsWith(`${prefix}/`)) this.pieces.delete(name); }
  async parts(): Promise<string[]> { return [...new Set([...this.pieces.keys()].map((name) => name.split('/').slice(0, 2).join('/')))]; }
}

let folder: string;
let files: SealedFiles;
let check: FileCheck;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'attachment-keys-'));
  files = new SealedFiles(new MemoryStore(), new FileKeys(folder, Buffer.alloc(32, 1)));
  check = new FileCheck(files, new PdfThread());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function look(name: string, bytes: Buffer): Promise<{ outcome: Outcome; clean: () => Promise<Buffer> }> {
  const id = newId();
  await files.begin(id, 'in');
  await files.write(id, 'in', (async function* () { yield bytes; })(), bytes.length + 1);
  const outcome = await check.outcome({ id, name, length: bytes.length });
  return { outcome, clean: () => files.readAll(id, 'file', outcome.state === 'READY' ? outcome.size : 0) };
}

it('of what nobody should send nothing is taken, each for its reason', async () => {
  const set = await hostileFiles();
  const wrong: string[] = [];
  for (const { what, name, bytes, why } of set) {
    const { outcome } = await look(name, bytes);
    const got = outcome.state === 'REFUSED' ? outcome.refusal : outcome.state;
    if (got !== why) wrong.push(`${what}: ${got} instead of ${why}`);
  }
  expect(wrong).toEqual([]);
  expect(set.length).toBeGreaterThan(40);
});

describe('what is taken says nothing beside its content', () => {
  it('a photograph: its place, its device and its maker are gone, and the picture is there', async () => {
    const { outcome, clean } = await look('photo.JPG', await photograph());
    expect(outcome).toMatchObject({ state: 'READY', type: 'image/jpeg', removed: ['IMAGE_METADATA'] });
    const bytes = await clean();
    expect(bytes.includes('Secret')).toBe(false);
    expect((await sharp(bytes).metadata()).exif).toBeUndefined();
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 640, height: 480, format: 'jpeg' });
  });

  it('pictures of other kinds', async () => {
    for (const format of ['png', 'webp'] as const) expect((await look(`a.${format}`, await picture(format))).outcome).toMatchObject({ state: 'READY', type: `image/${format}`, removed: [] });
  });

  it('a PDF: its author, title, and what nothing leads to; and its pages are there', async () => {
    const { outcome, clean } = await look('report.pdf', await pdf(3, async (document) => {
      const image = await document.embedJpg(await photograph());
      document.getPage(0).drawImage(image, { x: 10, y: 10, width: 100, height: 80 });
      document.context.register(document.context.obj({ Forgotten: 'Secret' }));
    }));
    expect(outcome).toMatchObject({ state: 'READY', type: 'application/pdf' });
    expect(outcome.state === 'READY' && [...outcome.removed].sort()).toEqual(['DOCUMENT_PROPERTIES', 'IMAGE_METADATA', 'UNUSED_CONTENT']);
    const document = await PDFDocument.load(await clean(), { updateMetadata: false });
    expect([document.getAuthor(), document.getTitle(), document.getPageCount()]).toEqual([undefined, undefined, 3]);
    expect((await clean()).includes('Secret')).toBe(false);
  });

  it('a Word document: its properties, its thumbnail, and the places in its photographs', async () => {
    const { outcome, clean } = await look('notes.docx', await word([{ name: 'word/media/image1.jpeg', text: await photograph(), stored: true }, { name: 'docProps/thumbnail.jpeg', text: await photograph(), stored: true }]));
    expect(outcome.state === 'READY' && [...outcome.removed].sort()).toEqual(['DOCUMENT_PROPERTIES', 'IMAGE_METADATA', 'THUMBNAIL']);
    const bytes = await clean();
    expect(bytes.includes('Secret')).toBe(false);
    expect(bytes.includes('word/document.xml')).toBe(true);
    expect((await look('again.docx', bytes)).outcome).toMatchObject({ state: 'READY' });
  });

  it('an OpenDocument, which begins with its type', async () => {
    const { outcome, clean } = await look('notes.odt', await openDocument());
    expect(outcome).toMatchObject({ state: 'READY', removed: ['DOCUMENT_PROPERTIES'] });
    expect((await clean()).subarray(30, 38).toString()).toBe('mimetype');
  });

  it('an archive that says less than it holds is refused while it is unpacked', async () => {
    const zip = await zipOf(wordParts([{ name: 'word/more.xml', text: 'x'.repeat(5_000) }]));
    // Its size stands in the central directory: where it lies, what comes is more.
    const at = zip.lastIndexOf('word/more.xml') - 46;
    zip.writeUInt32LE(10, at + 24);
    expect((await look('notes.docx', zip)).outcome).toEqual({ state: 'REFUSED', refusal: 'BOMB' });
  });
});
