import type { ReadTx } from '@hub/platform';
import type { Keyring } from '../bodies/keyring.js';
import { marksBefore, recordsAt, type RecordQuery, type RecordRow } from './audit.repository.js';

/** Marks that are looked at before anything else may run, and at most for one page: each costs some microseconds. */
const SLICE = 1_000;
const SLICES = 20;

/** Somebody's own acts, and where the search stopped if more may follow. */
export interface OwnActs {
  readonly rows: RecordRow[];
  readonly stoppedAt: number | null;
}

/**
 * The records of what one person did, the newest first. Who acted stands in no record but as a mark under the act's own key
 * (`actorTag`), so that one mark after the other is tried; an organisation that does much gets a page that ends early.
 */
export async function ownActs(tx: ReadTx, keyring: Keyring, personId: string, query: RecordQuery): Promise<OwnActs> {
  const counters: number[] = [];
  let { before } = query;
  for (let slice = 0; slice < SLICES; slice += 1) {
    const marks = await marksBefore(tx, { ...query, before, limit: SLICE });
    for (const mark of marks) if (counters.length < query.limit && keyring.isMarked(mark, personId)) counters.push(mark.counter);
    const isEnd = marks.length < SLICE;
    if (isEnd || counters.length === query.limit) return { rows: await recordsAt(tx, query.holderId, counters), stoppedAt: null };
    before = marks.at(-1)?.counter ?? null;
  }
  return { rows: await recordsAt(tx, query.holderId, counters), stoppedAt: before };
}
