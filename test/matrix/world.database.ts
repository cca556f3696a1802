// Puts a world of the model into the hub's tables, as the hub itself would: drafts are written, and then submitted,
// published and withdrawn by the database's own functions.
import pg from 'pg';
import { edits, isOfficer, lowersRed, reads } from '../model/rules.js';
import type { Asker, Audience, Bulletin, Content, Person, Section, Version, World } from '../model/world.js';

/** Principals of a world: 1 and 2 are the public and everyone. */
export interface Principals {
  readonly readers: ReadonlyMap<string, number>;
  readonly officers: ReadonlyMap<string, number>;
  readonly selves: ReadonlyMap<string, number>;
  /** Whose people they are. */
  readonly homes: ReadonlyMap<string, string>;
  readonly all: readonly number[];
}

/** Numbers every organisation and person of a world; of several in one database each begins elsewhere. */
export function principalsIn(world: World, nth = 0): Principals {
  const from = nth * 10_000;
  const readers = new Map(world.organisations.map(({ id }, i) => [id, from + 100 + 2 * i]));
  const officers = new Map(world.organisations.map(({ id }, i) => [id, from + 101 + 2 * i]));
  const selves = new Map(world.persons.map(({ id }, i) => [id, from + 1000 + i]));
  return { readers, officers, selves, homes: new Map(world.persons.map(({ id, organisationId }) => [id, organisationId])), all: [1, 2, ...readers.values(), ...officers.values(), ...selves.values()] };
}

/** The application's own condition: the principals that it lets somebody stand for. */
export function scopeOf({ readers, officers, selves }: Principals, asker: Asker): number[] {
  const number = (map: ReadonlyMap<string, number>, id: string): number => map.get(id) as number;
  if (asker === null || !reads(asker)) return [1];
  const scope = [1, 2, number(readers, asker.organisationId), number(selves, asker.id)];
  return isOfficer(asker) ? [...scope, number(officers, asker.organisationId)] : scope;
}

const text = (value: string | null): string => (value === null ? 'NULL' : pg.escapeLiteral(value));
const at = (value: number | null): string => (value === null ? 'NULL' : `'${new Date(value).toISOString()}'`);
const list = (values: readonly (string | number)[], type: string): string => `ARRAY[${values.map((v) => (typeof v === 'number' ? v : text(v))).join(',')}]::${type}[]`;
const json = (value: unknown): string => `${text(JSON.stringify(value))}::jsonb`;
/** The session by which a person of a world asks. */
export const sessionOf = (person: Person): string => person.id.replace(/^......../, '5e551014');

const letter = (n: number): string => String.fromCharCode(65 + (Math.trunc(n) % 26));

/** All statements that make the world, as one text; `nth` as of `principalsIn`. Run them as superuser, in a transaction. */
export function worldSql(world: World, nth = 0): string {
  const principals = principalsIn(world, nth);
  const organisations = world.organisations.map(({ id, suspended }, i) =>
    `('${id}', '${i + nth === 0 ? 'COORDINATOR' : 'NGO'}', 'A${letter(nth / 676)}${letter(nth / 26)}${letter(nth)}${letter(i)}', '{}', ${principals.readers.get(id)}, ${principals.officers.get(id)}, ${suspended ? 'now()' : 'NULL'}, now())`);
  const persons = world.persons.map((p) =>
    `('${p.id}', '${p.organisationId}', '${p.id}@x.example', 'en', ${list(p.roles, 'text')}, 'F', 'G', ${principals.selves.get(p.id)}, ${p.suspended ? 'now()' : 'NULL'}, ${p.ended ? 'now()' : 'NULL'}, now())`);
  const sessions = world.persons.map((p) => `('${sessionOf(p)}', '${p.id}', '2026-01-01', '2027-01-01')`);
  return [
    `SELECT hub.enter_realm('worker', now())`,
    `INSERT INTO hub.organisations (id, kind, code, names, reader_principal, officer_principal, suspended_at, created_at) VALUES ${organisations.join(',')}`,
    `INSERT INTO hub.persons (id, organisation_id, email, language, roles, family_name, given_name, principal, suspended_at, ended_at, created_at) VALUES ${persons.join(',')}`,
    `INSERT INTO hub.sessions (id, person_id, created_at, expires_at) VALUES ${sessions.join(',')}`,
    ...world.bulletins.flatMap((bulletin) => bulletinSql(world, principals, bulletin)),
  ].join(';\n');
}

function bulletinSql(world: World, principals: Principals, bulletin: Bulletin): string[] {
  const first = bulletin.versions[0]?.content as Content;
  const working = (version: Version): string => list(editorsOf(world, principals, bulletin, { ...version, submitted: false }), 'int');
  return [
    `INSERT INTO hub.bulletins (id, reference, originator_id, author_id, state, kind, tlp, urgency, language, pending_number, created_at, sort_at, readers, editors)
     VALUES ('${bulletin.id}', '${bulletin.reference}', '${bulletin.originatorId}', '${bulletin.authorId}', 'DRAFT', '${first.kind}', '${first.tlp}', '${first.urgency}', '${first.language}', NULL, ${at(bulletin.createdAt)}, ${at(bulletin.createdAt)}, '{}', '{}')`,
    ...bulletin.versions.flatMap((version) => versionSql(principals, bulletin, version, working(version))),
    ...(bulletin.withdrawal
      ? [`UPDATE hub.bulletins SET state = 'WITHDRAWN', withdrawn_at = ${at(bulletin.withdrawal.at)}, withdrawal_reason = ${text(bulletin.withdrawal.reason)} WHERE id = '${bulletin.id}'`]
      : []),
    `SELECT hub.spread('${bulletin.id}')`,
    `SELECT hub.index_words('${bulletin.id}')`,
  ];
}

function versionSql(principals: Principals, bulletin: Bulletin, version: Version, working: string): string[] {
  const { content, number } = version;
  const { facts } = content;
  const key = `bulletin_id = '${bulletin.id}' AND number = ${number}`;
  const steps = [
    `INSERT INTO hub.bulletin_versions (bulletin_id, number, kind, tlp, urgency, language, title, document_number, handling, countries, identified_victims,
       citizenships, exploitation, has_facts, audience, recipients_visible, acknowledge_by, expires_at, approver_ids, edited_by, content_hash, review_state,
       title_words, words, admitted, gate, editors)
     VALUES ('${bulletin.id}', ${number}, '${content.kind}', '${content.tlp}', '${content.urgency}', '${content.language}', ${text(content.title)}, ${text(content.documentNumber)},
       ${list(content.handling, 'text')}, ${list(content.countries, 'text')}, ${facts?.identifiedVictims ?? 'NULL'}, ${list(facts?.citizenships ?? [], 'text')},
       ${list(facts?.exploitation ?? [], 'text')}, ${facts !== null}, ${json(audienceOf(principals, bulletin, content, content.audience))}, ${content.recipientsVisible}, ${at(content.acknowledgeBy)},
       ${at(content.expiresAt)}, ${list(content.approverIds, 'uuid')}, '{${bulletin.authorId}}', '\\x00', 'EDITING', ${list(words(content.title), 'text')}, ${list(factWords(content), 'text')}, ${working}, ${working}, ${working})`,
    ...content.sections.map((section, position) => sectionSql(principals, bulletin, version, section, position, working)),
    ...(version.stages ?? []).map((stage, position) => stageSql(principals, bulletin, version, stage, position, working)),
    `UPDATE hub.bulletins SET pending_number = ${number} WHERE id = '${bulletin.id}'`,
  ];
  if (version.submitted) {
    steps.push(`UPDATE hub.bulletin_versions SET review_state = 'IN_REVIEW', submitted_by = '${bulletin.authorId}', submitted_at = ${at(bulletin.createdAt)} WHERE ${key}`);
    if (number === 1) steps.push(`UPDATE hub.bulletins SET state = 'IN_REVIEW' WHERE id = '${bulletin.id}'`);
    if (content.tlp === 'RED') steps.push(`SELECT hub.admit_editors('${bulletin.id}', ${number}, ${list(content.approverIds, 'uuid')})`);
  }
  const { publishedAt } = version;
  if (publishedAt !== null) {
    steps.push(
      `UPDATE hub.bulletin_versions SET review_state = 'APPROVED', release_at = ${at(publishedAt)} WHERE ${key}`,
      `SELECT hub.publish_version('${bulletin.id}', ${number}, ${at(publishedAt)}, '${bulletin.authorId}')`,
      // Some have come before it was published, others after.
      ...(version.stages ?? []).flatMap(({ open }, position) => (open && position > 0 ? [`SELECT hub.admit_stage('${bulletin.id}', ${number}, ${position}, ${at(publishedAt + 60_000)})`] : [])),
      ...(version.stages?.some(({ ended }) => ended) ? [`SELECT count(*) FROM hub.end_stages(${at(publishedAt + 120_000)})`] : []),
    );
  }
  return steps;
}

function stageSql(principals: Principals, bulletin: Bulletin, { number, content, publishedAt }: Version, { audience, open, ended }: { audience: Audience; open: boolean; ended: boolean }, position: number, working: string): string {
  const opensAt = publishedAt !== null && open && position === 0 ? publishedAt : Date.UTC(2027, 0, 1);
  const clock = (instant: number): string => `'${new Date(instant).toISOString().slice(0, 16)}', 'UTC', ${at(instant)}`;
  const until = ended && publishedAt !== null ? clock(publishedAt + 120_000) : 'NULL, NULL, NULL';
  return `INSERT INTO hub.bulletin_stages (bulletin_id, number, position, audience, local, zone, opens_at, until_local, until_zone, until_at, editors)
    VALUES ('${bulletin.id}', ${number}, ${position}, ${json(audienceOf(principals, bulletin, content, audience))}, ${clock(opensAt)}, ${until}, ${working})`;
}

function sectionSql(principals: Principals, bulletin: Bulletin, version: Version, section: Section, position: number, working: string): string {
  const { number, content } = version;
  // Of those who work on something TLP:RED only they see a section whom it names, and who stand behind the whole.
  const red = lowersRed(bulletin, version);
  const secret = content.tlp === 'RED' ? section : red?.content.sections.find(({ id }) => id === section.id);
  const named = secret?.audience && [bulletin.authorId, ...(red?.content.approverIds ?? []), ...secret.audience.personIds].map((id) => principals.selves.get(id) as number);
  const editors = named ? `ARRAY(SELECT unnest(${list(named, 'int')}) INTERSECT SELECT unnest(${working}))` : working;
  return `INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, audience, words, admitted, gate, editors)
    VALUES ('${bulletin.id}', ${number}, '${section.id}', ${position}, ${text(section.heading)}, ${text(section.body)},
    ${section.audience ? json(audienceOf(principals, bulletin, content, section.audience)) : 'NULL'}, ${list(words(`${section.heading} ${section.body}`), 'text')}, ${editors}, ${editors}, ${editors})`;
}

/** An audience as it is kept: in the contract's words and in principals. */
function audienceOf({ readers, selves, homes }: Principals, { originatorId }: Bulletin, { tlp }: Content, audience: Audience): object {
  const everyone = audience.everyone ? [tlp === 'CLEAR' ? 1 : 2] : [];
  const named = audience.organisationIds.map((id) => readers.get(id));
  const reached = [...new Set([...audience.organisationIds, ...audience.personIds.map((id) => homes.get(id) as string)])].filter((id) => id !== originatorId);
  return { ...audience, circles: [], reached, principals: [...everyone, ...named, ...audience.personIds.map((id) => selves.get(id))] };
}

/** The principals of those who work on a version. */
function editorsOf(world: World, { officers, selves }: Principals, bulletin: Bulletin, version: Version): number[] {
  if (version.content.tlp !== 'RED' && !lowersRed(bulletin, version)) return [officers.get(bulletin.originatorId) as number];
  return world.persons.filter((person) => edits(bulletin, version, person)).map(({ id }) => selves.get(id) as number);
}

const words = (of: string): string[] => [...new Set(of.split(' '))].map((word) => `w:${word}`);
const factWords = ({ countries, facts }: Content): string[] => [
  ...new Set([...countries, ...(facts?.citizenships ?? [])].map((code) => `c:${code}`)), ...(facts?.exploitation ?? []).map((type) => `x:${type}`)];
