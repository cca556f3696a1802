// What everybody may see and change of what is kept, held and demanded, by hand, from the rules. Rules of retention are the own organisation's; holds are known to
// the originator's people who know of the bulletin; what was purged to whoever does; a demand to those who answer for the organisation that received it.
import { type ActorName, BR, BULLETINS, isPerson, NPA, PEOPLE, PH, TH } from './rows.cast.js';
import { DEMANDS, LEGAL_HOLDS, NOTICED, NOTICES, PURGED } from './rows.retention.cast.js';

const seenBy = (rows: Readonly<Record<string, readonly ActorName[]>>) => (actor: ActorName): string[] => Object.keys(rows).filter((id) => rows[id]?.includes(actor));
const PH_PEOPLE: readonly ActorName[] = ['author', 'second', 'colleague', 'administrator', 'contact'];
const BR_PEOPLE: readonly ActorName[] = ['recipient', 'recipientReader', 'recipientAdministrator', 'named'];
const NPA_PEOPLE: readonly ActorName[] = ['coordinator', 'auditor', 'npaOfficer'];
/** PH's who know of what is AMBER, and of what is RED. */
const KNOWING: readonly ActorName[] = ['author', 'second', 'colleague', 'contact'];
const RED: readonly ActorName[] = ['author', 'second'];
/** Who places holds; who settles rules; who keeps demands. */
const HOLDERS: readonly ActorName[] = ['author', 'second', 'contact'];
const SETTLERS: readonly ActorName[] = ['administrator', 'contact'];
const PH_KEEPERS: readonly ActorName[] = ['author', 'second', 'contact', 'administrator'];
const BR_KEEPERS: readonly ActorName[] = ['recipient', 'recipientAdministrator', 'named'];
const own = (actor: ActorName): string => (isPerson(actor) ? PEOPLE[actor].organisationId : PH.id);
const self = (actor: ActorName): string => (isPerson(actor) ? PEOPLE[actor].id : PEOPLE.outsider.id);
const { amber, red, npaClear, clear, green, draft } = BULLETINS;
const about = (demand: string, { id }: { id: string }): string => `${demand}/${id}`;

const IN_SCOPE = {
  [about(DEMANDS.ph, amber)]: ['author', 'second', 'contact'], [about(DEMANDS.ph, red)]: RED, [about(DEMANDS.ph, npaClear)]: PH_KEEPERS, [about(DEMANDS.answered, amber)]: ['author', 'second', 'contact'],
  [about(DEMANDS.br, amber)]: ['recipient', 'named'], [about(DEMANDS.br, red)]: ['named'], [about(DEMANDS.br, clear)]: BR_KEEPERS,
} as const;

/** What is read of it. */
export const RETENTION_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'retention_rules', keys: 'SELECT organisation_id FROM hub.retention_rules', seen: seenBy({ [PH.id]: PH_PEOPLE, [BR.id]: BR_PEOPLE }) },
  { table: 'legal_holds', keys: 'SELECT id FROM hub.legal_holds', seen: seenBy({ [LEGAL_HOLDS.green]: KNOWING, [LEGAL_HOLDS.red]: RED, [LEGAL_HOLDS.npa]: NPA_PEOPLE, [LEGAL_HOLDS.lifted]: KNOWING }) },
  { table: 'purge_notices', keys: 'SELECT subject_id FROM hub.purge_notices', seen: seenBy({ [NOTICED.amber]: ['author', 'second'], [NOTICED.red]: RED, [NOTICED.npa]: ['npaOfficer'] }) },
  { table: 'purges', keys: 'SELECT subject_id FROM hub.purges', seen: seenBy({
    [PURGED.withdrawn]: [...KNOWING, 'recipient', 'recipientReader', 'named'], [PURGED.red]: [...RED, 'named'], [PURGED.version]: KNOWING,
    [PURGED.phExport]: KNOWING, [PURGED.brExport]: ['recipient', 'recipientReader', 'named'] }) },
  { table: 'legal_demands', keys: 'SELECT id FROM hub.legal_demands', seen: seenBy({ [DEMANDS.ph]: PH_KEEPERS, [DEMANDS.answered]: PH_KEEPERS, [DEMANDS.br]: BR_KEEPERS }) },
  { table: 'legal_demand_bulletins', keys: `SELECT demand_id || '/' || bulletin_id FROM hub.legal_demand_bulletins`, seen: seenBy(IN_SCOPE) },
  { table: 'legal_notices', keys: 'SELECT id FROM hub.legal_notices', seen: seenBy({ [NOTICES.amber]: ['author', 'second', 'contact'], [NOTICES.red]: RED, [NOTICES.npa]: ['npaOfficer'] }) },
];

/** Changes of everything at once: policies for writing stand alone. */
export const RETENTION_SWEEPS: readonly { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all rules of retention', sql: (actor) => `UPDATE hub.retention_rules SET days = 777, set_by = '${self(actor)}'`, changed: 'SELECT organisation_id FROM hub.retention_rules WHERE days = 777', expected: seenBy({ [PH.id]: SETTLERS, [BR.id]: ['recipientAdministrator', 'named'] }) },
  { what: 'to lift all legal holds', sql: (actor) => `UPDATE hub.legal_holds SET lifted_at = '2030-01-01', lifted_by = '${self(actor)}'`, changed: `SELECT id FROM hub.legal_holds WHERE lifted_at = '2030-01-01'`,
    expected: seenBy({ [LEGAL_HOLDS.green]: HOLDERS, [LEGAL_HOLDS.red]: RED, [LEGAL_HOLDS.npa]: ['npaOfficer'] }) },
  { what: 'all demands', sql: () => 'UPDATE hub.legal_demands SET revision = 7', changed: 'SELECT id FROM hub.legal_demands WHERE revision = 7', expected: seenBy({ [DEMANDS.ph]: PH_KEEPERS, [DEMANDS.answered]: PH_KEEPERS, [DEMANDS.br]: BR_KEEPERS }) },
  { what: 'all that was handed over', sql: () => `UPDATE hub.legal_demand_bulletins SET versions = '{7}'`, changed: `SELECT demand_id || '/' || bulletin_id FROM hub.legal_demand_bulletins WHERE versions = '{7}'`,
    expected: (actor) => seenBy(IN_SCOPE)(actor).filter((id) => !id.startsWith(DEMANDS.answered)) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const rule = (organisation: string, by: string): string => `INSERT INTO hub.retention_rules (organisation_id, kind, days, revision, set_by, set_at) VALUES ('${organisation}', 'THREAD', 99, 1, '${by}', now())`;
const hold = (of: { id: string }, organisation: string, by: string): string => `INSERT INTO hub.legal_holds (id, bulletin_id, organisation_id, reason, review_on, placed_at, placed_by) VALUES (gen_random_uuid(), '${of.id}', '${organisation}', 'x', '2030-01-01', now(), '${by}')`;
const demand = (organisation: string, by: string, state = `'OPEN', NULL, NULL, NULL`): string =>
  `INSERT INTO hub.legal_demands (id, organisation_id, authority, legal_basis, received_on, scope, registered_at, registered_by, state, answer, answered_at, answered_by) VALUES (gen_random_uuid(), '${organisation}', 'x', 'x', '2026-01-01', 'x', now(), '${by}', ${state})`;
const scope = (of: string, { id }: { id: string }): string => `INSERT INTO hub.legal_demand_bulletins (demand_id, bulletin_id) VALUES ('${of}', '${id}')`;
const worker = (call: string): Attempt => ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] });
const anyRole = (Object.keys(PEOPLE) as ActorName[]).filter((actor) => isPerson(actor) && PEOPLE[actor].roles.some((role) => ['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR'].includes(role)));
const settlers = (Object.keys(PEOPLE) as ActorName[]).filter((actor) => isPerson(actor) && PEOPLE[actor].roles.some((role) => ['CONTACT_POINT', 'ADMINISTRATOR'].includes(role)));

/** One row at a time. */
export const RETENTION_ATTEMPTS: readonly Attempt[] = [
  { what: 'settle a rule', sql: (actor) => rule(own(actor), self(actor)), allowed: settlers },
  { what: "settle another organisation's rule", sql: (actor) => rule(own(actor) === PH.id ? BR.id : PH.id, self(actor)), allowed: [] },
  { what: "settle a rule in a colleague's name", sql: (actor) => rule(own(actor), actor === 'contact' ? PEOPLE.administrator.id : PEOPLE.contact.id), allowed: [] },
  { what: 'say that another has settled a rule', sql: () => `UPDATE hub.retention_rules SET set_by = '${PEOPLE.colleague.id}' WHERE true`, allowed: [] },
  { what: 'remove a rule', sql: () => 'DELETE FROM hub.retention_rules WHERE true', allowed: [] },
  { what: 'hold what is AMBER', sql: (actor) => hold(amber, own(actor), self(actor)), allowed: HOLDERS },
  { what: 'hold what is RED', sql: (actor) => hold(red, own(actor), self(actor)), allowed: RED },
  { what: "hold another's bulletin", sql: (actor) => hold(npaClear, own(actor), self(actor)), allowed: ['npaOfficer'] },
  { what: 'hold for the originator', sql: (actor) => hold(amber, PH.id, self(actor)), allowed: HOLDERS },
  { what: "hold in a colleague's name", sql: (actor) => hold(amber, own(actor), actor === 'author' ? PEOPLE.second.id : PEOPLE.author.id), allowed: [] },
  { what: 'lift a hold in a colleague’s name', sql: () => `UPDATE hub.legal_holds SET lifted_at = now(), lifted_by = '${PEOPLE.administrator.id}' WHERE id = '${LEGAL_HOLDS.green}'`, allowed: [] },
  { what: 'change a hold', sql: () => `UPDATE hub.legal_holds SET reason = 'y' WHERE true`, allowed: [] },
  { what: 'remove a hold', sql: () => 'DELETE FROM hub.legal_holds WHERE true', allowed: [] },
  ...['purge_notices SET due_on = now()', 'purges SET days = 31', `legal_notices SET authority = 'y'`].map((set) => ({ what: `change ${set}`, sql: (): string => `UPDATE hub.${set}`, allowed: [] })),
  ...['purge_notices', 'purges', 'legal_demands', 'legal_demand_bulletins', 'legal_notices'].map((table) => ({ what: `empty ${table}`, sql: (): string => `DELETE FROM hub.${table} WHERE true`, allowed: [] })),
  { what: 'say that something was purged', sql: () => `INSERT INTO hub.purges (kind, subject_id, number, bulletin_id, organisation_id, purged_at, days, since) VALUES ('BULLETIN', '${green.id}', 0, '${green.id}', '${PH.id}', now(), 30, now())`, allowed: [] },
  { what: 'register a demand', sql: (actor) => demand(own(actor), self(actor)), allowed: anyRole },
  { what: 'register a demand for another organisation', sql: (actor) => demand(own(actor) === PH.id ? TH.id : PH.id, self(actor)), allowed: [] },
  { what: "register a demand in a colleague's name", sql: (actor) => demand(own(actor), actor === 'author' ? PEOPLE.second.id : PEOPLE.author.id), allowed: [] },
  { what: 'register a demand that is answered', sql: (actor) => demand(own(actor), self(actor), `'REFUSED', 'x', now(), '${self(actor)}'`), allowed: [] },
  { what: 'change what is demanded', sql: () => `UPDATE hub.legal_demands SET scope = 'y' WHERE true`, allowed: [] },
  { what: "put the own green bulletin into the own organisation's demand", sql: () => scope(DEMANDS.ph, green), allowed: ['author', 'second', 'contact'] },
  { what: 'put a draft into the scope', sql: () => scope(DEMANDS.ph, draft), allowed: RED },
  { what: 'put something into the scope of what was answered', sql: () => scope(DEMANDS.answered, green), allowed: [] },
  { what: "put something into another organisation's demand", sql: (actor) => scope(own(actor) === BR.id ? DEMANDS.ph : DEMANDS.br, BULLETINS.npaSecond), allowed: [] },
  { what: 'tell an originator', sql: () => `INSERT INTO hub.legal_notices (id, demand_id, bulletin_id, originator_id, receiver_id, authority, legal_basis, received_on, told_at, state, versions) VALUES (gen_random_uuid(), '${DEMANDS.ph}', '${amber.id}', '${NPA.id}', '${PH.id}', 'x', 'x', now(), now(), 'OPEN', '{}')`, allowed: [] },
  { what: 'have the originators told', sql: () => `SELECT count(*) FROM hub.tell_originators('${DEMANDS.ph}', now()) x`, allowed: PH_KEEPERS },
  worker('notice_purges(now())'), worker(`purge('BULLETIN', '${green.id}', 0, now())`), worker(`repeat_purge('BULLETIN', '${green.id}', 0, '${green.id}', '${PH.id}', 30, now(), now())`), worker('legal_demands_due(now())'),
  { what: 'learn what is to be purged', sql: () => `SELECT count(*) FROM hub.purges_due(now()) x HAVING hub.realm() = 'worker'`, allowed: ['worker'] },
  { what: 'learn which holds are to be looked at', sql: () => `SELECT count(*) FROM hub.review_holds('2031-01-01') x HAVING count(*) > 0`, allowed: ['worker'] },
];
