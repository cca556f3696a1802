// What everybody may see and change of duty, by hand, from the rules: administrators and contact points their own organisation's rota and its
// calls, but of what is marked RED whoever was called alone; the worker calls.
import { type ActorName, BR, DUTY, PEOPLE, PH } from './rows.cast.js';

const KEEPERS: Readonly<Partial<Record<ActorName, 'ph' | 'br'>>> = { administrator: 'ph', contact: 'ph', recipientAdministrator: 'br', named: 'br' };
const keepers = (organisation: 'ph' | 'br'): ActorName[] => (Object.keys(KEEPERS) as ActorName[]).filter((actor) => KEEPERS[actor] === organisation);
const worker = (...keys: string[]) => (actor: ActorName): string[] => (actor === 'worker' ? keys : []);
const shifts = (actor: ActorName): string[] => (actor === 'worker' ? [DUTY.phShift, DUTY.brShift] : KEEPERS[actor] === 'ph' ? [DUTY.phShift] : KEEPERS[actor] === 'br' ? [DUTY.brShift] : []);
const ALL_CALLS = [DUTY.phCall, DUTY.brCall, DUTY.brNamed];
const calls = (actor: ActorName): string[] => {
  if (actor === 'worker') return ALL_CALLS;
  if (KEEPERS[actor] === 'ph') return [DUTY.phCall];
  return [...(KEEPERS[actor] === 'br' ? [DUTY.brCall] : []), ...(actor === 'named' ? [DUTY.brNamed] : [])];
};

/** What is read of it. */
export const DUTY_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'duty_shifts', keys: 'SELECT id FROM hub.duty_shifts', seen: shifts },
  { table: 'duty_watches', keys: 'SELECT id FROM hub.duty_watches', seen: worker(DUTY.phWatch, DUTY.brWatch) },
  { table: 'duty_calls', keys: 'SELECT id FROM hub.duty_calls', seen: calls },
  { table: 'duty_attempts', keys: 'SELECT call_id FROM hub.duty_attempts', seen: calls },
];

const gone = (table: string, ...ids: string[]): string => `SELECT x::text FROM unnest('{${ids.join()}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.${table} t WHERE t.id = x)`;

/** Changes of everything at once: policies for writing stand alone. */
export const DUTY_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'to remove all shifts', sql: () => 'DELETE FROM hub.duty_shifts', changed: gone('duty_shifts', DUTY.phShift, DUTY.brShift), expected: (actor) => (actor === 'worker' ? [] : shifts(actor)) },
  { what: 'all watches', sql: () => 'UPDATE hub.duty_watches SET over = true', changed: 'SELECT id FROM hub.duty_watches WHERE over', expected: worker(DUTY.phWatch, DUTY.brWatch) },
  { what: 'to remove all watches', sql: () => 'DELETE FROM hub.duty_watches', changed: gone('duty_watches', DUTY.phWatch, DUTY.brWatch), expected: worker(DUTY.phWatch, DUTY.brWatch) },
  { what: 'all calls', sql: () => 'UPDATE hub.duty_calls SET step = 7', changed: 'SELECT id FROM hub.duty_calls WHERE step = 7', expected: worker(...ALL_CALLS) },
  { what: 'all attempts at calls', sql: () => 'UPDATE hub.duty_attempts SET status = 7', changed: 'SELECT call_id FROM hub.duty_attempts WHERE status = 7', expected: worker(...ALL_CALLS) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000003';
const addShift = (organisation: string, who: string): string =>
  `INSERT INTO hub.duty_shifts (id, organisation_id, position, person_id, label, telephone, channel, language) VALUES ('${fresh}', '${organisation}', 9, ${who}, '\\x00', 'SMS', 'ja')`;
const addCall = (watch: string, organisation: string): string =>
  `INSERT INTO hub.duty_calls (id, watch_id, organisation_id, label, named, telephone, channel, language, next_attempt_at, created_at) VALUES ('${fresh}', '${watch}', '${organisation}', 'x', false, '\\x00', 'SMS', 'ja', now(), now())`;

/** Keepers manage the rota, the worker calls, nobody else does anything. */
export const DUTY_ATTEMPTS: readonly Attempt[] = [
  ...(['ph', 'br'] as const).flatMap((organisation): Attempt[] => {
    const [id, person, shift, watch, call] = organisation === 'ph' ? [PH.id, PEOPLE.colleague.id, DUTY.phShift, DUTY.phWatch, DUTY.phCall] : [BR.id, PEOPLE.recipientReader.id, DUTY.brShift, DUTY.brWatch, DUTY.brCall];
    return [
      { what: `put a number on the rota of ${organisation}`, sql: () => addShift(id, `NULL, 'Guard'`), allowed: keepers(organisation) },
      { what: `put a person of ${organisation} on its rota`, sql: () => addShift(id, `'${person}', NULL`), allowed: keepers(organisation) },
      { what: `put a stranger on the rota of ${organisation}`, sql: () => addShift(id, `'${PEOPLE.outsider.id}', NULL`), allowed: [] },
      { what: `change a shift of ${organisation}`, sql: () => `UPDATE hub.duty_shifts SET telephone = '\\x01' WHERE id = '${shift}'`, allowed: [] },
      { what: `remove a shift of ${organisation}`, sql: () => `DELETE FROM hub.duty_shifts WHERE id = '${shift}'`, allowed: keepers(organisation) },
      { what: `say that the originator was told of ${organisation}`, sql: () => `UPDATE hub.duty_watches SET told_at = now() WHERE id = '${watch}'`, allowed: [] },
      { what: `end the watch on ${organisation}`, sql: () => `UPDATE hub.duty_watches SET over = true WHERE id = '${watch}'`, allowed: ['worker'] },
      { what: `have somebody of ${organisation} called`, sql: () => addCall(watch, id), allowed: ['worker'] },
      { what: `call another number for ${organisation}`, sql: () => `UPDATE hub.duty_calls SET telephone = '\\x01' WHERE id = '${call}'`, allowed: [] },
      { what: `change a call of ${organisation}`, sql: () => `UPDATE hub.duty_calls SET step = 1 WHERE id = '${call}'`, allowed: ['worker'] },
      { what: `remove a call of ${organisation}`, sql: () => `DELETE FROM hub.duty_calls WHERE id = '${call}'`, allowed: [] },
      { what: `add an attempt at a call of ${organisation}`, sql: () => `INSERT INTO hub.duty_attempts (call_id, number, began_at) VALUES ('${call}', 2, now())`, allowed: ['worker'] },
      { what: `change an attempt at a call of ${organisation}`, sql: () => `UPDATE hub.duty_attempts SET status = 1 WHERE call_id = '${call}'`, allowed: ['worker'] },
      { what: `remove an attempt at a call of ${organisation}`, sql: () => `DELETE FROM hub.duty_attempts WHERE call_id = '${call}'`, allowed: [] },
    ];
  }),
  { what: 'watch an organisation', sql: () => `INSERT INTO hub.duty_watches (id, bulletin_id, organisation_id, number, since) SELECT '${fresh}', w.bulletin_id, w.organisation_id, 9, now() FROM hub.duty_watches w LIMIT 1`, allowed: [] },
  ...[`duty_standing('${DUTY.brWatch}', now())`, `tell_unanswered('${DUTY.brWatch}', now(), 'NOBODY')`].map((call): Attempt => ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] })),
];
