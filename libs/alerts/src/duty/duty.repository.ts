import type { ReadTx, Tx } from '@hub/platform';
import type { DutyCallOutcome } from './duty.gateway.js';
import type { DutyCallState, DutyChannel, DutyHours, DutyLanguage } from './duty.types.js';

/** A shift as it is kept. */
export interface ShiftRow {
  readonly id: string;
  readonly personId: string | null;
  readonly label: string | null;
  readonly telephone: Buffer;
  readonly channel: DutyChannel;
  readonly language: DutyLanguage;
  readonly hours: DutyHours | null;
}

/** A call with its attempts. */
export interface CallRow {
  readonly id: string;
  readonly personId: string | null;
  readonly label: string | null;
  readonly channel: DutyChannel;
  readonly state: DutyCallState;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly attempts: readonly { number: number; beganAt: string; endedAt: string | null; status: number | null; outcome: DutyCallOutcome | null }[];
}

/** An organisation's shifts, in the order of the list. */
export const shiftsOf = (tx: Pick<Tx, 'query'>, organisationId: string): Promise<ShiftRow[]> =>
  tx.query<ShiftRow>('duty-shifts', 'SELECT s.id, s.person_id AS "personId", s.label, s.telephone, s.channel, s.language, s.hours FROM hub.duty_shifts s WHERE s.organisation_id = $1 ORDER BY s.position', [organisationId]);

/** The organisation's revision. */
export async function revisionOf(tx: ReadTx, organisationId: string): Promise<number> {
  const [row] = await tx.query<{ revision: number }>('duty-revision', 'SELECT o.revision FROM hub.organisations o WHERE o.id = $1', [organisationId]);
  return row?.revision ?? 0;
}

/** Puts these shifts in the place of all that there were. */
export async function replaceShifts(tx: Tx, organisationId: string, shifts: readonly ShiftRow[]): Promise<void> {
  await tx.query('duty-clear', 'DELETE FROM hub.duty_shifts WHERE organisation_id = $1', [organisationId]);
  for (const [position, { id, personId, label, telephone, channel, language, hours }] of shifts.entries()) {
    await tx.query('duty-add', 'INSERT INTO hub.duty_shifts (id, organisation_id, position, person_id, label, telephone, channel, language, hours) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
      [id, organisationId, position, personId, label, telephone, channel, language, hours && JSON.stringify(hours)]);
  }
}

// Of what is marked RED each person sees the calls of himself alone.
const CALLS = `
  SELECT c.id, c.person_id AS "personId", c.label, c.channel, c.state, c.created_at AS "createdAt", c.next_attempt_at AS "nextAttemptAt", coalesce((
    SELECT json_agg(json_build_object('number', a.number, 'beganAt', hub.iso(a.began_at), 'endedAt', hub.iso(a.ended_at), 'status', a.status, 'outcome', a.outcome) ORDER BY a.number)
    FROM hub.duty_attempts a WHERE a.call_id = c.id), '[]') AS attempts
  FROM hub.duty_calls c WHERE c.organisation_id = $1 AND ($3 AND NOT c.named OR c.person_id = $2) AND ($4::timestamptz IS NULL OR (c.created_at, c.id) < ($4, $5::uuid))
  ORDER BY c.created_at DESC, c.id DESC LIMIT $6`;

/** Who asks for calls. */
export interface CallsAsker { readonly organisationId: string; readonly personId: string; readonly manages: boolean }

/** Calls that somebody may see, the newest first. */
export const callsFor = (tx: ReadTx, { organisationId, personId, manages }: CallsAsker, after: readonly [string, string] | null, limit: number): Promise<CallRow[]> =>
  tx.query<CallRow>('duty-calls', CALLS, [organisationId, personId, manages, after?.[0] ?? null, after?.[1] ?? null, limit]);
