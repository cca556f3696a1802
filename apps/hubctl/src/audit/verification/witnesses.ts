import { type Checkpoint, checkCheckpoint, checkConsistency, type Finding, type TrustedKeys, type WitnessPolicy } from '@hub/audit';
import type { LogSource } from './log-source.js';
import type { Report } from './report.js';

/** What is held against a policy. */
export interface WitnessCheck {
  policy: WitnessPolicy;
  keys: TrustedKeys;
  source: LogSource;
  now: Date;
  /** The public checkpoint, which has been to the witnesses when the newest may still be on its way to them. */
  cosigned: () => Promise<string>;
}

const errorsOf = (findings: readonly Finding[]): Finding[] => findings.filter(({ severity }) => severity === 'error');

/** Checks that enough witnesses signed the log: at this checkpoint, or at the public one which this one continues. */
export async function checkWitnesses(text: string, checkpoint: Checkpoint, { policy, keys, source, now, cosigned }: WitnessCheck, report: Report): Promise<void> {
  if (policy.needed === 0) return;
  const faults = errorsOf(checkCheckpoint(text, keys, now, policy).findings).filter(({ code }) => WITNESSING.has(code));
  if (faults.length === 0) return report.fine(`At least ${policy.needed} of ${policy.keys.length} witnesses have signed the log up to ${checkpoint.size} entries.`);
  const missingOnly = faults.every(({ code }) => code === 'witnesses-missing');
  if (missingOnly && source.fresh) {
    const earlier = await cosigned();
    const checked = checkCheckpoint(earlier, keys, now, policy);
    if (checked.checkpoint && errorsOf(checked.findings).length === 0 && checked.checkpoint.size <= checkpoint.size) {
      const continued = await checkConsistency(checkpoint, earlier, keys, source.consistency);
      if (errorsOf(continued).length === 0) return report.fine(`At least ${policy.needed} of ${policy.keys.length} witnesses have signed the log up to ${checked.checkpoint.size} entries, which the newest checkpoint continues.`);
    }
  }
  for (const fault of faults) report.add(fault);
}

const WITNESSING = new Set<string>(['cosignature-bad', 'cosignature-future', 'witnesses-missing']);
