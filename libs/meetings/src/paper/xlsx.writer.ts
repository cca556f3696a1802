import writeXlsxFile, { type SheetData } from 'write-excel-file/node';
import type { Block, Column, Paper, Run, Seat } from './paper.js';

/** A cell: text whatever it begins with, so that no spreadsheet takes it for a formula. */
interface Cell { readonly value: string; readonly type: StringConstructor; readonly fontWeight?: 'bold'; readonly wrap?: boolean; readonly alignVertical?: 'top'; readonly columnSpan?: number; readonly borderStyle?: 'thin'; readonly backgroundColor?: string; readonly fontSize?: number }
/** What no XML may have. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const cell = (value: string, more: Partial<Cell> = {}): Cell => ({ value: value.replace(FORBIDDEN, ''), type: String, wrap: true, alignVertical: 'top', ...more });
const plain = (runs: readonly Run[]): string => runs.map(({ text }) => text).join('');

/** The same paper as a spreadsheet: one sheet, every cell a text. */
export async function writeXlsx({ title, blocks }: Paper): Promise<Buffer> {
  const width = Math.max(2, ...blocks.map((block) => columnsOf(block)?.length ?? 0));
  const shares = blocks.map(columnsOf).find((columns) => columns !== null && columns.length === width) ?? Array.from({ length: width }, (_, index) => ({ heading: '', share: index === 0 ? 2 : 6 }));
  const whole = shares.reduce((sum, { share }) => sum + share, 0);
  const data = blocks.flatMap((block) => rowsOf(block, width)).filter((row) => row.length > 0);
  return writeXlsxFile(data as SheetData, { sheet: sheetName(title), columns: shares.map(({ share }) => ({ width: Math.max(6, Math.round((share / whole) * 110)) })) }).toBuffer();
}

/** Excel takes names of up to 31 letters, without these. */
const sheetName = (title: string): string => title.replace(/[[\]:*?/\\']/g, ' ').trim().slice(0, 31) || '1';

function columnsOf(block: Block): readonly Column[] | null {
  if (block.kind === 'table') return block.columns;
  return block.kind === 'plan' || block.kind === 'plates' ? block.columns.map((heading, index) => ({ heading, share: index === 0 ? 1 : 4 })) : null;
}

function rowsOf(block: Block, width: number): Cell[][] {
  const across = (value: string, more: Partial<Cell> = {}): Cell[] => [cell(value, { columnSpan: width, ...more })];
  switch (block.kind) {
    case 'title': return [across(block.text, { fontWeight: 'bold', fontSize: 14 })];
    case 'heading': return [across(block.text, { fontWeight: 'bold' })];
    case 'text': return [across([...(block.mark === undefined ? [] : [block.mark]), plain(block.runs)].join(' '))];
    case 'gap': return [across('')];
    case 'facts': return block.rows.map(({ label, value }) => [cell(label, { fontWeight: 'bold' }), cell(value, { columnSpan: width - 1 })]);
    case 'table': return tabled(block.columns.map(({ heading }) => heading), block.rows);
    default: return tabled(block.columns, block.seats.map((seat, index) => [String(index + 1), ...cellsOf(seat)]));
  }
}

const cellsOf = ({ organisation, title, name, reading }: Seat): string[] => [organisation, title, name, reading];

const tabled = (headings: readonly string[], rows: readonly (readonly string[])[]): Cell[][] => [
  headings.map((heading) => cell(heading, { fontWeight: 'bold', borderStyle: 'thin', backgroundColor: '#eeeeee' })), ...rows.map((row) => row.map((value) => cell(value, { borderStyle: 'thin' }))),
];
