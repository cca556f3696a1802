import { readFile } from 'node:fs/promises';
import { NoteError, type VerifiedReceipt, type Verifier, verifyReceipt } from '@hub/audit';
import { Failure } from '../../failure.js';
import type { OwnRecords } from './own-records.js';
import type { Report } from './report.js';

/** A record is due in the log within a second of its receipt. */
export const DUE_MS = 1_000;

/** A receipt and the line of the file it stands in. */
export type KeptReceipt = VerifiedReceipt & { line: number };

/** Reads kept receipts, one a line, as they came in the header Hub-Audit-Receipt. Says which are not signed by the log: those promise nothing. */
export async function readReceipts(file: string, keys: readonly Verifier[], report: Report): Promise<KeptReceipt[]> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new Failure(`The receipts in ${file} can't be read (${error.code ?? error.message}).`, 'Check the name given with --receipts and the right to read it.');
  });
  return text.split(/\r?\n/).flatMap((line, at) => {
    if (line.trim() === '') return [];
    try {
      return [{ ...verifyReceipt(line.trim(), keys), line: at + 1 }];
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      report.unchecked(`Line ${at + 1} of ${file} is no receipt of this log: ${error.message}`);
      return [];
    }
  });
}

/** What receipts are held against. */
export interface ReceiptCheck {
  receipts: readonly KeptReceipt[];
  records: OwnRecords;
  origin: string;
  sealedAt: Date;
  /** Whether the checkpoint is the newest that the hub gives, and time was left for what is due. */
  waited: boolean;
}

/** Holds the receipts against the records: what was promised has to be there. */
export function checkReceipts({ receipts, records, origin, sealedAt, waited }: ReceiptCheck, report: Report): void {
  if (receipts.length === 0) return;
  const missing = receipts.map((receipt) => ({ ...receipt, acts: receipt.acts.filter((act) => !records.has(act)) })).filter(({ acts }) => acts.length > 0);
  const earlier = missing.filter((receipt) => receipt.origin !== origin);
  const open = missing.filter((receipt) => receipt.origin === origin);
  const due = open.filter(({ issued }) => sealedAt.getTime() >= issued.getTime() + DUE_MS);
  const later = open.filter((receipt) => !due.includes(receipt));
  if (missing.length === 0) report.fine(`All that ${receipts.length} receipts promise is in the log.`);
  if (earlier.length > 0) report.note(`${earlier.length} receipts are of the log before it was restored, and what they promise is not among your records: it is gone.`);
  const acts = new Set(due.flatMap((receipt) => receipt.acts)).size;
  if (due.length > 0 && acts <= records.unreadable) {
    report.unchecked(`${acts} acts that receipts promise are in none of the records that can be read; they may be among the ${records.unreadable} whose texts are erased or withheld from you.`);
  } else {
    for (const { line, issued, acts: [act] } of due) report.wrong(`The receipt in line ${line}, of ${issued.toISOString()}, promises a record of the act ${act ?? ''}, and the log, sealed at ${sealedAt.toISOString()}, has none: something was disclosed and is not recorded.`);
  }
  if (later.length === 0) return;
  if (waited) report.wrong(`${later.length} receipts promise records within a second, and the newest checkpoint that the hub gives is still from before (${sealedAt.toISOString()}): it shows you an old log.`);
  else report.note(`${later.length} receipts are newer than this checkpoint (${sealedAt.toISOString()}) and can be checked with a later one.`);
}
