import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { beginText, endText, PDFDocument, type PDFFont, PDFHexString, type PDFName, type PDFPage, popGraphicsState, pushGraphicsState, rgb, setFillingColor, setFontAndSize, setTextMatrix, showText } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import { linesOf } from './lines.js';
import type { Run } from './paper.js';

/** Noto Sans JP (OFL) in two weights, whole: what a paper uses of them is put into it. */
const FILES = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'] as const;
const files = createRequire(import.meta.url);
let loaded: Promise<Buffer[]> | null = null;
const fontFiles = (): Promise<Buffer[]> => (loaded ??= Promise.all(FILES.map((file) => readFile(files.resolve(`@expo-google-fonts/noto-sans-jp/${file}`)))));

/** Stands for a letter that the font has not, as printers in Japan have it. */
const MISSING = '〓';
/** A4 in points. */
const A4 = [595.28, 841.89] as const;
/** Distance from the edges. */
export const MARGIN = 56;
const INK = rgb(0.07, 0.07, 0.07);
const MARK = rgb(0.45, 0.1, 0.1);
const PALE = rgb(0.95, 0.89, 0.89);

/** A letter as a font of the document has it. */
interface Glyph { readonly hex: string; readonly width: number }
/** How text is set. */
export interface Setting { readonly size: number; readonly bold?: boolean; readonly colour?: ReturnType<typeof rgb>; /** Upside down, from the right end of the line. */ readonly turned?: boolean }

/** A PDF that is being written: pages, and text that is measured and put on them. */
export class PdfSheet {
  private readonly glyphs = [new Map<string, Glyph>(), new Map<string, Glyph>()] as const;
  private readonly names = new Map<PDFPage, readonly PDFName[]>();
  /** The page that is written on. */
  page: PDFPage;
  private readonly covered: ReadonlySet<number>;

  private constructor(private readonly document: PDFDocument, private readonly fonts: readonly PDFFont[], private readonly wide: boolean, private readonly mark: string | null) {
    this.covered = new Set(this.font(false).getCharacterSet());
    this.page = this.newPage();
  }

  /** Begins one; `wide`: in landscape; `mark`: the reader's, which stands on every page. */
  static async begin({ title, language, at, wide, mark }: { title: string; language: string; at: Date; wide: boolean; mark: string | null }): Promise<PdfSheet> {
    const document = await PDFDocument.create();
    document.registerFontkit(fontkit);
    const fonts: PDFFont[] = [];
    for (const bytes of await fontFiles()) fonts.push(await document.embedFont(bytes, { subset: true }));
    document.setTitle(title, { showInWindowTitleBar: true });
    document.setLanguage(language);
    document.setCreator('Contact Point');
    document.setProducer('Contact Point');
    document.setCreationDate(at);
    document.setModificationDate(at);
    return new PdfSheet(document, fonts, wide, mark);
  }

  get width(): number { return this.page.getWidth(); }
  get height(): number { return this.page.getHeight(); }
  get pages(): PDFPage[] { return this.document.getPages(); }

  /** Goes on on a new page. */
  newPage(): PDFPage {
    this.page = this.document.addPage(this.wide ? [A4[1], A4[0]] : [...A4]);
    if (this.mark !== null) {
      // Below, and pale across the middle under what is written, so that cutting off an edge does not rid of it.
      const [below, across] = [this.fitted(this.mark, this.width - 2 * MARGIN - 60, 7.5, 5), this.fitted(this.mark, this.width - MARGIN, 13, 5)];
      this.put(below.line, MARGIN, 34, { size: below.size, colour: MARK });
      this.put(across.line, (this.width - this.widthOf(across.line, across.size)) / 2, this.height / 2, { size: across.size, colour: PALE });
    }
    return this.page;
  }

  /** The width of a line of text. */
  widthOf(text: string, size: number, bold = false): number {
    let width = 0;
    for (const letter of text.normalize('NFC')) width += this.glyph(letter, bold).width;
    return (width * size) / 1000;
  }

  /** Text in lines of a width. */
  lines(runs: readonly Run[], width: number, size: number): Run[][] {
    return linesOf(runs.map(({ text, ...more }) => ({ ...more, text: text.normalize('NFC') })), width, (letter, bold) => (this.glyph(letter, bold).width * size) / 1000);
  }

  /** Puts a line of text on the page, its base line beginning at a point. */
  put(line: string | readonly Run[], x: number, y: number, { size, bold = false, colour = INK, turned = false }: Setting, page = this.page): void {
    let at = x;
    for (const run of typeof line === 'string' ? [{ text: line, bold }] : line) {
      const isBold = run.bold ?? bold;
      const name = this.nameOf(page, isBold);
      const letters = [...run.text.normalize('NFC')].map((letter) => this.glyph(letter, isBold));
      const [c, s] = turned ? [-1, 0] : [1, 0];
      page.pushOperators(pushGraphicsState(), beginText(), setFillingColor(colour), setFontAndSize(name, size), setTextMatrix(c, s, -s, c, at, y), showText(PDFHexString.of(letters.map(({ hex }) => hex).join(''))), endText(), popGraphicsState());
      const width = (letters.reduce((sum, one) => sum + one.width, 0) * size) / 1000;
      at += turned ? -width : width;
    }
  }

  /** The largest size, up to one, at which a line fits into a width; what is too long even so is cut. */
  fitted(line: string, width: number, size: number, least: number, bold = false): { line: string; size: number } {
    const fits = Math.min(size, (size * width) / Math.max(1, this.widthOf(line, size, bold)));
    if (fits >= least) return { line, size: fits };
    let cut = [...line];
    while (cut.length > 0 && this.widthOf(`${cut.join('')}…`, least, bold) > width) cut = cut.slice(0, -1);
    return { line: `${cut.join('')}…`, size: least };
  }

  /** A line across the page. */
  rule(x: number, y: number, width: number, thickness = 0.5, grey = 0.6): void {
    this.page.drawLine({ start: { x, y }, end: { x: x + width, y }, thickness, color: rgb(grey, grey, grey) });
  }

  /** A frame. */
  box(x: number, y: number, width: number, height: number, shade: number | null = null): void {
    this.page.drawRectangle({ x, y, width, height, borderWidth: 0.6, borderColor: rgb(0.4, 0.4, 0.4), ...(shade === null ? {} : { color: rgb(shade, shade, shade) }) });
  }

  /** The whole, written. */
  async save(): Promise<Buffer> {
    const bytes = await this.document.save({ addDefaultPage: false, updateFieldAppearances: false, objectsPerTick: 20 });
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  private font(bold: boolean): PDFFont {
    return this.fonts[bold ? 1 : 0] as PDFFont;
  }

  /** What a page calls a font. */
  private nameOf(page: PDFPage, bold: boolean): PDFName {
    let names = this.names.get(page);
    if (!names) this.names.set(page, (names = this.fonts.map(({ name, ref }) => page.node.newFontDictionary(name, ref))));
    return names[bold ? 1 : 0] as PDFName;
  }

  private glyph(letter: string, bold: boolean): Glyph {
    const known = this.glyphs[bold ? 1 : 0];
    let glyph = known.get(letter);
    if (!glyph) {
      const shown = this.covered.has(letter.codePointAt(0) ?? 0) ? letter : MISSING;
      const font = this.font(bold);
      glyph = { hex: font.encodeText(shown).asString(), width: font.widthOfTextAtSize(shown, 1000) };
      known.set(letter, glyph);
    }
    return glyph;
  }
}
