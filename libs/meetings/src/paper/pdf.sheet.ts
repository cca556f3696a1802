import { beginText, endText, PDFDocument, PDFHexString, type PDFName, type PDFPage, popGraphicsState, pushGraphicsState, rgb, setFillingColor, setFontAndSize, setTextMatrix, showText } from '@cantoo/pdf-lib';
import { linesOf } from './lines.js';
import type { Run } from './paper.js';
import { type Glyph, PdfFonts } from './pdf.fonts.js';

/** A4 in points. */
const A4 = [595.28, 841.89] as const;
/** Distance from the edges. */
export const MARGIN = 56;
const INK = rgb(0.07, 0.07, 0.07);
const MARK = rgb(0.45, 0.1, 0.1);
const PALE = rgb(0.95, 0.89, 0.89);

/** How text is set. */
export interface Setting { readonly size: number; readonly bold?: boolean; readonly colour?: ReturnType<typeof rgb>; /** Upside down, from the right end of the line. */ readonly turned?: boolean }

/** A PDF that is being written: pages, and text that is measured and put on them. */
export class PdfSheet {
  private readonly names = new Map<PDFPage, readonly PDFName[]>();
  /** The page that is written on. */
  page: PDFPage;

  private constructor(private readonly document: PDFDocument, private readonly fonts: PdfFonts, private readonly wide: boolean, private readonly mark: string | null) {
    this.page = this.newPage();
  }

  /** Begins one; `letters`: all that will stand in it; `wide`: in landscape; `mark`: the reader's, which stands on every page. */
  static async begin({ title, language, letters, at, wide, mark }: { title: string; language: string; letters: string; at: Date; wide: boolean; mark: string | null }): Promise<PdfSheet> {
    const document = await PDFDocument.create();
    const fonts = await PdfFonts.of(document, letters);
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
    return widthOf(this.fonts.set(text.normalize('NFC'), bold), size);
  }

  /** Text in lines of a width. */
  lines(runs: readonly Run[], width: number, size: number): Run[][] {
    return linesOf(runs.map(({ text, ...more }) => ({ ...more, text: text.normalize('NFC') })), width, (letter, bold) => widthOf(this.fonts.set(letter, bold), size));
  }

  /** Puts a line of text on the page, its base line beginning at a point. */
  put(line: string | readonly Run[], x: number, y: number, { size, bold = false, colour = INK, turned = false }: Setting, page = this.page): void {
    let at = x;
    for (const run of typeof line === 'string' ? [{ text: line, bold }] : line) {
      const glyphs = this.fonts.set(run.text.normalize('NFC'), run.bold ?? bold);
      const c = turned ? -1 : 1;
      let forth = 0;
      for (const part of together(glyphs)) {
        const [{ font, dx, dy }] = part;
        page.pushOperators(pushGraphicsState(), beginText(), setFillingColor(colour), setFontAndSize(this.nameOf(page, font), size), setTextMatrix(c, 0, 0, c, at + c * (forth + (dx * size) / 1000), y + (c * dy * size) / 1000),
          showText(PDFHexString.of(part.map(({ hex }) => hex).join(''))), endText(), popGraphicsState());
        forth += widthOf(part, size);
      }
      at += c * forth;
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

  /** What a page calls a font. */
  private nameOf(page: PDFPage, font: number): PDFName {
    let names = this.names.get(page);
    if (!names) this.names.set(page, (names = this.fonts.all.map(({ name, ref }) => page.node.newFontDictionary(name, ref))));
    return names[font] as PDFName;
  }
}

const widthOf = (glyphs: readonly Glyph[], size: number): number => (glyphs.reduce((sum, { width }) => sum + width, 0) * size) / 1000;

/** Letters of the Japanese font are written together; those of the others each where it stands. */
function together(glyphs: readonly Glyph[]): [Glyph, ...Glyph[]][] {
  const parts: [Glyph, ...Glyph[]][] = [];
  for (const glyph of glyphs) {
    const last = parts.at(-1);
    if (last && glyph.font < 2 && last[0].font === glyph.font) last.push(glyph);
    else parts.push([glyph]);
  }
  return parts;
}
