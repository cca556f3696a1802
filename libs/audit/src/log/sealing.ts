import { randomBytes, randomInt } from 'node:crypto';
import { readId } from '@hub/kernel';
import { leafOf, linkBytes, SALT_SIZE } from '../merkle/leaf.js';
import { type PackedAct, type PackedCopy, unpackAct } from '../packed-act.js';

/** Leaves of a seal are a multiple of this, so that its size tells little. */
export const CHUNK = 64;

/** A holder's last record. */
export interface Head {
  readonly counter: number;
  readonly leaf: Buffer;
}

/** One holder's record with its place among the holder's; `index` is its place in the log. */
export interface SealedRecord extends PackedCopy {
  readonly actId: Buffer;
  readonly keyId: Buffer;
  readonly occurredAt: number;
  readonly action: string;
  readonly organisation: Buffer | null;
  readonly actorTag: Buffer | null;
  readonly counter: number;
  readonly leaf: Buffer;
  readonly linkSalt: Buffer;
  index: number;
}

/** Where a subject is found: in which block of a holder's records. */
export interface Filing {
  readonly subject: Buffer;
  readonly holder: Buffer;
  readonly block: number;
}

/** An act that waits for its seal. */
export interface UnsealedAct extends PackedAct {
  readonly actId: Buffer;
  readonly keyId: Buffer;
  /** Bytes of all of it. */
  readonly size: number;
}

/** An act that waits, as the database gives it: its id and its key's, 16 bytes each, and then the packed act. */
export const unsealedAct = (bytes: Buffer): UnsealedAct =>
  ({ actId: bytes.subarray(0, 16), keyId: bytes.subarray(16, 32), size: bytes.length, ...unpackAct(bytes.subarray(32)) });

/**
 * Makes the records of acts, in the order given, each linked to its holder's last one; `heads` (by holder) moves on. Salts are
 * fresh: from all of one holder's openings and everything public no leaf of another's can be computed.
 */
export function recordsOf(acts: readonly UnsealedAct[], heads: Map<string, Head>): SealedRecord[] {
  const records: SealedRecord[] = [];
  const salts = randomBytes(SALT_SIZE * acts.reduce((sum, { copies }) => sum + copies.length, 0));
  for (const { actId, keyId, occurredAt, action, organisation, tag, copies } of acts) {
    for (const copy of copies) {
      const holder = readId(copy.holder);
      const head = heads.get(holder);
      const counter = (head?.counter ?? 0) + 1;
      const linkSalt = salts.subarray(SALT_SIZE * records.length, SALT_SIZE * (records.length + 1));
      const leaf = leafOf({ link: linkBytes({ holder, counter: BigInt(counter), previous: head?.leaf ?? null }), linkSalt, bodyHash: copy.bodyHash });
      heads.set(holder, { counter, leaf });
      // Field by field: V8 copies an object that more is added to a hundred times slower.
      records.push({
        holder: copy.holder, id: copy.id, bodyHash: copy.bodyHash, subjects: copy.subjects, versions: copy.versions,
        actId, keyId, occurredAt, action, organisation, actorTag: organisation?.equals(copy.holder) ? tag : null, counter, leaf, linkSalt, index: -1,
      });
    }
  }
  return records;
}

/**
 * The instant that a seal can claim: everything entered before it is in it. Where more waits than one seal takes, that is the instant
 * of the last act taken (its id's, UUID version 7), never before the last seal's.
 */
export function sealedAt(now: Date, more: boolean, lastTaken: UnsealedAct | undefined, last: Date | undefined): Date {
  if (!more || !lastTaken) return now;
  const taken = lastTaken.actId.readUIntBE(0, 6);
  return new Date(Math.max(last?.getTime() ?? 0, Math.min(now.getTime(), taken)));
}

/** Gives the records their places, shuffled among random leaves that fill the last chunk. Returns all leaves in order. */
export function place(records: readonly SealedRecord[], firstIndex: number): Buffer[] {
  const count = Math.max(1, Math.ceil(records.length / CHUNK)) * CHUNK;
  const slots: (SealedRecord | null)[] = Array.from({ length: count }, (_, index) => records[index] ?? null);
  for (let last = count - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [slots[last], slots[other]] = [slots[other] ?? null, slots[last] ?? null];
  }
  return slots.map((record, index) => {
    if (!record) return randomBytes(32);
    record.index = firstIndex + index;
    return record.leaf;
  });
}
