import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as fontkit from 'fontkit';
import type { Font } from 'fontkit';

const FOLDER = dirname(createRequire(import.meta.url).resolve('@fontsource-variable/noto-sans-jp/package.json'));
const SPACE = 300;

/** Text as an outline: an SVG path, y downwards, in units of a thousandth of the letters' height. */
export interface Outline {
  readonly path: string;
  readonly width: number;
}

/**
 * Draws text as outlines of Noto Sans JP (OFL), so that a mark needs no font where it is put: neither on the server nor in the document. The
 * font comes in files by ranges of Unicode, which are read as they are needed.
 */
export class Lettering {
  private readonly ranges: readonly { name: string; spans: readonly (readonly [number, number])[] }[];
  private readonly fonts = new Map<string, Font>();

  constructor() {
    const ranges = JSON.parse(readFileSync(join(FOLDER, 'unicode.json'), 'utf8')) as Record<string, string>;
    this.ranges = Object.entries(ranges).reverse().map(([name, text]) => ({
      name: name.replace(/[[\]]/g, ''),
      spans: text.split(',').map((span) => {
        const [from = '', to = from] = span.replace('U+', '').split('-');
        return [Number.parseInt(from, 16), Number.parseInt(to, 16)] as const;
      }),
    }));
  }

  /** The outline of a line of text. What the font has no letter for is drawn as a box. */
  outline(text: string): Outline {
    let width = 0;
    const paths: string[] = [];
    for (const letter of text) {
      const code = letter.codePointAt(0) ?? 0;
      const glyph = this.fontFor(code)?.glyphForCodePoint(code);
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

  private fontFor(code: number): Font | undefined {
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
