import { DomainError, newOrderedId } from '@hub/kernel';
import type { Tx } from '@hub/platform';
import type { Act, Entered } from './act.js';
import { encrypt } from './bodies/envelope.js';
import { actKeyOf, type Keyring } from './bodies/keyring.js';

/** An act as the ledger takes it: its id, the key it is under, and noise. */
export interface Sealable {
  readonly actId: string;
  readonly keyId: string;
  readonly sealed: Buffer;
}

/** What an act is encrypted for until it is sealed. */
export const UNSEALED = 'unsealed';

/** Encrypts what is to be entered, under a new act's own key. */
export function enter(keyring: Keyring, entered: Entered): Sealable {
  const actId = newOrderedId();
  const { id: keyId, secret } = keyring.current;
  return { actId, keyId, sealed: encrypt(actKeyOf(secret, actId), Buffer.from(JSON.stringify(entered)), UNSEALED) };
}

const ROW_SECURITY = '42501';

/** The record of acts: entered in the transaction of the act itself, and sealed into the log within about a second. */
export class AuditLog {
  constructor(private readonly keyring: Keyring) {}

  /** Enters an act. */
  async record(tx: Tx, { action, occurredAt, personId, organisationId, subjectId, detail, holderIds }: Act): Promise<void> {
    if (holderIds.length === 0) return;
    // Another hub may have retired the key.
    this.keyring.freshen();
    const { actId, keyId, sealed } = enter(this.keyring, {
      action, at: occurredAt.toISOString(), person: personId, organisation: organisationId, subject: subjectId, detail, holders: holderIds,
    });
    try {
      await tx.query('audit-record', 'INSERT INTO hub.ledger_unsealed (act_id, key_id, sealed) VALUES ($1, $2, $3)', [actId, keyId, sealed]);
    } catch (cause) {
      if ((cause as { code?: string }).code !== ROW_SECURITY) throw cause;
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
