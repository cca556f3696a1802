import { type HubContext, noteEpoch } from '@hub/access';
import { type ReadTx, StaleActorError, type UnitOfWork } from '@hub/platform';
import type { Keyring } from '../bodies/keyring.js';

/** Reads in the asker's scope, under the rights that are looked at again before the answer goes out. */
export async function readTrail<T>(unitOfWork: UnitOfWork, keyring: Keyring, context: HubContext, work: (tx: ReadTx) => Promise<T>): Promise<T> {
  try {
    return await unitOfWork.read(context.actor, async (tx) => {
      noteEpoch(context.reads, tx.accessEpoch);
      // What another hub has erased is erased here too.
      keyring.freshen();
      return work(tx);
    });
  } catch (error) {
    if (error instanceof StaleActorError) context.reads.stale = true;
    throw error;
  }
}
