import { type Clock, StartupError } from '@hub/kernel';
import type { Tx, UnitOfWork } from '@hub/platform';
import type { Keyring } from '../bodies/keyring.js';
import { EMPTY_ROOT } from '../merkle/hashing.js';
import { signNote } from '../notes/note.js';
import { formatHandover } from '../notes/statements.js';
import type { LogSigner } from './log-keys.js';
import { awaitLog, lastSeal } from './log.repository.js';

interface KnownKey { readonly vkey: string; readonly number: number }

/**
 * Under which name and keys the log goes on. At a start it is held against the database: a first key founds the log, a new key
 * of the same name beside the old one is a rotation, one of a new name beside the old one goes on after a restore; both are
 * told by a handover that both keys sign. Where the last key is said to be lost, a key of a new name goes on without a handover:
 * verifiers take it for another log until they are told. Anything else is refused: the key of this log is missing.
 */
export class LogIdentity {
  /** @param lostKey verifier key of the last key, which nobody has any more */
  constructor(
    readonly signers: readonly [LogSigner, ...LogSigner[]],
    private readonly lostKey?: string,
  ) {}

  /** Today's signer. */
  get signer(): LogSigner {
    return this.signers[0];
  }

  /** The log's name. */
  get origin(): string {
    return this.signer.origin;
  }

  /** Those that sign today's checkpoints: the newest key, and the ones that overlap with it. */
  get checkpointSigners(): LogSigner[] {
    return this.signers.filter(({ origin }) => origin === this.origin);
  }

  /** Settles keys and name with the database, once for all hubs. */
  async settle(unitOfWork: UnitOfWork, clock: Clock, keyring: Keyring): Promise<void> {
    const now = clock.now();
    await unitOfWork.realm('sealer', now, async (tx) => {
      await awaitLog(tx);
      await tx.query('log-body-key', 'INSERT INTO hub.body_keys (id, created_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [keyring.current.id, now]);
      const eras = await tx.query<{ number: number; origin: string }>('log-eras', 'SELECT number, origin FROM hub.log_eras ORDER BY number DESC');
      const [era] = eras;
      const keys = await tx.query<KnownKey>('log-keys', 'SELECT vkey, number FROM hub.log_keys ORDER BY number DESC');
      const next = (keys[0]?.number ?? 0) + 1;
      if (keys.some(({ vkey }) => vkey === this.signer.vkey)) {
        if (era?.origin === this.origin) return;
        throw new StartupError(`The audit log goes on as "${era?.origin ?? ''}", and HUB_AUDIT_KEY begins with an older log's key.`, 'Put the newest key first.');
      }
      if (era?.origin !== this.origin && eras.some(({ origin }) => origin === this.origin)) {
        throw new StartupError(`The audit log was "${this.origin}" before, and goes on as "${era?.origin ?? ''}".`, 'Make a key with a name that no log of this hub has had.');
      }
      if (era) await this.handOver(tx, era, keys[0], next, now);
      if (era?.origin !== this.origin) {
        const last = await lastSeal(tx);
        await tx.query('log-era-add', 'INSERT INTO hub.log_eras (number, origin, begun_at, first_size) VALUES ($1, $2, $3, $4)', [(era?.number ?? 0) + 1, this.origin, now, last?.size ?? 0]);
      }
      await tx.query('log-key-add', 'INSERT INTO hub.log_keys (vkey, number, since) VALUES ($1, $2, $3)', [this.signer.vkey, next, now]);
    });
  }

  private async handOver(tx: Tx, era: { origin: string }, lastKey: KnownKey | undefined, number: number, now: Date): Promise<void> {
    const old = this.signers.find(({ vkey }) => vkey === lastKey?.vkey);
    if (!old) return this.allowLost(era.origin, lastKey?.vkey);
    const last = await lastSeal(tx);
    const kind = era.origin === this.origin ? 'rotation' : 'restore';
    const text = formatHandover({
      kind, oldOrigin: era.origin, oldSize: BigInt(last?.size ?? 0), oldRoot: last?.root ?? EMPTY_ROOT, newOrigin: this.origin, newKey: this.signer.verifier(), instant: now,
      reason: kind === 'rotation' ? 'The key was changed.' : 'The database was restored from a backup.',
    });
    await tx.query('log-handover', 'INSERT INTO hub.log_handovers (number, note) VALUES ($1, $2)', [number, await signNote(text, [old, this.signer])]);
  }

  /** Nothing hands over to the new key. Refused, unless exactly the key that is missing is said to be lost, and the log takes a new name. */
  private allowLost(origin: string, lastKey: string | undefined): void {
    if (this.lostKey === undefined) {
      throw new StartupError(
        `The key of the audit log "${origin}" is not in HUB_AUDIT_KEY, so that nothing can hand over to the new one.`,
        'Put the old key behind the new one, comma-separated. If it is lost, make a key with a new name and set HUB_AUDIT_LOST_KEY; see "Keys" in the README.',
      );
    }
    if (this.lostKey !== lastKey) {
      throw new StartupError(`HUB_AUDIT_LOST_KEY is not the last key of the audit log "${origin}", which is ${lastKey ?? 'unknown'}.`, 'Look for that key first. Only if it is lost, set HUB_AUDIT_LOST_KEY to it.');
    }
    if (this.origin === origin) {
      throw new StartupError(
        `The key of the audit log "${origin}" is lost, and HUB_AUDIT_KEY has another key of the same name: every party would take that for a forgery.`,
        'Make a key with a new name (npm run hubctl -- audit-key NEW-NAME), and put it first in HUB_AUDIT_KEY.',
      );
    }
  }
}
