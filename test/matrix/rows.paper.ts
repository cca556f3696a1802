// The papers of the meeting, by hand, from the rules: who takes part reads the letter, coordinators write it in their own names; a link to a paper is its maker's alone.
import { type ActorName, isPerson, PEOPLE } from './rows.cast.js';
import { attends } from './rows.meetings.js';
import { MEETINGS } from './rows.meetings.cast.js';

const WRITTEN = ['one', 'two'] as const;

/** Links to papers: of somebody of each edition. */
const TICKETS = { recipient: '99999999-0000-4000-8000-000000000871', outsider: '99999999-0000-4000-8000-000000000872' } as const;
const tickets = (actor: ActorName): string[] => (actor === 'recipient' || actor === 'outsider' ? [TICKETS[actor]] : []);

/** Rows, written past all rules. */
export const PAPER_SQL: readonly string[] = [
  `INSERT INTO hub.meeting_letters (edition_id, document_number, dated_on, era, sender, at, by_id) VALUES ${WRITTEN.map((edition) => `('${MEETINGS[edition]}', 'x', '2027-01-12', 'WESTERN', '{"en": "x"}', now(), '${PEOPLE.coordinator.id}')`).join()}`,
  `INSERT INTO hub.meeting_paper_tickets (id, person_id, edition_id, expires_at) VALUES ('${TICKETS.recipient}', '${PEOPLE.recipient.id}', '${MEETINGS.one}', now()), ('${TICKETS.outsider}', '${PEOPLE.outsider.id}', '${MEETINGS.two}', now())`,
];

/** What is read of it. */
export const PAPER_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'meeting_letters', keys: 'SELECT edition_id FROM hub.meeting_letters', seen: (actor) => WRITTEN.filter((edition) => attends(actor, edition)).map((edition) => MEETINGS[edition]) },
  { table: 'meeting_paper_tickets', keys: 'SELECT id FROM hub.meeting_paper_tickets', seen: tickets },
];

const self = (actor: ActorName): string => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider).id;

/** Changes of everything at once: policies for writing stand alone. */
export const PAPER_SWEEPS: readonly { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all letters of the meeting', sql: (actor) => `UPDATE hub.meeting_letters SET document_number = 'swept', by_id = '${self(actor)}'`, changed: `SELECT edition_id FROM hub.meeting_letters WHERE document_number = 'swept'`,
    expected: (actor) => (actor === 'coordinator' ? WRITTEN.map((edition) => MEETINGS[edition]) : []) },
  { what: 'all links to papers', sql: () => `UPDATE hub.meeting_paper_tickets SET used_at = '2027-01-01'`, changed: `SELECT id FROM hub.meeting_paper_tickets WHERE used_at = '2027-01-01'`, expected: tickets },
  { what: 'to forget all links to papers', sql: () => 'DELETE FROM hub.meeting_paper_tickets', changed: `SELECT x::text FROM unnest('{${Object.values(TICKETS).join()}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.meeting_paper_tickets t WHERE t.id = x)`, expected: tickets },
];

const add = (by: string): string => `INSERT INTO hub.meeting_letters (edition_id, document_number, dated_on, era, sender, at, by_id) VALUES ('${MEETINGS.three}', 'y', '2027-01-12', 'JAPANESE', '{}', now(), '${by}')`;
const ticket = (by: string, edition: string): string => `INSERT INTO hub.meeting_paper_tickets (id, person_id, edition_id, expires_at) VALUES ('99999999-0000-4000-8000-000000000873', '${by}', '${edition}', now())`;
const TAKING_PART = (Object.keys(PEOPLE) as ActorName[]).filter((actor) => attends(actor, 'one'));
const change = (by: string): string => `UPDATE hub.meeting_letters SET document_number = 'y', by_id = '${by}' WHERE edition_id = '${MEETINGS.one}'`;

/** Each in his own name, and in another's. */
export const PAPER_ATTEMPTS: readonly { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] }[] = [
  { what: 'write a letter', sql: (actor) => add(self(actor)), allowed: ['coordinator'] },
  { what: 'write a letter in the name of somebody else', sql: () => add(PEOPLE.author.id), allowed: [] },
  { what: 'change a letter', sql: (actor) => change(self(actor)), allowed: ['coordinator'] },
  { what: 'change a letter in the name of somebody else', sql: () => change(PEOPLE.author.id), allowed: [] },
  { what: 'make a link to a paper', sql: (actor) => ticket(self(actor), MEETINGS.one), allowed: TAKING_PART },
  { what: 'make a link to a paper in the name of somebody else', sql: () => ticket(PEOPLE.author.id, MEETINGS.one), allowed: ['author'] },
  { what: 'give a link to a paper to somebody else', sql: () => `UPDATE hub.meeting_paper_tickets SET person_id = '${PEOPLE.author.id}'`, allowed: [] },
  { what: 'take a letter away', sql: () => `DELETE FROM hub.meeting_letters WHERE edition_id = '${MEETINGS.one}'`, allowed: [] },
];
