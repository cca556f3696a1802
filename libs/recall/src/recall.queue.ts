import type { Tx } from '@hub/platform';

/** A request that was just made. `within`: the bulletin is theirs to see, be it as a tombstone. */
export interface MadeRequest {
  readonly requestId: string;
  readonly bulletinId: string;
  readonly cause: string;
  readonly originatorId: string;
  readonly organisationId: string;
  readonly readers: readonly number[];
  readonly within: boolean;
  readonly openedBy: string;
}

/** A reminder that is due: who of which organisation is told. */
export interface DueReminder {
  readonly requestId: string;
  readonly bulletinId: string;
  readonly originatorId: string;
  readonly organisationId: string;
  readonly step: number;
  readonly told: string;
  readonly readers: readonly number[];
  readonly within: boolean;
}

/** Recalls whose organisations are still to be asked. For the worker. */
export async function waiting(tx: Tx): Promise<string[]> {
  return (await tx.query<{ id: string }>('recalls-waiting', 'SELECT r AS id FROM hub.recalls_waiting() r', [])).map(({ id }) => id);
}

/** Asks whom the log says was shown it; nothing where another hub is at it. For the worker. */
export const gather = (tx: Tx, recallId: string, instant: Date, reminderHours: number): Promise<MadeRequest[]> =>
  tx.query<MadeRequest>('recall-gather', `SELECT request_id AS "requestId", bulletin_id AS "bulletinId", cause, originator_id AS "originatorId", organisation_id AS "organisationId", readers, within, opened_by AS "openedBy"
    FROM hub.gather_recall($1, $2, make_interval(hours => $3))`, [recallId, instant, reminderHours]);

/** Takes the steps that are due. For the worker. */
export const remind = (tx: Tx, instant: Date, escalationHours: number, limit: number): Promise<DueReminder[]> =>
  tx.query<DueReminder>('recall-remind', `SELECT request_id AS "requestId", bulletin_id AS "bulletinId", originator_id AS "originatorId", organisation_id AS "organisationId", step, told, readers, within
    FROM hub.remind_recalls($1, make_interval(hours => $2), $3)`, [instant, escalationHours, limit]);
