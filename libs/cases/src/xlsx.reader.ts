import { unzipSync } from 'fflate';
import { SaxesParser, type SaxesTagPlain } from 'saxes';
import { UnreadableCases } from './case.problems.js';
import type { CaseRow } from './case.record.js';

const SHEETS = /^xl\/worksheets\/sheet\d+\.xml$/;
const PARTS = /^xl\/(workbook\.xml|sharedStrings\.xml|_rels\/workbook\.xml\.rels|worksheets\/sheet\d+\.xml)$/;
const PIECE = 65_536;
const MOST_COLUMNS = 500;

/**
 * The first sheet of a workbook, row by row. Only its texts, numbers and truths are read: no formula's kept result, no link, no macro, no image. What the archive
 * says that its parts unpack to is summed up before anything is unpacked, and nothing is unpacked beyond that.
 * @throws UnreadableCases
 */
export function readWorkbook(bytes: Buffer, limits: { readonly unpacked: number; readonly rows: number }): CaseRow[] {
  let unpacked = 0;
  let parts: Record<string, Uint8Array>;
  try {
    parts = unzipSync(bytes, { filter: ({ name, originalSize }) => {
      if (!PARTS.test(name)) return false;
      unpacked += originalSize;
      if (unpacked > limits.unpacked) throw new UnreadableCases('FILE_TOO_LARGE');
      return true;
    } });
    const { path, from1904 } = firstSheet(parts);
    // Days are kept as numbers, from 1904 on in files of old Macs: what is a day can't be told from other numbers here.
    if (from1904) throw new UnreadableCases('FILE_UNREADABLE');
    const sheet = parts[path];
    if (!sheet) throw new UnreadableCases('FILE_UNREADABLE');
    return rowsOf(sheet, sharedStrings(parts['xl/sharedStrings.xml']), limits.rows);
  } catch (error) {
    throw error instanceof UnreadableCases ? error : new UnreadableCases('FILE_UNREADABLE');
  }
}

interface Reading { onOpen?: (tag: SaxesTagPlain) => void; onText?: (text: string) => void; onClose?: (name: string) => void }
const local = (name: string): string => name.slice(name.indexOf(':') + 1);

/** Entities of a document's own are no part of a workbook: whoever declares some is refused. */
function read(xml: Uint8Array, { onOpen = () => undefined, onText = () => undefined, onClose = () => undefined }: Reading): void {
  const parser = new SaxesParser();
  parser.on('error', (error) => { throw error; });
  parser.on('doctype', () => { throw new UnreadableCases('FILE_UNREADABLE'); });
  parser.on('opentag', onOpen);
  parser.on('text', onText);
  parser.on('cdata', onText);
  parser.on('closetag', ({ name }) => onClose(local(name)));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for (let at = 0; at < xml.length; at += PIECE) parser.write(decoder.decode(xml.subarray(at, at + PIECE), { stream: true }));
  parser.write(decoder.decode()).close();
}

function firstSheet(parts: Record<string, Uint8Array>): { path: string; from1904: boolean } {
  let relation: string | undefined;
  let from1904 = false;
  const targets = new Map<string, string>();
  const [workbook, relations] = [parts['xl/workbook.xml'], parts['xl/_rels/workbook.xml.rels']];
  if (!workbook) throw new UnreadableCases('FILE_UNREADABLE');
  read(workbook, { onOpen: ({ name, attributes }) => {
    if (local(name) === 'sheet') relation ??= attributes['r:id'];
    if (local(name) === 'workbookPr') from1904 = ['1', 'true'].includes(attributes['date1904'] ?? '');
  } });
  if (relations) read(relations, { onOpen: ({ attributes: { Id, Target } }) => void (Id && Target && targets.set(Id, Target.replace(/^\/?(xl\/)?/, 'xl/'))) });
  const path = targets.get(relation ?? '') ?? Object.keys(parts).filter((name) => SHEETS.test(name)).sort()[0];
  return { path: path ?? '', from1904 };
}

function sharedStrings(xml: Uint8Array | undefined): string[] {
  const strings: string[] = [];
  if (!xml) return strings;
  const text = new TextOf();
  read(xml, {
    onOpen: ({ name }) => { if (local(name) === 'si') text.begin(); text.open(local(name)); },
    onText: (piece) => text.add(piece),
    onClose: (name) => { text.close(name); if (name === 'si') strings.push(text.value); },
  });
  return strings;
}

/** The text of a string: its runs, and not how they are to be pronounced (rPh). */
class TextOf {
  value = '';
  private inText = false;
  private beside = false;
  begin(): void { this.value = ''; }
  open(name: string): void { if (name === 't') this.inText = true; if (name === 'rPh') this.beside = true; }
  add(piece: string): void { if (this.inText && !this.beside) this.value += piece; }
  close(name: string): void {
    if (name === 't') this.inText = false;
    if (name === 'rPh') this.beside = false;
    // Excel's way to write what XML can't: _x000D_. What only looks like it has its underscore written so.
    if (name === 'si' || name === 'is') this.value = this.value.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  }
}

function rowsOf(xml: Uint8Array, strings: readonly string[], most: number): CaseRow[] {
  const rows: CaseRow[] = [];
  const inline = new TextOf();
  let row: { line: number; cells: string[]; formulas: number[] } | null = null;
  let cell = { at: 0, type: 'n', value: '', formula: false };
  let inValue = false;
  const put = (at: number, text: string): void => {
    if (!row || at >= MOST_COLUMNS) throw new UnreadableCases('FILE_UNREADABLE');
    while (row.cells.length < at) row.cells.push('');
    row.cells[at] = text;
  };
  read(xml, {
    onOpen: ({ name, attributes }) => {
      const tag = local(name);
      if (tag === 'row') row = { line: Number(attributes['r'] ?? (rows.at(-1)?.line ?? 0) + 1), cells: [], formulas: [] };
      if (tag === 'c') { cell = { at: attributes['r'] ? columnAt(attributes['r']) : (row?.cells.length ?? 0), type: attributes['t'] ?? 'n', value: '', formula: false }; inline.begin(); }
      if (tag === 'v') inValue = true;
      if (tag === 'f') cell.formula = true;
      inline.open(tag);
    },
    onText: (piece) => { if (inValue) cell.value += piece; inline.add(piece); },
    onClose: (tag) => {
      inline.close(tag);
      if (tag === 'v') inValue = false;
      if (tag === 'c' && row) {
        if (cell.formula || cell.type === 'e') row.formulas.push(cell.at);
        put(cell.at, cell.type === 's' ? (strings[Number(cell.value)] ?? '') : cell.type === 'inlineStr' ? inline.value : cell.type === 'b' ? String(cell.value === '1') : cell.type === 'n' ? numberText(cell.value) : cell.value);
      }
      if (tag === 'row' && row) {
        if (row.formulas.length > 0 || row.cells.some((text) => text !== '')) rows.push(row);
        row = null;
        if (rows.length > most) throw new UnreadableCases('FILE_TOO_LARGE');
      }
    },
  });
  return rows;
}

/** A number as people would write it: sheets keep 8.19E+11. */
const numberText = (value: string): string => (/[eE]/.test(value) && Number.isSafeInteger(Number(value)) ? String(Number(value)) : value);

function columnAt(reference: string): number {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '';
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
