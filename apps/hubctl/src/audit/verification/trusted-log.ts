import { NoteError, Verifier } from '@hub/audit';
import { Failure } from '../../failure.js';
import type { Memory } from '../memory.js';
import { follow, type Succession } from './succession.js';

/** What trust begins with. */
export interface TrustSource {
  /** The key given on the command line. */
  pinned: Verifier | null;
  memory: Pick<Memory, 'origin' | 'keys'> | null;
  handovers: readonly string[];
  /** The keys that the hub lists, newest first. */
  published: readonly Verifier[];
}

/** The verifier keys of a list. Failure where one is none: a list that can't be read is not half read. */
export function keysOf(vkeys: readonly string[]): Verifier[] {
  try {
    return vkeys.map((vkey) => Verifier.parse(vkey));
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new Failure(`The list of the log's keys can't be read: ${error.message}`, 'Tell whoever runs the hub.');
  }
}

/** Begins with what is remembered, else with the key that was given, else with the newest that the hub lists, and follows the handovers. */
export function trustedLog({ pinned, memory, handovers, published }: TrustSource): Succession {
  if (memory) return follow({ origin: memory.origin, keys: keysOf(memory.keys) }, handovers, published);
  const key = pinned ?? published[0];
  if (!key) throw new Failure('The hub lists no key of its log.', 'Give the key with --key, as whoever runs the hub has published it elsewhere.');
  return follow({ origin: key.name, keys: [key] }, handovers, published);
}
