import { createReadStream } from 'node:fs';
import { BUNDLE_FORMAT, type BundleHeader } from '@hub/audit';
import { Failure } from '../../failure.js';
import type { ExportedRecord } from '../hub-audit.js';

/** What a bundle says of itself before its records. */
export type BundleStart = Omit<BundleHeader, 'format'>;

/** The lines of an export bundle: its header, its records as they come, and its end, which counts them. */
export async function* bundleLines(start: BundleStart, records: AsyncIterable<ExportedRecord>, onRecord: (done: number) => void): AsyncGenerator<string> {
  yield JSON.stringify({ format: BUNDLE_FORMAT, ...start });
  let count = 0;
  for await (const { entryId, counter, index, leaf, link, linkSalt, bodyHash, body, bodySalt, hashes } of records) {
    yield JSON.stringify({ entryId, counter, index, leaf, link, linkSalt, bodyHash, body, bodySalt, hashes });
    count += 1;
    onRecord(count);
  }
  yield JSON.stringify({ end: true, count });
}

/** The lines of a file. Failure where it can't be read. */
export async function* linesOf(file: string): AsyncGenerator<string> {
  let rest = '';
  try {
    for await (const part of createReadStream(file, 'utf8')) {
      const lines = (rest + String(part)).split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw new Failure(`${file} can't be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'}).`, 'Check the name and the right to read it.');
  }
  if (rest !== '') yield rest;
}
