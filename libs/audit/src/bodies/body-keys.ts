import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, newId } from '@hub/kernel';
import type { Database, UnitOfWork } from '@hub/platform';
import type { SealNow } from '../log/seal-now.js';
import type { Keyring } from './keyring.js';

/** A key of the ring takes what is entered for so long: once something under it is erased, each other act of its time has a line in the file. */
const LIFE_MS = 86_400_000;
const PATIENCE_MS = 10_000;
const WAIT_MS = 20;

/** Everybody who has written to the table and has not ended. A prepared transaction counts too. */
const WRITERS = `SELECT DISTINCT virtualtransaction AS writer FROM pg_locks
  WHERE locktype = 'relation' AND relation = 'hub.ledger_unsealed'::regclass AND mode = 'RowExclusiveLock' AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`;

/**
 * What happens to a key of the ring before acts under it are erased: nothing more is entered under it, and everything that was has
 * its record. Only then it is known which acts live on. Each step can be repeated. MUST be used by one process at a time.
 */
export class BodyKeys {
  constructor(
    private readonly database: Database,
    private readonly unitOfWork: UnitOfWork,
    private readonly clock: Clock,
    private readonly keyring: Keyring,
    private readonly sealNow: SealNow,
  ) {}

  /** A new key each day, and where the current one is retired: an old copy of the ring was put back. */
  async renew(stillAlone: () => Promise<void>): Promise<void> {
    const { id, createdAt } = this.keyring.current;
    const isOld = this.clock.now().getTime() - createdAt.getTime() >= LIFE_MS;
    if (isOld || (await this.isRetired(id))) await this.leave(id, stillAlone);
  }

  /** Goes on under a new key where this one is current. The database knows it first: under a key it does not know nothing is entered. */
  async leave(keyId: string, stillAlone: () => Promise<void>): Promise<void> {
    if (this.keyring.current.id !== keyId) return;
    const [id, now] = [newId(), this.clock.now()];
    await this.unitOfWork.realm('sealer', now, (tx) => tx.query('body-key-add', 'INSERT INTO hub.body_keys (id, created_at) VALUES ($1, $2)', [id, now]));
    await stillAlone();
    this.keyring.rotate(now, id);
  }

  /** From here on nothing is entered under the key, in any hub. What was entered a moment ago may not be committed yet. */
  async retire(keyId: string): Promise<void> {
    await this.unitOfWork.realm('sealer', this.clock.now(), (tx) => tx.query('body-key-retire', 'SELECT hub.retire_key($1)', [keyId]));
  }

  /**
   * Waits for all who may have entered something under a retired key: false where somebody takes too long. Whoever writes to the
   * table holds its lock from before he looks at the key until he ends, so that who comes later finds the key retired.
   */
  async drained(): Promise<boolean> {
    const wanted = new Set(await this.writers());
    for (let waited = 0; wanted.size > 0; waited += WAIT_MS) {
      if (waited > PATIENCE_MS) return false;
      await sleep(WAIT_MS);
      const standing = new Set(await this.writers());
      for (const writer of wanted) if (!standing.has(writer)) wanted.delete(writer);
    }
    return true;
  }

  /** Has everything under the key sealed; false where others take too long at it. */
  async sealed(keyId: string): Promise<boolean> {
    for (let waited = 0; await this.waits(keyId); waited += WAIT_MS) {
      if (waited > PATIENCE_MS) return false;
      await this.sealNow.run();
      await sleep(WAIT_MS);
    }
    return true;
  }

  /** All acts ever entered under a key that is retired, drained and sealed. */
  async acts(keyId: string): Promise<string[]> {
    const rows = await this.unitOfWork.realm('sealer', this.clock.now(), (tx) => tx.query<{ id: string }>('body-key-acts', 'SELECT a AS id FROM hub.acts_under($1) a', [keyId]));
    return rows.map(({ id }) => id);
  }

  private async writers(): Promise<string[]> {
    return (await this.database.statement<{ writer: string }>('body-key-writers', WRITERS)).map(({ writer }) => writer);
  }

  private async waits(keyId: string): Promise<boolean> {
    const [row] = await this.unitOfWork.realm('sealer', this.clock.now(), (tx) => tx.query<{ waits: boolean }>('body-key-waits', 'SELECT hub.waits_under($1) AS waits', [keyId]));
    return row?.waits === true;
  }

  private async isRetired(keyId: string): Promise<boolean> {
    const [row] = await this.database.statement<{ retired: boolean }>('body-key-retired', 'SELECT retired_at IS NOT NULL AS retired FROM hub.body_keys WHERE id = $1', [keyId]);
    return row?.retired === true;
  }
}
