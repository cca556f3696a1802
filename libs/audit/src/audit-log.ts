import { DomainError, newOrderedId } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import type { Act } from './act.js';
import type { Keyring } from './bodies/keyring.js';
import { enter } from './entering.js';

const KEY_RETIRED = 'HB003';

/** The record of acts: entered in the transaction of the act itself, and sealed into the log within about a second. */
export class AuditLog {
  constructor(private readonly keyring: Keyring) {}

  /** Enters an act. */
  async record(tx: Tx, { action, occurredAt, personId, organisationId, subjectId, detail, holderIds }: Act): Promise<void> {
    if (holderIds.length === 0) return;
    // Another hub may have retired the key.
    this.keyring.freshen();
    const { actId, keyId, packed, bodies } = enter(this.keyring, {
      action, at: occurredAt.toISOString(), person: personId, organisation: organisationId, subject: subjectId, detail, holders: holderIds,
    });
    try {
      await tx.query('audit-record', 'SELECT hub.record_act($1, $2, $3, $4)', [actId, keyId, packed, bodies]);
    } catch (cause) {
      const { code } = cause as { code?: string };
      // Two at once: UnitOfWork says so.
      if (code === '40001' || code === '40P01') throw cause;
      if (code !== KEY_RETIRED) throw new DomainError('UNAVAILABLE', 'The record of acts can not be written, so nothing was done. Try again in a moment. / 記録できないため実行していません。少し待ってから再度お試しください。', {}, { cause });
      // The key was retired this moment. This transaction is lost; the next one has the new key.
      this.keyring.reload();
      throw new DomainError('UNAVAILABLE', 'The record of acts has just changed its key. Try again. / もう一度お試しください。', {}, { cause });
    }
  }
}

/** Writes an event into the outbox, in the transaction of the change itself. */
export async function emit(tx: Tx, event: { type: string; subjectId: string; payload: object; occurredAt: Date }): Promise<void> {
  await tx.query(
    'outbox-emit',
    'INSERT INTO hub.outbox_events (id, type, subject_id, payload, occurred_at) VALUES ($1, $2, $3, $4, $5)',
    [newOrderedId(), event.type, event.subjectId, JSON.stringify(event.payload), event.occurredAt],
  );
}
