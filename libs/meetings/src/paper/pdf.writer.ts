import { setImmediate as turn } from 'node:timers/promises';
import { rgb } from '@cantoo/pdf-lib';
import type { Block, Column, Paper, Run } from './paper.js';
import { drawPlan, drawPlate } from './pdf.seats.js';
import { MARGIN, PdfSheet, type Setting } from './pdf.sheet.js';

/** How a PDF is finished. */
export interface Finish {
  /** When it was made. */
  readonly at: Date;
  /** The reader's mark, which stands on every page; null: none. */
  readonly mark: string | null;
}

const SIZE = 10.5;
const QUIET = rgb(0.35, 0.35, 0.35);
/** Distance of the lowest line from the edge; below it stand the number of the page and the mark. */
const FLOOR = 64;
const STEP = 18;
const CELL = { size: 9.5, line: 14, pad: 5 } as const;

/** Sets a paper as a PDF, page by page; between two blocks others get their turn. */
export async function writePdf(paper: Paper, { at, mark }: Finish): Promise<Buffer> {
  const sheet = await PdfSheet.begin({ title: paper.title, language: paper.language, letters: `${JSON.stringify(paper.blocks)}${mark ?? ''}`, at, wide: paper.blocks.some(({ kind }) => kind === 'plan'), mark });
  const setter = new Setter(sheet, paper.language === 'ja' ? 1.65 : 1.5);
  for (const block of paper.blocks) {
    await setter.set(block);
    await turn();
  }
  if (!paper.blocks.some(({ kind }) => kind === 'plates')) numberPages(sheet);
  return sheet.save();
}

function numberPages(sheet: PdfSheet): void {
  const { pages, width } = sheet;
  for (const [index, page] of pages.entries()) {
    const number = `${index + 1} / ${pages.length}`;
    sheet.put(number, width - MARGIN - sheet.widthOf(number, 8), 34, { size: 8, colour: QUIET }, page);
  }
}

/** Puts one block under the other. */
class Setter {
  private y: number;

  constructor(private readonly sheet: PdfSheet, private readonly leading: number) {
    this.y = sheet.height - MARGIN;
  }

  async set(block: Block): Promise<void> {
    switch (block.kind) {
      case 'title': return this.title(block.text);
      case 'heading': return this.heading(block.text, block.minor === true);
      case 'text': return this.text(block);
      case 'facts': return this.facts(block.rows);
      case 'table': return this.table(block.columns, block.rows);
      case 'gap': this.y -= SIZE; return;
      case 'plan': return drawPlan(this.sheet, block, this.y);
      case 'plates': {
        for (const [index, seat] of block.seats.entries()) {
          if (index > 0) this.sheet.newPage();
          drawPlate(this.sheet, seat);
          if (index % 10 === 9) await turn();
        }
      }
    }
  }

  private get width(): number { return this.sheet.width - 2 * MARGIN; }

  /** Makes room: on a new page, where there is none on this one. */
  private need(height: number): void {
    if (this.y - height >= FLOOR) return;
    this.sheet.newPage();
    this.y = this.sheet.height - MARGIN;
  }

  private line(runs: readonly Run[], x: number, setting: Setting, height: number): void {
    this.need(height);
    this.sheet.put(runs, x, this.y - height * 0.72, setting);
    this.y -= height;
  }

  private title(text: string): void {
    for (const line of this.sheet.lines([{ text, bold: true }], this.width, 16)) this.line(line, this.sheet.width / 2 - this.across(line, 16) / 2, { size: 16 }, 26);
    this.y -= 8;
  }

  private heading(text: string, minor: boolean): void {
    const [size, height] = minor ? [10.5, 17] : [12.5, 20];
    const lines = this.sheet.lines([{ text, bold: true }], this.width, size);
    // Not alone at the foot of a page.
    this.need(lines.length * height + (minor ? 20 : 44));
    this.y -= minor ? 4 : 12;
    for (const line of lines) this.line(line, MARGIN, { size }, height);
    if (!minor) this.sheet.rule(MARGIN, this.y - 1, this.width);
    this.y -= minor ? 2 : 7;
  }

  private text({ runs, align, quiet = false, indent = 0, mark }: Extract<Block, { kind: 'text' }>): void {
    const size = quiet ? 9 : SIZE;
    const [height, left] = [size * this.leading, MARGIN + indent * STEP];
    for (const [index, line] of this.sheet.lines(runs, this.width - indent * STEP, size).entries()) {
      const room = this.sheet.width - MARGIN - left - this.across(line, size);
      this.need(height);
      if (index === 0 && mark !== undefined) this.sheet.put(mark, left - 6 - this.sheet.widthOf(mark, size), this.y - height * 0.72, { size });
      this.line(line, align === 'right' ? left + room : align === 'centre' ? left + room / 2 : left, { size, ...(quiet ? { colour: QUIET } : {}) }, height);
    }
    this.y -= indent > 0 ? 2 : 5;
  }

  private facts(rows: readonly { label: string; value: string }[]): void {
    const label = Math.min(130, Math.max(...rows.map((row) => this.sheet.widthOf(row.label, SIZE, true)), 0) + 18);
    for (const row of rows) {
      const lines = this.sheet.lines([{ text: row.value }], this.width - label, SIZE);
      const height = SIZE * this.leading;
      for (const [index, line] of lines.entries()) {
        this.need(height);
        if (index === 0) this.sheet.put(row.label, MARGIN, this.y - height * 0.72, { size: SIZE, bold: true });
        this.line(line, MARGIN + label, { size: SIZE }, height);
      }
      this.y -= 2;
    }
    this.y -= 6;
  }

  private table(columns: readonly Column[], rows: readonly (readonly string[])[]): void {
    const whole = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (share / whole) * this.width);
    const laid = (cells: readonly string[], bold: boolean): Run[][][] => cells.map((cell, index) => this.sheet.lines([{ text: cell, bold }], (widths[index] ?? 0) - 2 * CELL.pad, CELL.size));
    const heading = laid(columns.map((column) => column.heading), true);
    this.row(heading, widths, true);
    for (const cells of rows) {
      // A row that is higher than a page goes on on the next one.
      let left = laid(cells, false);
      while (left.some((lines) => lines.length > 0)) {
        const most = Math.max(1, Math.floor((this.y - FLOOR - 2 * CELL.pad) / CELL.line));
        const highest = Math.max(...left.map((lines) => lines.length));
        const page = Math.floor((this.sheet.height - MARGIN - FLOOR - 60) / CELL.line);
        if (highest > most && (highest <= page || most < 3)) {
          this.need(this.sheet.height);
          this.row(heading, widths, true);
          continue;
        }
        this.row(left.map((lines) => lines.slice(0, most)), widths, false);
        left = left.map((lines) => lines.slice(most));
      }
    }
    this.y -= 8;
  }

  private row(cells: readonly (readonly Run[][])[], widths: readonly number[], shaded: boolean): void {
    const height = Math.max(1, ...cells.map((lines) => lines.length)) * CELL.line + 2 * CELL.pad;
    this.need(height);
    let x = MARGIN;
    for (const [index, width] of widths.entries()) {
      this.sheet.box(x, this.y - height, width, height, shaded ? 0.93 : null);
      for (const [at, line] of (cells[index] ?? []).entries()) this.sheet.put(line, x + CELL.pad, this.y - CELL.pad - CELL.line * (at + 0.75), { size: CELL.size });
      x += width;
    }
    this.y -= height;
  }

  private across(line: readonly Run[], size: number): number {
    return line.reduce((sum, { text, bold = false }) => sum + this.sheet.widthOf(text, size, bold), 0);
  }
}
