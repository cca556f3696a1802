import type { ReadTx, Tx } from '@hub/platform';
import type { WebhookOutcome } from './webhook.outcome.js';
import type { WebhookDeliveryState, WebhookDeliveryType, WebhookDisabledBy } from './webhook.types.js';

/** An endpoint as its administrators see it: without its secrets. */
export interface WebhookRow {
  readonly id: string;
  readonly url: string;
  readonly description: string;
  readonly disabledAt: Date | null;
  readonly disabledBy: WebhookDisabledBy | null;
  readonly failingSince: Date | null;
  readonly previousUntil: Date | null;
  readonly createdAt: Date;
  readonly revision: number;
  readonly waiting: number;
  readonly lastOutcome: WebhookOutcome | null;
  readonly lastStatus: number | null;
}

/** A delivery with its attempts. */
export interface DeliveryRow {
  readonly id: string;
  readonly type: WebhookDeliveryType;
  readonly state: WebhookDeliveryState;
  readonly createdAt: Date;
  readonly nextAttemptAt: Date | null;
  readonly attempts: readonly { number: number; beganAt: string; endedAt: string | null; status: number | null; outcome: WebhookOutcome | null }[];
}

/** A new endpoint. */
export interface NewWebhook { readonly id: string; readonly organisationId: string; readonly url: string; readonly description: string; readonly secret: Buffer; readonly createdAt: Date }

/** What changes of an endpoint; undefined stays. */
export interface WebhookChange { readonly url?: string | undefined; readonly description?: string | undefined; readonly enabled?: boolean | undefined }

const ENDPOINTS = `
  SELECT e.id, e.url, e.description, e.disabled_at AS "disabledAt", e.disabled_by AS "disabledBy", e.failing_since AS "failingSince", e.previous_until AS "previousUntil",
    e.created_at AS "createdAt", e.revision, (SELECT count(*) FROM hub.webhook_deliveries d WHERE d.endpoint_id = e.id AND d.state = 'WAITING') AS waiting,
    l.outcome AS "lastOutcome", l.status AS "lastStatus"
  FROM hub.webhook_endpoints e
  LEFT JOIN LATERAL (SELECT a.outcome, a.status FROM hub.webhook_deliveries d JOIN hub.webhook_attempts a ON a.delivery_id = d.id AND a.ended_at IS NOT NULL
    WHERE d.endpoint_id = e.id ORDER BY a.ended_at DESC LIMIT 1) l ON true
  WHERE e.organisation_id = $1 AND ($2::uuid IS NULL OR e.id = $2) ORDER BY e.created_at, e.id`;

const DELIVERIES = (condition: string): string => `
  SELECT d.id, d.type, d.state, d.created_at AS "createdAt", d.next_attempt_at AS "nextAttemptAt", coalesce((
    SELECT json_agg(json_build_object('number', a.number, 'beganAt', hub.iso(a.began_at), 'endedAt', hub.iso(a.ended_at), 'status', a.status, 'outcome', a.outcome) ORDER BY a.number)
    FROM hub.webhook_attempts a WHERE a.delivery_id = d.id), '[]') AS attempts
  FROM hub.webhook_deliveries d WHERE d.organisation_id = $1 AND ${condition}`;

/** An organisation's endpoints, or one of them. */
export const endpointsOf = (tx: ReadTx, organisationId: string, id: string | null): Promise<WebhookRow[]> => tx.query<WebhookRow>('webhooks-own', ENDPOINTS, [organisationId, id]);

/** Deliveries of one endpoint, the newest first. */
export const deliveriesOf = (tx: ReadTx, organisationId: string, endpointId: string, after: readonly [string, string] | null, limit: number): Promise<DeliveryRow[]> =>
  tx.query<DeliveryRow>('webhooks-deliveries', `${DELIVERIES('d.endpoint_id = $2 AND ($3::timestamptz IS NULL OR (d.created_at, d.id) < ($3, $4::uuid))')} ORDER BY d.created_at DESC, d.id DESC LIMIT $5`,
    [organisationId, endpointId, after?.[0] ?? null, after?.[1] ?? null, limit]);

/** One delivery. */
export async function deliveryOf(tx: ReadTx, organisationId: string, id: string): Promise<DeliveryRow | null> {
  return (await tx.query<DeliveryRow>('webhooks-one-delivery', DELIVERIES('d.id = $2'), [organisationId, id]))[0] ?? null;
}

/** Adds an endpoint, unless there are as many as may be; it is told of what comes from now on. */
export async function addEndpoint(tx: Tx, { id, organisationId, url, description, secret, createdAt }: NewWebhook, most: number): Promise<boolean> {
  const added = await tx.query('webhooks-add',
    `INSERT INTO hub.webhook_endpoints (id, organisation_id, url, description, secret, position, created_at)
     SELECT $1, $2, $3, $4, $5, coalesce((SELECT s.last FROM hub.alert_streams s WHERE s.organisation_id = $2), 0), $6
     WHERE (SELECT count(*) FROM hub.webhook_endpoints e WHERE e.organisation_id = $2) < $7 RETURNING id`,
    [id, organisationId, url, description, secret, createdAt, most]);
  return added.length > 0;
}

/** The revision of an endpoint, held; null for none in scope. */
export async function holdEndpoint(tx: Tx, organisationId: string, id: string): Promise<number | null> {
  const [row] = await tx.query<{ revision: number }>('webhooks-hold', 'SELECT e.revision FROM hub.webhook_endpoints e WHERE e.id = $1 AND e.organisation_id = $2 FOR UPDATE', [id, organisationId]);
  return row?.revision ?? null;
}

/** Changes an endpoint that is held. What waits is due at once where it is enabled again or goes elsewhere. */
export async function changeEndpoint(tx: Tx, id: string, { url, description, enabled }: WebhookChange, instant: Date): Promise<void> {
  await tx.query('webhooks-change',
    `UPDATE hub.webhook_endpoints SET url = coalesce($2, url), description = coalesce($3, description), revision = revision + 1,
       disabled_at = CASE WHEN $4::boolean IS NULL THEN disabled_at WHEN $4 THEN NULL ELSE coalesce(disabled_at, $5) END,
       disabled_by = CASE WHEN $4::boolean IS NULL THEN disabled_by WHEN $4 THEN NULL ELSE coalesce(disabled_by, 'ADMINISTRATOR') END WHERE id = $1`,
    [id, url ?? null, description ?? null, enabled ?? null, instant]);
  if (url === undefined && enabled !== true) return;
  await tx.query('webhooks-due-again', `UPDATE hub.webhook_deliveries SET next_attempt_at = least(next_attempt_at, $2), step = 0 WHERE endpoint_id = $1 AND state = 'WAITING'`, [id, instant]);
}

/** Gives an endpoint that is held a new secret; the one before signs too until an instant. */
export async function changeSecret(tx: Tx, id: string, secret: Buffer, until: Date): Promise<void> {
  await tx.query('webhooks-rotate', 'UPDATE hub.webhook_endpoints SET previous_secret = secret, previous_until = $3, secret = $2, revision = revision + 1 WHERE id = $1', [id, secret, until]);
}

/** Removes an endpoint with its deliveries; false for none in scope. */
export async function removeEndpoint(tx: Tx, organisationId: string, id: string): Promise<boolean> {
  return (await tx.query('webhooks-remove', 'DELETE FROM hub.webhook_endpoints WHERE id = $1 AND organisation_id = $2 RETURNING id', [id, organisationId])).length > 0;
}

/** Adds a trial. */
export async function addTest(tx: Tx, id: string, endpointId: string, organisationId: string, instant: Date): Promise<void> {
  await tx.query('webhooks-test', `INSERT INTO hub.webhook_deliveries (id, endpoint_id, organisation_id, type, next_attempt_at, created_at) VALUES ($1, $2, $3, 'TEST', $4, $4)`, [id, endpointId, organisationId, instant]);
}

/** Has a delivery made once more, from the beginning of the schedule; null for none in scope, else its endpoint. */
export async function deliverAgain(tx: Tx, organisationId: string, id: string, instant: Date): Promise<string | null> {
  const [row] = await tx.query<{ endpointId: string }>('webhooks-again',
    `UPDATE hub.webhook_deliveries SET state = 'WAITING', step = 0, next_attempt_at = $3, ended_at = NULL WHERE id = $1 AND organisation_id = $2 RETURNING endpoint_id AS "endpointId"`, [id, organisationId, instant]);
  return row?.endpointId ?? null;
}

/** How many trials and repetitions of an endpoint wait. */
export async function waitingTests(tx: Tx, endpointId: string): Promise<number> {
  const [row] = await tx.query<{ n: number }>('webhooks-tests', `SELECT count(*) AS n FROM hub.webhook_deliveries WHERE endpoint_id = $1 AND type = 'TEST' AND state = 'WAITING'`, [endpointId]);
  return row?.n ?? 0;
}
