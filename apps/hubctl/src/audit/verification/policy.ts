import { type Note, NoteError, type Verifier, verifyCosignature } from '@hub/audit';

/** How many of which witnesses must have cosigned. */
export interface Policy { witnesses: readonly Verifier[]; atLeast: number }

/** Who cosigned a checkpoint, and when; and a sentence for each cosignature that is false. */
export interface Cosigned { by: { name: string; at: Date }[]; false: string[] }

/** Looks for the witnesses' cosignatures on a checkpoint. */
export function cosignedBy(note: Note, { witnesses }: Policy): Cosigned {
  const result: Cosigned = { by: [], false: [] };
  for (const witness of witnesses) {
    try {
      const at = verifyCosignature(note, witness);
      if (at) result.by.push({ name: witness.name, at });
    } catch (error) {
      if (!(error instanceof NoteError)) throw error;
      result.false.push(error.message);
    }
  }
  return result;
}
