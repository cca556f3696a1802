// The letters of the meeting, by hand, from the rules: who takes part reads it, coordinators write it in their own names.
import { type ActorName, isPerson, PEOPLE } from './rows.cast.js';
import { attends } from './rows.meetings.js';
import { MEETINGS } from './rows.meetings.cast.js';

const WRITTEN = ['one', 'two'] as const;

/** Rows, written past all rules. */
export const PAPER_SQL: readonly string[] = [
  `INSERT INTO hub.meeting_letters (edition_id, document_number, dated_on, era, sender, at, by_id) VALUES ${WRITTEN.map((edition) => `('${MEETINGS[edition]}', 'x', '2027-01-12', 'WESTERN', '{"en": "x"}', now(), '${PEOPLE.coordinator.id}')`).join()}`,
];

/** What is read of it. */
export const PAPER_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'meeting_letters', keys: 'SELECT edition_id FROM hub.meeting_letters', seen: (actor) => WRITTEN.filter((edition) => attends(actor, edition)).map((edition) => MEETINGS[edition]) },
];

const self = (actor: ActorName): string => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider).id;

/** Changes of everything at once: policies for writing stand alone. */
export const PAPER_SWEEPS: readonly { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all letters of the meeting', sql: (actor) => `UPDATE hub.meeting_letters SET document_number = 'swept', by_id = '${self(actor)}'`, changed: `SELECT edition_id FROM hub.meeting_letters WHERE document_number = 'swept'`,
    expected: (actor) => (actor === 'coordinator' ? WRITTEN.map((edition) => MEETINGS[edition]) : []) },
];

const add = (by: string): string => `INSERT INTO hub.meeting_letters (edition_id, document_number, dated_on, era, sender, at, by_id) VALUES ('${MEETINGS.three}', 'y', '2027-01-12', 'JAPANESE', '{}', now(), '${by}')`;
const change = (by: string): string => `UPDATE hub.meeting_letters SET document_number = 'y', by_id = '${by}' WHERE edition_id = '${MEETINGS.one}'`;

/** Each in his own name, and in another's. */
export const PAPER_ATTEMPTS: readonly { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] }[] = [
  { what: 'write a letter', sql: (actor) => add(self(actor)), allowed: ['coordinator'] },
  { what: 'write a letter in the name of somebody else', sql: () => add(PEOPLE.author.id), allowed: [] },
  { what: 'change a letter', sql: (actor) => change(self(actor)), allowed: ['coordinator'] },
  { what: 'change a letter in the name of somebody else', sql: () => change(PEOPLE.author.id), allowed: [] },
  { what: 'take a letter away', sql: () => `DELETE FROM hub.meeting_letters WHERE edition_id = '${MEETINGS.one}'`, allowed: [] },
];
