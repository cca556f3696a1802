// What everybody may see and change of requests to show something to somebody outside, by hand, from the rules: a request is the asking organisation's, while it sees
// the bulletin, and its editors'; a view that was proposed for one is approved only while it waits for that.
import { type ActorName, BR, BULLETINS, isPerson, NPA, PEOPLE, PH, TH } from './rows.cast.js';
import { OUTSIDE as Q, PROPOSED } from './rows.outside.cast.js';

const ALL = Object.values(Q);
const WAITING = [Q.asked, Q.granting, Q.withView, Q.late, Q.clear, Q.bare];
const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const other = (actor: ActorName): string => (self(actor).id === PEOPLE.colleague.id ? PEOPLE.contact.id : PEOPLE.colleague.id);
const table = (rows: Partial<Record<ActorName, string[]>>) => (actor: ActorName): string[] => [...(rows[actor] ?? [])];
const editors = { author: ALL, second: ALL, worker: ALL };

type Reading = { table: string; keys: string; seen: (actor: ActorName) => string[] };
type Sweep = { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] };
type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };

/** What is read of it. */
export const OUTSIDE_READINGS: readonly Reading[] = [
  { table: 'outside_requests', keys: 'SELECT id FROM hub.outside_requests', seen: table({ ...editors, recipient: [...WAITING, Q.granted], recipientReader: [...WAITING, Q.granted], named: [...WAITING, Q.granted, Q.red], outsider: [Q.theirs] }) },
];

const changedIn = (name: string, where: string): string => `SELECT id FROM hub.${name} WHERE ${where}`;
const approving = (request: string) => (actor: ActorName): string =>
  `UPDATE hub.outside_releases SET state = 'READY', approved_by = '${self(actor).id}', approved_at = now(), address_hash = decode(replace(id::text, '-', ''), 'hex'), code_hash = 'x' WHERE request_id = '${request}'`;
const READY = changedIn('outside_releases', `state = 'READY' AND request_id IS NOT NULL`);

/** Changes of everything at once: policies for writing stand alone. */
export const OUTSIDE_SWEEPS: readonly Sweep[] = [
  // Whoever asked changes nothing but that it is taken back.
  { what: 'the reasons of all requests for people outside', sql: () => `UPDATE hub.outside_requests SET reason = 'X'`, changed: changedIn('outside_requests', `reason = 'X'`), expected: table(editors) },
  { what: 'to take all requests for people outside back', sql: () => `UPDATE hub.outside_requests SET state = 'WITHDRAWN', answered_at = now()`, changed: changedIn('outside_requests', `state = 'WITHDRAWN'`),
    expected: table({ ...editors, recipient: WAITING, named: [...WAITING, Q.red], outsider: [Q.theirs] }) },
  // Whoever proposed it does not approve it (a constraint).
  { what: 'to approve what was granted', sql: approving(Q.granting), changed: READY, expected: table({ author: [PROPOSED.granting] }) },
  { what: 'to approve what was not granted', sql: approving(Q.withView), changed: READY, expected: () => [] },
  { what: 'to approve what was granted, too late', sql: approving(Q.late), changed: READY, expected: () => [] },
];

const fresh = '99999999-0000-4000-8000-000000000076';
const ask = (bulletin: { id: string }, { asker, person, originator = PH.id, more = ['', ''] }: { asker: string; person: string; originator?: string; more?: [string, string] }): string =>
  `INSERT INTO hub.outside_requests (id, bulletin_id, originator_id, asker_id, person_id, reader_name, reader_organisation, contact, purpose, asked_at, answer_by${more[0]})
   VALUES ('${fresh}', '${bulletin.id}', '${originator}', '${asker}', '${person}', 'x', 'x', 'x', 'x', now(), now()${more[1]})`;
const propose = (request: string, bulletin = BULLETINS.amber as { id: string }) => (actor: ActorName): string =>
  `INSERT INTO hub.outside_releases (id, request_id, bulletin_id, originator_id, number, content_hash, section_ids, reader_name, reader_organisation, purpose, expires_at, proposed_by, proposed_at)
   VALUES ('${fresh}', '${request}', '${bulletin.id}', '${self(actor).organisationId}', 1, '\\x00', '{}', 'x', 'x', 'x', now(), '${self(actor).id}', now())`;
const mine = (actor: ActorName, more: object = {}): Parameters<typeof ask>[1] => ({ asker: self(actor).organisationId, person: self(actor).id, ...more });
const { amber, clear, green, red } = BULLETINS;

/** Who asks and proposes. */
export const OUTSIDE_ATTEMPTS: readonly Attempt[] = [
  { what: 'ask that somebody outside be shown what is AMBER', sql: (actor) => ask(amber, mine(actor)), allowed: ['recipient', 'named'] },
  { what: 'ask that somebody outside be shown what is GREEN', sql: (actor) => ask(green, mine(actor)), allowed: ['recipient', 'named', 'outsider'] },
  { what: 'ask that somebody outside be shown what is CLEAR', sql: (actor) => ask(clear, mine(actor)), allowed: [] },
  { what: 'ask that somebody outside be shown what is RED', sql: (actor) => ask(red, mine(actor)), allowed: [] },
  { what: "ask for somebody outside in a colleague's name", sql: (actor) => ask(amber, mine(actor, { person: other(actor) })), allowed: [] },
  { what: 'ask for somebody outside for another organisation', sql: (actor) => ask(amber, mine(actor, { asker: self(actor).organisationId === BR.id ? TH.id : BR.id })), allowed: [] },
  { what: 'ask another originator for somebody outside', sql: (actor) => ask(amber, mine(actor, { originator: self(actor).organisationId === NPA.id ? TH.id : NPA.id })), allowed: [] },
  { what: 'ask for somebody outside and take it back at once', sql: (actor) => ask(amber, mine(actor, { more: [', state, answered_at', `, 'WITHDRAWN', now()`] })), allowed: [] },
  { what: 'change who is to read', sql: () => `UPDATE hub.outside_requests SET reader_name = 'X' WHERE id = '${Q.asked}'`, allowed: [] },
  { what: 'remove a request for somebody outside', sql: () => `DELETE FROM hub.outside_requests WHERE id = '${Q.asked}'`, allowed: [] },
  { what: 'propose the view that was granted', sql: propose(Q.bare), allowed: ['author', 'second'] },
  { what: 'propose a view for what was not granted', sql: propose(Q.asked), allowed: [] },
  { what: 'propose a view of another bulletin for what was granted', sql: propose(Q.bare, green), allowed: [] },
  { what: 'strike something from requests for people outside', sql: () => `SELECT hub.strike_in_outside_requests('${amber.id}', 'x', 'y')`, allowed: [] },
  { what: 'purge requests for people outside', sql: () => `SELECT hub.purge_in_outside_requests('${amber.id}')`, allowed: [] },
  { what: 'have hub.outside_requests_due run', sql: () => `SELECT count(*) FROM hub.outside_requests_due(now(), 1) x HAVING hub.realm() <> ''`, allowed: ['worker'] },
];
