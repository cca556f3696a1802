import { Failure } from '../../failure.js';
import { DurableFile } from '../durable-file.js';
import type { ExportedRecord } from '../hub-audit.js';
import { bundleLines, type BundleStart } from './bundle-lines.js';

/** Writes a bundle record by record; the file is there once all of it is. Failure where other than the announced number came. */
export async function writeBundle(file: string, start: BundleStart, records: AsyncIterable<ExportedRecord>, onRecord: (done: number) => void): Promise<void> {
  const draft = await DurableFile.begin(file).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`${file} can't be written (${error.code ?? error.message}).`, 'Name another file with --out.');
  });
  let count = 0;
  const counting = (done: number): void => {
    count = done;
    onRecord(done);
  };
  try {
    for await (const line of bundleLines(start, records, counting)) await draft.write(`${line}\n`);
    if (count !== start.count) throw new Failure(`The hub states ${start.count} records of your organisation and gave ${count}.`, 'Nothing was written. Run hubctl verify-audit: it says what is wrong.');
    await draft.commit();
  } catch (error) {
    await draft.discard();
    throw error;
  }
}
