// What everybody may see and change of webhooks, by hand, from the rules: administrators of their own organisation's, and the worker.
import { type ActorName, BR, HOOKS, PH } from './rows.cast.js';

const OWN: Readonly<Partial<Record<ActorName, 'ph' | 'br'>>> = { administrator: 'ph', recipientAdministrator: 'br' };
const seen = (ph: string, br: string) => (actor: ActorName): string[] => (actor === 'worker' ? [ph, br] : OWN[actor] === 'ph' ? [ph] : OWN[actor] === 'br' ? [br] : []);

/** What is read of them. */
export const WEBHOOK_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'webhook_endpoints', keys: 'SELECT id FROM hub.webhook_endpoints', seen: seen(HOOKS.ph, HOOKS.br) },
  { table: 'webhook_deliveries', keys: 'SELECT id FROM hub.webhook_deliveries', seen: seen(HOOKS.phDelivery, HOOKS.brDelivery) },
  { table: 'webhook_attempts', keys: 'SELECT delivery_id FROM hub.webhook_attempts', seen: seen(HOOKS.phDelivery, HOOKS.brDelivery) },
];

const gone = (table: string, ...ids: string[]): string => `SELECT x::text FROM unnest('{${ids.join()}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.${table} t WHERE t.id = x)`;

/** Changes of everything at once: policies for writing stand alone. */
export const WEBHOOK_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all endpoints', sql: () => `UPDATE hub.webhook_endpoints SET description = 'swept'`, changed: `SELECT id FROM hub.webhook_endpoints WHERE description = 'swept'`, expected: seen(HOOKS.ph, HOOKS.br) },
  { what: 'all deliveries', sql: () => 'UPDATE hub.webhook_deliveries SET step = 7', changed: 'SELECT id FROM hub.webhook_deliveries WHERE step = 7', expected: seen(HOOKS.phDelivery, HOOKS.brDelivery) },
  { what: 'all attempts', sql: () => 'UPDATE hub.webhook_attempts SET sent = true', changed: 'SELECT delivery_id FROM hub.webhook_attempts WHERE sent', expected: (actor) => (actor === 'worker' ? [HOOKS.phDelivery, HOOKS.brDelivery] : []) },
  { what: 'to remove all endpoints', sql: () => 'DELETE FROM hub.webhook_endpoints', changed: gone('webhook_endpoints', HOOKS.ph, HOOKS.br), expected: (actor) => (actor === 'worker' ? [] : seen(HOOKS.ph, HOOKS.br)(actor)) },
  { what: 'to remove all deliveries', sql: () => 'DELETE FROM hub.webhook_deliveries', changed: gone('webhook_deliveries', HOOKS.phDelivery, HOOKS.brDelivery), expected: (actor) => (actor === 'worker' ? [HOOKS.phDelivery, HOOKS.brDelivery] : []) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const on = (organisation: 'ph' | 'br'): Attempt[] => {
  const administrator: ActorName = organisation === 'ph' ? 'administrator' : 'recipientAdministrator';
  const [endpoint, delivery, holder] = organisation === 'ph' ? [HOOKS.ph, HOOKS.phDelivery, PH.id] : [HOOKS.br, HOOKS.brDelivery, BR.id];
  const add = (table: string, columns: string, values: string): string => `INSERT INTO hub.${table} (${columns}) VALUES (${values})`;
  const fresh = '99999999-0000-4000-8000-000000000001';
  return [
    { what: `add an endpoint of ${organisation}`, sql: () => add('webhook_endpoints', 'id, organisation_id, url, description, secret, position, created_at', `'${fresh}', '${holder}', 'x', '', '\\x00', 0, now()`), allowed: [administrator] },
    { what: `change an endpoint of ${organisation}`, sql: () => `UPDATE hub.webhook_endpoints SET url = 'y' WHERE id = '${endpoint}'`, allowed: [administrator, 'worker'] },
    { what: `move an endpoint of ${organisation} back in the stream`, sql: () => `UPDATE hub.webhook_endpoints SET position = 0 WHERE id = '${endpoint}'`, allowed: [] },
    { what: `remove an endpoint of ${organisation}`, sql: () => `DELETE FROM hub.webhook_endpoints WHERE id = '${endpoint}'`, allowed: [administrator] },
    { what: `add a trial for ${organisation}`, sql: () => add('webhook_deliveries', 'id, endpoint_id, organisation_id, type, next_attempt_at, created_at', `'${fresh}', '${endpoint}', '${holder}', 'TEST', now(), now()`), allowed: [administrator] },
    { what: `make up a delivery of an alert for ${organisation}`, sql: () => add('webhook_deliveries', 'id, endpoint_id, organisation_id, type, position, next_attempt_at, created_at', `'${fresh}', '${endpoint}', '${holder}', 'ALERT', 2, now(), now()`), allowed: [] },
    { what: `have a message to ${organisation} delivered again`, sql: () => `UPDATE hub.webhook_deliveries SET step = 0 WHERE id = '${delivery}'`, allowed: [administrator, 'worker'] },
    { what: `point a delivery of ${organisation} at another alert`, sql: () => `UPDATE hub.webhook_deliveries SET position = 2 WHERE id = '${delivery}'`, allowed: [] },
    { what: `forget a delivery of ${organisation}`, sql: () => `DELETE FROM hub.webhook_deliveries WHERE id = '${delivery}'`, allowed: ['worker'] },
    { what: `add an attempt of ${organisation}`, sql: () => add('webhook_attempts', 'delivery_id, organisation_id, number, began_at', `'${delivery}', '${holder}', 2, now()`), allowed: ['worker'] },
    { what: `change an attempt of ${organisation}`, sql: () => `UPDATE hub.webhook_attempts SET sent = true WHERE delivery_id = '${delivery}'`, allowed: ['worker'] },
    { what: `remove an attempt of ${organisation}`, sql: () => `DELETE FROM hub.webhook_attempts WHERE delivery_id = '${delivery}'`, allowed: [] },
  ];
};

/** Administrators manage, the worker sends, nobody else does anything. */
export const WEBHOOK_ATTEMPTS: readonly Attempt[] = [
  ...on('ph'), ...on('br'),
  { what: "give an endpoint's delivery to another organisation", sql: (actor) => `INSERT INTO hub.webhook_deliveries (id, endpoint_id, organisation_id, type, next_attempt_at, created_at)
     SELECT '99999999-0000-4000-8000-000000000002', e.id, '${OWN[actor] === 'br' ? BR.id : PH.id}', 'TEST', now(), now() FROM hub.webhook_endpoints e WHERE e.organisation_id <> '${OWN[actor] === 'br' ? BR.id : PH.id}'`, allowed: [] },
  ...['plan_webhooks(now(), 9)', `webhook_alert('${HOOKS.phDelivery}')`].map((call): Attempt => ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] })),
];
