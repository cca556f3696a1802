import { type Checkpoint, verifyConsistency } from '@hub/audit';
import type { SignedCheckpoint } from './authentic.js';
import type { LogSource } from './log-source.js';
import type { Report } from './report.js';
import { day, type Succession } from './succession.js';

/** The public checkpoint moves once a minute; some minutes more are granted to clocks. */
const PUBLIC_LAG_MS = 5 * 60_000;

/** How a checkpoint stands to what was remembered. */
export interface Remembered extends Checkpoint { readonly text: string }

/** The most entries that a log kept from before its restores; null where it was never restored. */
export function keptSize({ followed }: Pick<Succession, 'followed'>): bigint | null {
  const sizes = followed.filter(({ kind }) => kind === 'restore').map(({ oldSize }) => oldSize);
  return sizes.length === 0 ? null : sizes.reduce((least, size) => (size < least ? size : least));
}

/** Whether the checkpoint continues a tree: proven, or said what is wrong. */
async function proven(from: { size: bigint; root: Buffer }, checkpoint: Checkpoint, source: LogSource): Promise<boolean> {
  // An empty tree is the beginning of every other.
  if (from.size === 0n) return true;
  const proof = await source.consistency(from.size, checkpoint.size);
  return proof !== null && verifyConsistency({ from: from.size, to: checkpoint.size, fromRoot: from.root, toRoot: checkpoint.root, proof });
}

/** Compares a checkpoint with the remembered one, and says what came out. Returns whether it goes on from there. */
export async function compare(before: Remembered, now: SignedCheckpoint, source: LogSource, log: Succession, clock: Date, report: Report): Promise<boolean> {
  const kept = keptSize(log);
  if (kept !== null && before.size > kept) {
    report.note(`You remember ${before.size} entries; the restore kept the first ${kept}. The other ${before.size - kept} are gone, and nothing proves any more what they were.`);
    return true;
  }
  if (now.size < before.size) return shrunk(before, now, source, clock, report);
  if (await proven(before, now, source)) {
    report.fine(now.size === before.size ? `The log still has the ${now.size} entries that you remember.` : `The ${now.size} entries continue the ${before.size} that you remember, unchanged.`);
    return true;
  }
  report.wrong(now.size === before.size
    ? `This is a fork: the log has signed two different roots for ${now.size} entries, one shown to you before and another now.`
    : `It is not proven that the ${now.size} entries continue the ${before.size} that you remember: entries were changed, removed or reordered, or the proof is false.`);
  tell(before, now, report);
  return false;
}

function shrunk(before: Remembered, now: SignedCheckpoint, source: LogSource, clock: Date, report: Report): boolean {
  const recent = before.sealedAt !== null && clock.getTime() - before.sealedAt.getTime() < PUBLIC_LAG_MS;
  if (!source.fresh && recent) {
    report.unchecked(`The public checkpoint (${now.size} entries) is still behind what you remember (${before.size}): it moves once a minute. Run the command again in a minute.`);
    return false;
  }
  report.wrong(`The log was rolled back: it shows ${now.size} entries, and it had signed ${before.size} before. Nobody has signed a restore.`);
  tell(before, now, report);
  return false;
}

function tell(before: Remembered, now: SignedCheckpoint, report: Report): void {
  report.evidence('What the log signed before.', before.text);
  report.evidence('What it signs now.', now.text);
}

/** Says which handovers were followed, and checks that each began where this log goes on. */
export async function followed(now: SignedCheckpoint, source: LogSource, log: Succession, acceptRestore: boolean, report: Report): Promise<void> {
  for (const [position, handover] of log.followed.entries()) {
    const { kind, oldSize, oldRoot, newOrigin, oldOrigin, instant, reason } = handover;
    if (kind === 'rotation') report.fine(`The log has had a new key since ${day(instant)} (${reason}); the old and the new one signed for it.`);
    else {
      const said = `The log ${oldOrigin} was restored from a backup on ${day(instant)} (${reason}) and goes on as ${newOrigin} from its first ${oldSize} entries. The old and the new key signed for it: it is a restore, and not a fork. What came after those entries is gone.`;
      if (acceptRestore) report.note(said);
      else report.wrong(`${said} Ask what happened; give --accept-restore to go on from it.`);
    }
    // What a later restore dropped can't be looked at any more.
    const kept = keptSize({ followed: log.followed.slice(position) });
    if (oldSize > now.size || (kept !== null && oldSize > kept)) continue;
    if (!(await proven({ size: oldSize, root: oldRoot }, now, source))) {
      report.wrong(`The ${kind} of ${day(instant)} names ${oldSize} entries with another beginning than this log has: the log was changed with it.`);
    }
  }
}
