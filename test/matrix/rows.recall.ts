// What everybody may see of recalls and strikes, by hand, from the rules: whoever is asked his request, editors what they ask; of a strike whoever
// sees the place. All changes go through functions that find out by themselves who asks.
import { type ActorName, BULLETINS, PEOPLE, type PersonName, RECALLS, STRIKES } from './rows.cast.js';

const EDITORS: readonly ActorName[] = ['author', 'second'];
const OWN: readonly ActorName[] = [...EDITORS, 'colleague', 'contact'];
const RECIPIENTS: readonly ActorName[] = ['recipient', 'recipientReader', 'named'];
const seenBy = (rows: Readonly<Record<string, readonly ActorName[]>>) => (actor: ActorName): string[] => Object.keys(rows).filter((id) => rows[id]?.includes(actor));

const STRUCK = {
  [STRIKES.title]: [...OWN, ...RECIPIENTS],
  [STRIKES.ownSection]: OWN,
  [STRIKES.internal]: EDITORS,
  // In a version, a section, and a section of a version that are not there.
  [STRIKES.noVersion]: [], [STRIKES.noSection]: [], [STRIKES.otherVersion]: [],
};

/** What is read of them. */
export const RECALL_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'recalls', keys: 'SELECT id FROM hub.recalls', seen: seenBy({ [RECALLS.amber]: EDITORS, [RECALLS.red]: EDITORS, [RECALLS.npa]: ['npaOfficer'] }) },
  { table: 'recall_requests', keys: 'SELECT id FROM hub.recall_requests', seen: seenBy({ [RECALLS.amberRequest]: [...EDITORS, ...RECIPIENTS], [RECALLS.redRequest]: [...EDITORS, 'named'] }) },
  { table: 'strikes', keys: 'SELECT id FROM hub.strikes', seen: seenBy(STRUCK) },
  { table: 'strike_places', keys: 'SELECT strike_id FROM hub.strike_places', seen: seenBy(STRUCK) },
];

const fresh = '99999999-0000-4000-8000-000000000009';
const CHANGES: Readonly<Record<string, string>> = { recalls: 'gathered_at = now()', recall_requests: `remark = 'x'`, strikes: `reason = 'x'`, strike_places: 'internal = false' };
const call = (text: string) => (): string => `SELECT hub.${text}`;
const worker = (text: string): { what: string; sql: () => string; allowed: readonly ActorName[] } =>
  ({ what: `have hub.${text.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${text} x HAVING hub.realm() <> ''`, allowed: ['worker'] });
const answering: readonly PersonName[] = ['recipient', 'named'];

/** Nobody writes a row by himself; editors strike and recall, whoever is asked answers, the worker asks and reminds. */
export const RECALL_ATTEMPTS: readonly { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] }[] = [
  ...Object.entries(CHANGES).flatMap(([table, set]) => [
    { what: `change ${table}`, sql: (): string => `UPDATE hub.${table} SET ${set}`, allowed: [] },
    { what: `empty ${table}`, sql: (): string => `DELETE FROM hub.${table}`, allowed: [] },
  ]),
  { what: 'add a strike', sql: () => `INSERT INTO hub.strikes (id, bulletin_id, struck_at, struck_by, reason) VALUES ('${fresh}', '${BULLETINS.amber.id}', now(), '${PEOPLE.author.id}', 'x')`, allowed: [] },
  { what: 'add a recall', sql: () => `INSERT INTO hub.recalls (id, bulletin_id, cause, opened_at, opened_by, due_at) VALUES ('${fresh}', '${BULLETINS.amber.id}', 'NARROWED', now(), '${PEOPLE.author.id}', now() + interval '1 day')`, allowed: [] },
  { what: 'open a recall', sql: call(`open_recall('${fresh}', '${BULLETINS.amber.id}', 'NARROWED', NULL, now() + interval '1 day', now())`), allowed: ['author', 'second'] },
  { what: "recall by another bulletin's strike", sql: call(`open_recall('${fresh}', '${BULLETINS.green.id}', 'STRUCK', '${STRIKES.title}', now() + interval '1 day', now())`), allowed: [] },
  { what: 'strike', sql: call(`strike_passage('${fresh}', '${BULLETINS.amber.id}', 'harbour', NULL, false, 'x', now())`), allowed: ['author', 'second'] },
  { what: 'have hub.repeat_strike run', sql: () => `SELECT count(*) FROM (SELECT hub.repeat_strike('${BULLETINS.amber.id}', '${BULLETINS.amber.id}', 'x', NULL, false, 'x', '${BULLETINS.amber.id}', now())) x`, allowed: ['worker'] },
  { what: 'strike what remarks say', sql: call(`strike_in_recalls('${BULLETINS.amber.id}', 'harbour', 'x')`), allowed: ['author', 'second', 'worker'] },
  { what: 'answer a request', sql: call(`confirm_destruction('${RECALLS.amberRequest}', 1, 'DESTROYED', NULL, now())`), allowed: answering },
  { what: 'answer what one person is asked', sql: call(`confirm_destruction('${RECALLS.redRequest}', 1, 'DESTROYED', NULL, now())`), allowed: ['named'] },
  { what: 'have hub.recalls_waiting run', sql: () => 'SELECT * FROM hub.recalls_waiting()', allowed: ['worker'] },
  worker(`gather_recall('${RECALLS.amber}', now(), interval '1 hour')`), worker(`remind_recalls(now(), interval '1 hour', 9)`),
];
