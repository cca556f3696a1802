import type { Checkpoint } from '@hub/audit';
import type { Report } from './report.js';

/** The public checkpoint moves once a minute; some minutes more are granted to clocks. */
const PUBLIC_LAG_MS = 5 * 60_000;

/** How a log's length stands to what it was. */
export type Length = 'grown' | 'behind' | 'rolled back';

/**
 * A log never has fewer entries than before, unless a restore said so under a new name. Says it where it has; the public
 * checkpoint may be behind for a moment, which is told as such.
 */
export function lengthSince(before: Checkpoint, now: Checkpoint, { fresh, at }: { fresh: boolean; at: Date }, report: Report): Length {
  if (now.size >= before.size || now.origin !== before.origin) return 'grown';
  if (!fresh && before.sealedAt && at.getTime() - before.sealedAt.getTime() < PUBLIC_LAG_MS) {
    report.unchecked(`The public checkpoint (${now.size} entries) is behind what you remember (${before.size}): it moves once a minute. Run the command again in a minute.`);
    return 'behind';
  }
  report.wrong(`The log was rolled back: it shows ${now.size} entries, and it had signed ${before.size} before. No restore was signed for it.`);
  return 'rolled back';
}
