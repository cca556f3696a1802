import type { Tx } from '@hub/platform';
import type { Head, SealedRecord, UnsealedAct } from './sealing.js';

/** A seal as it stands. */
export interface SealRow {
  readonly number: number;
  readonly size: number;
  readonly root: Buffer;
  readonly frontier: Buffer;
  readonly sealedAt: Date;
  readonly checkpoint: string;
}

/** A seal about to be made. */
export interface NewSeal extends SealRow {
  readonly firstSize: number;
  readonly leaves: readonly Buffer[];
  readonly subtrees: readonly { level: number; index: bigint; hash: Buffer }[];
  readonly records: readonly SealedRecord[];
}

const SEAL = 'SELECT s.number, s.size, s.root, s.frontier, s.sealed_at AS "sealedAt", s.checkpoint FROM hub.log_seals s';
const LOCK = 7303;

/** Whether this transaction is the sealer's: there is one at a time, on whichever hub. */
export async function lockLog(tx: Tx): Promise<boolean> {
  const [row] = await tx.query<{ mine: boolean }>('log-lock', 'SELECT pg_try_advisory_xact_lock($1) AS mine', [LOCK]);
  return row?.mine === true;
}

/** The same, waiting for whoever has it. */
export const awaitLog = async (tx: Tx): Promise<void> => void (await tx.query('log-lock-wait', 'SELECT pg_advisory_xact_lock($1)', [LOCK]));

/** The newest seal. */
export async function lastSeal(tx: Tx): Promise<SealRow | null> {
  const [row] = await tx.query<SealRow>('log-last-seal', `${SEAL} ORDER BY s.number DESC LIMIT 1`);
  return row ?? null;
}

/** The seal of a size. */
export async function sealOfSize(tx: Tx, size: number): Promise<SealRow | null> {
  const [row] = await tx.query<SealRow>('log-seal-of-size', `${SEAL} WHERE s.size = $1`, [size]);
  return row ?? null;
}

/** When the public checkpoint last moved. */
export async function lastPublication(tx: Tx): Promise<Date | null> {
  const [row] = await tx.query<{ at: Date }>('log-last-publication', 'SELECT published_at AS at FROM hub.log_publications ORDER BY published_at DESC LIMIT 1');
  return row?.at ?? null;
}

/** Moves the public checkpoint. */
export const publish = async (tx: Tx, number: number, at: Date): Promise<void> =>
  void (await tx.query('log-publish', 'INSERT INTO hub.log_publications (published_at, seal_number) VALUES ($1, $2)', [at, number]));

/** What waits to be sealed. */
export const unsealedActs = (tx: Tx, limit: number): Promise<UnsealedAct[]> =>
  tx.query<UnsealedAct>('log-unsealed', 'SELECT act_id AS "actId", key_id AS "keyId", sealed FROM hub.unsealed($1)', [limit]);

/** The last record of each holder. */
export async function headsOf(tx: Tx, holders: readonly string[]): Promise<Map<string, Head>> {
  const rows = await tx.query<Head & { holder: string }>('log-heads', 'SELECT holder_id AS holder, counter, leaf FROM hub.log_heads($1)', [holders]);
  return new Map(rows.map(({ holder, counter, leaf }) => [holder, { counter, leaf }]));
}

/** Writes a seal: everything or nothing. 40001 where another was quicker. */
export async function insertSeal(tx: Tx, seal: NewSeal): Promise<void> {
  const { records, subtrees, leaves } = seal;
  const chunks = Array.from({ length: leaves.length / 64 }, (_, index) => Buffer.concat(leaves.slice(64 * index, 64 * (index + 1))));
  await tx.query(
    'log-seal',
    `SELECT hub.seal($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)`,
    [
      seal.number, seal.size, seal.root, seal.frontier, seal.sealedAt, seal.checkpoint, seal.firstSize / 64, chunks,
      subtrees.map(({ level }) => level), subtrees.map(({ index }) => index.toString()), subtrees.map(({ hash }) => hash),
      records.map(({ holder }) => holder), records.map(({ counter }) => counter), records.map(({ id }) => id), records.map(({ actId }) => actId),
      records.map(({ index }) => index), records.map(({ occurredAt }) => occurredAt), records.map(({ action }) => action),
      records.map(({ organisation }) => organisation), records.map(({ subjects }) => `{${subjects.join(',')}}`), records.map((record) => record.actorTag),
      records.map(({ leaf }) => leaf), records.map(({ linkSalt }) => linkSalt), records.map(({ bodyHash }) => bodyHash),
      records.map(({ keyId }) => keyId), records.map(({ body }) => body),
    ],
  );
}
