// What everybody may see and change of attachments, by hand, from the rules: a file as its version and its section, and what is not attached yet its sender.
import { createHash } from 'node:crypto';
import { current, edits, pending, seenSections, seesContent } from '../model/rules.js';
import type { Asker, Bulletin } from '../model/world.js';
import { type ActorName, BR, BULLETINS, FILES, isPerson, NOW, NPA, ODD, PEOPLE, PH, TH, WORLD } from './rows.cast.js';
import { filedFiles, itemFiles } from './rows.documents.js';
import { sessionOf } from './world.database.js';

const WHOLE = '00000000-0000-0000-0000-000000000000';
const LABEL = `CASE WHEN section_id = '${WHOLE}' THEN 'whole' WHEN section_id::text LIKE '%1' THEN 'all' WHEN section_id::text LIKE '%2' THEN 'own' ELSE 'odd' END`;
const all: readonly Bulletin[] = Object.values(BULLETINS);
const versions = all.flatMap((bulletin) => bulletin.versions.map((version) => ({ bulletin, version })));
const asker = (actor: ActorName): Asker | undefined => (isPerson(actor) ? PEOPLE[actor] : actor === 'anonymous' ? null : undefined);
const among = (actor: ActorName, ...names: ActorName[]): boolean => names.includes(actor);
const labels = ['whole', 'all', 'own'];
const sectionOf = (label: string): string => (label === 'whole' ? WHOLE : `dddddddd-0000-4000-8000-${label === 'all' ? '000000000001' : label === 'own' ? '000000000002' : '000000000009'}`);
/** The id of a bulletin's file. */
export const fileIn = (bulletinId: string, label: string): string => createHash('md5').update(`${bulletinId}/${sectionOf(label)}`).digest('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

/** Every file of every version: `bulletin/number/place`. */
const every = [...versions.flatMap(({ bulletin, version }) => labels.map((label) => `${bulletin.id}/${version.number}/${label}`)), `${ODD}/1/whole`, `${ODD}/1/odd`];
function seenLinks(actor: ActorName): string[] {
  if (actor === 'worker') return every;
  const who = asker(actor);
  if (who === undefined) return [];
  const seen = versions.filter(({ bulletin, version }) => seesContent(WORLD, bulletin, version, who, NOW)).flatMap(({ bulletin, version }) =>
    ['whole', ...seenSections(WORLD, bulletin, version, who, NOW).map(({ heading }) => heading)].map((label) => `${bulletin.id}/${version.number}/${label}`));
  return [...seen, ...(among(actor, 'author', 'second', 'recipient') ? [`${ODD}/1/whole`, `${ODD}/1/odd`] : [])];
}
const filesIn = (links: readonly string[]): string[] => [...new Set(links.map((link) => fileIn(link.split('/')[0] ?? '', link.split('/')[2] ?? '')))];
const loose = (actor: ActorName): string[] => [...(among(actor, 'author', 'worker') ? [FILES.author] : []), ...(among(actor, 'recipient', 'worker') ? [FILES.recipient] : []), ...(among(actor, 'colleague', 'worker') ? [FILES.colleague] : [])];
const tickets = (actor: ActorName): string[] => [...(among(actor, 'author', 'worker') ? [FILES.authorTicket] : []), ...(among(actor, 'recipient', 'worker') ? [FILES.recipientTicket] : [])];
const phOfficer = (actor: ActorName): boolean => among(actor, 'author', 'second');
/** Files of bulletins that somebody edits, whatever he sees of them, and documents of a meeting that he files. */
function changeable(actor: ActorName): string[] {
  if (actor === 'worker') return [...filesIn(every), FILES.odd, ...loose(actor), ...filedFiles(actor)];
  const who = asker(actor);
  const mine = who == null ? [] : all.filter((bulletin) => [current(bulletin), pending(bulletin)].some((version) => version !== undefined && edits(bulletin, version, who)));
  return [...filesIn(mine.flatMap(({ id }) => labels.map((label) => `${id}/1/${label}`))), ...(phOfficer(actor) ? [fileIn(ODD, 'whole'), fileIn(ODD, 'odd')] : []), ...loose(actor), ...filedFiles(actor)];
}
/** Files of working copies, and of sections that somebody works on. */
function worksOn(actor: ActorName): string[] {
  const who = asker(actor);
  if (who == null) return [];
  const mine = versions.filter(({ bulletin, version }) => version.publishedAt === null && edits(bulletin, version, who)).flatMap(({ bulletin, version }) =>
    ['whole', ...seenSections(WORLD, bulletin, version, who, NOW).map(({ heading }) => heading)].map((label) => `${bulletin.id}/${version.number}/${label}`));
  return [...mine, ...(phOfficer(actor) ? [`${ODD}/1/whole`, `${ODD}/1/odd`] : [])];
}

/** What is read of them. */
export const attachmentReadings: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'attachments', keys: 'SELECT id FROM hub.attachments', seen: (actor) => [...filesIn(seenLinks(actor)), ...loose(actor), ...itemFiles(actor), ...(actor === 'worker' ? [FILES.odd] : [])] },
  { table: 'bulletin_attachments', keys: `SELECT bulletin_id || '/' || number || '/' || ${LABEL} FROM hub.bulletin_attachments`, seen: seenLinks },
  { table: 'attachment_tickets', keys: 'SELECT id FROM hub.attachment_tickets', seen: tickets },
];

/** Changes of everything at once: policies for writing stand alone. */
export const attachmentSweeps: readonly { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all files', sql: () => `UPDATE hub.attachments SET name = 'swept'`, changed: `SELECT id FROM hub.attachments WHERE name = 'swept'`, expected: changeable },
  { what: 'all files, to make them of a bulletin that he edits and that is not his', sql: () => `UPDATE hub.attachments SET name = 'swept', bulletin_id = '${ODD}', item_id = NULL`, changed: `SELECT id FROM hub.attachments WHERE name = 'swept'`,
    expected: (actor) => (actor === 'worker' || phOfficer(actor) ? changeable(actor) : []) },
  { what: 'all files, to make them of a bulletin that his organisation has', sql: () => `UPDATE hub.attachments SET name = 'swept', bulletin_id = '${BULLETINS.green.id}', item_id = NULL`, changed: `SELECT id FROM hub.attachments WHERE name = 'swept'`,
    expected: (actor) => (actor === 'worker' || phOfficer(actor) ? changeable(actor) : []) },
  { what: 'to forget all files', sql: () => 'DELETE FROM hub.attachments WHERE bulletin_id IS NULL OR true', changed: `SELECT x FROM unnest('{${FILES.author},${FILES.colleague},${FILES.recipient}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.attachments a WHERE a.id = x)`,
    expected: (actor) => (actor === 'worker' ? [FILES.author, FILES.colleague, FILES.recipient] : []) },
  { what: 'to take all files out', sql: () => 'DELETE FROM hub.bulletin_attachments', changed: `SELECT x FROM unnest('{${every.join()}}'::text[]) x WHERE NOT EXISTS (SELECT FROM hub.bulletin_attachments WHERE bulletin_id || '/' || number || '/' || ${LABEL} = x)`, expected: worksOn },
  { what: 'all links', sql: () => `UPDATE hub.attachment_tickets SET used_at = '2027-01-01'`, changed: `SELECT id FROM hub.attachment_tickets WHERE used_at = '2027-01-01'`, expected: (actor) => (actor === 'worker' ? [] : tickets(actor)) },
  { what: 'to forget all links', sql: () => 'DELETE FROM hub.attachment_tickets', changed: `SELECT x FROM unnest('{${FILES.authorTicket},${FILES.recipientTicket}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.attachment_tickets t WHERE t.id = x)`,
    expected: (actor) => (actor === 'worker' ? tickets(actor) : []) },
];

const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const fresh = '99999999-0000-4000-8000-000000000009';
const add = (organisationId: string, personId: string, more = `NULL, 0, 'RECEIVING', NULL, NULL, NULL`): string =>
  `INSERT INTO hub.attachments (id, organisation_id, person_id, name, length, created_at, touched_at, bulletin_id, received, state, type, size, sha256) VALUES ('${fresh}', '${organisationId}', '${personId}', 'a.pdf', 1, now(), now(), ${more})`;
const READY = `1, 'READY', 'application/pdf', 1, '\\x00'`;
const officers: ActorName[] = ['npaOfficer', 'author', 'second', 'recipient', 'outsider'];
/** Whoever proposes items of a meeting, too. */
const senders: ActorName[] = [...officers, 'contact', 'named', 'administrator', 'recipientAdministrator', 'coordinator'];
const link = (bulletin: { id: string }, number: number, label: string): string => `INSERT INTO hub.bulletin_attachments VALUES ('${bulletin.id}', ${number}, '${FILES.odd}', '${sectionOf(label)}')`;
const ticket = (actor: ActorName, personId: string, file: string): string =>
  `INSERT INTO hub.attachment_tickets (id, person_id, session_id, attachment_id, expires_at) VALUES ('${fresh}', '${personId}', '${sessionOf(isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider)}', '${file}', now())`;
const others = (organisationId: string): string => [NPA, PH, BR, TH].find(({ id }) => id !== organisationId)?.id ?? '';

/** Officers send files for themselves, editors attach them to working copies, the worker looks at them. */
export const attachmentAttempts: readonly { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] }[] = [
  { what: 'begin an upload', sql: (actor) => add(self(actor).organisationId, self(actor).id), allowed: senders },
  { what: 'begin an upload in the name of a colleague', sql: () => add(PH.id, PEOPLE.author.id), allowed: ['author'] },
  { what: 'begin an upload for another organisation', sql: (actor) => add(others(self(actor).organisationId), self(actor).id), allowed: [] },
  { what: 'begin an upload that is in a bulletin', sql: (actor) => add(self(actor).organisationId, self(actor).id, `'${BULLETINS.draft.id}', ${READY}`), allowed: [] },
  { what: 'begin an upload that nobody looks at', sql: (actor) => add(self(actor).organisationId, self(actor).id, `NULL, ${READY}`), allowed: [] },
  { what: 'go on with an upload', sql: () => `UPDATE hub.attachments SET touched_at = now() WHERE id = '${FILES.author}'`, allowed: ['author', 'worker'] },
  { what: 'give an upload to somebody else', sql: () => `UPDATE hub.attachments SET person_id = '${PEOPLE.second.id}' WHERE id = '${FILES.author}'`, allowed: [] },
  { what: 'attach to a draft', sql: () => link(BULLETINS.draft, 1, 'whole'), allowed: ['author', 'second'] },
  { what: 'attach to a section of a draft', sql: () => link(BULLETINS.draft, 1, 'all'), allowed: ['author', 'second'] },
  { what: 'attach to a section TLP:RED that others keep', sql: () => link(BULLETINS.redDraft, 1, 'own'), allowed: ['author'] },
  { what: 'attach to what was published', sql: () => link(BULLETINS.green, 1, 'whole'), allowed: [] },
  { what: 'make a link', sql: (actor) => ticket(actor, self(actor).id, fileIn(BULLETINS.green.id, 'whole')),
    allowed: ['author', 'second', 'colleague', 'contact', 'recipient', 'recipientReader', 'named', 'outsider'] },
  { what: 'make a link in the name of another', sql: (actor) => ticket(actor, PEOPLE.author.id, fileIn(BULLETINS.green.id, 'whole')), allowed: ['author'] },
  { what: 'make a link to what one does not see', sql: (actor) => ticket(actor, self(actor).id, fileIn(BULLETINS.redDraft.id, 'own')), allowed: ['author'] },
  { what: 'learn whom a strike is told to', sql: () => `SELECT * FROM hub.attachment_readers('${fileIn(BULLETINS.green.id, 'whole')}')`, allowed: ['author', 'second'] },
];
