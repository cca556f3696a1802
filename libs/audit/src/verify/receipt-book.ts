import type { Checkpoint } from '../notes/checkpoint.js';
import { type VerifiedReceipt, verifyReceipt } from '../notes/receipts.js';
import type { Handover } from '../notes/statements.js';
import { error, type Finding, info, reasonOf, warning } from './finding.js';
import type { TrustedKeys } from './trusted-keys.js';

/** From a receipt until its records are due in the log. */
const DUE_MS = 1000;

/** The receipts that somebody kept, and which of their acts were met with a record. */
export class ReceiptBook {
  private readonly receipts: VerifiedReceipt[] = [];
  private readonly wanted = new Set<string>();
  private readonly met = new Set<string>();

  constructor(private readonly trusted: TrustedKeys) {}

  /** Takes a kept receipt, one line of the file; empty lines are passed over. */
  add(line: string, number: number): Finding[] {
    if (line.trim() === '') return [];
    try {
      const receipt = verifyReceipt(line.trim(), this.trusted.verifiers);
      this.receipts.push(receipt);
      for (const act of receipt.acts) this.wanted.add(act);
      return [];
    } catch (cause) {
      return [error('receipt-bad', `Line ${number} of the receipts can not be used: ${reasonOf(cause)}`)];
    }
  }

  /** A record of this act was shown. */
  see(act: string): void {
    if (this.wanted.has(act)) this.met.add(act);
  }

  /**
   * What is to be said of the receipts, after all records.
   * @param withoutBody how many records don't tell which act they are of
   */
  *findings(checkpoint: Checkpoint, withoutBody: number): Generator<Finding> {
    let [kept, early] = [0, 0];
    const open: { readonly receipt: VerifiedReceipt; readonly acts: string[] }[] = [];
    for (const receipt of this.receipts) {
      const acts = receipt.acts.filter((act) => !this.met.has(act));
      if (acts.length === 0) kept += 1;
      else if (receipt.origin !== checkpoint.origin) yield this.ofAnotherLog(receipt, acts, checkpoint);
      else if (!checkpoint.sealedAt || checkpoint.sealedAt.getTime() <= receipt.issued.getTime() + DUE_MS) early += 1;
      else open.push({ receipt, acts });
    }
    // An erased or withheld body may be the one that a receipt is about; each can be it for one act only.
    const hidden = new Set(open.flatMap(({ acts }) => acts)).size <= withoutBody;
    for (const { receipt, acts } of open) yield unmet(receipt, acts, hidden);
    if (early > 0) yield info('receipt-not-due', `${early} receipts are so new that their records are not due in this checkpoint: verify again with a later one.`);
    if (kept > 0) yield info('receipts-met', `${kept} receipts are met: there is a record for each of their acts.`);
  }

  private ofAnotherLog({ origin, issued }: VerifiedReceipt, acts: string[], checkpoint: Checkpoint): Finding {
    let restore: Handover | undefined = this.trusted.restoreOf(origin);
    const first = restore;
    const passed = new Set([origin]);
    while (restore && restore.newOrigin !== checkpoint.origin && !passed.has(restore.newOrigin)) {
      passed.add(restore.newOrigin);
      restore = this.trusted.restoreOf(restore.newOrigin);
    }
    if (!first || restore?.newOrigin !== checkpoint.origin) return error('receipt-other-log', `A receipt of ${issued.toISOString()} is of the log ${origin}, and the bundle of ${checkpoint.origin}; no handover leads from the one to the other.`);
    if (issued > first.instant) return error('receipt-other-log', `A receipt of ${issued.toISOString()} is of the log ${origin}, which had ended at ${first.instant.toISOString()}.`);
    return warning('receipt-lost', `For a receipt of ${issued.toISOString()} there is no record of the acts ${acts.join(', ')}. The log was restored since: the records may be among what was lost.`);
  }
}

function unmet({ issued }: VerifiedReceipt, acts: readonly string[], hidden: boolean): Finding {
  const what = `For a receipt of ${issued.toISOString()} there is no record of the acts ${acts.join(', ')}`;
  return hidden
    ? warning('receipt-unproven', `${what}. They may be among the records whose bodies are erased or withheld: let someone verify who may read those.`)
    : error('receipt-unmet', `${what}, though it was due. Keep the receipt and the bundle: together they prove that the hub left records out.`);
}
