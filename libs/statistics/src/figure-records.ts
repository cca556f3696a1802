import { CsvError, parse, type Options } from 'csv-parse/sync';

/** One thing wrong with a file of figures: where it is, what stands there, and what should. */
export interface FigureProblem {
  /** Line of the file, from 1, as an editor shows it. */
  line: number;
  /** Name of the column; empty where the whole line is meant. */
  column: string;
  value: string;
  reason: string;
}

/** The cells of one record and the line on which it begins. */
export interface FigureRecord {
  line: number;
  cells: string[];
}

const OPTIONS = {
  bom: true,
  info: true,
  relax_column_count: true,
  skip_empty_lines: true,
  record_delimiter: ['\r\n', '\n', '\r'],
} satisfies Options;

interface ParsedRecord {
  record: string[];
  info: { lines: number };
}

// What `info: true` makes of records, csv-parse's types do not know.
const parseRecords = (text: string): ParsedRecord[] => parse(text, OPTIONS) as unknown as ParsedRecord[];

/**
 * Splits a file into records.
 *
 * A quote out of place makes a CSV reader swallow what follows it. So where the file as a whole is not well formed, each
 * line is read by itself: the line with the fault is reported and the others stay.
 */
export function readRecords(text: string): { records: FigureRecord[]; problems: FigureProblem[] } {
  try {
    const parsed = parseRecords(text);
    return { records: parsed.map(toRecord), problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return readLines(text);
  }
}

function toRecord({ record, info }: ParsedRecord): FigureRecord {
  // `info.lines` is the record's last line; a cell may hold line breaks.
  const breaks = record.reduce((sum, cell) => sum + (cell.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
  return { line: info.lines - breaks, cells: record };
}

function readLines(text: string): { records: FigureRecord[]; problems: FigureProblem[] } {
  const records: FigureRecord[] = [];
  const problems: FigureProblem[] = [];
  text.split(/\r\n|\r|\n/).forEach((content, index) => {
    try {
      const [parsed] = parseRecords(content);
      if (parsed !== undefined) records.push({ line: index + 1, cells: parsed.record });
    } catch (error) {
      if (!(error instanceof CsvError)) throw error;
      problems.push({ line: index + 1, column: '', value: content, reason: 'a quotation mark is out of place' });
    }
  });
  return { records, problems };
}
