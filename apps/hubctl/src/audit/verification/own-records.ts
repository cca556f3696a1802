import { bodyHashOf, type Checkpoint, fromBase64, leafHash, leafOf, MerkleError, parseJson, parseLink, parseUint64, verifyInclusion } from '@hub/audit';
import type { ExportedRecord } from '../hub-audit.js';
import type { Report } from './report.js';

/** How many faulty records are told one by one. */
const MOST_TOLD = 10;

/** The last record of a holder: its number and leaf. */
export interface LastRecord { counter: bigint; leaf: Buffer | null }

/**
 * Checks one organisation's records as they come: each opens its leaf, each leaf is in the checkpoint's tree, they are
 * numbered without a gap, and each names the one before it. Keeps nothing of them but what the next one needs.
 */
export class OwnRecords {
  /** How many came whose body was erased, or is withheld from whoever asks. */
  unreadable = 0;
  private counter = 0n;
  private previous: Buffer | null = null;
  private faults = 0;
  private readonly seen = new Set<string>();
  private readonly first: bigint | null;
  private kept = 0n;

  constructor(
    private readonly holder: string,
    private readonly checkpoint: Checkpoint,
    /** Acts that receipts promise; only these are looked for. */
    private readonly promised: ReadonlySet<string>,
    /** What was remembered: the record with that number must still be the same. */
    private readonly remembered: LastRecord | null,
    /** Where a restore was followed: how many entries it kept. */
    private readonly keptSize: bigint | null,
    private readonly report: Report,
  ) {
    this.first = remembered?.counter ?? null;
  }

  /** The last record that came. */
  get last(): LastRecord {
    return { counter: this.counter, leaf: this.previous };
  }

  /** Whether every record was as it must be. */
  get sound(): boolean {
    return this.faults === 0;
  }

  /** How many of the records stand in what a restore kept. */
  get inKept(): bigint {
    return this.kept;
  }

  /** Whether a record of this act came. */
  has(act: string): boolean {
    return this.seen.has(act);
  }

  /** Checks the next record. */
  take(record: ExportedRecord): void {
    const faults = [...this.faultsOf(record)];
    if (faults.length === 0) return;
    this.faults += 1;
    if (this.faults <= MOST_TOLD) for (const fault of faults) this.report.wrong(fault);
    if (this.faults === MOST_TOLD + 1) this.report.wrong('More of your records are faulty; they are not told one by one.');
  }

  private *faultsOf(record: ExportedRecord): Generator<string> {
    const name = `Your record ${record.counter}`;
    const [counter, index] = [parseUint64(record.counter), parseUint64(record.index)];
    const [leaf, linkSalt, bodyHash] = [record.leaf, record.linkSalt, record.bodyHash].map((text) => fromBase64(text, 32));
    const [link, proof] = [fromBase64(record.link), record.hashes.map((text) => fromBase64(text, 32))];
    if (counter === null || index === null || !leaf || !linkSalt || !bodyHash || !link || !proof.every((hash) => hash !== null)) {
      yield `${name} can't be read: a number or a hash in it is malformed.`;
      return;
    }
    if (counter !== this.counter + 1n) yield this.gap(counter);
    yield* this.linkFaults(name, counter, link);
    if (!leafOf({ link, linkSalt, bodyHash }).equals(leaf)) yield `${name} does not open its leaf: it was changed.`;
    yield* this.bodyFaults(name, record, bodyHash);
    if (!verifyInclusion({ leafHash: leafHash(leaf), index, size: this.checkpoint.size, proof, root: this.checkpoint.root })) yield `${name} is not proven to be in the log at entry ${index}.`;
    const restoredAway = this.keptSize !== null && index >= this.keptSize;
    if (counter === this.first && !restoredAway && this.remembered?.leaf && !this.remembered.leaf.equals(leaf)) yield `${name} is not the one that you remember under that number: it was rewritten.`;
    if (!restoredAway) this.kept += 1n;
    this.counter = counter;
    this.previous = leaf;
  }

  private gap(counter: bigint): string {
    const expected = this.counter + 1n;
    if (counter < expected) return `Your record ${counter} comes after record ${this.counter}: records were repeated or reordered.`;
    return counter === expected + 1n ? `Your record ${expected} is missing.` : `Your records ${expected} to ${counter - 1n} are missing.`;
  }

  private *linkFaults(name: string, counter: bigint, bytes: Buffer): Generator<string> {
    try {
      const link = parseLink(bytes);
      if (link.holder !== this.holder) yield `${name} is of another organisation (${link.holder}).`;
      if (link.counter !== counter) yield `${name} says of itself that it is number ${link.counter}.`;
      const [named, before] = [link.previous, this.previous];
      if (!(named === null ? before === null : before !== null && named.equals(before))) yield `${name} names another record before it than the one that is there: something between them was changed or removed.`;
    } catch (error) {
      if (!(error instanceof MerkleError)) throw error;
      yield `${name} has a link that can't be read: ${error.message}`;
    }
  }

  private *bodyFaults(name: string, { body, bodySalt }: ExportedRecord, bodyHash: Buffer): Generator<string> {
    if (body === null || bodySalt === null) {
      this.unreadable += 1;
      return;
    }
    const [bytes, salt] = [fromBase64(body), fromBase64(bodySalt, 32)];
    if (!bytes || !salt || !bodyHashOf(salt, bytes).equals(bodyHash)) {
      yield `The text of ${name.replace('Your', 'your')} is not what the log has: it was changed.`;
      return;
    }
    const act = actOf(parseJson(bytes));
    if (act !== null && this.promised.has(act)) this.seen.add(act);
  }
}

const actOf = (body: unknown): string | null => (typeof body === 'object' && body !== null && 'act' in body && typeof body.act === 'string' ? body.act : null);
