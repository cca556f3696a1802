import { localise, type LocalisedText } from '@hub/kernel';
import sharp from 'sharp';
import { decoded, MOST_PIXELS } from '../checks/image.check.js';
import type { PdfThread } from '../checks/pdf.check.js';
import type { MediaType } from '../attachment.name.js';
import type { Readable } from 'node:stream';
import type { Lettering, Outline } from './lettering.js';

/** Who reads, under which mark, and under which act of the ledger. */
export interface Reading {
  /** What stands before all else: the TLP mark, or what the file is of. */
  readonly label: string;
  readonly person: string;
  /** Empty: he reads for none. */
  readonly organisation: LocalisedText;
  readonly at: Date;
  /** The act's id on the receipt; null where there is none. */
  readonly act: string | null;
}

/** Marks by which a leaf that turns up elsewhere leads back to its reader. */
const MARKED = new Set(['AMBER', 'AMBER_STRICT', 'RED']);
/** Types that a mark can be put on. */
const MARKABLE = new Set<string>(['image/jpeg', 'image/png', 'image/webp', 'application/pdf']);

/** What stands on copies of what has this TLP mark: AMBER and stricter; null: they bear no reader's mark. */
export const labelOf = (tlp: string): string | null => (MARKED.has(tlp) ? `TLP:${tlp.replace('_', '+')}` : null);
/** Whether a reader's mark can be put on it: images and PDF. */
export const isMarkable = (type: MediaType): boolean => MARKABLE.has(type);

/** Puts a reader's mark on what is given to him. */
export class ReaderMarks {
  constructor(private readonly lettering: Lettering, private readonly pdf: PdfThread) {}

  /** The line that stands on a copy: mark, reader, organisation in both languages, time in Japan, and the ledger's act. */
  line({ label, person, organisation, at, act }: Reading): string {
    const time = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Tokyo', dateStyle: 'short', timeStyle: 'medium' }).format(at);
    const names = [...new Set([localise(organisation, 'ja'), localise(organisation, 'en')])].join(' / ');
    return [label, person, names, `${time} JST`, act].filter((part) => part !== '' && part !== null).join('  ');
  }

  /** A PDF with the line on every page. */
  async onPdf(bytes: () => Promise<Buffer>, reading: Reading): Promise<Uint8Array> {
    const { path, width } = await this.lettering.outline(this.line(reading));
    return this.pdf.mark(bytes, path, width);
  }

  /** An image with the line along its lower edge, and across its middle. */
  async onImage(source: Readable, type: MediaType, reading: Reading): Promise<Buffer> {
    // Side by side: nobody would hear the source break off while the letters are waited for.
    const [{ data, info }, outline] = await Promise.all([decoded(source).raw().toBuffer({ resolveWithObject: true }), this.lettering.outline(this.line(reading))]);
    const { width, height, channels } = info;
    const image = sharp(data, { raw: { width, height, channels }, limitInputPixels: MOST_PIXELS }).composite([{ input: Buffer.from(overlay(outline, width, height)) }]);
    return (type === 'image/png' ? image.png() : type === 'image/webp' ? image.webp({ quality: 90 }) : image.jpeg({ quality: 90 })).toBuffer();
  }
}

/** A band below with the line in it, and the line once more across the middle, so that cutting off an edge does not rid of it. */
function overlay({ path, width: long }: Outline, width: number, height: number): string {
  const scale = (width * 0.94) / long;
  const letter = 1_000 * scale;
  const at = (y: number, opacity: number): string => `<g transform="translate(${width * 0.03} ${y}) scale(${scale})" opacity="${opacity}"><path d="${path}" fill="#fff" stroke="#fff" stroke-width="110"/><path d="${path}" fill="#701010" stroke="#701010" stroke-width="28"/></g>`;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect x="0" y="${height - letter * 1.6}" width="${width}" height="${letter * 1.6}" fill="#fff" opacity="0.75"/>${
    at(height - letter * 0.45, 1)}${at(height / 2, 0.4)}</svg>`;
}
