import type { Clock } from '@hub/kernel';
import type { Sealable } from '../entering.js';
import { batchReceipts } from '../notes/receipts.js';
import type { LogSigner } from './log-keys.js';

/** An act with the number of what it belongs to, from 1: of a response, or of the first of several that show the same. */
export interface OwnedAct extends Sealable { readonly owner: number }

/**
 * Signed receipts for what was entered: one signature for a batch, and for each response its own path to it. Its records are
 * due in the log within a second; a receipt without a record is proof of cheating.
 */
export class Receipts {
  constructor(
    private readonly signer: LogSigner,
    private readonly clock: Clock,
  ) {}

  /** The receipt of each response that acts belong to, by the acts' owner. */
  async of(acts: readonly OwnedAct[]): Promise<ReadonlyMap<number, string>> {
    const entries = new Map<number, string[]>();
    for (const { owner, actId } of acts) {
      const entry = entries.get(owner);
      if (entry) entry.push(actId);
      else entries.set(owner, [actId]);
    }
    if (entries.size === 0) return new Map();
    const receipts = await batchReceipts([...entries.values()], this.signer.origin, this.clock.now(), this.signer);
    return new Map([...entries.keys()].map((owner, index) => [owner, receipts[index] ?? '']));
  }
}
