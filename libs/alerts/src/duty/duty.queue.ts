import type { Tx } from '@hub/platform';
import type { DutyCallOutcome } from './duty.gateway.js';
import type { DutyChannel, DutyLanguage, DutyOutcome } from './duty.types.js';

/** A watch that is to be looked at. */
export interface DueWatch { readonly id: string; readonly organisationId: string; readonly told: boolean }

/** How it stands: whom of the organisation one may call. */
export interface Standing {
  readonly epoch: number;
  readonly organisationId: string;
  /** Marked RED: none but `callable`. */
  readonly named: boolean;
  readonly callable: readonly string[];
}

/** Whether somebody of the rota may be called as things stand: a person, or null for a number with a label. */
export const mayCall = ({ named, callable }: Standing, personId: string | null): boolean => (personId === null ? !named : callable.includes(personId));

/** A call as it is made. */
export interface NewCall {
  readonly id: string;
  readonly watchId: string;
  readonly organisationId: string;
  readonly personId: string | null;
  readonly label: string | null;
  readonly named: boolean;
  readonly telephone: Buffer;
  readonly channel: DutyChannel;
  readonly language: DutyLanguage;
  readonly createdAt: Date;
}

/** A call that this process has claimed. */
export type ClaimedCall = Pick<NewCall, 'id' | 'watchId' | 'organisationId' | 'personId' | 'named' | 'telephone' | 'channel' | 'language'>;

/** The next watch whose time is over, held; null for none that another hub is not at. */
export async function nextWatch(tx: Tx, instant: Date, minutes: number): Promise<DueWatch | null> {
  const [row] = await tx.query<DueWatch>('duty-next-watch',
    `SELECT w.id, w.organisation_id AS "organisationId", w.told_at IS NOT NULL AS told FROM hub.duty_watches w
     WHERE NOT w.over AND w.since <= $1::timestamptz - make_interval(mins => $2) AND w.next_at <= $1 ORDER BY w.since LIMIT 1 FOR UPDATE SKIP LOCKED`, [instant, minutes]);
  return row ?? null;
}

/** How a watch stands; null where there is nobody to call any more: answered, narrowed, withdrawn, expired, less urgent. */
export async function standingOf(tx: Tx, watchId: string, instant: Date): Promise<Standing | null> {
  const [row] = await tx.query<Standing>('duty-standing', 'SELECT s.epoch, s.organisation_id AS "organisationId", s.named, s.callable::text[] AS callable FROM hub.duty_standing($1, $2) s', [watchId, instant]);
  return row ?? null;
}

/** The calls of a watch: whom, and whether the gateway has taken it. */
export const callsOf = (tx: Tx, watchId: string): Promise<{ id: string; telephone: Buffer; state: string }[]> =>
  tx.query('duty-calls-of', 'SELECT c.id, c.telephone, c.state FROM hub.duty_calls c WHERE c.watch_id = $1', [watchId]);

/** Adds a call, due at once; the watch is looked at again at an instant. */
export async function addCall(tx: Tx, { id, watchId, organisationId, personId, label, named, telephone, channel, language, createdAt }: NewCall, next: Date): Promise<void> {
  await tx.query('duty-add-call',
    `INSERT INTO hub.duty_calls (id, watch_id, organisation_id, person_id, label, named, telephone, channel, language, next_attempt_at, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)`, [id, watchId, organisationId, personId, label, named, telephone, channel, language, createdAt]);
  await tx.query('duty-look-again', 'UPDATE hub.duty_watches SET next_at = $2 WHERE id = $1', [watchId, next]);
}

/** Ends a watch that is held. */
export async function endWatch(tx: Tx, id: string): Promise<void> {
  await tx.query('duty-over', 'UPDATE hub.duty_watches SET over = true WHERE id = $1', [id]);
}

/** Tells the originator, once; false where there is nothing to tell any more. */
export async function tellUnanswered(tx: Tx, watchId: string, instant: Date, duty: DutyOutcome): Promise<boolean> {
  const [row] = await tx.query<{ told: boolean }>('duty-tell', 'SELECT hub.tell_unanswered($1, $2, $3) AS told', [watchId, instant, duty]);
  return row?.told ?? false;
}

// A row that another hub has just claimed is looked at again as its lock is taken, and passed over.
const CLAIM = `
  WITH due AS (
    SELECT c.id FROM hub.duty_calls c
    WHERE c.state = 'WAITING' AND c.next_attempt_at <= $1 AND (c.claimed_until IS NULL OR c.claimed_until <= $1)
    ORDER BY c.next_attempt_at, c.id LIMIT $2 FOR UPDATE SKIP LOCKED)
  UPDATE hub.duty_calls c SET claim = $3, claimed_until = $4 FROM due WHERE c.id = due.id
  RETURNING c.id, c.watch_id AS "watchId", c.organisation_id AS "organisationId", c.person_id AS "personId", c.named, c.telephone, c.channel, c.language`;

/** Claims calls that are due, until an instant: one hub at a time has a call. */
export const claimCalls = (tx: Tx, instant: Date, limit: number, claim: string, until: Date): Promise<ClaimedCall[]> => tx.query<ClaimedCall>('duty-claim', CLAIM, [instant, limit, claim, until]);

/** Begins an attempt and renews the claim, and gives its number; null where the claim was lost. One that was under way when its hub stopped ends as interrupted. */
export async function beginCall(tx: Tx, id: string, claim: string, instant: Date, until: Date): Promise<number | null> {
  const [begun] = await tx.query<{ number: number }>('duty-begin',
    `UPDATE hub.duty_calls SET attempts = attempts + 1, claimed_until = $4 WHERE id = $1 AND claim = $2 AND claimed_until > $3 AND state = 'WAITING' RETURNING attempts AS number`, [id, claim, instant, until]);
  if (!begun) return null;
  await tx.query('duty-interrupted', `UPDATE hub.duty_attempts SET ended_at = $2, outcome = 'INTERRUPTED' WHERE call_id = $1 AND ended_at IS NULL`, [id, instant]);
  await tx.query('duty-attempt', 'INSERT INTO hub.duty_attempts (call_id, number, began_at) VALUES ($1, $2, $3)', [id, begun.number, instant]);
  return begun.number;
}

/** Drops a claimed call that is not to be made any more. */
export async function dropCall(tx: Tx, id: string, claim: string, instant: Date): Promise<void> {
  await tx.query('duty-drop', `UPDATE hub.duty_calls SET state = 'DROPPED', next_attempt_at = NULL, ended_at = $3, claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2`, [id, claim, instant]);
}

/** How many attempts of the schedule are over. */
export async function stepOfCall(tx: Tx, id: string): Promise<number> {
  const [row] = await tx.query<{ step: number }>('duty-step', 'SELECT step FROM hub.duty_calls WHERE id = $1', [id]);
  return row?.step ?? 0;
}

/** How an attempt ended, and what follows. */
export interface EndedCall {
  readonly id: string;
  readonly claim: string;
  readonly number: number;
  readonly at: Date;
  readonly outcome: DutyCallOutcome;
  readonly status: number | null;
  readonly step: number;
  readonly state: 'WAITING' | 'TAKEN' | 'EXHAUSTED' | 'DROPPED';
  readonly next: Date | null;
}

/** Writes it down. Who has lost the claim meanwhile changes the attempt, and not the call. */
export async function endCall(tx: Tx, { id, claim, number, at, outcome, status, step, state, next }: EndedCall): Promise<void> {
  await tx.query('duty-ended', 'UPDATE hub.duty_attempts SET ended_at = $3, outcome = $4, status = $5 WHERE call_id = $1 AND number = $2', [id, number, at, outcome, status]);
  await tx.query('duty-call', 'UPDATE hub.duty_calls SET state = $3, step = $4, next_attempt_at = $5, ended_at = $6, claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2',
    [id, claim, state, step, next, state === 'WAITING' ? null : at]);
}

/** The gateway has failed: the next person is called at once. */
export async function hurryOn(tx: Tx, watchId: string, at: Date): Promise<void> {
  await tx.query('duty-hurry', 'UPDATE hub.duty_watches SET next_at = least(next_at, $2) WHERE id = $1 AND NOT over', [watchId, at]);
}

/** Forgets watches that are over, with their calls. */
export async function forgetWatches(tx: Tx, before: Date): Promise<void> {
  await tx.query('duty-forget', `DELETE FROM hub.duty_watches w WHERE w.over AND w.since < $1 AND NOT EXISTS (SELECT FROM hub.duty_calls c WHERE c.watch_id = w.id AND c.state = 'WAITING')`, [before]);
}
