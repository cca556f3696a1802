import type { Tx } from '@hub/platform';
import type { AlertKind } from '../alert.types.js';
import type { WebhookOutcome } from './webhook.outcome.js';

/** A delivery that this process has claimed. */
export interface Claimed { readonly id: string; readonly endpointId: string; readonly organisationId: string; readonly type: 'ALERT' | 'TEST'; readonly createdAt: Date }

/** What an attempt needs of its endpoint, as it stands when it begins. */
export interface Begun { readonly number: number; readonly url: string; readonly secret: Buffer; readonly previousSecret: Buffer | null }

/** An alert of a delivery as the database lets the worker know of it. */
export interface WebhookAlert {
  readonly epoch: number;
  readonly organisationId: string;
  readonly position: number;
  readonly kind: AlertKind;
  readonly occurredAt: Date;
  /** Null, like all that is of the bulletin, where there is none. */
  readonly bulletinId: string | null;
  readonly originatorId: string;
  readonly accessEpoch: number;
  readonly open: boolean;
  readonly told: boolean;
  readonly tlp: string;
  readonly reader: number;
  readonly officer: number;
  readonly readers: readonly number[];
  readonly barred: readonly number[];
  readonly bulletinReaders: readonly number[];
}

/** How an attempt ended, and what follows for its delivery. */
export interface Ended {
  readonly deliveryId: string;
  readonly claim: string;
  readonly number: number;
  readonly at: Date;
  readonly outcome: WebhookOutcome;
  readonly status: number | null;
  readonly sent: boolean;
  readonly state: 'WAITING' | 'DELIVERED' | 'EXHAUSTED' | 'WITHHELD';
  /** Whether it used up a step of the schedule. */
  readonly counts: boolean;
  readonly next: Date | null;
}

/** Attempts under way for one endpoint: a dead one must not take all there is. */
const PER_ENDPOINT = 4;
const PLANNED = 1_000;

/** Makes deliveries of what has come; says how many endpoints moved on. */
export async function planDeliveries(tx: Tx, instant: Date): Promise<number> {
  const [row] = await tx.query<{ moved: number }>('webhooks-plan', 'SELECT hub.plan_webhooks($1, $2) AS moved', [instant, PLANNED]);
  return row?.moved ?? 0;
}

// Endpoints that answer come first. A row that another hub has just claimed is looked at again as its lock is taken, and passed over.
const CLAIM = `
  WITH due AS (
    SELECT d.id FROM hub.webhook_endpoints e JOIN hub.organisations o ON o.id = e.organisation_id AND o.suspended_at IS NULL
    CROSS JOIN LATERAL (
      SELECT x.id, x.next_attempt_at FROM hub.webhook_deliveries x
      WHERE x.endpoint_id = e.id AND x.state = 'WAITING' AND x.next_attempt_at <= $1 AND (x.claimed_until IS NULL OR x.claimed_until <= $1)
      ORDER BY x.next_attempt_at, x.id
      LIMIT greatest(0, ${PER_ENDPOINT} - (SELECT count(*) FROM hub.webhook_deliveries y WHERE y.endpoint_id = e.id AND y.claimed_until > $1))
      FOR UPDATE SKIP LOCKED) d
    WHERE e.disabled_at IS NULL
    ORDER BY e.failing_since IS NOT NULL, d.next_attempt_at LIMIT $2)
  UPDATE hub.webhook_deliveries d SET claim = $3, claimed_until = $4 FROM due WHERE d.id = due.id
  RETURNING d.id, d.endpoint_id AS "endpointId", d.organisation_id AS "organisationId", d.type, d.created_at AS "createdAt"`;

/** Claims what is due, until an instant: one hub at a time has a delivery. */
export const claimDue = (tx: Tx, instant: Date, limit: number, claim: string, until: Date): Promise<Claimed[]> =>
  tx.query<Claimed>('webhooks-claim', CLAIM, [instant, limit, claim, until]);

/** Begins an attempt, and renews the claim; null where it was lost, or the endpoint is disabled. An attempt that was under way when its hub stopped ends as interrupted. */
export async function beginAttempt(tx: Tx, deliveryId: string, claim: string, instant: Date, until: Date): Promise<Begun | null> {
  const [begun] = await tx.query<Begun>('webhooks-begin',
    `UPDATE hub.webhook_deliveries d SET attempts = d.attempts + 1, claimed_until = $4 FROM hub.webhook_endpoints e
     WHERE d.id = $1 AND d.claim = $2 AND d.claimed_until > $3 AND d.state = 'WAITING' AND e.id = d.endpoint_id AND e.disabled_at IS NULL
     RETURNING d.attempts AS number, e.url, e.secret, CASE WHEN e.previous_until > $3 THEN e.previous_secret END AS "previousSecret"`, [deliveryId, claim, instant, until]);
  if (!begun) return null;
  await tx.query('webhooks-interrupted', `UPDATE hub.webhook_attempts SET ended_at = $2, outcome = 'INTERRUPTED' WHERE delivery_id = $1 AND ended_at IS NULL`, [deliveryId, instant]);
  await tx.query('webhooks-attempt', 'INSERT INTO hub.webhook_attempts (delivery_id, organisation_id, number, began_at) SELECT d.id, d.organisation_id, $2, $3 FROM hub.webhook_deliveries d WHERE d.id = $1', [deliveryId, begun.number, instant]);
  return begun;
}

/** The alert of a delivery as it stands now; null where it is not the organisation's, or not kept any more. */
export async function alertOfDelivery(tx: Tx, deliveryId: string): Promise<WebhookAlert | null> {
  const [row] = await tx.query<WebhookAlert>('webhooks-alert',
    `SELECT w.epoch, w.organisation_id AS "organisationId", w.position, w.kind, w.occurred_at AS "occurredAt", w.bulletin_id AS "bulletinId", w.originator_id AS "originatorId",
       w.access_epoch AS "accessEpoch", w.open, w.told, w.tlp, w.reader, w.officer, w.readers, w.barred, w.bulletin_readers AS "bulletinReaders" FROM hub.webhook_alert($1) w`, [deliveryId]);
  return row ?? null;
}

/** Notes that the message is about to leave: from here on it counts as told. */
export async function noteSending(tx: Tx, deliveryId: string, number: number): Promise<void> {
  await tx.query('webhooks-sending', 'UPDATE hub.webhook_attempts SET sent = true WHERE delivery_id = $1 AND number = $2', [deliveryId, number]);
}

/** Writes down how an attempt ended. Who has lost the claim meanwhile changes the attempt, and not the delivery. */
export async function endAttempt(tx: Tx, { deliveryId, claim, number, at, outcome, status, sent, state, counts, next }: Ended): Promise<void> {
  await tx.query('webhooks-ended', 'UPDATE hub.webhook_attempts SET ended_at = $3, outcome = $4, status = $5, sent = sent OR $6 WHERE delivery_id = $1 AND number = $2', [deliveryId, number, at, outcome, status, sent]);
  await tx.query('webhooks-delivery',
    `UPDATE hub.webhook_deliveries SET state = $3, step = step + $4, next_attempt_at = $5, ended_at = $6, claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2`,
    [deliveryId, claim, state, counts ? 1 : 0, next, state === 'WAITING' ? null : at]);
}

/** Lets go of a claim under which nothing was begun. */
export async function letGo(tx: Tx, deliveryId: string, claim: string): Promise<void> {
  await tx.query('webhooks-let-go', 'UPDATE hub.webhook_deliveries SET claim = NULL, claimed_until = NULL WHERE id = $1 AND claim = $2', [deliveryId, claim]);
}

/** How many attempts of the schedule are over. */
export async function stepOf(tx: Tx, deliveryId: string): Promise<number> {
  const [row] = await tx.query<{ step: number }>('webhooks-step', 'SELECT step FROM hub.webhook_deliveries WHERE id = $1', [deliveryId]);
  return row?.step ?? 0;
}

/** Notes whether the endpoint answers. */
export async function noteHealth(tx: Tx, endpointId: string, failingSince: Date | null): Promise<void> {
  await tx.query('webhooks-health', 'UPDATE hub.webhook_endpoints SET failing_since = CASE WHEN $2::timestamptz IS NULL THEN NULL ELSE coalesce(failing_since, $2) END WHERE id = $1 AND (failing_since IS NULL) <> ($2::timestamptz IS NULL)', [endpointId, failingSince]);
}

/** Disables an endpoint whose receiver is gone; false where it was. */
export async function disableGone(tx: Tx, endpointId: string, at: Date): Promise<boolean> {
  const rows = await tx.query('webhooks-gone', `UPDATE hub.webhook_endpoints SET disabled_at = $2, disabled_by = 'GONE', revision = revision + 1 WHERE id = $1 AND disabled_at IS NULL RETURNING id`, [endpointId, at]);
  return rows.length > 0;
}

/** Forgets deliveries that have ended, made before an instant. */
export async function forgetDeliveries(tx: Tx, before: Date): Promise<void> {
  await tx.query('webhooks-forget', `DELETE FROM hub.webhook_deliveries WHERE state <> 'WAITING' AND created_at < $1`, [before]);
}
