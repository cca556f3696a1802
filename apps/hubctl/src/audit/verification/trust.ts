import { NoteError, TrustedKeys, type Verifier } from '@hub/audit';
import { Failure } from '../../failure.js';
import type { Memory } from '../memory.js';
import type { Report } from './report.js';

/** What trust in a log begins with. */
export interface TrustSource {
  /** The key given on the command line. */
  pinned: Verifier | null;
  memory: Memory | null;
  /** The keys that the hub lists, newest first. */
  published: readonly string[];
  /** The handovers that it shows, oldest first. */
  handovers: readonly string[];
}

/** A log as it is trusted now. */
export interface TrustedLog {
  keys: TrustedKeys;
  /** Every handover known, oldest first. */
  handovers: readonly string[];
  /** The log was restored since it was last trusted; whoever trusts it for the first time takes it as it is. */
  restored: boolean;
}

/**
 * Begins with what is remembered, else with the key that was given, else with what the hub lists, and follows the handovers;
 * tells of each that is new.
 */
export function trust({ pinned, memory, published, handovers }: TrustSource, report: Report): TrustedLog {
  const keys = keysOf(memory?.keys ?? (pinned ? [pinned.toString()] : published));
  if (!memory && !pinned) report.note(`The log is trusted because this is the first use, on the hub's own word. Compare its key with what whoever runs the hub has published elsewhere: ${published[0] ?? ''}`);
  const known = new Set(memory?.handovers);
  let restored = false;
  for (const note of new Set([...known, ...handovers])) {
    for (const finding of keys.follow(note)) {
      if (finding.code === 'handover-unknown' || (known.has(note) && finding.severity !== 'error')) continue;
      report.add(finding);
      restored ||= finding.code === 'restored' && (memory !== null || pinned !== null);
    }
  }
  if (pinned && !keys.verifiers.some((key) => key.toString() === pinned.toString())) report.wrong(`The key given with --key is not one of those remembered for this log, and no handover leads to it. It is remembered with ${String(keys.verifiers.at(-1))}. If whoever runs the hub has told you of the new key in another way, begin afresh with another --state.`);
  return { keys, handovers: [...new Set([...known, ...handovers])], restored };
}

function keysOf(vkeys: readonly string[]): TrustedKeys {
  try {
    return TrustedKeys.of(vkeys);
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new Failure(`The log's keys can't be used: ${error.message}`, 'Give the key with --key, as whoever runs the hub has published it elsewhere.');
  }
}
