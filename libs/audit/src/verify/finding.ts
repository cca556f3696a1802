/** error: the log, the hub or a file is not as it must be. warning: something to look into. info: what was found. */
export type Severity = 'error' | 'warning' | 'info';

/** What a finding is about, for programs. */
export type FindingCode =
  // what the asker gave
  | 'key-bad' | 'policy-bad' | 'remembered-bad' | 'receipt-bad'
  // keys that follow keys
  | 'handover-bad' | 'handover-unknown' | 'handover-superseded' | 'rotated' | 'restored'
  // the checkpoint
  | 'checkpoint-bad' | 'checkpoint-unsigned' | 'checkpoint-undated' | 'checkpoint-future' | 'checkpoint-old' | 'superseded'
  | 'cosignature-bad' | 'cosignature-future' | 'witnesses-missing'
  // against what was seen before
  | 'other-log' | 'fork' | 'inconsistent' | 'consistency-missing' | 'consistency-unchecked' | 'entries-lost' | 'consistent'
  // the bundle
  | 'bundle-bad' | 'line-bad' | 'truncated' | 'count-wrong' | 'more-of-the-same'
  // records
  | 'counter-gap' | 'previous-wrong' | 'holder-wrong' | 'link-bad' | 'leaf-wrong' | 'body-wrong' | 'not-included' | 'bodies-missing'
  // the head
  | 'head-bad' | 'head-wrong'
  // receipts
  | 'receipt-unmet' | 'receipt-unproven' | 'receipt-lost' | 'receipt-other-log' | 'receipt-not-due' | 'receipts-met'
  | 'verified';

/** One thing that a verification found, said in a sentence. */
export interface Finding {
  readonly severity: Severity;
  readonly code: FindingCode;
  readonly sentence: string;
}

/** Something that is not as it must be. */
export const error = (code: FindingCode, sentence: string): Finding => ({ severity: 'error', code, sentence });

/** Something to look into. */
export const warning = (code: FindingCode, sentence: string): Finding => ({ severity: 'warning', code, sentence });

/** Something that was found to be in order, or is good to know. */
export const info = (code: FindingCode, sentence: string): Finding => ({ severity: 'info', code, sentence });

/** What an error says of itself; what is thrown here are sentences. */
export const reasonOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
