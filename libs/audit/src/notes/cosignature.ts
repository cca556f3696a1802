import type { Signer, Verifier } from './keys.js';
import { type Note, signatureLine } from './note.js';
import { NoteError } from './note.errors.js';
import { cosignedAt, cosignedMessage, TIME_SIZE } from './signed-message.js';

/**
 * A witness's signature line over a checkpoint's text (C2SP tlog-cosignature, cosignature/v1), without its line break.
 * @throws NoteError where the signer isn't a witness's.
 */
export async function cosign(noteText: string, signer: Signer, time: Date): Promise<string> {
  const verifier = signer.verifier();
  if (verifier.algorithm !== 'cosignature/v1') throw new NoteError(`The key of ${verifier.name} is not a witness's: it does not cosign.`);
  const seconds = BigInt(Math.floor(time.getTime() / 1000));
  const stamp = Buffer.alloc(TIME_SIZE);
  stamp.writeBigUInt64BE(seconds);
  return signatureLine(verifier, Buffer.concat([stamp, await signer.sign(cosignedMessage(noteText, seconds))]));
}

/** The last second that a Date can name. */
const LAST_SECOND = 8_640_000_000_000n;

/**
 * When a witness cosigned a checkpoint; null where it didn't.
 * @throws NoteError where a line bears its name and id and is false.
 */
export function verifyCosignature(note: Note, witness: Verifier): Date | null {
  if (witness.algorithm !== 'cosignature/v1') throw new NoteError(`The key of ${witness.name} is not a witness's.`);
  let latest: bigint | null = null;
  for (const { name, keyId, signature } of note.signatures) {
    if (name !== witness.name || !keyId.equals(witness.keyId)) continue;
    const seconds = cosignedAt(signature);
    if (seconds === null || seconds > LAST_SECOND || !witness.verifies(note.text, signature)) throw new NoteError(`The cosignature of ${name} is false: the checkpoint, or the cosignature, was changed.`);
    if (latest === null || seconds > latest) latest = seconds;
  }
  return latest === null ? null : new Date(Number(latest) * 1000);
}
