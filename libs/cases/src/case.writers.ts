import { strToU8, Zip, ZipDeflate, ZipPassThrough } from 'fflate';
import { guarded } from './case.files.js';
import type { Values } from './case.record.js';
import { type FieldKind, type HtcdsField, WRITTEN } from './htcds.fields.js';
import { CASE_ID } from './htcds.headings.js';

/** Formats of exports. */
export type CaseFormat = 'CSV' | 'XLSX' | 'JSON';

/** One case as it is written: all values that may be shown, with those about its person apart, and the case's own number where that may be. */
export interface Written { readonly caseId: string | null; readonly values: Values; readonly person?: Values | null }

/** A column as a file has it: what it is called, and what stands in it. */
export interface WrittenColumn { readonly heading: string; readonly field: HtcdsField | typeof CASE_ID }

/** The case's own number, then HTCDS 2.0 without what is deprecated. */
export const COLUMNS: readonly WrittenColumn[] = [{ heading: CASE_ID, field: CASE_ID }, ...WRITTEN.map((field) => ({ heading: field.name, field }))];

/** Makes a file piece by piece. */
export interface CaseWriter {
  begin(): Uint8Array | string;
  some(cases: readonly Written[]): Uint8Array | string;
  end(): Uint8Array | string;
}

/** Lays cases out in columns. It goes by what a case says, a third of the columns and fewer, and its list is the same each time: tens of thousands are written at once. */
class Layout {
  private readonly places: ReadonlyMap<string, number>;
  private readonly numbered: number;
  private readonly cells: string[];
  constructor(columns: readonly WrittenColumn[]) {
    this.places = new Map(columns.flatMap(({ field }, at): [string, number][] => (field === CASE_ID ? [] : [[field.name, at]])));
    this.numbered = columns.findIndex(({ field }) => field === CASE_ID);
    this.cells = columns.map(() => '');
  }

  /** The texts of a case in the order of the columns, to be used before the next one's are asked for. */
  of({ caseId, values, person }: Written): string[] {
    this.cells.fill('');
    if (this.numbered >= 0) this.cells[this.numbered] = caseId ?? '';
    this.lay(values);
    if (person) this.lay(person);
    return this.cells;
  }

  private lay(values: Values): void {
    for (const name in values) {
      const place = this.places.get(name);
      if (place !== undefined) this.cells[place] = values[name] ?? '';
    }
  }
}

// Kinds that are read by a pattern can be nothing but what they are: only what is written in free words is guarded.
const FREE: ReadonlySet<FieldKind> = new Set<FieldKind>(['TEXT', 'LONG_TEXT']);
const isFree = (field: WrittenColumn['field']): boolean => field === CASE_ID || FREE.has(field.kind);
const quoted = (text: string): string => (/[",\r\n]/.test(text) || text !== text.trim() ? `"${text.replaceAll('"', '""')}"` : text);

/** Bytes of texts one after the other: joined to one text first, they would be copied again and again. */
class Bytes {
  private bytes = Buffer.allocUnsafeSlow(1 << 16);
  private end = 0;

  add(text: string): void {
    const most = this.end + 3 * text.length;
    if (most > this.bytes.length) {
      const larger = Buffer.allocUnsafeSlow(2 * most);
      this.bytes.copy(larger, 0, 0, this.end);
      this.bytes = larger;
    }
    this.end += this.bytes.write(text, this.end, 'utf8');
  }
  taken(): Uint8Array {
    return this.bytes.subarray(0, this.end);
  }
}

/** CSV (RFC 4180) in UTF-8 with a byte order mark, which Excel in Japan needs. */
export class CsvWriter implements CaseWriter {
  private readonly free: readonly boolean[];
  private readonly layout: Layout;
  constructor(private readonly columns: readonly WrittenColumn[] = COLUMNS) {
    this.free = columns.map(({ field }) => isFree(field));
    this.layout = new Layout(columns);
  }

  begin(): string { return `\uFEFF${this.columns.map(({ heading }) => quoted(heading)).join(',')}\r\n`; }
  some(cases: readonly Written[]): Uint8Array {
    const bytes = new Bytes();
    for (const one of cases) {
      const cells = this.layout.of(one);
      for (let at = 0; at < cells.length; at += 1) {
        const value = cells[at] as string;
        if (value !== '') cells[at] = quoted(this.free[at] ? guarded(value) : value);
      }
      bytes.add(`${cells.join(',')}\r\n`);
    }
    return bytes.taken();
  }
  end(): string { return ''; }
}

const MANY: ReadonlySet<FieldKind> = new Set<FieldKind>(['CODES', 'COUNTRIES']);

/** JSON: the standard's names; several codes as a list, ticks as true and false, the rest as text. */
export class JsonWriter implements CaseWriter {
  private first = true;
  private readonly layout = new Layout(COLUMNS);
  begin(): string { return '{"standard":"HTCDS 2.0","cases":['; }
  some(cases: readonly Written[]): string {
    return cases.map((one) => {
      const shown: Record<string, unknown> = one.caseId === null ? {} : { [CASE_ID]: one.caseId };
      const [, ...values] = this.layout.of(one);
      for (const [at, { name, kind }] of WRITTEN.entries()) {
        const value = values[at];
        if (value) shown[name] = MANY.has(kind) ? value.split(';') : kind === 'CHECKBOX' ? value === 'true' : value;
      }
      const text = `${this.first ? '' : ','}\n${JSON.stringify(shown)}`;
      this.first = false;
      return text;
    }).join('');
  }
  end(): string { return '\n]}\n'; }
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const escaped = (text: string): string =>
  text.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '_x000D_');
const PARTS: Readonly<Record<string, string>> = {
  '[Content_Types].xml': `${XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`,
  '_rels/.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
  'xl/workbook.xml': `${XML}<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="HTCDS 2.0" sheetId="1" r:id="rId1"/></sheets></workbook>`,
  'xl/_rels/workbook.xml.rels': `${XML}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
};

/** XLSX. Every cell is a text, so that no spreadsheet takes one for a formula, and dates, numbers and leading zeros stay as they are. */
export class XlsxWriter implements CaseWriter {
  private pieces: Uint8Array[] = [];
  private readonly zip = new Zip((error, piece) => {
    if (error) throw error;
    this.pieces.push(piece);
  });
  private readonly sheet = new ZipDeflate('xl/worksheets/sheet1.xml', { level: 6 });
  private readonly layout: Layout;

  constructor(private readonly columns: readonly WrittenColumn[] = COLUMNS) {
    this.layout = new Layout(columns);
  }

  begin(): Uint8Array {
    for (const [name, text] of Object.entries(PARTS)) {
      const part = new ZipPassThrough(name);
      this.zip.add(part);
      part.push(strToU8(text), true);
    }
    this.zip.add(this.sheet);
    return this.push(`${XML}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${row(this.columns.map(({ heading }) => heading))}`);
  }
  some(cases: readonly Written[]): Uint8Array { return this.push(cases.map((one) => row(this.layout.of(one))).join('')); }
  end(): Uint8Array {
    this.sheet.push(strToU8('</sheetData></worksheet>'), true);
    this.zip.end();
    return this.taken();
  }

  private push(text: string): Uint8Array {
    this.sheet.push(strToU8(text));
    return this.taken();
  }
  private taken(): Uint8Array {
    const taken = Buffer.concat(this.pieces);
    this.pieces = [];
    return taken;
  }
}

const row = (texts: readonly string[]): string => `<row>${texts.map((text) => (text === '' ? '<c/>' : `<c t="inlineStr"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`)).join('')}</row>`;

/** A writer of that format. */
export const writerOf = (format: CaseFormat, columns: readonly WrittenColumn[] = COLUMNS): CaseWriter =>
  ({ CSV: () => new CsvWriter(columns), XLSX: () => new XlsxWriter(columns), JSON: () => new JsonWriter() })[format]();

