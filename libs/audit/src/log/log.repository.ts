import { binaryArray, type Tx } from '@hub/platform';
import { type Filing, type Head, type SealedRecord, type UnsealedAct, unsealedAct } from './sealing.js';

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
  /** Where their subjects are to be found, as far as that is new. */
  readonly filings: readonly Filing[];
  /** The acts that are sealed. */
  readonly actIds: readonly Buffer[];
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

/** What waits to be sealed, the oldest first: so many acts, or so many bytes of them and one more. */
export const unsealedActs = async (tx: Tx, acts: number, bytes: number): Promise<UnsealedAct[]> =>
  (await tx.query<{ act: string }>('log-unsealed', 'SELECT u AS act FROM hub.unsealed($1, $2) u', [acts, bytes])).map(({ act }) => unsealedAct(Buffer.from(act, 'base64')));

/** The last record of each holder. */
export async function headsOf(tx: Tx, holders: readonly string[]): Promise<Map<string, Head>> {
  const rows = await tx.query<Head & { holder: string }>('log-heads', 'SELECT holder_id AS holder, counter, leaf FROM hub.log_heads($1)', [holders]);
  return new Map(rows.map(({ holder, counter, leaf }) => [holder, { counter, leaf }]));
}

/** Writes a seal, and takes its acts from those that wait: everything or nothing. 40001 where another was quicker. */
export async function insertSeal(tx: Tx, seal: NewSeal): Promise<void> {
  const { records, subtrees, leaves, actIds, filings } = seal;
  const chunks = Array.from({ length: leaves.length / 64 }, (_, index) => Buffer.concat(leaves.slice(64 * index, 64 * (index + 1))));
  const { bytea, int4, int4Runs, int8, text, timestamptz, uuidBytes, uuidRuns } = binaryArray;
  let subjectCount = 0;
  await tx.query(
    'log-seal',
    'SELECT hub.seal($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31)',
    [
      seal.number, seal.size, seal.root, seal.frontier, seal.sealedAt, seal.checkpoint, seal.firstSize / 64, bytea(chunks),
      subtrees.map(({ level }) => level), subtrees.map(({ index }) => index.toString()), subtrees.map(({ hash }) => hash), uuidRuns(actIds),
      uuidRuns(records.map(({ holder }) => holder)), int8(records.map(({ counter }) => counter)), uuidRuns(records.map(({ id }) => id)), uuidRuns(records.map(({ actId }) => actId)),
      int8(records.map(({ index }) => index)), timestamptz(records.map(({ occurredAt }) => occurredAt)), text(records.map(({ action }) => action)),
      uuidBytes(records.map(({ organisation }) => organisation)), uuidRuns(records.map(({ subjects }) => subjects)), int4Runs(records.map(({ versions }) => versions)),
      int4(records.map(({ subjects }) => (subjectCount += subjects.length / 16))),
      bytea(records.map(({ actorTag }) => actorTag)), bytea(records.map(({ leaf }) => leaf)), bytea(records.map(({ linkSalt }) => linkSalt)),
      bytea(records.map(({ bodyHash }) => bodyHash)), uuidRuns(records.map(({ keyId }) => keyId)),
      uuidRuns(filings.map(({ subject }) => subject)), uuidRuns(filings.map(({ holder }) => holder)), int8(filings.map(({ block }) => block)),
    ],
  );
}
