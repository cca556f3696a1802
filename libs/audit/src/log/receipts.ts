import type { HubContext } from '@hub/access';
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

  /** Puts a receipt on each response that acts belong to; on those that share acts, the same one. `responsesOf`: by the acts' owner. */
  async give(responsesOf: (owner: number) => readonly Pick<HubContext, 'giveReceipt'>[], acts: readonly OwnedAct[]): Promise<void> {
    const entries = new Map<number, string[]>();
    for (const { owner, actId } of acts) {
      const entry = entries.get(owner);
      if (entry) entry.push(actId);
      else entries.set(owner, [actId]);
    }
    if (entries.size === 0) return;
    const receipts = await batchReceipts([...entries.values()], this.signer.origin, this.clock.now(), this.signer);
    [...entries.keys()].forEach((owner, index) => {
      for (const response of responsesOf(owner)) response.giveReceipt(receipts[index] ?? '');
    });
  }
}
