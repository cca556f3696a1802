import type { Checkpoint } from '../notes/checkpoint.js';
import { Verifier } from '../notes/keys.js';
import { type BundleHeader, parseBundleHeader, parseBundleLine } from './bundle.js';
import { checkCheckpoint, type WitnessPolicy } from './checkpoint-check.js';
import { checkConsistency, type ConsistencySource } from './consistency-check.js';
import { error, type Finding, type FindingCode, info, reasonOf } from './finding.js';
import { checkHead } from './head-check.js';
import { ReceiptBook } from './receipt-book.js';
import { RecordChain } from './record-chain.js';
import { TrustedKeys } from './trusted-keys.js';

/** What a distrustful partner brings to the verification of a bundle. */
export interface VerificationInput {
  /** Verifier keys of the log that are trusted, from wherever but the bundle. */
  readonly keys: readonly string[];
  /** Handover notes known beside those in the bundle, oldest first. */
  readonly handovers?: readonly string[];
  /** Default: witnesses aren't asked for. */
  readonly witnesses?: WitnessPolicy;
  /** The checkpoint of the last time, a signed note. */
  readonly remembered?: string;
  /** Where consistency proofs can be had; without it, offline, only equal sizes are compared. */
  readonly consistency?: ConsistencySource;
  /** Kept receipts, one a line. */
  readonly receipts?: Iterable<string> | AsyncIterable<string>;
  readonly now: Date;
}

/** How many findings of one kind are told one by one. */
const TOLD = 20;

/** The verification of an export bundle: whether a log is what its holder was promised, without any trust in the hub. */
export class Verification {
  private readonly told = new Map<FindingCode, number>();
  private header: BundleHeader | null = null;
  private current: Checkpoint | null = null;
  private chain: RecordChain | null = null;
  private wrong = 0;

  constructor(private readonly input: VerificationInput) {}

  /** How many errors were found so far, told or not. */
  get errors(): number {
    return this.wrong;
  }

  /** The checkpoint of the bundle, as a signed note, to be remembered; null until everything was verified and nothing is wrong. */
  get checkpoint(): string | null {
    return this.finished && this.wrong === 0 ? (this.header?.checkpoint ?? null) : null;
  }
  private finished = false;

  /**
   * Verifies the lines of a bundle and tells what it finds, as it finds it. Bad input is a finding; what it throws comes
   * from the lines or receipts themselves (a file that can't be read). Memory doesn't grow with the lines.
   */
  async *findings(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Finding> {
    for await (const finding of this.all(lines)) {
      if (finding.severity === 'error') this.wrong += 1;
      const before = this.told.get(finding.code) ?? 0;
      this.told.set(finding.code, before + 1);
      if (before < TOLD) yield finding;
    }
    for (const [code, count] of this.told) {
      if (count > TOLD) yield info('more-of-the-same', `There are ${count - TOLD} more findings of the kind ${code}.`);
    }
    this.finished = true;
    if (this.wrong === 0) yield this.verified();
  }

  private async *all(lines: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Finding> {
    const trusted = this.trust();
    if (!(trusted instanceof TrustedKeys)) return yield* trusted;
    for (const note of this.input.handovers ?? []) yield* trusted.follow(note);
    let number = 0;
    let state: 'header' | 'records' | 'ended' = 'header';
    const book = new ReceiptBook(trusted);
    for await (const line of lines) {
      number += 1;
      if (state === 'ended') {
        yield error('bundle-bad', `Line ${number} stands after the end of the bundle.`);
        break;
      }
      if (state === 'header') {
        const header = parseBundleHeader(line);
        if (typeof header === 'string') return yield error('bundle-bad', `The first line is not that of an export bundle: ${header}.`);
        state = 'records';
        yield* this.begin(header, trusted);
        yield* this.readReceipts(book);
      } else if (yield* this.next(line, number, book)) state = 'ended';
    }
    if (state === 'header') return yield error('bundle-bad', 'The bundle is empty.');
    if (state === 'records') yield error('truncated', `The bundle is cut off after line ${number}: its last line is missing.`);
    yield* this.end(trusted, book);
  }

  /** The keys to begin with, or why there are none. */
  private trust(): TrustedKeys | Finding[] {
    const { keys, witnesses } = this.input;
    try {
      const bad = witnesses?.keys.map((key) => Verifier.parse(key)).find(({ algorithm }) => algorithm !== 'cosignature/v1');
      if (bad) return [error('key-bad', `The key of ${bad.name} is not a witness's (cosignature/v1).`)];
      if (witnesses && (!Number.isInteger(witnesses.needed) || witnesses.needed < 0 || witnesses.needed > new Set(witnesses.keys).size)) {
        return [error('policy-bad', `${witnesses.needed} of ${new Set(witnesses.keys).size} witnesses can not be asked for.`)];
      }
      return TrustedKeys.of(keys);
    } catch (cause) {
      return [error('key-bad', reasonOf(cause))];
    }
  }

  private async *begin(header: BundleHeader, trusted: TrustedKeys): AsyncGenerator<Finding> {
    const { witnesses, remembered, consistency, now } = this.input;
    for (const note of header.handovers) yield* trusted.follow(note);
    const { checkpoint, findings } = checkCheckpoint(header.checkpoint, trusted, now, witnesses);
    yield* findings;
    if (checkpoint && checkpoint.origin !== header.origin) yield error('bundle-bad', `The bundle says that it is of the log ${header.origin}, and its checkpoint is of ${checkpoint.origin}.`);
    if (checkpoint) yield* await checkConsistency(checkpoint, remembered, trusted, consistency);
    [this.header, this.current, this.chain] = [header, checkpoint, new RecordChain(header.holder, checkpoint)];
  }

  private async *readReceipts(book: ReceiptBook): AsyncGenerator<Finding> {
    let number = 0;
    for await (const line of this.input.receipts ?? []) yield* book.add(line, (number += 1));
  }

  /** A line after the first; true where it ends the bundle. */
  private *next(line: string, number: number, book: ReceiptBook): Generator<Finding, boolean> {
    const parsed = parseBundleLine(line);
    const chain = this.chain as RecordChain;
    if (parsed.kind === 'bad') yield error('line-bad', parsed.field === '' ? `Line ${number} is not a record: it was cut off or changed.` : `Line ${number} is not a record: its field "${parsed.field}" is missing or wrong.`);
    else if (parsed.kind === 'record') {
      const { findings, act } = chain.check(parsed.record);
      yield* findings;
      if (act !== null) book.see(act);
    } else if (parsed.count !== chain.count) yield error('count-wrong', `The bundle ends by saying that it has ${parsed.count} records; ${chain.count} were read.`);
    return parsed.kind === 'end';
  }

  private *end(trusted: TrustedKeys, book: ReceiptBook): Generator<Finding> {
    const [header, chain] = [this.header as BundleHeader, this.chain as RecordChain];
    if (header.count !== chain.count) yield error('count-wrong', `The bundle says at its beginning that it has ${header.count} records; ${chain.count} were read.`);
    yield* checkHead(header.head, header.holder, this.current, chain, trusted);
    if (this.current) yield* book.findings(this.current, chain.withoutBody);
    if (chain.withoutBody > 0) yield info('bodies-missing', `Of ${chain.count} records, ${chain.withoutBody} come without a body: erased, or withheld from who asked. Their place in the log is proved all the same.`);
  }

  private verified(): Finding {
    const { chain, current } = this;
    return info('verified', `All ${chain?.count} records of ${this.header?.holder} are in the log ${current?.origin} of ${current?.size} entries, none is left out, and nothing in them was changed.`);
  }
}
