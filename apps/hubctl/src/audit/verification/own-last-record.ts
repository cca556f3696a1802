import type { ExportedRecord } from '../hub-audit.js';
import type { Memory } from '../memory.js';
import type { Report } from './report.js';

/** Compares an organisation's records, as they pass, with the last one that is remembered of it; knows the last one afterwards. */
export class OwnLastRecord {
  private last: { counter: string; leaf: string } | null = null;
  private readonly before: { counter: string; leaf: string | null } | null;
  private same: boolean | null = null;

  constructor(
    private readonly holder: string,
    memory: Memory | null,
  ) {
    this.before = memory?.holders[holder] ?? null;
  }

  /** Lets records through. */
  async *watch(records: AsyncIterable<ExportedRecord>): AsyncGenerator<ExportedRecord> {
    for await (const record of records) {
      this.take(record);
      yield record;
    }
  }

  /** Notes a record. */
  take({ counter, leaf }: Pick<ExportedRecord, 'counter' | 'leaf'>): void {
    if (counter === this.before?.counter) this.same = leaf === this.before.leaf;
    this.last = { counter, leaf };
  }

  /** Says what became of the remembered record. After a restore that dropped entries it may be gone; an older state may not have it yet. */
  judge({ dropped, older }: { dropped: boolean; older: boolean }, report: Report): void {
    const { before, last } = this;
    if (!before || before.counter === '0' || this.same === true) return;
    if (dropped) return report.note(`Record ${before.counter} of your organisation, the last that you remember, is gone with what the restore dropped${this.same === false ? '; another has its number now' : ''}. Compare with bundles that you have exported.`);
    if (this.same === false) return report.wrong(`Record ${before.counter} of your organisation is not the one that you remember under that number: it was rewritten.`);
    if (!older) report.wrong(`You remember ${before.counter} records of your organisation, and the log has ${last?.counter ?? 0} now: records were removed.`);
  }

  /** What to remember of every organisation. */
  remembered(memory: Memory | null): Memory['holders'] {
    return { ...memory?.holders, [this.holder]: this.last ?? { counter: '0', leaf: null } };
  }
}
