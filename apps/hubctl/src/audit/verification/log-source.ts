import { consistencyProof, HASH_SIZE, MerkleError, TileReader } from '@hub/audit';
import type { HubAudit } from '../hub-audit.js';
import type { PublicLog } from '../public-log.js';
import { BadTile, readHashes } from '../public-tiles.js';

/** Where checkpoints and proofs come from; none of it is trusted. */
export interface LogSource {
  /** Whether it gives the newest checkpoint: the public one is up to a minute behind. */
  readonly fresh: boolean;
  checkpoint(): Promise<string>;
  /** The proof that size `to` continues size `from`; null where the log does not give what makes one. */
  consistency(from: bigint, to: bigint): Promise<Buffer[] | null>;
}

/** The log as a signed-in organisation reads it. */
export const signedInSource = (audit: HubAudit): LogSource => ({
  fresh: true,
  checkpoint: () => audit.checkpoint(),
  consistency: (from, to) => (from === to ? Promise.resolve([]) : audit.consistency(from, to)),
});

/** The log as anyone reads it: proofs are made here, from its tiles. */
export const publicSource = (log: PublicLog): LogSource => ({
  fresh: false,
  checkpoint: () => log.checkpoint(),
  consistency: async (from, to) => {
    const tiles = new TileReader(to, async ({ level, index, width }) => Buffer.concat((await readHashes(log, level, index, width)).hashes, width * HASH_SIZE));
    try {
      return await consistencyProof(from, to, tiles.read);
    } catch (error) {
      if (error instanceof BadTile || error instanceof MerkleError) return null;
      throw error;
    }
  },
});
