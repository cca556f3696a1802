// What everybody may see and change of the streams of alerts, by hand, from the rules.
import { type ActorName, BR, BULLETINS, isPerson, NPA, PEOPLE, PH } from './rows.cast.js';

const own = (actor: ActorName): string | null => (isPerson(actor) ? PEOPLE[actor].organisationId : null);
/** Who is among whom an alert is for, and not among those who are barred from it. */
const ALERTED = new Map([
  [`${PH.id}/1`, ['author', 'second', 'colleague', 'contact']], [`${PH.id}/2`, ['author', 'second']],
  [`${BR.id}/1`, ['recipient', 'recipientReader', 'named']], [`${BR.id}/2`, ['named']], [`${BR.id}/3`, ['recipient', 'recipientReader']],
  // For everybody, and yet in one organisation's stream only.
  [`${BR.id}/4`, ['recipient', 'recipientReader', 'recipientAdministrator', 'named']],
  // No bulletin stands behind it: whom it names, whatever the roles. Who only administers reads no bulletin, though one names him (6).
  [`${BR.id}/5`, ['recipientAdministrator']], [`${BR.id}/7`, ['recipient', 'recipientReader', 'named']], [`${NPA.id}/1`, ['coordinator']],
]);

/** What is read of the streams. */
export const ALERT_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'alert_streams', keys: 'SELECT last::text FROM hub.alert_streams', seen: (actor) => (own(actor) === PH.id ? ['2'] : own(actor) === BR.id ? ['7'] : own(actor) === NPA.id ? ['1'] : []) },
  { table: 'alerts', keys: `SELECT organisation_id || '/' || position FROM hub.alerts`, seen: (actor) =>
    [...ALERTED].filter(([, readers]) => (readers as readonly string[]).includes(actor)).map(([key]) => key) },
];

const CHANGES: Readonly<Record<string, string>> = { alerts: 'readers = hub.principals()', alert_streams: 'forgotten = 1', alert_queue: 'event_id = NULL', alert_timers: 'fires_at = now()', turns: 'stretch = 0' };

/** Nobody changes a stream, or whose turn it is; the worker has it made. */
export const ALERT_ATTEMPTS: readonly { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] }[] = [
  ...['distribute_alerts(now(), 1, interval \'1 hour\', interval \'1 hour\')', 'forget_alerts(now())', `alert_tide('{${PH.id}}', '{0}', 9)`, `take_turn('work', 1)`]
    .map((call) => ({ what: `have hub.${call.split('(')[0]} run`, sql: (): string => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] as const })),
  ...['alerts', 'alert_streams', 'alert_queue', 'alert_timers', 'turns'].flatMap((table) => [
    { what: `empty ${table}`, sql: (): string => `DELETE FROM hub.${table}`, allowed: [] },
    { what: `change ${table}`, sql: (): string => `UPDATE hub.${table} SET ${CHANGES[table]}`, allowed: [] },
  ]),
  { what: 'add an alert', sql: (actor) => `INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at)
     VALUES ('${own(actor) ?? BR.id}', 9, 'PUBLISHED', '${BULLETINS.amber.id}', 1, '{1}', '{}', now(), now())`, allowed: [] },
];
