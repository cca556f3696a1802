import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Font } from 'fontkit';

const FOLDER = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-jp/package.json'));
const SPACE = 300;

/** Text as an outline: an SVG path, y downwards, in units of a thousandth of the letters' height. */
export interface Outline {
  readonly path: string;
  readonly width: number;
}

/** One of the font's files: its name, and the letters that are in it. */
interface Range { readonly name: string; readonly spans: readonly (readonly [number, number])[] }

function readRanges(): Range[] {
  const ranges = JSON.parse(readFileSync(join(FOLDER, 'unicode.json'), 'utf8')) as Record<string, string>;
  return Object.entries(ranges).reverse().map(([name, text]) => ({
    name: name.replace(/[[\]]/g, ''),
    spans: text.split(',').map((span) => {
      const [from = '', to = from] = span.replace('U+', '').split('-');
      return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
    }),
  }));
}

/**
 * Draws text as outlines of Noto Sans JP (OFL), so that a mark needs no font where it is put: neither on the server nor in the document. The
 * font comes in files by ranges of Unicode, which are read as they are needed, and what reads them as well: a hub's start waits for neither.
 */
export class Lettering {
  private reader: Promise<typeof import('fontkit')> | undefined;
  private ranges: readonly Range[] | undefined;
  private readonly fonts = new Map<string, Font>();

  /** The outline of a line of text. What the font has no letter for is drawn as a box. */
  async outline(text: string): Promise<Outline> {
    const fontkit = await (this.reader ??= import('fontkit'));
    let width = 0;
    const paths: string[] = [];
    for (const letter of text) {
      const code = letter.codePointAt(0) ?? 0;
      const glyph = this.fontFor(fontkit, code)?.glyphForCodePoint(code);
      if (letter === ' ') width += SPACE;
      else if (!glyph) {
        paths.push(`M${width + 60} 0V-700H${width + 540}V0Z`);
        width += 600;
      } else {
        paths.push(glyph.path.scale(1, -1).translate(width, 0).toSVG());
        width += glyph.advanceWidth;
      }
    }
    return { path: paths.join(''), width };
  }

  private fontFor(fontkit: typeof import('fontkit'), code: number): Font | undefined {
    this.ranges ??= readRanges();
    const name = this.ranges.find(({ spans }) => spans.some(([from, to]) => code >= from && code <= to))?.name;
    if (name === undefined) return undefined;
    let font = this.fonts.get(name);
    if (!font) {
      font = fontkit.create(readFileSync(join(FOLDER, 'files', `noto-sans-jp-${name}-wght-normal.woff2`))) as Font;
      this.fonts.set(name, font);
    }
    return font.hasGlyphForCodePoint(code) ? font : undefined;
  }
}
