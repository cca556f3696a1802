import { HubError } from '../hub/hub.error.js';
import type { Session } from '../session/session.js';
import { consistency, proof } from './audit.generated.js';
import { type Checked, checkProof, holds, sizeOf } from './proof-check.js';
import { keepSeal, seenSeal } from './seen-seal.js';

/** The proof of an entry as it was calculated here; `steps`: how many neighbours lead up to the seal. */
export interface Proved { readonly checked: Checked; readonly steps: number; readonly checkpoint: string }

/** Fetches the proof of an entry and calculates it again here; null where the entry is not sealed yet. */
export async function prove(session: Session, id: string): Promise<Proved | null> {
  const [{ auditInclusionProof: given }, keys] = await Promise.all([
    session.ask(proof, { id }),
    fetch('/audit/keys', { credentials: 'omit' }).then((answer) => answer.text(), (error: unknown) => {
      throw new HubError('OFFLINE', String(error));
    }),
  ]);
  if (!given) return null;
  const seen = seenSeal();
  const fromSize = seen === null ? null : await sizeOf(seen);
  const grown = seen !== null && fromSize !== null && fromSize !== '0' && BigInt(fromSize) <= BigInt(given.treeSize)
    ? await session.ask(consistency, { fromSize, toSize: given.treeSize }).then(({ auditConsistencyProof: { hashes } }) => ({ checkpoint: seen, hashes })) : null;
  const checked = await checkProof(given, keys.trim().split('\n'), grown);
  if (holds(checked) && (fromSize === null || BigInt(fromSize) <= checked.size)) keepSeal(given.checkpoint);
  return { checked, steps: given.hashes.length, checkpoint: given.checkpoint };
}
