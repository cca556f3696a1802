import type { HubContext } from '@hub/access';
import type { Clock } from '@hub/kernel';
import type { Sealable } from '../entering.js';
import { batchReceipts } from '../notes/receipts.js';
import type { LogSigner } from './log-keys.js';

/** An act with the number of the response that it belongs to, from 1. */
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

  /** Puts a receipt on each response that acts belong to. */
  async give(contexts: readonly Pick<HubContext, 'giveReceipt'>[], acts: readonly OwnedAct[]): Promise<void> {
    const owners = [...new Set(acts.map(({ owner }) => owner))];
    if (owners.length === 0) return;
    const entries = owners.map((owner) => acts.filter((act) => act.owner === owner).map(({ actId }) => actId));
    const receipts = await batchReceipts(entries, this.signer.origin, this.clock.now(), this.signer);
    owners.forEach((owner, index) => contexts[owner - 1]?.giveReceipt(receipts[index] ?? ''));
  }
}
