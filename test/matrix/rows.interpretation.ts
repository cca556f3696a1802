// What everybody may see and change of interpretation, by hand, from the rules: an organisation keeps its own interpreters, and all parties see them; who is let into an
// item and interprets it is known to whom it is open to. Whoever speaks for its proposer lets in; he, who coordinates and an interpreter's own party assign, of what each sees.
import { type ActorName, BR, isPerson, NPA, PEOPLE, type PersonName, PH } from './rows.cast.js';
import { INTERPRETED as I } from './rows.interpretation.cast.js';
import { attends } from './rows.meetings.js';
import { ITEMS, MEETINGS } from './rows.meetings.cast.js';
import { MINUTES } from './rows.minutes.cast.js';

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
type Sweep = { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] };

const all = Object.keys(PEOPLE) as PersonName[];
const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const of = (actor: ActorName, ...organisations: { id: string }[]): boolean => isPerson(actor) && organisations.some(({ id }) => id === PEOPLE[actor].organisationId);
const has = (actor: ActorName, ...roles: string[]): boolean => isPerson(actor) && (PEOPLE[actor].roles as readonly string[]).some((role) => roles.includes(role));
const speaks = (actor: ActorName): boolean => has(actor, 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR');
/** Whoever names the own organisation's delegates. */
const keeps = (actor: ActorName): boolean => has(actor, 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR');
const colleague = (actor: ActorName): string => (self(actor).id === PEOPLE.colleague.id ? PEOPLE.contact.id : PEOPLE.colleague.id);
const who = (can: (actor: ActorName) => boolean): ActorName[] => all.filter(can);
/** Items, by who sees them. */
const SEES = {
  open: (actor: ActorName) => of(actor, NPA, PH, BR), closed: (actor: ActorName) => of(actor, PH, BR), red: (actor: ActorName) => ['author', 'second', 'named'].includes(actor),
  other: (actor: ActorName) => of(actor, NPA) || actor === 'outsider', minuted: (actor: ActorName) => of(actor, PH),
};
const seen = (actor: ActorName, rows: readonly (readonly [string, keyof typeof SEES])[]): string[] => rows.filter(([, item]) => SEES[item](actor)).map(([id]) => id);
const own = (actor: ActorName, ids: { npa: string; ph: string; br: string }): string => (of(actor, NPA) ? ids.npa : of(actor, BR) ? ids.br : ids.ph);
const BARE = { npa: I.npaBare, ph: I.phBare, br: I.brBare };
const kept = (actor: ActorName, bare: boolean): string[] => (keeps(actor) ? (of(actor, NPA) ? [I.npa, ...(bare ? [I.npaBare] : [])] : of(actor, BR) ? [I.br, ...(bare ? [I.brBare] : [])] : [I.ph, ...(bare ? [I.phBare, I.phRemoved] : [])]) : []);

/** What is read of it. */
export const INTERPRETATION_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'meeting_interpreters', keys: 'SELECT id FROM hub.meeting_interpreters', seen: (actor) =>
    [...(attends(actor, 'one') ? [I.npa, I.ph, I.br, I.npaBare, I.phBare, I.brBare, I.phRemoved] : []), ...(attends(actor, 'two') ? [I.phElsewhere, I.th] : [])] },
  { table: 'meeting_interpreter_contacts', keys: 'SELECT interpreter_id FROM hub.meeting_interpreter_contacts', seen: (actor) => (actor === 'coordinator' ? [I.npa, I.ph, I.br, I.phElsewhere, I.th] : kept(actor, false)) },
  { table: 'meeting_clearances', keys: 'SELECT id FROM hub.meeting_clearances', seen: (actor) => seen(actor, [[I.cleared, 'closed'], [I.revoked, 'closed'], [I.redCleared, 'red'], [I.otherCleared, 'other']]) },
  { table: 'meeting_interpretations', keys: 'SELECT id FROM hub.meeting_interpretations', seen: (actor) =>
    seen(actor, [[I.open, 'open'], [I.closed, 'closed'], [I.ended, 'closed'], [I.red, 'red'], [I.other, 'other'], [I.minuted, 'minuted']]) },
];

const AT = `'2030-01-01T00:00:00Z'`;
const proposers = { closed: (actor: ActorName) => of(actor, BR) && speaks(actor), red: (actor: ActorName) => actor === 'author' || actor === 'second', other: (actor: ActorName) => actor === 'outsider' };

/** Changes of everything at once: policies for writing stand alone. */
export const INTERPRETATION_SWEEPS: readonly Sweep[] = [
  { what: 'all interpreters', sql: () => `UPDATE hub.meeting_interpreters SET agency = 'swept'`, changed: `SELECT id FROM hub.meeting_interpreters WHERE agency = 'swept'`, expected: (actor) => kept(actor, true) },
  { what: 'how all interpreters are reached', sql: () => `UPDATE hub.meeting_interpreter_contacts SET contact = 'swept'`, changed: `SELECT interpreter_id FROM hub.meeting_interpreter_contacts WHERE contact = 'swept'`, expected: (actor) => kept(actor, false) },
  ...[self, (actor: ActorName) => ({ id: colleague(actor) })].flatMap((by, n): Sweep[] => [
    { what: `to let nobody in, in the name of ${n === 0 ? 'oneself' : 'a colleague'}`, sql: (actor) => `UPDATE hub.meeting_clearances SET revoked_at = ${AT}, revoked_by = '${by(actor).id}'`, changed: `SELECT id FROM hub.meeting_clearances WHERE revoked_at = ${AT}`,
      expected: (actor) => (n === 1 ? [] : [...(proposers.closed(actor) ? [I.cleared] : []), ...(proposers.red(actor) ? [I.redCleared] : []), ...(proposers.other(actor) ? [I.otherCleared] : [])]) },
    { what: `to let nobody interpret, in the name of ${n === 0 ? 'oneself' : 'a colleague'}`, sql: (actor) => `UPDATE hub.meeting_interpretations SET ended_at = ${AT}, ended_by = '${by(actor).id}'`, changed: `SELECT id FROM hub.meeting_interpretations WHERE ended_at = ${AT}`,
      expected: (actor) => (n === 1 ? [] : [...(actor === 'coordinator' ? [I.open, I.other] : []), ...(of(actor, PH) && speaks(actor) ? [I.open, I.minuted] : []), ...(proposers.closed(actor) ? [I.closed] : []),
        ...(proposers.red(actor) ? [I.red] : []), ...(proposers.other(actor) ? [I.other] : [])]) },
  ]),
];

const fresh = '99999999-0000-4000-8000-000000007900';
const enter = (edition: string, organisation: string, by: string): string =>
  `INSERT INTO hub.meeting_interpreters (id, edition_id, organisation_id, family_name, given_name, languages, created_at, created_by) VALUES ('${fresh}', '${edition}', '${organisation}', 'x', 'x', '{ja,th}', now(), '${by}')`;
const reach = (interpreter: string, edition: string, organisation: string): string => `INSERT INTO hub.meeting_interpreter_contacts (interpreter_id, edition_id, organisation_id, contact) VALUES ('${interpreter}', '${edition}', '${organisation}', 'x')`;
const clear = (item: string, interpreter: string, by: string): string => `INSERT INTO hub.meeting_clearances (id, item_id, interpreter_id, given_at, given_by) VALUES ('${fresh}', '${item}', '${interpreter}', now(), '${by}')`;
const assign = (item: string, interpreter: string, by: string): string =>
  `INSERT INTO hub.meeting_interpretations (id, item_id, interpreter_id, language_a, language_b, assigned_at, assigned_by) VALUES ('${fresh}', '${item}', '${interpreter}', 'ja', 'pt', now(), '${by}')`;
const link = (edition: string, interpreter: string, by: string): string =>
  `INSERT INTO hub.meeting_links (id, edition_id, interpreter_id, holder, address_hash, expires_at, created_at, created_by) VALUES ('${fresh}', '${edition}', '${interpreter}', 'x', '\\x09', now(), now(), '${by}')`;
const learns = (call: string, allowed: readonly ActorName[]): Attempt => ({ what: `learn of hub.${call.split('(')[0]}`, sql: () => `SELECT 1 WHERE hub.${call}`, allowed });
const reads = (call: string, allowed: readonly ActorName[]): Attempt => ({ what: `read of hub.${call.split('(')[0]}`, sql: () => `SELECT 1 FROM hub.${call} x`, allowed });
const byWorker = (call: string): Attempt => ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] });
const here = who((actor) => keeps(actor) && of(actor, NPA, PH, BR));

/** Who does what in whose name, and what nobody does. */
export const INTERPRETATION_ATTEMPTS: readonly Attempt[] = [
  { what: 'enter an interpreter', sql: (actor) => enter(MEETINGS.one, self(actor).organisationId, self(actor).id), allowed: here },
  { what: 'enter an interpreter in the other edition', sql: (actor) => enter(MEETINGS.two, self(actor).organisationId, self(actor).id), allowed: ['coordinator'] },
  { what: 'enter an interpreter for another organisation', sql: (actor) => enter(MEETINGS.one, of(actor, PH) ? BR.id : PH.id, self(actor).id), allowed: [] },
  { what: "enter an interpreter in a colleague's name", sql: (actor) => enter(MEETINGS.one, self(actor).organisationId, colleague(actor)), allowed: [] },
  { what: 'say how an own interpreter is reached', sql: (actor) => reach(own(actor, BARE), MEETINGS.one, self(actor).organisationId), allowed: here },
  { what: "say how another's interpreter is reached, in its name", sql: (actor) => reach(of(actor, PH) ? I.brBare : I.phBare, MEETINGS.one, of(actor, PH) ? BR.id : PH.id), allowed: [] },
  { what: "say how another's interpreter is reached, as an own one", sql: (actor) => reach(of(actor, PH) ? I.brBare : I.phBare, MEETINGS.one, self(actor).organisationId), allowed: [] },
  { what: 'say how an own interpreter is reached, of another edition', sql: (actor) => reach(own(actor, BARE), MEETINGS.two, self(actor).organisationId), allowed: [] },
  { what: 'give an interpreter to another organisation', sql: () => `UPDATE hub.meeting_interpreters SET organisation_id = '${PH.id}'`, allowed: [] },
  { what: 'remove an interpreter as a row', sql: () => 'DELETE FROM hub.meeting_interpreters', allowed: [] },
  { what: 'let somebody into what is closed', sql: (actor) => clear(ITEMS.closed, I.npaBare, self(actor).id), allowed: who(proposers.closed) },
  { what: "let somebody into what is closed in a colleague's name", sql: (actor) => clear(ITEMS.closed, I.npaBare, colleague(actor)), allowed: [] },
  { what: 'let somebody of another edition in', sql: (actor) => clear(ITEMS.closed, I.th, self(actor).id), allowed: [] },
  { what: 'let somebody into what is about TLP:RED', sql: (actor) => clear(ITEMS.red, I.npaBare, self(actor).id), allowed: [] },
  { what: 'let somebody into what is about TLP:CLEAR', sql: (actor) => clear(ITEMS.open, I.brBare, self(actor).id), allowed: who((actor) => of(actor, PH) && speaks(actor)) },
  { what: 'have BR’s interpret what is open', sql: (actor) => assign(ITEMS.open, I.br, self(actor).id), allowed: who((actor) => actor === 'coordinator' || (of(actor, PH) && speaks(actor)) || (of(actor, BR) && keeps(actor))) },
  { what: 'have BR’s interpret what is open in a colleague’s name', sql: (actor) => assign(ITEMS.open, I.br, colleague(actor)), allowed: [] },
  { what: 'have one who was let in interpret what is closed', sql: (actor) => assign(ITEMS.closed, I.npa, self(actor).id), allowed: who(proposers.closed) },
  { what: 'have one who was not let in interpret what is closed', sql: (actor) => assign(ITEMS.closed, I.npaBare, self(actor).id), allowed: [] },
  { what: 'have PH’s interpret what is closed', sql: (actor) => assign(ITEMS.closed, I.phBare, self(actor).id), allowed: who((actor) => proposers.closed(actor) || (of(actor, PH) && keeps(actor))) },
  { what: 'have one who was removed interpret', sql: (actor) => assign(ITEMS.open, I.phRemoved, self(actor).id), allowed: [] },
  { what: 'have somebody interpret what is about TLP:RED', sql: (actor) => assign(ITEMS.red, I.ph, self(actor).id), allowed: [] },
  { what: 'make a link for an interpreter', sql: (actor) => link(MEETINGS.one, I.npaBare, self(actor).id), allowed: here },
  { what: "make a link for an interpreter in a colleague's name", sql: (actor) => link(MEETINGS.one, I.npaBare, colleague(actor)), allowed: [] },
  // By those who make links for anybody: it shows nothing.
  { what: 'make a link for an interpreter of another edition', sql: (actor) => link(MEETINGS.two, I.ph, self(actor).id), allowed: ['coordinator'] },
  { what: 'make a link for one who was removed', sql: (actor) => link(MEETINGS.one, I.phRemoved, self(actor).id), allowed: ['coordinator'] },
  { what: 'give a link to another interpreter', sql: () => `UPDATE hub.meeting_links SET interpreter_id = '${I.br}'`, allowed: [] },
  learns(`lets_interpreter_in('${ITEMS.closed}', '${I.npa}')`, who(SEES.closed)), learns(`proposes_item('${ITEMS.closed}')`, who(proposers.closed)), learns(`may_clear('${ITEMS.closed}', '${I.npaBare}')`, who(proposers.closed)),
  learns(`assigns_interpreter('${MINUTES.closed}', '${I.ph}')`, who((actor) => of(actor, PH) && speaks(actor))), learns(`interprets('${I.closed}')`, who(SEES.closed)),
  learns(`interpreter_within('${ITEMS.closed}', '${I.npa}')`, []), reads(`pairs_needed('${ITEMS.open}')`, []), learns(`interpretation_counts('${I.closed}')`, []),
  reads(`closed_interpretation('${MEETINGS.one}')`, ['coordinator']), reads(`interpreters_busy('${MEETINGS.one}')`, ['coordinator']), reads(`meeting_coordinators('${MEETINGS.one}')`, [...who((actor) => attends(actor, 'one')), 'worker']),
  { what: 'learn which interpreters are out of what is closed', sql: () => `SELECT count(*) FROM hub.shut_out_interpreters('${ITEMS.closed}')`, allowed: who(proposers.closed) }, byWorker('shut_out_interpreters(NULL)'),
  { what: 'forget how interpreters are reached', sql: () => `SELECT hub.forget_interpreter_contacts('${MEETINGS.one}')`, allowed: ['coordinator'] },
  { what: 'end the links of an interpreter', sql: () => `SELECT hub.end_interpreter_links('${I.ph}')`, allowed: who((actor) => of(actor, PH) && keeps(actor)) },
  byWorker(`items_by_link('${I.npaLink}')`), byWorker(`documents_by_link('${I.npaLink}')`), reads(`public_items_by_link('${I.npaLink}')`, []), byWorker(`interpreter_of_link('${I.npaLink}')`),
];
