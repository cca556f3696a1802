import { CsvError, parse, type Options } from 'csv-parse/sync';
import { UnreadableCases } from './case.problems.js';
import type { CaseRow } from './case.record.js';
import { type Column, columnsOf, headerAt } from './htcds.headings.js';
import { readWorkbook } from './xlsx.reader.js';

/** A file of cases: what its columns mean, and its rows. */
export interface CaseTable { readonly headings: readonly string[]; readonly columns: readonly Column[]; readonly rows: readonly CaseRow[] }

/** The largest file that is read. */
export const FILE_LIMIT = 64 * 1_048_576;
/** How much a workbook may unpack to, and how many rows are kept of it. */
export interface WorkbookLimits { readonly unpacked: number; readonly rows: number }
const OWN_MACHINE: WorkbookLimits = { unpacked: 256 * 1_048_576, rows: 500_000 };

/** Reads CSV (UTF-8, UTF-16 or Shift_JIS), XLSX, or the JSON that the hub exports, by what the bytes are. @throws UnreadableCases */
export function readCases(bytes: Buffer, limits: WorkbookLimits = OWN_MACHINE): CaseTable {
  if (bytes.length > FILE_LIMIT) throw new UnreadableCases('FILE_TOO_LARGE');
  if (bytes.subarray(0, 4).equals(ZIP)) return tableOf(readWorkbook(bytes, limits));
  const text = decode(bytes);
  return /^\s*[[{]/u.test(text) ? readJson(text) : tableOf(readCsv(text));
}
const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');

/** The table of rows whose first, or second, is the header. */
export function tableOf(rows: readonly CaseRow[]): CaseTable {
  const [first, second] = rows;
  if (!first) throw new UnreadableCases('HEADER_MISSING');
  const at = headerAt(first.cells, second?.cells);
  const header = rows[at] ?? first;
  return { headings: header.cells, columns: columnsOf(header.cells, header.line), rows: rows.slice(at + 1) };
}

const OPTIONS = { info: true, relax_column_count: true, skip_empty_lines: true, record_delimiter: ['\r\n', '\n', '\r'], bom: true } satisfies Options;
interface Parsed { record: string[]; info: { lines: number } }
// What `info: true` makes of records, csv-parse's types do not know.
const parsed = (text: string, options: Options = {}): Parsed[] => parse(text, { ...OPTIONS, ...options }) as unknown as Parsed[];

/**
 * Rows of CSV text. A quote out of place makes a reader swallow what follows it: where the text as a whole is not well formed, each line is read by itself,
 * and the others stay.
 */
export function readCsv(text: string): CaseRow[] {
  try {
    return parsed(text).map(({ record, info }) => {
      const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
      return { line: info.lines - breaks, cells: record.map(unguarded) };
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/).flatMap((content, at): CaseRow[] => {
      if (content === '') return [];
      try {
        return parsed(content).map(({ record }) => ({ line: at + 1, cells: record.map(unguarded) }));
      } catch {
        return [{ line: at + 1, cells: [], malformed: true }];
      }
    });
  }
}

/**
 * What could be taken for a formula by whoever opens a CSV file in a spreadsheet is written behind an apostrophe; so is what begins with an apostrophe before
 * such a character. Reading takes one away again: nothing is lost.
 */
const GUARDED = /^'(?='*[=+\-@\t\r\n＝＋－＠|%])/u;
/** A text as it is written. */
export const guarded = (text: string): string => (/^'*[=+\-@\t\r\n＝＋－＠|%]/u.test(text) ? `'${text}` : text);
/** A text as it is read. */
export const unguarded = (text: string): string => text.replace(GUARDED, '');

/** The first encoding in which the bytes make sense; a byte order mark decides by itself. */
function decode(bytes: Buffer): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : bytes[0] === 0xfe && bytes[1] === 0xff ? ['utf-16be'] : [];
  for (const encoding of [...marked, 'utf-8', 'shift_jis']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not in this encoding: the next one.
    }
  }
  throw new UnreadableCases('FILE_UNREADABLE');
}

function readJson(text: string): CaseTable {
  const cases = casesIn(text);
  const headings = [...new Set(cases.flatMap((one) => Object.keys(one)))];
  const rows = cases.map((one, at): CaseRow => ({ line: at + 1, cells: headings.map((heading) => cellOf(one[heading])) }));
  return { headings, columns: columnsOf(headings), rows };
}

function casesIn(text: string): Record<string, unknown>[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new UnreadableCases('FILE_UNREADABLE');
  }
  const cases = Array.isArray(value) ? (value as unknown[]) : (value as { cases?: unknown } | null)?.cases;
  if (!Array.isArray(cases) || !cases.every((one): one is Record<string, unknown> => typeof one === 'object' && one !== null && !Array.isArray(one))) throw new UnreadableCases('FILE_UNREADABLE');
  return cases;
}

const cellOf = (value: unknown): string => (Array.isArray(value) ? value.map(String).join(';') : value === null || value === undefined ? '' : typeof value === 'object' ? JSON.stringify(value) : String(value));
