import { readId } from '@hub/kernel';
import type { SealRow } from './log.repository.js';
import type { Filing, Head, SealedRecord } from './sealing.js';

/** Subjects are filed by blocks of so many of a holder's records. */
const BLOCK = 512;
const ID = 16;

/**
 * What this process has sealed, good as long as nobody else seals. The holders' last records: the database must have the same, or a
 * record that was taken away at a holder's end would be followed by another one of its number. And which subjects are filed: people
 * read the same page again and again.
 */
export class SealMemory {
  private seal: Pick<SealRow, 'number' | 'root'> | null = null;
  private heads = new Map<string, Head>();
  private filed = new Map<string, { block: number; subjects: Set<string> }>();

  /**
   * Holds it against the database.
   * @throws Error where it has other last records than were sealed.
   */
  check(last: SealRow | null, found: ReadonlyMap<string, Head>, holders: Iterable<string>): void {
    if (!this.seal || last?.number !== this.seal.number || !last.root.equals(this.seal.root)) {
      this.heads.clear();
      this.filed.clear();
      return;
    }
    for (const holder of holders) {
      const [known, head] = [this.heads.get(holder), found.get(holder)];
      if (known && !(head?.counter === known.counter && head.leaf.equals(known.leaf))) throw new Error(`the last record of ${holder} is not the one that was sealed: somebody has changed the audit log in the database`);
    }
  }

  /** Which subjects of these records are not filed yet. They are remembered as filed: where that fails, `unfile`. */
  toFile(records: readonly SealedRecord[]): Filing[] {
    const filings: Filing[] = [];
    for (const { holder, counter, subjects } of records) {
      if (subjects.length === 0) continue;
      const block = Math.floor(counter / BLOCK);
      const name = readId(holder);
      let filed = this.filed.get(name);
      if (filed?.block !== block) this.filed.set(name, (filed = { block, subjects: new Set() }));
      for (let at = 0; at < subjects.length; at += ID) {
        const subject = subjects.toString('latin1', at, at + ID);
        if (filed.subjects.has(subject)) continue;
        filed.subjects.add(subject);
        filings.push({ subject: subjects.subarray(at, at + ID), holder, block });
      }
    }
    return filings;
  }

  /** Takes what was sealed just now, once it is committed. */
  note(seal: SealRow, heads: ReadonlyMap<string, Head>): void {
    this.seal = seal;
    for (const [holder, head] of heads) this.heads.set(holder, head);
  }

  /** Takes nothing for filed any more. */
  unfile(): void {
    this.filed.clear();
  }
}
