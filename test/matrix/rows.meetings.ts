// What everybody may see and change of the meeting's editions, by hand, from the rules: the parties and coordinators see one, coordinators keep it.
import { type ActorName, BR, isPerson, NPA, PEOPLE, PH, TH } from './rows.cast.js';
import { MEETINGS } from './rows.meetings.cast.js';

const PARTIES = { one: [NPA.id, PH.id, BR.id], two: [NPA.id, TH.id] } as const;
const EDITIONS = ['one', 'two'] as const;
export const attends = (actor: ActorName, edition: (typeof EDITIONS)[number]): boolean =>
  actor === 'coordinator' || (isPerson(actor) && (PARTIES[edition] as readonly string[]).includes(PEOPLE[actor].organisationId));
const seen = (actor: ActorName): ('one' | 'two')[] => EDITIONS.filter((edition) => actor === 'setup' || attends(actor, edition));
const ids = (actor: ActorName): string[] => seen(actor).map((edition) => MEETINGS[edition]);
const kept = (actor: ActorName, more: boolean): string[] => (actor === 'coordinator' || (more && actor === 'setup') ? Object.values(MEETINGS) : []);

/** What is read of it. */
export const MEETING_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'meeting_editions', keys: 'SELECT id FROM hub.meeting_editions', seen: ids },
  { table: 'meeting_parties', keys: `SELECT edition_id || ' ' || organisation_id FROM hub.meeting_parties`, seen: (actor) => seen(actor).flatMap((edition) => PARTIES[edition].map((id) => `${MEETINGS[edition]} ${id}`)) },
  { table: 'meeting_steps', keys: 'SELECT edition_id FROM hub.meeting_steps', seen: ids },
];

/** Changes of everything at once: policies for writing stand alone. */
export const MEETING_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all editions of the meeting', sql: () => `UPDATE hub.meeting_editions SET reason = 'swept'`, changed: `SELECT id FROM hub.meeting_editions WHERE reason = 'swept'`, expected: (actor) => kept(actor, true) },
  { what: 'all parties of the meeting', sql: () => 'UPDATE hub.meeting_parties SET must_attend = true', changed: 'SELECT DISTINCT edition_id FROM hub.meeting_parties WHERE must_attend', expected: (actor) => kept(actor, false) },
  { what: 'to let nobody take part in the meeting', sql: () => 'DELETE FROM hub.meeting_parties', changed: `SELECT x::text FROM unnest('{${Object.values(MEETINGS).join()}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.meeting_parties p WHERE p.edition_id = x)`, expected: (actor) => kept(actor, false) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000061';
const PEOPLE_OF = (edition: 'one' | 'two'): ActorName[] => (Object.keys(PEOPLE) as ActorName[]).filter((actor) => attends(actor, edition));

/** Coordinators open, keep and move editions; nobody takes back what happened. */
export const MEETING_ATTEMPTS: readonly Attempt[] = [
  { what: 'open an edition', sql: () => `INSERT INTO hub.meeting_editions (id, number, year, names, created_at, created_by) VALUES ('${fresh}', 9, 2030, '{}', now(), '${PEOPLE.coordinator.id}')`, allowed: ['coordinator', 'setup'] },
  { what: 'let an organisation take part', sql: () => `INSERT INTO hub.meeting_parties (edition_id, organisation_id) VALUES ('${MEETINGS.one}', '${TH.id}')`, allowed: ['coordinator', 'setup'] },
  { what: 'note a step', sql: () => `INSERT INTO hub.meeting_steps (edition_id, position, act, state, at) VALUES ('${MEETINGS.one}', 2, 'CANCEL', 'CANCELLED', now())`, allowed: ['coordinator', 'setup'] },
  { what: 'remove an edition', sql: () => `DELETE FROM hub.meeting_editions WHERE id = '${MEETINGS.one}'`, allowed: [] },
  { what: 'give an edition another number', sql: () => `UPDATE hub.meeting_editions SET number = 7 WHERE id = '${MEETINGS.one}'`, allowed: [] },
  { what: 'change a step', sql: () => `UPDATE hub.meeting_steps SET state = 'CLOSED'`, allowed: [] },
  { what: 'take a step back', sql: () => 'DELETE FROM hub.meeting_steps', allowed: [] },
  ...EDITIONS.flatMap((edition): Attempt[] => [
    { what: `hold edition ${edition} alone`, sql: () => `SELECT 1 WHERE hub.hold_edition('${MEETINGS[edition]}', true) IS NOT NULL`, allowed: PEOPLE_OF(edition) },
    { what: `hold edition ${edition} beside others`, sql: () => `SELECT 1 WHERE hub.hold_edition('${MEETINGS[edition]}', false) IS NOT NULL`, allowed: PEOPLE_OF(edition) },
    { what: `learn whether one takes part in ${edition}`, sql: () => `SELECT 1 WHERE hub.attends('${MEETINGS[edition]}')`, allowed: PEOPLE_OF(edition) },
  ]),
  { what: 'have the parties attest anew', sql: () => `SELECT hub.ask_attestations('${MEETINGS.one}')`, allowed: ['coordinator'] },
];
