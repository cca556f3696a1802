import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Failure } from '../../failure.js';
import type { ExportedRecord } from '../hub-audit.js';
import { bundleEnd, type BundleHeader, bundleHeader, bundleRecord } from './bundle.format.js';

const AGAIN = 'Export it again (hubctl export-audit), or take the file from where it is whole.';

/** A bundle that is read line by line. */
export interface Bundle {
  header: BundleHeader;
  /** Its records in order. Throws Failure at a line that is none, and where the bundle ends too early. */
  records: AsyncGenerator<ExportedRecord>;
}

/** Opens an exported bundle. Failure for what is none. */
export async function readBundle(file: string): Promise<Bundle> {
  const lines = linesOf(file);
  const first = await lines.next();
  const header = bundleHeader.safeParse(first.done ? null : parsed(first.value));
  if (!header.success) throw new Failure(`${file} is no exported audit bundle.`, AGAIN);
  return { header: header.data, records: recordsOf(file, lines, header.data.count) };
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const input = createReadStream(file, 'utf8');
  try {
    yield* createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  } catch (error) {
    throw new Failure(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`, 'Check the name and the right to read it.');
  } finally {
    input.destroy();
  }
}

async function* recordsOf(file: string, lines: AsyncGenerator<string>, announced: number): AsyncGenerator<ExportedRecord> {
  let count = 0;
  for await (const line of lines) {
    const value = parsed(line);
    const record = bundleRecord.safeParse(value);
    if (record.success) {
      count += 1;
      yield record.data;
      continue;
    }
    const end = bundleEnd.safeParse(value);
    if (!end.success) {
      // The last line of a file that was cut off is half a line.
      const rest = await lines.next();
      if (rest.done && value === undefined) break;
      throw new Failure(`Line ${count + 2} of ${file} is no record.`, AGAIN);
    }
    if (end.data.count !== count || announced !== count) throw new Failure(`${file} holds ${count} records and says that it has ${announced}.`, AGAIN);
    if (!(await lines.next()).done) throw new Failure(`${file} goes on after its last line.`, AGAIN);
    return;
  }
  throw new Failure(`${file} is truncated: ${count} of ${announced} records are there, and its last line is missing.`, AGAIN);
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
