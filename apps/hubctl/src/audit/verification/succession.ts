import { type Handover, NoteError, parseHandover, parseNote, Verifier, verifyNote } from '@hub/audit';

/** A log as its reader trusts it: its name, and the key that signs for it now. */
export interface Succession {
  origin: string;
  /** Signs checkpoints now. */
  current: Verifier;
  /** Every key whose statements count, those of earlier times too: newest first. */
  keys: Verifier[];
  /** Handovers that led on from what was trusted before, oldest first. */
  followed: Handover[];
  /** A sentence for each handover that leads on and is not signed as it must be. */
  rejected: string[];
  /** The size at which each earlier key was given up, by key: what it signs beyond is not of the log. */
  givenUp: Map<string, bigint>;
}

/**
 * Follows the log from what is trusted to what it is now: each handover counts if the key trusted so far and the new key
 * both signed it. Looked back on from there, keys of earlier times count too, so that old receipts can be checked.
 * @param trusted the log's name, and its keys, the current one first
 * @param published all keys that the hub lists; none is trusted for being there
 */
export function follow(trusted: { origin: string; keys: readonly Verifier[] }, notes: readonly string[], published: readonly Verifier[]): Succession {
  const [current] = trusted.keys;
  if (!current) throw new Error('a log is trusted by one key at least');
  const log: Succession = { origin: trusted.origin, current, keys: [...trusted.keys], followed: [], rejected: [], givenUp: new Map() };
  const known = lookBack(log, notes, published);
  for (const note of notes) step(log, note, known);
  return log;
}

function step(log: Succession, note: string, known: ReadonlySet<string>): void {
  try {
    const { text } = parseNote(note);
    const handover = parseHandover(text);
    // What happened before the log was trusted, and what leads away from another log.
    if (known.has(note) || handover.oldOrigin !== log.origin) return;
    const { by } = verifyNote(note, distinct([log.current, handover.newKey]));
    if (by.length < 2) {
      log.rejected.push(`A handover of ${day(handover.instant)} names a new key (${handover.newKey.toString()}), and is not signed by both the old and the new one.`);
      return;
    }
    log.givenUp.set(log.current.toString(), handover.oldSize);
    log.origin = handover.newOrigin;
    log.current = handover.newKey;
    log.keys.unshift(handover.newKey);
    log.followed.push(handover);
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    log.rejected.push(`A handover that the hub shows can't be followed: ${error.message}`);
  }
}

/** Adds the keys before the trusted ones; returns the notes that lie behind. */
function lookBack(log: Succession, notes: readonly string[], published: readonly Verifier[]): Set<string> {
  const behind = new Set<string>();
  const has = (key: Verifier): boolean => log.keys.some((other) => other.toString() === key.toString());
  for (const note of [...notes].reverse()) {
    try {
      const handover = parseHandover(parseNote(note).text);
      if (!has(handover.newKey)) continue;
      behind.add(note);
      const earlier = published.filter((key) => key.algorithm === 'ed25519' && key.name === handover.oldOrigin && key.toString() !== handover.newKey.toString());
      const { by } = verifyNote(note, distinct([handover.newKey, ...earlier, ...log.keys]));
      if (!by.includes(handover.newKey.toString())) continue;
      for (const key of distinct([...earlier, ...log.keys]).filter((key) => by.includes(key.toString()) && key.toString() !== handover.newKey.toString())) {
        log.givenUp.set(key.toString(), handover.oldSize);
        if (!has(key)) log.keys.push(key);
      }
    } catch (error) {
      // An old handover that is broken adds no key; statements of that key are then told as signed by an unknown one.
      if (!(error instanceof NoteError)) throw error;
    }
  }
  return behind;
}

const distinct = (keys: readonly Verifier[]): Verifier[] => [...new Map(keys.map((key) => [key.toString(), key])).values()];

/** A day as people read it. */
export const day = (instant: Date): string => instant.toISOString().slice(0, 10);
