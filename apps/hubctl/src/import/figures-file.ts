import { readFileSync } from 'node:fs';
import { Failure } from '../failure.js';
import { headerFaults, type ParsedFigures, parseFigures } from '@hub/statistics';

const LARGEST = 5_000_000;
const COLUMNS = 'The first line names the columns: year,scope,cases_cleared,persons_arrested,victims,source and, where known, brokers_arrested,victims_by_nationality,female,male,minors_note,form.';

const TROUBLES: Record<string, (path: string) => Failure> = {
  ENOENT: (path) => new Failure(`There is no file ${path}.`, 'Check the name; it means the folder in which the command was typed.'),
  EISDIR: (path) => new Failure(`${path} is a folder.`, 'Give the CSV file in it.'),
  EACCES: (path) => new Failure(`${path} may not be read by this user.`, 'Give this user the right to read it.'),
};

/** Reads a file of yearly figures: UTF-8, or what Excel in Japan writes (Shift_JIS, UTF-16). Bad rows are among the problems. */
export function readFigures(path: string, latestYear: number): ParsedFigures {
  const text = decode(path, bytesOf(path));
  const [fault] = headerFaults(text);
  if (fault) {
    const what = fault.column ? `${fault.column}: ${fault.reason}` : fault.reason;
    throw new Failure(`${path}, line ${fault.line}: ${what}. No row can be read.`, COLUMNS);
  }
  const figures = parseFigures(text, { latestYear });
  if (figures.rows.length === 0 && figures.problems.length === 0) throw new Failure(`${path} holds no figures.`, COLUMNS);
  return figures;
}

function bytesOf(path: string): Buffer {
  try {
    const bytes = readFileSync(path);
    if (bytes.length <= LARGEST) return bytes;
  } catch (error) {
    const trouble = TROUBLES[(error as NodeJS.ErrnoException).code ?? ''];
    throw trouble ? trouble(path) : new Failure(`${path} can't be read: ${(error as Error).message}.`, 'Give a CSV file.');
  }
  throw new Failure(`${path} is larger than 5 MB.`, 'Yearly figures take a few kilobytes: check that it is the right file.');
}

/** The first encoding in which the bytes make sense; a byte order mark decides by itself. */
function decode(path: string, bytes: Buffer): string {
  const marked = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : bytes[0] === 0xfe && bytes[1] === 0xff ? ['utf-16be'] : [];
  for (const encoding of [...marked, 'utf-8', 'shift_jis']) {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      if (!text.includes('\0')) return text;
    } catch {
      // Not in this encoding: the next one.
    }
  }
  throw new Failure(`${path} is no text file.`, 'Save it as CSV, UTF-8.');
}
