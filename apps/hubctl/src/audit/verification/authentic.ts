import { type Checkpoint, type Note, NoteError, parseCheckpoint, verifyNote } from '@hub/audit';
import type { Succession } from './succession.js';

/** A checkpoint that the log signed. */
export interface SignedCheckpoint extends Checkpoint { readonly sealedAt: Date; readonly signed: Note; readonly text: string }

/**
 * Checks that a checkpoint is the trusted log's: its name, and the key that signs now, or an earlier one as long as that key
 * had not been given up at this size.
 * @throws NoteError with what is wrong.
 */
export function authentic(text: string, log: Succession): SignedCheckpoint {
  const { note, by } = verifyNote(text, log.keys);
  const checkpoint = parseCheckpoint(note.text);
  if (checkpoint.origin !== log.origin) throw new NoteError(`It is of the log ${checkpoint.origin}, and the one that is trusted is ${log.origin}.`);
  const inTime = by.some((key) => key === log.current.toString() || checkpoint.size <= (log.givenUp.get(key) ?? -1n));
  if (!inTime) throw new NoteError(`It is signed by a key that was given up before the log had ${checkpoint.size} entries, and not by the key that signs now.`);
  const { sealedAt } = checkpoint;
  if (!sealedAt) throw new NoteError('It does not say when it was sealed.');
  return { ...checkpoint, sealedAt, signed: note, text };
}
