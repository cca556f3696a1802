import { inflateSync } from 'node:zlib';
import * as fontkit from 'fontkit';
import { Blob, Buffer as Shaped, Face, Font, shape } from 'harfbuzzjs';

/** A font file that HarfBuzz shapes: kept, as it was read. */
const shapers = new WeakMap<Buffer, Font>();

/**
 * A WOFF font whose text is shaped by HarfBuzz, as readers of its script write it; pdf-lib asks it for the glyphs of a text as it asks fontkit. fontkit's own
 * shaping leaves Burmese vowels where they are spoken, and fails at some other scripts.
 */
export function shapedFont(woff: Buffer): fontkit.Font {
  const font = fontkit.create(woff) as fontkit.Font;
  const shaper = shapers.get(woff) ?? new Font(new Face(new Blob(sfntOf(woff))));
  shapers.set(woff, shaper);
  return Object.assign(font, { layout: (text: string) => laidOut(font, shaper, text) });
}

/** Glyphs from left to right. Each bears its own letter; the first that has none, those of its cluster that no other bears: so text can be copied from a paper. */
function laidOut(font: fontkit.Font, shaper: Font, text: string): Pick<fontkit.GlyphRun, 'glyphs' | 'positions'> {
  const run = new Shaped();
  run.addText(text);
  run.guessSegmentProperties();
  shape(shaper, run);
  const placed = run.getGlyphInfosAndPositions().map((one) => ({ ...one, own: font.stringsForGlyph(one.codepoint)[0] ?? '' }));
  const starts = [...new Set(placed.map(({ cluster }) => cluster))].sort((a, b) => a - b);
  const left = new Map(starts.map((start, n) => [start, placed.filter(({ cluster }) => cluster === start).reduce((rest, { own }) => rest.replace(own, ''), text.slice(start, starts[n + 1]))]));
  const glyphs = placed.map(({ codepoint, cluster, own }) => {
    const letters = own === '' ? (left.get(cluster) ?? '') : own;
    if (own === '') left.delete(cluster);
    return font.getGlyph(codepoint, [...letters].map((letter) => letter.codePointAt(0) ?? 0));
  });
  return { glyphs, positions: placed.map(({ xAdvance = 0, yAdvance = 0, xOffset = 0, yOffset = 0 }) => ({ xAdvance, yAdvance, xOffset, yOffset })) };
}

/** The font as it is in a WOFF 1.0 file (W3C): its tables, each deflated where that is shorter. */
function sfntOf(woff: Buffer): Uint8Array<ArrayBuffer> {
  const tables = Array.from({ length: woff.readUInt16BE(12) }, (_, n) => woff.subarray(44 + 20 * n, 64 + 20 * n)).map((entry) => {
    const [offset, packed, length] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
    const bytes = woff.subarray(offset, offset + packed);
    return { tag: entry.subarray(0, 4), sum: entry.subarray(16, 20), bytes: packed < length ? inflateSync(bytes) : bytes };
  });
  const head = Buffer.alloc(12 + 16 * tables.length);
  woff.copy(head, 0, 4, 8);
  head.writeUInt16BE(tables.length, 4);
  const parts: Buffer[] = [head];
  let at = head.length;
  for (const [n, { tag, sum, bytes }] of tables.entries()) {
    tag.copy(head, 12 + 16 * n);
    sum.copy(head, 16 + 16 * n);
    head.writeUInt32BE(at, 20 + 16 * n);
    head.writeUInt32BE(bytes.length, 24 + 16 * n);
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    parts.push(bytes, padding);
    at += bytes.length + padding.length;
  }
  return new Uint8Array(Buffer.concat(parts));
}
