import { Failure } from '../../failure.js';
import { DurableFile } from '../durable-file.js';
import type { ExportedRecord } from '../hub-audit.js';
import type { BundleHeader } from './bundle.format.js';

/** Writes a bundle record by record; the file is there once all of it is. Failure where other than the announced number came. */
export async function writeBundle(file: string, header: BundleHeader, records: AsyncIterable<ExportedRecord>, onRecord: (done: number) => void): Promise<void> {
  const draft = await DurableFile.begin(file).catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`${file} can't be written (${error.code ?? error.message}).`, 'Name another file with --out.');
  });
  try {
    await draft.write(`${JSON.stringify(header)}\n`);
    let count = 0;
    for await (const { entryId, counter, index, leaf, link, linkSalt, bodyHash, body, bodySalt, hashes } of records) {
      await draft.write(`${JSON.stringify({ entryId, counter, index, leaf, link, linkSalt, bodyHash, body, bodySalt, hashes })}\n`);
      count += 1;
      onRecord(count);
    }
    if (count !== header.count) {
      throw new Failure(`The hub states ${header.count} records of your organisation and gave ${count}.`, 'Nothing was written. Run hubctl verify-audit: it says what is wrong.');
    }
    await draft.write(`${JSON.stringify({ end: true, count })}\n`);
    await draft.commit();
  } catch (error) {
    await draft.discard();
    throw error;
  }
}
