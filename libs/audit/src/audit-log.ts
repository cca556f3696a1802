import { newId, newOrderedId } from '@hub/kernel';
import type { Tx } from '@hub/platform';

/** Something that somebody did. */
export interface Act {
  /** Verb in the past: bulletin.published, session.opened, … */
  readonly action: string;
  readonly occurredAt: Date;
  readonly personId: string | null;
  readonly organisationId: string | null;
  readonly subjectId: string | null;
  /** Without contents of bulletins; never more than every holder may know. */
  readonly detail: Readonly<Record<string, unknown>>;
  /** The organisations that hold a record of it: the acting one, and each originator touched. */
  readonly holderIds: readonly string[];
}

/** The record of acts: written in the transaction of the act itself, one row for each holder. */
export class AuditLog {
  /** Enters an act. */
  async record(tx: Tx, act: Act): Promise<void> {
    const actId = newId();
    for (const holderId of new Set(act.holderIds)) {
      await tx.query(
        'audit-record',
        `INSERT INTO hub.ledger_entries (id, act_id, holder_id, occurred_at, action, person_id, organisation_id, subject_id, detail)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [newOrderedId(), actId, holderId, act.occurredAt, act.action, act.personId, act.organisationId, act.subjectId, JSON.stringify(act.detail)],
      );
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
