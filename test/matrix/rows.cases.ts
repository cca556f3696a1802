// What everybody may see and change of case records and their exports, by hand, from the rules: a record is seen with its version; whom it is about by the
// originator's people who may read, and by an organisation that may know; working copies are written by their editors, and an export is approved by another officer.
import { edits, seesContent } from '../model/rules.js';
import type { Bulletin, Version } from '../model/world.js';
import { type ActorName, BR, BULLETINS, CASES, isPerson, NOW, ODD, PEOPLE, PH, WORLD } from './rows.cast.js';

const key = ({ id }: { id: string }, number = 1): string => `${id}/${number}`;
const { draft, green, amber, redDraft, npaClear, clear } = BULLETINS;
const versions = Object.values(BULLETINS).flatMap((bulletin) => bulletin.versions.map((version) => ({ bulletin, version })));
const withRecord = versions.filter(({ bulletin }) => bulletin !== draft && bulletin !== green);
const withPerson = withRecord.filter(({ bulletin }) => bulletin !== npaClear && bulletin !== redDraft);
type Kept = (typeof versions)[number];

const sees = (actor: ActorName, { bulletin, version }: Kept): boolean =>
  (isPerson(actor) || actor === 'anonymous') && seesContent(WORLD, bulletin, version, isPerson(actor) ? PEOPLE[actor] : null, NOW);
const reads = (actor: ActorName): boolean => isPerson(actor) && PEOPLE[actor].roles.some((role) => ['READER', 'OFFICER', 'CONTACT_POINT'].includes(role));
/** Of what is CLEAR to everyone BR may know whom it is about, and TH may not. */
const knows = (actor: ActorName, { originatorId, id }: Bulletin): boolean =>
  isPerson(actor) && reads(actor) && (PEOPLE[actor].organisationId === originatorId || (id === clear.id && PEOPLE[actor].organisationId === BR.id));
const phOfficer = (actor: ActorName): boolean => actor === 'author' || actor === 'second';
const odd = (actor: ActorName, ...others: ActorName[]): string[] => (phOfficer(actor) || others.includes(actor) ? [key({ id: ODD })] : []);
const works = (actor: ActorName, version: Version, bulletin: Bulletin): boolean => isPerson(actor) && version.publishedAt === null && edits(bulletin, version, PEOPLE[actor]);
const keysOf = (kept: readonly Kept[]): string[] => kept.map(({ bulletin, version }) => key(bulletin, version.number));

const exportsSeen = (actor: ActorName): string[] =>
  !isPerson(actor) || !reads(actor) ? [] : PEOPLE[actor].organisationId === PH.id ? [CASES.byAuthor, CASES.bySecond, CASES.approved] : PEOPLE[actor].organisationId === BR.id ? [CASES.byRecipient] : [];

/** What is read of it. */
export const CASE_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'case_records', keys: `SELECT bulletin_id || '/' || number FROM hub.case_records`, seen: (actor) => [...odd(actor, 'recipient'), ...keysOf(withRecord.filter((kept) => sees(actor, kept)))] },
  { table: 'case_persons', keys: `SELECT bulletin_id || '/' || number FROM hub.case_persons`, seen: (actor) => [...odd(actor), ...keysOf(withPerson.filter((kept) => sees(actor, kept) && knows(actor, kept.bulletin)))] },
  { table: 'case_exports', keys: 'SELECT id FROM hub.case_exports', seen: exportsSeen },
];

const changed = (table: string): string => `SELECT bulletin_id || '/' || number FROM hub.${table} WHERE fields::text = '{"x":1}'`;
const worked = (kept: readonly Kept[]) => (actor: ActorName): string[] => [...odd(actor), ...keysOf(kept.filter(({ bulletin, version }) => works(actor, version, bulletin)))];
const self = (actor: ActorName): string => (isPerson(actor) ? PEOPLE[actor].id : PEOPLE.outsider.id);

/** Changes of everything at once: policies for writing stand alone. */
export const CASE_SWEEPS: readonly { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all case records', sql: () => `UPDATE hub.case_records SET fields = '{"x":1}'`, changed: changed('case_records'), expected: worked(withRecord) },
  { what: 'all persons of cases', sql: () => `UPDATE hub.case_persons SET fields = '{"x":1}'`, changed: changed('case_persons'), expected: worked(withPerson) },
  { what: 'to remove all persons of cases', sql: () => 'DELETE FROM hub.case_persons', expected: worked(withPerson),
    changed: `SELECT x FROM unnest('{${[...keysOf(withPerson), key({ id: ODD })].join()}}'::text[]) x WHERE NOT EXISTS (SELECT FROM hub.case_persons p WHERE p.bulletin_id || '/' || p.number = x)` },
  { what: 'all exports of cases', sql: (actor) => `UPDATE hub.case_exports SET approved_by = '${self(actor)}', approved_at = '2030-01-01'`, changed: `SELECT id FROM hub.case_exports WHERE approved_at = '2030-01-01'`,
    expected: (actor) => (actor === 'author' ? [CASES.bySecond] : actor === 'second' ? [CASES.byAuthor] : []) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const NOTHING = 'SELECT 1 WHERE false';
const addRecord = (id: string, number: number): string => `INSERT INTO hub.case_records (bulletin_id, number, record_id, fields) VALUES ('${id}', ${number}, gen_random_uuid(), '{}')`;
const addPerson = (id: string, number: number): string => `INSERT INTO hub.case_persons (bulletin_id, number, person_id, fields) VALUES ('${id}', ${number}, gen_random_uuid(), '{}')`;
const addExport = (organisation: string, by: string, approved = 'NULL, NULL'): string =>
  `INSERT INTO hub.case_exports (id, organisation_id, requested_by, format, filter, reason, persons, needs_approval, requested_at, expires_at, approved_by, approved_at) VALUES (gen_random_uuid(), '${organisation}', '${by}', 'CSV', '{}', '', 1, true, now(), now(), ${approved})`;
const organisationOf = (actor: ActorName): string => (isPerson(actor) ? PEOPLE[actor].organisationId : PH.id);
const readers = (Object.keys(PEOPLE) as ActorName[]).filter(reads);

/** One row at a time. */
export const CASE_ATTEMPTS: readonly Attempt[] = [
  { what: 'put a record beside a draft', sql: () => addRecord(draft.id, 1), allowed: ['author', 'second'] },
  { what: 'put a record beside what is published', sql: () => addRecord(green.id, 1), allowed: [] },
  { what: 'put a record beside what is published of a bulletin that is being revised', sql: () => addRecord(amber.id, 1), allowed: [] },
  { what: 'put a record beside a working copy that only others edit', sql: (actor) => (actor === 'recipient' ? addRecord(ODD, 1) : NOTHING), allowed: [] },
  { what: 'put a person to the record of a working copy', sql: () => addPerson(redDraft.id, 1), allowed: ['author', 'second'] },
  { what: "put a person to another's published record", sql: () => addPerson(npaClear.id, 1), allowed: [] },
  { what: 'put a person to what is published of a bulletin that is being revised', sql: () => addPerson(amber.id, 1), allowed: [] },
  { what: 'put a person to a record that only others edit', sql: (actor) => (actor === 'recipient' ? addPerson(ODD, 1) : NOTHING), allowed: [] },
  { what: 'change whose record it is', sql: () => `UPDATE hub.case_records SET record_id = gen_random_uuid() WHERE bulletin_id = '${redDraft.id}'`, allowed: [] },
  { what: 'remove a record', sql: () => 'DELETE FROM hub.case_records WHERE true', allowed: [] },
  { what: 'ask for an export', sql: (actor) => addExport(organisationOf(actor), self(actor)), allowed: readers },
  { what: 'ask for an export for another organisation', sql: (actor) => addExport(organisationOf(actor) === PH.id ? BR.id : PH.id, self(actor)), allowed: [] },
  { what: "ask for an export in a colleague's name", sql: (actor) => addExport(organisationOf(actor), actor === 'author' ? PEOPLE.second.id : PEOPLE.author.id), allowed: [] },
  { what: 'ask for an export that is approved', sql: (actor) => addExport(organisationOf(actor), self(actor), `'${PEOPLE.contact.id}', now()`), allowed: [] },
  { what: "approve an export in a colleague's name", sql: () => `UPDATE hub.case_exports SET approved_by = '${PEOPLE.contact.id}', approved_at = now() WHERE id = '${CASES.byAuthor}'`, allowed: [] },
  { what: 'change what an export is about', sql: () => `UPDATE hub.case_exports SET filter = '{}' WHERE id = '${CASES.byAuthor}'`, allowed: [] },
  { what: 'remove an export', sql: () => 'DELETE FROM hub.case_exports WHERE true', allowed: [] },
];
