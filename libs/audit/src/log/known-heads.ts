import type { SealRow } from './log.repository.js';
import type { Head } from './sealing.js';

/**
 * The holders' last records as this process has sealed them. As long as nobody else has sealed, the database must have the same:
 * a record that was taken away at a holder's end would otherwise be followed by another one of its number.
 */
export class KnownHeads {
  private seal: Pick<SealRow, 'number' | 'root'> | null = null;
  private heads = new Map<string, Head>();

  /** @throws Error where the database has other last records than were sealed. */
  check(last: SealRow | null, found: ReadonlyMap<string, Head>, holders: Iterable<string>): void {
    if (!this.seal || last?.number !== this.seal.number || !last.root.equals(this.seal.root)) {
      this.heads.clear();
      return;
    }
    for (const holder of holders) {
      const [known, head] = [this.heads.get(holder), found.get(holder)];
      if (known && !(head?.counter === known.counter && head.leaf.equals(known.leaf))) throw new Error(`the last record of ${holder} is not the one that was sealed: somebody has changed the audit log in the database`);
    }
  }

  /** Takes what was sealed just now, once it is committed. */
  note(seal: SealRow, heads: ReadonlyMap<string, Head>): void {
    this.seal = seal;
    for (const [holder, head] of heads) this.heads.set(holder, head);
  }
}
