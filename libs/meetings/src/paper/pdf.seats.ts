import type { Block, Seat } from './paper.js';
import { MARGIN, type PdfSheet } from './pdf.sheet.js';

/** Seats on the side of the chair, and opposite. */
const ACROSS = 6;
/** Seats on either side at most. */
const DEEP = 14;
const BOX = { width: 112, gap: 6 } as const;

/** Who sits where around a table, from the middle of the side of the chair clockwise; null: more than can sit around one. */
export function aroundTable(seats: readonly Seat[]): { front: Seat[]; right: Seat[]; back: Seat[]; left: Seat[] } | null {
  const chairing = seats.filter(({ chairs }) => chairs).slice(0, ACROSS);
  const others = seats.filter((seat) => !chairing.includes(seat));
  const back = Math.min(ACROSS, Math.max(0, Math.ceil(others.length / 4)));
  const right = Math.ceil((others.length - back) / 2);
  if (right > DEEP) return null;
  return { front: chairing, right: others.slice(0, right), back: others.slice(right, right + back).reverse(), left: others.slice(right + back).reverse() };
}

/** Draws who sits where: around a table; or, where there are too many, in rows that look to the front. */
export function drawPlan(sheet: PdfSheet, { front, seats }: Extract<Block, { kind: 'plan' }>, top: number): void {
  const number = new Map(seats.map((seat, index) => [seat, index + 1]));
  const floor = 58;
  const box = (seat: Seat, x: number, y: number, width: number, height: number): void => {
    sheet.box(x, y, width, height, seat.chairs ? 0.93 : null);
    const room = width - 10;
    const name = sheet.fitted(`${number.get(seat) ?? ''}  ${seat.name}`, room, 9, 5, true);
    sheet.put(name.line, x + 5, y + height - 4 - name.size, { size: name.size, bold: true });
    const lines = sheet.lines([{ text: seat.organisation }], room, 6.2);
    const least = sheet.fitted(seat.organisation, room * 1.9, 6.2, 4.5);
    const shown = lines.length <= 2 ? lines : sheet.lines([{ text: least.line }], room, least.size).slice(0, 2);
    const size = lines.length <= 2 ? 6.2 : least.size;
    for (const [index, line] of shown.entries()) sheet.put(line, x + 5, y + height - 6 - name.size - (index + 1) * (size + 1.2), { size });
  };
  const around = aroundTable(seats);
  if (!around) return inRows(sheet, seats, front, top, box);
  const [middle, height] = [sheet.width / 2, 34];
  const across = (row: readonly Seat[], y: number): void => {
    const width = Math.min(BOX.width, (sheet.width - 2 * MARGIN - 2 * (BOX.width + BOX.gap)) / Math.max(1, row.length) - BOX.gap);
    let x = middle - (row.length * (width + BOX.gap) - BOX.gap) / 2;
    for (const seat of row) {
      box(seat, x, y, width, height);
      x += width + BOX.gap;
    }
  };
  const [upper, lower] = [top - 18 - height, floor];
  const sign = sheet.widthOf(front, 9);
  sheet.put(front, middle - sign / 2, top - 10, { size: 9 });
  across(around.front, upper);
  across(around.back, lower);
  const space = upper - BOX.gap - (lower + height + BOX.gap);
  const column = (side: readonly Seat[], x: number): void => {
    const each = Math.min(44, space / Math.max(1, side.length));
    let y = lower + height + BOX.gap + (space + side.length * each) / 2 - each;
    for (const seat of side) {
      box(seat, x, y + 2, BOX.width, each - 4);
      y -= each;
    }
  };
  column(around.right, sheet.width - MARGIN - BOX.width);
  column(around.left, MARGIN);
  const inset = MARGIN + BOX.width + 24;
  sheet.box(inset, lower + height + 24, sheet.width - 2 * inset, space + 2 * BOX.gap - 48, 0.97);
}

function inRows(sheet: PdfSheet, seats: readonly Seat[], front: string, top: number, box: (seat: Seat, x: number, y: number, width: number, height: number) => void): void {
  const [columns, height, width] = [6, 34, (sheet.width - 2 * MARGIN) / 6];
  const begin = (y: number): number => {
    const sign = sheet.widthOf(front, 9);
    sheet.put(front, sheet.width / 2 - sign / 2, y - 10, { size: 9 });
    sheet.rule(MARGIN, y - 16, sheet.width - 2 * MARGIN, 1);
    return y - 24 - height;
  };
  let y = begin(top);
  for (const [index, seat] of seats.entries()) {
    if (index > 0 && index % columns === 0) y -= height + BOX.gap;
    if (y < 58) {
      sheet.newPage();
      y = begin(sheet.height - MARGIN);
    }
    box(seat, MARGIN + (index % columns) * width + 3, y, width - 6, height);
  }
}

/** Draws a name plate that is folded across the middle: the same on both sides. */
export function drawPlate(sheet: PdfSheet, { organisation, title, name, reading }: Seat): void {
  const { width, height } = sheet;
  const room = width - 2 * MARGIN;
  const rows = [
    { ...sheet.fitted(organisation, room, 24, 10), y: 300, bold: false }, { ...sheet.fitted(title, room, 16, 8), y: 268, bold: false },
    { ...sheet.fitted(reading, room, 18, 8), y: 214, bold: false }, { ...sheet.fitted(name, room, 66, 18, true), y: 132, bold: true },
  ].filter(({ line }) => line !== '');
  for (const { line, size, y, bold } of rows) {
    const half = sheet.widthOf(line, size, bold) / 2;
    sheet.put(line, width / 2 - half, y, { size, bold });
    sheet.put(line, width / 2 + half, height - y, { size, bold, turned: true });
  }
  for (let x = 0; x < width; x += 12) sheet.rule(x, height / 2, 4, 0.4, 0.75);
}
