import { randomBytes, randomInt } from 'node:crypto';
import { newId } from '@hub/kernel';
import { copiesOf, type Entered, type HolderCopy } from '../act.js';
import { UNSEALED } from '../audit-log.js';
import { decrypt, encrypt } from '../bodies/envelope.js';
import { actorTag, type Keyring } from '../bodies/keyring.js';
import { sha256 } from '../merkle/hashing.js';
import { canonicalJson, leafOf, linkBytes, SALT_SIZE } from '../merkle/leaf.js';

/** Leaves of a seal are a multiple of this, so that its size tells little. */
export const CHUNK = 64;

/** An act that waits for its seal. */
export interface UnsealedAct {
  readonly actId: string;
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** A holder's last record. */
export interface Head {
  readonly counter: number;
  readonly leaf: Buffer;
}

/** One holder's record with its place among the holder's; `index` is its place in the log. */
export interface SealedRecord {
  readonly holder: string;
  readonly counter: number;
  readonly id: string;
  readonly actId: string;
  index: number;
  readonly occurredAt: string;
  readonly action: string;
  readonly organisation: string | null;
  readonly subjects: readonly string[];
  readonly actorTag: Buffer | null;
  readonly leaf: Buffer;
  readonly linkSalt: Buffer;
  readonly bodyHash: Buffer;
  readonly keyId: string;
  readonly body: Buffer;
}

/** An act opened: what happened, with its key. */
export interface OpenedAct {
  readonly actId: string;
  readonly keyId: string;
  readonly actKey: Buffer;
  readonly tag: Buffer | null;
  readonly entered: Entered;
  readonly copies: readonly HolderCopy[];
}

/** Opens what waits. An act whose key the ring does not have can not be sealed: that is a fault to be told, never passed over. */
export function openActs(keyring: Keyring, acts: readonly UnsealedAct[]): OpenedAct[] {
  return acts.map(({ actId, keyId, sealed }) => {
    const actKey = keyring.actKey(keyId, actId);
    if (!actKey) throw new Error(`the keyring lacks the key ${keyId}`);
    const entered = JSON.parse(decrypt(actKey, sealed, UNSEALED).toString('utf8')) as Entered;
    return { actId, keyId, actKey, entered, copies: copiesOf(entered), tag: entered.person === null ? null : actorTag(actKey, entered.person) };
  });
}

/** What one holder's body is encrypted for. */
export const bodyPurpose = (holder: string): string => `holder ${holder}`;

/**
 * Makes the records of acts, in the order given, each linked to its holder's last one; `heads` moves on. Salts are fresh: from
 * all of one holder's openings and everything public no leaf of another's can be computed.
 */
export function recordsOf(acts: readonly OpenedAct[], heads: Map<string, Head>): SealedRecord[] {
  const records: SealedRecord[] = [];
  const salts = randomBytes(2 * SALT_SIZE * acts.reduce((sum, { copies }) => sum + copies.length, 0));
  for (const { actId, keyId, actKey, tag, entered, copies } of acts) {
    const { action, at, person, organisation, shown } = entered;
    for (const { holder, subjects, subject, detail } of copies) {
      const head = heads.get(holder);
      const counter = (head?.counter ?? 0) + 1;
      const id = newId();
      const from = 2 * SALT_SIZE * records.length;
      const linkSalt = salts.subarray(from, from + SALT_SIZE);
      // The act's id joins a holder's copy to a receipt; others have no receipt, and nothing to compare with each other.
      const act = holder === organisation ? actId : null;
      const body = { act, action, detail, id, occurredAt: at, organisation, person, subject, v: 1 };
      // Of a disclosure all members are in order already: canonical JSON is what JSON.stringify gives, in a tenth of the time.
      const salted = Buffer.concat([salts.subarray(from + SALT_SIZE, from + 2 * SALT_SIZE), shown ? Buffer.from(JSON.stringify(body)) : canonicalJson(body)]);
      const bodyHash = sha256(salted);
      const leaf = leafOf({ link: linkBytes({ holder, counter: BigInt(counter), previous: head?.leaf ?? null }), linkSalt, bodyHash });
      heads.set(holder, { counter, leaf });
      records.push({
        holder, counter, id, actId, index: -1, occurredAt: at, action, organisation, subjects, actorTag: holder === organisation ? tag : null, leaf, linkSalt, bodyHash, keyId,
        body: encrypt(actKey, salted, bodyPurpose(holder)),
      });
    }
  }
  return records;
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
