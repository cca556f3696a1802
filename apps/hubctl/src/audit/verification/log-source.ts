import { consistencyProof, type ConsistencySource, HASH_SIZE, parseCheckpoint, parseNote, TileReader } from '@hub/audit';
import { HubRefusal } from '../../client/hub-refusal.js';
import { Failure } from '../../failure.js';
import type { HubAudit } from '../hub-audit.js';
import { readable } from '../readable.js';
import type { PublicLog } from '../public-log.js';
import { BadTile, readHashes } from '../public-tiles.js';

/** Where checkpoints and proofs come from; none of it is trusted. */
export interface LogSource {
  /** Whether it gives the newest checkpoint: the public one is up to a minute behind. */
  readonly fresh: boolean;
  checkpoint(): Promise<string>;
  readonly consistency: ConsistencySource;
  /** What kept it from asking for a proof: then nothing can be said of the log. Null where nothing did. */
  failure: Error | null;
}

/** The log as a signed-in organisation reads it. */
export function signedInSource(audit: HubAudit): LogSource {
  return sourceOf({ fresh: true, checkpoint: () => audit.checkpoint(), consistency: (from, to) => audit.consistency(from, to) });
}

/** The log as anyone reads it: proofs are made here, from its tiles. */
export function publicSource(log: PublicLog): LogSource {
  let shown: bigint | null = null;
  const tilesOf = (size: bigint): TileReader =>
    new TileReader(size, async ({ level, index, width }) => Buffer.concat((await readHashes(log, level, index, width)).hashes, width * HASH_SIZE));
  return sourceOf({
    fresh: false,
    checkpoint: async () => {
      const text = await log.checkpoint();
      shown = readable(() => parseCheckpoint(parseNote(text).text).size);
      return text;
    },
    consistency: (from, to) => {
      // Handovers are public at once, and tiles with the public checkpoint.
      if (shown !== null && to > shown) throw new Failure(`The log was handed over at ${to} entries, and its public checkpoint has ${shown}: it moves once a minute.`, 'Run the command again in a minute.');
      return consistencyProof(from, to, tilesOf(to).read);
    },
  });
}

function sourceOf({ consistency, ...rest }: Omit<LogSource, 'failure'>): LogSource {
  const source: LogSource = {
    ...rest,
    failure: null,
    consistency: async (from, to) => {
      try {
        return await consistency(from, to);
      } catch (error) {
        // That the hub refuses a proof, or shows no tile for it, says something of its log; that it can't be reached says nothing.
        if (!(error instanceof HubRefusal || error instanceof BadTile)) source.failure = error instanceof Error ? error : new Error(String(error));
        throw error;
      }
    },
  };
  return source;
}
