// The newest seal that this device saw: public, signed, and telling nothing of anybody. Kept so that a log that was rewritten shows.
const KEY = 'hub-log-seal';

/** The seal that was kept. */
export function seenSeal(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

/** Keeps a seal that was verified. */
export function keepSeal(checkpoint: string): void {
  try {
    localStorage.setItem(KEY, checkpoint);
  } catch {
    // Nothing is kept in private windows; each proof stands by itself.
  }
}
