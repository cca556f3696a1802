import { AsyncLocalStorage } from 'node:async_hooks';
import { conflict, DomainError, forbidden } from '@hub/kernel';
import { type ActorKey, type IdempotencyKey, type Realm, StaleActorError } from './actor-key.js';
import type { Database, Tx } from './database.js';

/** A read transaction also knows the hub's access epoch from before anything was read in it. */
export interface ReadTx extends Tx {
  readonly accessEpoch: number;
}

/** What a write must know beside who is asking. */
export interface WriteOptions {
  /** Where in the request the mutation stands: its response key. One request may hold several. */
  path: string;
  idempotency?: IdempotencyKey | null | undefined;
}

/** Opens the transactions in which everything is read and written, each in one actor's scope. */
export class UnitOfWork {
  private readonly whole = new AsyncLocalStorage<Tx>();

  constructor(private readonly database: Database) {}

  /** Reads in the actor's scope. */
  async read<T>(actor: ActorKey, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return translate(() =>
      this.transaction(async (tx) => work({ ...tx, accessEpoch: await enter(tx, actor) })),
    );
  }

  /** Notes in the actor's scope that something is given to him to read: a token that may only read may do so too. */
  async note<T>(actor: ActorKey, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    return this.read(actor, work);
  }

  /** One prepared statement that enters the actor's scope by itself (`hub.page` and its like): one round trip. */
  async readAtOnce<R extends object>(name: string, text: string, values: readonly unknown[]): Promise<R[]> {
    return translate(() => this.database.statement<R>(name, text, values));
  }

  /**
   * Writes in the actor's scope: everything in `work`, or nothing. What it returns are the ids of the result; under an
   * Idempotency-Key they are kept, and a repetition gets them without `work` being done again. The same key with another
   * body is a CONFLICT. Nobody changes anything but here, so here is where an API token that may only read is refused.
   */
  async write<T extends object>(actor: ActorKey, options: WriteOptions, work: (tx: ReadTx) => Promise<T>): Promise<T> {
    if (actor.readOnly) throw forbidden('This token may only read. / 読み取り専用のトークンです。');
    return translate(() =>
      this.transaction(async (tx) => {
        const scoped = { ...tx, accessEpoch: await enter(tx, actor) };
        const { idempotency } = options;
        if (!idempotency) return work(scoped);
        const done = await claim<T>(tx, idempotency, options.path, actor.instant);
        if (done) return done;
        const result = await work(scoped);
        await tx.query(
          'idempotency-result',
          'UPDATE hub.idempotency_keys SET result = $4 WHERE person_id = $1 AND key = $2 AND path = $3',
          [idempotency.personId, idempotency.key, options.path, JSON.stringify(result)],
        );
        return result;
      }),
    );
  }

  /**
   * Makes one transaction of everything that `work` reads and writes here, one thing after the other, each in its own
   * actor's scope: all of it takes effect, or nothing. For loading what belongs together; MUST NOT serve requests.
   */
  async asOne<T>(work: () => Promise<T>): Promise<T> {
    return this.database.transaction((tx) => this.whole.run(tx, work));
  }

  private transaction<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const whole = this.whole.getStore();
    return whole ? work(whole) : this.database.transaction(work);
  }

  /** The hub's own work (sign-in, what falls due), in a realm that sees only what that work needs. */
  async realm<T>(realm: Realm, instant: Date, work: (tx: Tx) => Promise<T>): Promise<T> {
    return translate(() =>
      this.transaction(async (tx) => {
        await tx.query('enter-realm', 'SELECT hub.enter_realm($1, $2)', [realm, instant]);
        return work(tx);
      }),
    );
  }
}

async function enter(tx: Tx, actor: ActorKey): Promise<number> {
  const [row] = actor.sessionId
    ? await tx.query<{ epoch: number }>('enter', 'SELECT hub.enter($1, $2, $3) AS epoch', [actor.sessionId, actor.epoch, actor.instant])
    : await tx.query<{ epoch: number }>('enter-anonymous', 'SELECT hub.enter_anonymous($1) AS epoch', [actor.instant]);
  if (!row) throw new Error('the database let nobody in');
  return row.epoch;
}

/** Claims the key; a second request with it waits here for the first one's end. Returns the result that is there already. */
async function claim<T>(tx: Tx, { personId, key, bodyHash }: IdempotencyKey, path: string, instant: Date): Promise<T | null> {
  // A key is good for 24 hours; after that the same one begins anew.
  await tx.query(
    'idempotency-expire',
    `DELETE FROM hub.idempotency_keys WHERE person_id = $1 AND key = $2 AND created_at < $3::timestamptz - interval '24 hours'`,
    [personId, key, instant],
  );
  const claimed = await tx.query(
    'idempotency-claim',
    `INSERT INTO hub.idempotency_keys (person_id, key, path, body_hash, created_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT DO NOTHING RETURNING key`,
    [personId, key, path, bodyHash, instant],
  );
  if (claimed.length > 0) {
    const others = await tx.query(
      'idempotency-others',
      'SELECT 1 FROM hub.idempotency_keys WHERE person_id = $1 AND key = $2 AND body_hash <> $3 LIMIT 1',
      [personId, key, bodyHash],
    );
    if (others.length > 0) throw otherBody();
    return null;
  }
  const [kept] = await tx.query<{ body_hash: Buffer; result: T | null }>(
    'idempotency-kept',
    'SELECT body_hash, result FROM hub.idempotency_keys WHERE person_id = $1 AND key = $2 AND path = $3',
    [personId, key, path],
  );
  if (!kept?.body_hash.equals(bodyHash)) throw otherBody();
  if (kept.result === null) throw new DomainError('UNAVAILABLE', 'The first request with this key has not ended.');
  return kept.result;
}

const otherBody = (): DomainError => conflict('This Idempotency-Key was used for another request.');

/** SQLSTATEs by which the database refuses, in the words of the API. */
async function translate<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = (error as { code?: unknown; driverError?: { code?: unknown } }).driverError?.code ?? (error as { code?: unknown }).code;
    if (code === 'HB001') throw new DomainError('UNAUTHENTICATED', 'Please sign in. / サインインしてください。', {}, { cause: error });
    if (code === 'HB002') throw new StaleActorError('the rights have changed', { cause: error });
    if (code === '40001' || code === '40P01') throw conflict('Somebody else changed this at the same moment. Please try again.');
    if (isOutage(code, error) || lacksRight(code, error)) throw new DomainError('UNAVAILABLE', 'The hub can not answer right now. Try again in a moment. / ただいま応答できません。少し待ってから再度お試しください。', {}, { cause: error });
    throw error;
  }
}

/** Whether the hub itself lacks a right on its database (PostgreSQL's aclcheck_error): a fault of how it is run. What row security or a guard refuses with the same SQLSTATE is a fault of the hub. */
function lacksRight(code: unknown, error: unknown): boolean {
  const { driverError, routine } = error as { driverError?: { routine?: string }; routine?: string };
  return code === '42501' && (driverError?.routine ?? routine) === 'aclcheck_error';
}

/** Whether the database could not be reached, broke off, or had no time or room: nothing is wrong with what was asked. */
const isOutage = (code: unknown, error: unknown): boolean =>
  (typeof code === 'string' && /^(08|53|57)|^ECONN|^EPIPE$|^ETIMEDOUT$/.test(code)) ||
  /^Connection terminated|^Client (has encountered a connection error|was closed)|^Query runner already released|timeout exceeded when trying to connect/.test((error as Error).message);
