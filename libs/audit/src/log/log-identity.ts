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
 * told by a handover that both keys sign. Anything else is refused: the key of this log is missing.
 */
export class LogIdentity {
  constructor(readonly signers: readonly [LogSigner, ...LogSigner[]]) {}

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
      const [era] = await tx.query<{ number: number; origin: string }>('log-era', 'SELECT number, origin FROM hub.log_eras ORDER BY number DESC LIMIT 1');
      const keys = await tx.query<KnownKey>('log-keys', 'SELECT vkey, number FROM hub.log_keys ORDER BY number DESC');
      const next = (keys[0]?.number ?? 0) + 1;
      if (keys.some(({ vkey }) => vkey === this.signer.vkey)) {
        if (era?.origin === this.origin) return;
        throw new StartupError(`The audit log goes on as "${era?.origin ?? ''}", and HUB_AUDIT_KEY begins with an older log's key.`, 'Put the newest key first.');
      }
      if (era) await this.handOver(tx, era, keys, next, now);
      if (era?.origin !== this.origin) {
        const last = await lastSeal(tx);
        await tx.query('log-era-add', 'INSERT INTO hub.log_eras (number, origin, begun_at, first_size) VALUES ($1, $2, $3, $4)', [(era?.number ?? 0) + 1, this.origin, now, last?.size ?? 0]);
      }
      await tx.query('log-key-add', 'INSERT INTO hub.log_keys (vkey, number, since) VALUES ($1, $2, $3)', [this.signer.vkey, next, now]);
    });
  }

  private async handOver(tx: Tx, era: { origin: string }, keys: readonly KnownKey[], number: number, now: Date): Promise<void> {
    const old = this.signers.find(({ vkey }) => vkey === keys[0]?.vkey);
    if (!old) {
      throw new StartupError(
        `The key of the audit log "${era.origin}" is not in HUB_AUDIT_KEY, so that nothing can hand over to the new one.`,
        'Put the old key behind the new one, comma-separated. If it is lost or stolen, see "When a key is stolen" in the README.',
      );
    }
    const last = await lastSeal(tx);
    const kind = era.origin === this.origin ? 'rotation' : 'restore';
    const text = formatHandover({
      kind, oldOrigin: era.origin, oldSize: BigInt(last?.size ?? 0), oldRoot: last?.root ?? EMPTY_ROOT, newOrigin: this.origin, newKey: this.signer.verifier(), instant: now,
      reason: kind === 'rotation' ? 'The key was changed.' : 'The database was restored from a backup.',
    });
    await tx.query('log-handover', 'INSERT INTO hub.log_handovers (number, note) VALUES ($1, $2)', [number, await signNote(text, [old, this.signer])]);
  }
}
