import { z } from 'zod';
import { leafHash } from '../merkle/hashing.js';
import { bodyHashOf, canonicalJson, leafOf, type Link, parseJson, parseLink } from '../merkle/leaf.js';
import { verifyInclusion } from '../merkle/proofs.js';
import type { Checkpoint } from '../notes/checkpoint.js';
import type { BundleRecord } from './bundle.js';
import { error, type Finding, reasonOf } from './finding.js';

/** What this version needs of a body; the rest is for people. Whoever did not act himself is not told the act's id. */
const BODY = z.looseObject({ act: z.uuid().nullable(), id: z.uuid(), v: z.literal(1) });

/** A holder's records, one after the other: each is the one it says, in its place, and in the log. */
export class RecordChain {
  private last: { readonly counter: bigint; readonly leaf: Buffer } | null = null;
  private read = 0;
  private bodiless = 0;

  /** @param checkpoint the state of the log that all inclusion proofs lead to; null if it can't be read */
  constructor(
    private readonly holder: string,
    private readonly checkpoint: Checkpoint | null,
  ) {}

  /** Records so far. */
  get count(): number {
    return this.read;
  }

  /** Records without a body: erased, or withheld from who asked. */
  get withoutBody(): number {
    return this.bodiless;
  }

  /** Counter of the last record; 0 before the first. */
  get counter(): bigint {
    return this.last?.counter ?? 0n;
  }

  /** Leaf of the last record. */
  get lastLeaf(): Buffer | null {
    return this.last?.leaf ?? null;
  }

  /** Checks the next record. `act` is what its body says it is a record of; null in what others did. */
  check(record: BundleRecord): { findings: Finding[]; act: string | null } {
    const { act, findings } = this.body(record);
    findings.push(...this.place(record), ...this.leaf(record), ...this.inclusion(record));
    this.read += 1;
    this.last = record;
    return { findings, act };
  }

  private body({ counter, entryId, body, bodySalt, bodyHash }: BundleRecord): { findings: Finding[]; act: string | null } {
    if (!body || !bodySalt) {
      this.bodiless += 1;
      return { findings: [], act: null };
    }
    if (!bodyHashOf(bodySalt, body).equals(bodyHash)) return { findings: [error('body-wrong', `The body of record ${counter} is not the one that the log holds the hash of: it was changed.`)], act: null };
    const value = parseJson(body);
    const { data } = BODY.safeParse(value);
    if (!data || !canonicalJson(value).equals(body)) return { findings: [error('body-wrong', `The body of record ${counter} is not a record of version 1 in canonical JSON.`)], act: null };
    if (data.id !== entryId) return { findings: [error('body-wrong', `Record ${counter} is given as ${entryId}, and its body says that it is ${data.id}.`)], act: null };
    return { findings: [], act: data.act };
  }

  private place({ counter, link }: BundleRecord): Finding[] {
    let stated: Link;
    try {
      stated = parseLink(link);
    } catch (cause) {
      return [error('link-bad', `Record ${counter}: ${reasonOf(cause)}`)];
    }
    const findings: Finding[] = [];
    if (stated.holder !== this.holder) findings.push(error('holder-wrong', `Record ${counter} is one of ${stated.holder}, not of ${this.holder}.`));
    if (stated.counter !== counter) findings.push(error('counter-gap', `Record ${counter} has the number ${stated.counter} in its link.`));
    const expected = this.counter + 1n;
    if (counter !== expected) {
      // What follows a gap can't be compared with what is missing.
      findings.push(error('counter-gap', counter > expected ? `Records ${expected} to ${counter - 1n} are missing.` : `Record ${counter} stands where record ${expected} must be.`));
    } else if (!same(stated.previous, this.lastLeaf)) {
      findings.push(error('previous-wrong', `Record ${counter} does not follow the record before it: it names another previous leaf.`));
    }
    return findings;
  }

  private leaf({ counter, leaf, link, linkSalt, bodyHash }: BundleRecord): Finding[] {
    return leafOf({ link, linkSalt, bodyHash }).equals(leaf) ? [] : [error('leaf-wrong', `The leaf of record ${counter} is not made of its link and its body's hash: one of them was changed.`)];
  }

  private inclusion({ counter, index, leaf, hashes }: BundleRecord): Finding[] {
    if (!this.checkpoint) return [];
    const { size, root } = this.checkpoint;
    if (verifyInclusion({ leafHash: leafHash(leaf), index, size, proof: hashes, root })) return [];
    return [error('not-included', `Record ${counter} is not proved to stand at ${index} in the log of ${size} entries.`)];
  }
}

const same = (a: Buffer | null, b: Buffer | null): boolean => (a === null || b === null ? a === b : a.equals(b));
