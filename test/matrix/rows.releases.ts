// What everybody may see and change of onward release, by hand, from the rules: a request is the asking organisation's and the editors', a release the
// third organisation's while it stands, a view for somebody outside the editors', terms everybody's.
import { type ActorName, BR, BULLETINS, isPerson, NPA, PEOPLE, PH, RELEASES as R, TH } from './rows.cast.js';
import { PROPOSED } from './rows.outside.cast.js';

const { q1, q2, q3, q4, q5, q6, q7, o1, o2, o3, o4 } = R;
const REQUESTS = [q1, q2, q3, q4, q5, q6, q7];
const forRequests: string[] = Object.values(PROPOSED);
const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const table = <T extends string>(rows: Partial<Record<ActorName, T[]>>) => (actor: ActorName): T[] => rows[actor] ?? [];
const requests = table({
  author: REQUESTS, second: REQUESTS, worker: REQUESTS, recipient: [q1, q4, q5], recipientReader: [q1, q4, q5], named: [q1, q3, q4, q5], outsider: [q6, q7],
});
const views = table({ author: [o1, o3, o4, ...forRequests], second: [o1, o3, o4, ...forRequests], npaOfficer: [o2] });

type Reading = { table: string; keys: string; seen: (actor: ActorName) => string[] };
type Sweep = { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] };
type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };

/** What is read of it. */
export const RELEASE_READINGS: readonly Reading[] = [
  { table: 'release_requests', keys: 'SELECT id FROM hub.release_requests', seen: requests },
  { table: 'releases', keys: 'SELECT id FROM hub.releases', seen: table({ worker: [q1, q2, q3, q4, q5, q6], recipient: [q1, q5], recipientReader: [q1, q5], named: [q1, q3, q5] }) },
  { table: 'release_ends', keys: 'SELECT bulletin_id FROM hub.release_ends', seen: (actor) =>
    (self(actor).organisationId === BR.id && isPerson(actor) ? [BULLETINS.amber.id, R.odd] : actor === 'outsider' ? [R.ended] : []) },
  { table: 'outside_releases', keys: 'SELECT id FROM hub.outside_releases', seen: views },
  { table: 'organisation_terms', keys: 'SELECT organisation_id FROM hub.organisation_terms', seen: (actor) => (isPerson(actor) ? [BR.id] : []) },
];

const changedIn = (name: string, where: string): string => `SELECT id FROM hub.${name} WHERE ${where}`;
const open = (actor: ActorName): string[] => (actor === 'author' || actor === 'second' || actor === 'worker' ? REQUESTS
  : table({ recipient: [q1, q5], named: [q1, q3, q5], outsider: [q6, q7] })(actor));
const WHO = (actor: ActorName): string => self(actor).id;
const other = (actor: ActorName): string => (WHO(actor) === PEOPLE.colleague.id ? PEOPLE.contact.id : PEOPLE.colleague.id);
const approving = (by: string): string => `approved_by = '${by}', approved_at = now(), address_hash = decode(replace(id::text, '-', ''), 'hex'), code_hash = 'x'`;

/** Those for requests: rows.outside.ts. */
const ALONE = 'WHERE request_id IS NULL';

/** Changes of everything at once: policies for writing stand alone. */
export const RELEASE_SWEEPS: readonly Sweep[] = [
  // Whoever asked changes nothing but that it is taken back.
  { what: 'the reasons of all requests', sql: () => `UPDATE hub.release_requests SET reason = 'X'`, changed: changedIn('release_requests', `reason = 'X'`), expected: table({ author: REQUESTS, second: REQUESTS, worker: REQUESTS }) },
  { what: 'to take all requests back', sql: () => `UPDATE hub.release_requests SET state = 'WITHDRAWN', answered_at = now()`, changed: changedIn('release_requests', `state = 'WITHDRAWN'`), expected: open },
  { what: 'to revoke all views', sql: (actor) => `UPDATE hub.outside_releases SET state = 'REVOKED', revoked_by = '${WHO(actor)}', revoked_at = now()`, changed: changedIn('outside_releases', `state = 'REVOKED'`), expected: table({ author: [o1, o3, ...forRequests], second: [o1, o3, ...forRequests], npaOfficer: [o2] }) },
  { what: "to revoke all views in a colleague's name", sql: (actor) => `UPDATE hub.outside_releases SET state = 'REVOKED', revoked_by = '${other(actor)}', revoked_at = now()`, changed: changedIn('outside_releases', `state = 'REVOKED'`), expected: () => [] },
  { what: 'to approve all views', sql: (actor) => `UPDATE hub.outside_releases SET state = 'READY', ${approving(WHO(actor))} ${ALONE}`, changed: changedIn('outside_releases', `state = 'READY'`), expected: table({ author: [o1, o3], npaOfficer: [o2] }) },
  { what: "to approve all views in a colleague's name", sql: (actor) => `UPDATE hub.outside_releases SET state = 'READY', ${approving(other(actor))} ${ALONE}`, changed: changedIn('outside_releases', `state = 'READY'`), expected: () => [] },
  { what: 'to approve all views and leave them', sql: (actor) => `UPDATE hub.outside_releases SET ${approving(WHO(actor))} ${ALONE}`, changed: changedIn('outside_releases', `state = 'PROPOSED' AND approved_by IS NOT NULL`), expected: () => [] },
  { what: 'to revoke all views and leave them', sql: (actor) => `UPDATE hub.outside_releases SET revoked_by = '${WHO(actor)}'`, changed: changedIn('outside_releases', 'revoked_by IS NOT NULL'), expected: () => [] },
  { what: 'all terms', sql: (actor) => `UPDATE hub.organisation_terms SET ministry = 'X', set_by = '${WHO(actor)}'`, changed: `SELECT organisation_id FROM hub.organisation_terms WHERE ministry = 'X'`, expected: table({ recipientAdministrator: [BR.id] }) },
  { what: "all terms in a colleague's name", sql: (actor) => `UPDATE hub.organisation_terms SET ministry = 'X', set_by = '${other(actor)}'`, changed: `SELECT organisation_id FROM hub.organisation_terms WHERE ministry = 'X'`, expected: () => [] },
];

const fresh = '99999999-0000-4000-8000-000000000044';
const ask = (bulletin: { id: string }, { asker, person, originator = PH.id, more = ['', ''] }: { asker: string; person: string; originator?: string; more?: [string, string] }): string =>
  `INSERT INTO hub.release_requests (id, bulletin_id, originator_id, asker_id, person_id, recipient_id, purpose, asked_at, answer_by${more[0]})
   VALUES ('${fresh}', '${bulletin.id}', '${originator}', '${asker}', '${person}', '${asker === NPA.id ? TH.id : NPA.id}', 'x', now(), now()${more[1]})`;
const propose = (bulletin: { id: string }, { by, originator, more = ['', ''] }: { by: string; originator: string; more?: [string, string] }): string =>
  `INSERT INTO hub.outside_releases (id, bulletin_id, originator_id, number, content_hash, section_ids, reader_name, reader_organisation, purpose, expires_at, proposed_by, proposed_at${more[0]})
   VALUES ('${fresh}', '${bulletin.id}', '${originator}', 1, '\\x00', '{}', 'x', 'x', 'x', now(), '${by}', now()${more[1]})`;
const terms = (organisation: string, by: string): string => `INSERT INTO hub.organisation_terms (organisation_id, ministry_counts, set_by, set_at, revision) VALUES ('${organisation}', false, '${by}', now(), 1)`;
const { amber, clear, red } = BULLETINS;

/** Who asks, proposes and says what. */
export const RELEASE_ATTEMPTS: readonly Attempt[] = [
  { what: 'ask for a release', sql: (actor) => ask(amber, { asker: self(actor).organisationId, person: WHO(actor) }), allowed: ['recipient', 'named'] },
  { what: "ask in a colleague's name", sql: (actor) => ask(amber, { asker: self(actor).organisationId, person: other(actor) }), allowed: [] },
  { what: 'ask for another organisation', sql: (actor) => ask(amber, { asker: self(actor).organisationId === BR.id ? TH.id : BR.id, person: WHO(actor) }), allowed: [] },
  { what: 'ask another originator', sql: (actor) => ask(amber, { asker: self(actor).organisationId, person: WHO(actor), originator: self(actor).organisationId === NPA.id ? TH.id : NPA.id }), allowed: [] },
  { what: 'ask for what is TLP:CLEAR', sql: (actor) => ask(clear, { asker: self(actor).organisationId, person: WHO(actor) }), allowed: [] },
  { what: 'ask and take back at once', sql: (actor) => ask(amber, { asker: self(actor).organisationId, person: WHO(actor), more: [', state, answered_at', `, 'WITHDRAWN', now()`] }), allowed: [] },
  { what: 'change whom a request is for', sql: () => `UPDATE hub.release_requests SET recipient_id = '${NPA.id}' WHERE id = '${q1}'`, allowed: [] },
  { what: 'remove a request', sql: () => `DELETE FROM hub.release_requests WHERE id = '${q1}'`, allowed: [] },
  { what: 'release something', sql: () => `INSERT INTO hub.releases (id, bulletin_id, recipient_id, released_at) VALUES ('${q7}', '${amber.id}', '${NPA.id}', now())`, allowed: ['worker'] },
  { what: 'change a release', sql: () => `UPDATE hub.releases SET ended_at = now() WHERE id = '${q1}'`, allowed: [] },
  { what: 'let a release end', sql: () => `INSERT INTO hub.release_ends (bulletin_id, organisation_id, until) VALUES ('${amber.id}', '${TH.id}', now())`, allowed: [] },
  { what: 'keep a release from ending', sql: () => `DELETE FROM hub.release_ends WHERE organisation_id = '${TH.id}'`, allowed: [] },
  { what: 'take a release out of a working copy', sql: () => `SELECT hub.drop_releases('${amber.id}', ARRAY['${q1}']::uuid[])`, allowed: ['author', 'second', 'worker', 'recipient', 'named'] },
  { what: 'end a release', sql: () => `SELECT hub.end_releases('${amber.id}', ARRAY['${q1}']::uuid[], now())`, allowed: ['author', 'second', 'worker'] },
  { what: 'propose a view', sql: (actor) => propose(amber, { by: WHO(actor), originator: self(actor).organisationId }), allowed: ['author', 'second'] },
  { what: "propose a view in a colleague's name", sql: (actor) => propose(amber, { by: other(actor), originator: self(actor).organisationId }), allowed: [] },
  { what: 'propose a view for another organisation', sql: (actor) => propose(amber, { by: WHO(actor), originator: self(actor).organisationId === PH.id ? NPA.id : PH.id }), allowed: [] },
  { what: 'propose a view of what is TLP:RED', sql: (actor) => propose(red, { by: WHO(actor), originator: self(actor).organisationId }), allowed: [] },
  { what: 'propose a view that is revoked', sql: (actor) => propose(amber, { by: WHO(actor), originator: self(actor).organisationId, more: [', state', `, 'REVOKED'`] }), allowed: [] },
  { what: 'propose a view that is approved', sql: (actor) => propose(amber, { by: WHO(actor), originator: self(actor).organisationId, more: [', approved_by, approved_at, address_hash, code_hash', `, '${PEOPLE.contact.id}', now(), '\\x09', 'x'`] }), allowed: [] },
  { what: 'open a view', sql: () => `UPDATE hub.outside_releases SET opened_at = now() WHERE id = '${o1}'`, allowed: [] },
  { what: 'try codes anew', sql: () => `UPDATE hub.outside_releases SET attempts = 0 WHERE id = '${o1}'`, allowed: [] },
  { what: 'remove a view', sql: () => `DELETE FROM hub.outside_releases WHERE id = '${o1}'`, allowed: [] },
  { what: 'say the terms of the own organisation', sql: (actor) => terms(self(actor).organisationId === BR.id ? PH.id : self(actor).organisationId, WHO(actor)), allowed: ['administrator'] },
  { what: "say the terms in a colleague's name", sql: (actor) => terms(PH.id, other(actor)), allowed: [] },
  { what: "say another organisation's terms", sql: (actor) => terms(self(actor).organisationId === TH.id ? PH.id : TH.id, WHO(actor)), allowed: [] },
  { what: 'remove terms', sql: () => `DELETE FROM hub.organisation_terms WHERE organisation_id = '${BR.id}'`, allowed: [] },
  ...['releases_due(now(), 1)', `try_outside_release('\\x01', now())`, `open_outside_release('${o1}', now())`, `outside_content('${o1}', now(), now())`]
    .map((call): Attempt => ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] })),
];
