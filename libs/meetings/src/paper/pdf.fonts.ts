import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { PDFDocument, PDFFont } from '@cantoo/pdf-lib';
import * as fontkit from 'fontkit';
import { shapedFont } from './pdf.shaper.js';
import { type Script, scriptsIn, stretchesOf } from './scripts.js';

/** Noto Sans JP (OFL) in two weights, whole, and Noto Sans of other scripts: what a paper uses of them is put into it. */
const JAPANESE = ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'].map((file) => `@expo-google-fonts/noto-sans-jp/${file}`);
const filesOf = (script: Script): string[] => {
  const name = `noto-sans-${script.toLowerCase()}`;
  return [400, 700].map((weight) => `@fontsource/${name}/files/${name}-${script.toLowerCase()}-${weight}-normal.woff`);
};
const files = createRequire(import.meta.url);
const kept = new Map<string, Promise<Buffer>>();
/** Read when a paper first needs it. */
function fontFile(name: string): Promise<Buffer> {
  let bytes = kept.get(name);
  if (!bytes) kept.set(name, (bytes = readFile(files.resolve(name))));
  return bytes;
}

/** Stands for a letter that no font has, as printers in Japan have it. */
const MISSING = '〓';

/** A glyph that is put down: in which font of the document, how far it moves on, and where it stands from there; in thousandths of the size. */
export interface Glyph { readonly font: number; readonly hex: string; readonly width: number; readonly dx: number; readonly dy: number }
/** A font of the document, and where the letters of its script stand; null: side by side. */
interface Face { readonly font: PDFFont; readonly shaper: fontkit.Font | null }

/** The fonts of a document, and how text is set in them. */
export class PdfFonts {
  /** Letters of the Japanese font, stretches of the others. */
  private readonly known = [new Map<string, readonly Glyph[]>(), new Map<string, readonly Glyph[]>()] as const;
  private readonly covered: ReadonlySet<number>;

  private constructor(private readonly faces: readonly Face[], private readonly scripts: readonly Script[]) {
    this.covered = new Set(this.face(0).font.getCharacterSet());
  }

  /** Those that a text needs. */
  static async of(document: PDFDocument, text: string): Promise<PdfFonts> {
    // Fonts of other scripts are .woff.
    document.registerFontkit({ create: (bytes: Buffer) => (bytes.toString('latin1', 0, 4) === 'wOFF' ? shapedFont(bytes) : fontkit.create(bytes)) } as never);
    const scripts = scriptsIn(text);
    const faces: Face[] = [];
    for (const name of JAPANESE) faces.push({ font: await document.embedFont(await fontFile(name), { subset: true }), shaper: null });
    for (const name of scripts.flatMap(filesOf)) {
      const bytes = await fontFile(name);
      faces.push({ font: await document.embedFont(bytes, { subset: true }), shaper: shapedFont(bytes) });
    }
    return new PdfFonts(faces, scripts);
  }

  /** The fonts as the document knows them. */
  get all(): readonly PDFFont[] {
    return this.faces.map(({ font }) => font);
  }

  /** A line of text as glyphs, from left to right. */
  set(text: string, bold: boolean): readonly Glyph[] {
    if (this.scripts.length === 0) return this.letters(text, bold);
    return stretchesOf(text).flatMap((one) => (one.script === null ? this.letters(one.text, bold) : this.shaped(one.text, one.script, bold)));
  }

  private letters(text: string, bold: boolean): readonly Glyph[] {
    return [...text].flatMap((letter) => this.remembered(letter, bold, () => {
      const [index, shown] = [bold ? 1 : 0, this.covered.has(letter.codePointAt(0) ?? 0) ? letter : MISSING];
      const { font } = this.face(index);
      return [{ font: index, hex: font.encodeText(shown).asString(), width: font.widthOfTextAtSize(shown, 1000), dx: 0, dy: 0 }];
    }));
  }

  /** Letters that join, stand above one another or change places: as the font's rules have them. */
  private shaped(text: string, script: Script, bold: boolean): readonly Glyph[] {
    return this.remembered(text, bold, () => {
      const index = 2 + 2 * this.scripts.indexOf(script) + (bold ? 1 : 0);
      const { font, shaper } = this.face(index);
      if (!shaper) throw new Error(`${script} has no font`);
      const [whole, { positions }] = [font.encodeText(text).asString(), shaper.layout(text)];
      const scale = 1000 / shaper.unitsPerEm;
      return positions.map(({ xAdvance, xOffset, yOffset }, n) => ({ font: index, hex: whole.slice(4 * n, 4 * n + 4), width: xAdvance * scale, dx: xOffset * scale, dy: yOffset * scale }));
    });
  }

  private remembered(text: string, bold: boolean, make: () => readonly Glyph[]): readonly Glyph[] {
    const known = this.known[bold ? 1 : 0];
    let glyphs = known.get(text);
    if (!glyphs) known.set(text, (glyphs = make()));
    return glyphs;
  }

  private face(index: number): Face {
    return this.faces[index] as Face;
  }
}
