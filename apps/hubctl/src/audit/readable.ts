import { MerkleError, NoteError } from '@hub/audit';

/** What a note or a proof says, or null where it can't be read. Other errors pass. */
export function readable<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof NoteError || error instanceof MerkleError) return null;
    throw error;
  }
}
