import { readFile } from 'node:fs/promises';
import { parseNote, parseReceipt, parseReceiptHeader } from '@hub/audit';
import { Failure } from '../../failure.js';
import { readable } from '../readable.js';

/** The lines of a file of kept receipts. Failure where it can't be read. */
export async function receiptLines(file: string): Promise<string[]> {
  try {
    return (await readFile(file, 'utf8')).split(/\r?\n/);
  } catch (error) {
    throw new Failure(`The receipts in ${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`, 'Check the name given with --receipts and the right to read it.');
  }
}

/** When the newest of them says that it was issued; nothing of it is checked. Null where none says so. */
export function latestIssued(lines: readonly string[]): Date | null {
  const instants = lines.flatMap((line) => readable(() => parseReceipt(parseNote(parseReceiptHeader(line.trim()).note).text).issued.getTime()) ?? []);
  return instants.length === 0 ? null : new Date(Math.max(...instants));
}
