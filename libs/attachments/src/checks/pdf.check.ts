import { Worker } from 'node:worker_threads';
import { AttachmentRefusal as Why, type AttachmentRemoval } from '../attachment.types.js';
import type { IncomingFile } from './incoming-file.js';
import { Refused } from './refused.js';

/** Heap of the thread in which a PDF is read. */
const MEGABYTES = 768;
/** A PDF that takes longer is made to. */
const PATIENCE_MS = 120_000;
const WORKER = new URL('./pdf-worker.mjs', import.meta.url);

/** What is to be done with a PDF: clean it, or put a reader's mark on its pages (an SVG path, with the width that it has). */
type Task = { task: 'clean' } | { task: 'mark'; path: string; width: number };
type Answer = { bytes: Uint8Array; removed: AttachmentRemoval[] } | { refused: string };

/** PDFs are read one at a time, each in a thread of its own, which is ended where it takes too much memory or time. */
export class PdfThread {
  private turn: Promise<unknown> = Promise.resolve();

  /** Looks at a PDF, and gives it written anew. */
  async clean(file: IncomingFile): Promise<{ bytes: Uint8Array; removed: AttachmentRemoval[] }> {
    return this.inTurn(async () => this.run(await file.whole(), { task: 'clean' }));
  }

  /** Puts a mark on every page of a PDF that was cleaned. */
  async mark(bytes: () => Promise<Buffer>, path: string, width: number): Promise<Uint8Array> {
    return this.inTurn(async () => (await this.run(await bytes(), { task: 'mark', path, width })).bytes);
  }

  private inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  private run(bytes: Buffer, task: Task): Promise<{ bytes: Uint8Array; removed: AttachmentRemoval[] }> {
    // Handed over, not copied.
    const own = bytes.byteLength === bytes.buffer.byteLength ? (bytes.buffer as ArrayBuffer) : bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const worker = new Worker(WORKER, { workerData: { bytes: own, ...task }, transferList: [own], resourceLimits: { maxOldGenerationSizeMb: MEGABYTES }, execArgv: [], stderr: true, stdout: true });
    return new Promise<{ bytes: Uint8Array; removed: AttachmentRemoval[] }>((resolve, reject) => {
      const late = setTimeout(() => reject(new Refused(Why.BOMB)), PATIENCE_MS);
      worker.once('message', (answer: Answer) => ('refused' in answer ? reject(new Refused(answer.refused as Why)) : resolve(answer)));
      worker.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? new Refused(Why.BOMB) : error));
      worker.once('exit', () => {
        clearTimeout(late);
        reject(new Refused(Why.MALFORMED));
      });
    }).finally(() => worker.terminate());
  }
}
