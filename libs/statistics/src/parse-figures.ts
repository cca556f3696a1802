import {
  countCell,
  formCell,
  nationalitiesCell,
  scopeCell,
  yearCell,
  type Cell,
} from './figure-cells.js';
import { readRecords, type FigureProblem, type FigureRecord } from './figure-records.js';
import { figureKey, type FigureRow } from './figure-row.js';

export type { FigureProblem } from './figure-records.js';

const NEEDED = ['year', 'scope', 'cases_cleared', 'persons_arrested', 'victims', 'source'] as const;
const OPTIONAL = ['brokers_arrested', 'victims_by_nationality', 'female', 'male', 'minors_note', 'form'] as const;
type Column = (typeof NEEDED)[number] | (typeof OPTIONAL)[number];
const COLUMNS: readonly string[] = [...NEEDED, ...OPTIONAL];

/** The rows of a file that are good, each with its line, and everything wrong with the others. */
export interface ParsedFigures {
  rows: FigureRow[];
  /** The line of each row, in the order of `rows`. */
  lines: number[];
  problems: FigureProblem[];
}

/** Bounds that the caller knows. */
export interface ParseFiguresOptions {
  /** No figure can be of a later year: this year, by the caller's clock. */
  latestYear: number;
}

/**
 * Reads yearly figures from CSV. A bad row is reported, cell by cell, and left out; the others are kept.
 * In the column `source`, `same` stands for the last source written out above it.
 */
export function parseFigures(text: string, { latestYear }: ParseFiguresOptions): ParsedFigures {
  const { records, problems } = readRecords(text);
  const [header, ...body] = records;
  if (header === undefined) {
    return { rows: [], lines: [], problems: [...problems, problem(1, '', '', 'the file has no header line')] };
  }
  const faults = headerProblems(header);
  problems.unshift(...faults);
  if (faults.length > 0) return { rows: [], lines: [], problems };

  const columns = header.cells.map((name) => name.trim() as Column);
  const rows: FigureRow[] = [];
  const lines: number[] = [];
  const lineOf = new Map<string, number>();
  let base: string | null = null;
  for (const record of body) {
    const reader = new RowReader(record, columns, problems);
    base = reader.baseSource() ?? base;
    const row = reader.row(base, latestYear);
    if (row === null) continue;
    const earlier = lineOf.get(figureKey(row));
    if (earlier !== undefined) {
      reader.report('year', `${row.year} ${row.scope} already stands on line ${earlier}`);
      continue;
    }
    lineOf.set(figureKey(row), record.line);
    rows.push(row);
    lines.push(record.line);
  }
  return { rows, lines, problems: problems.sort((a, b) => a.line - b.line) };
}

/** What is wrong with the header line: where something is, no row can be read. */
export function headerFaults(text: string): FigureProblem[] {
  const [header] = readRecords(text).records;
  return header === undefined ? [problem(1, '', '', 'the file has no header line')] : headerProblems(header);
}

function problem(line: number, column: string, value: string, reason: string): FigureProblem {
  return { line, column, value, reason };
}

/** A misspelt column would lose its figures in silence, so unknown names are faults too. */
function headerProblems({ line, cells }: FigureRecord): FigureProblem[] {
  const names = cells.map((name) => name.trim());
  return [
    ...NEEDED.filter((name) => !names.includes(name)).map((name) => problem(line, name, '', 'this column is missing')),
    ...names
      .filter((name) => !COLUMNS.includes(name))
      .map((name) => problem(line, name, name, `unknown column; the columns are ${COLUMNS.join(', ')}`)),
    ...names
      .filter((name, index) => names.indexOf(name) !== index)
      .map((name) => problem(line, name, name, 'this column stands twice')),
  ];
}

/** Reads one record, collecting what is wrong with it. */
class RowReader {
  private readonly cells: Map<Column, string>;
  private failed = false;

  constructor(
    private readonly record: FigureRecord,
    columns: Column[],
    private readonly problems: FigureProblem[],
  ) {
    this.cells = new Map(columns.map((name, index) => [name, (record.cells[index] ?? '').trim()]));
    if (record.cells.length !== columns.length) {
      this.report('', `has ${record.cells.length} cells where the header has ${columns.length}`);
    }
  }

  report(column: Column | '', reason: string): void {
    const value = column === '' ? this.record.cells.join(',') : this.text(column);
    this.problems.push(problem(this.record.line, column, value, reason));
    this.failed = true;
  }

  /** The source written out on this line, which a later `same` means; `null` where this line says `same` itself. */
  baseSource(): string | null {
    const source = this.text('source');
    return source === '' || /^same\b/i.test(source) ? null : source;
  }

  /** The row, or `null` where something was reported. */
  row(base: string | null, latestYear: number): FigureRow | null {
    const year = this.read('year', (text) => yearCell(text, latestYear), 0);
    const scope = this.read('scope', scopeCell, 'NPA' as const);
    const casesCleared = this.read('cases_cleared', countCell, null);
    const personsArrested = this.read('persons_arrested', countCell, null);
    const brokersArrested = this.read('brokers_arrested', countCell, null);
    const victims = this.read('victims', countCell, null);
    const nationalities = this.read('victims_by_nationality', nationalitiesCell, { counts: [], partial: false });
    const female = this.read('female', countCell, null);
    const male = this.read('male', countCell, null);
    const form = this.read('form', formCell, []);
    const source = this.source(base);
    const row: FigureRow = {
      year,
      scope,
      casesCleared,
      personsArrested,
      brokersArrested,
      victims,
      byNationality: nationalities.counts,
      nationalitiesPartial: nationalities.partial,
      female,
      male,
      minorsNote: this.text('minors_note') || null,
      form,
      source,
    };
    if (!this.failed) this.checkSums(row);
    return this.failed ? null : row;
  }

  private text(column: Column): string {
    return this.cells.get(column) ?? '';
  }

  private read<T>(column: Column, cell: (text: string) => Cell<T>, instead: T): T {
    const result = cell(this.text(column));
    if (result.ok) return result.value;
    this.report(column, result.reason);
    return instead;
  }

  private source(base: string | null): string {
    const source = this.text('source');
    if (source === '') this.report('source', 'is empty: a figure always cites its source');
    if (!/^same\b/i.test(source)) return source;
    if (base === null) this.report('source', 'says "same", but no source stands above it');
    return `${base ?? ''}${source.slice('same'.length)}`;
  }

  /** Parts never exceed their whole: a sum that does is a slip in one of them. */
  private checkSums(row: FigureRow): void {
    const { victims, casesCleared, personsArrested, brokersArrested } = row;
    if (victims === null && casesCleared === null && personsArrested === null) {
      this.report('', 'holds no figure');
    }
    if (personsArrested !== null && brokersArrested !== null && brokersArrested > personsArrested) {
      this.report('brokers_arrested', 'is more than persons_arrested, of whom brokers are a part');
    }
    if (victims === null) return;
    const listed = row.byNationality.reduce((sum, { count }) => sum + count, 0);
    if (listed > victims) this.report('victims_by_nationality', `adds up to ${listed}, more than ${victims} victims`);
    else if (listed < victims && row.byNationality.length > 0 && !row.nationalitiesPartial) {
      this.report('victims_by_nationality', `adds up to ${listed} of ${victims} victims: add "(partial)" if some are left out`);
    }
    if ((row.female ?? 0) + (row.male ?? 0) > victims) this.report('female', `together with male is more than ${victims} victims`);
    const forms = row.form.reduce((sum, { count }) => sum + count, 0);
    if (forms > victims) this.report('form', `adds up to ${forms}, more than ${victims} victims`);
  }
}
