import { NoteError, Verifier } from '@hub/audit';
import { Failure } from '../failure.js';

const WHOSE = { ed25519: "a log's", 'cosignature/v1': "a witness's" } as const;

/** The verifier key of an option: of a log (ed25519) or of a witness. Failure for what is none, or of the other kind. */
export function verifierOf(option: string, vkey: string, algorithm: Verifier['algorithm']): Verifier {
  let verifier: Verifier;
  try {
    verifier = Verifier.parse(vkey.trim());
  } catch (error) {
    if (!(error instanceof NoteError)) throw error;
    throw new Failure(`What ${option} was given is no verifier key: ${error.message}`, 'Give it as NAME+ID+KEY, as its owner publishes it; in a shell put it between quotes.');
  }
  if (verifier.algorithm === algorithm) return verifier;
  throw new Failure(`What ${option} was given is ${WHOSE[verifier.algorithm]} key.`, `Give ${WHOSE[algorithm]} verifier key there.`);
}
