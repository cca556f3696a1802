// Documents of agenda items, by hand, from the rules: seen by who sees the item; filed by its proposer and who coordinates, and by sponsors for themselves, each where he sees it.
import { SEEN } from './rows.agenda.js';
import { type ActorName, BR, BULLETINS, FILES, isPerson, NPA, PEOPLE, type PersonName, PH, TH, uuid } from './rows.cast.js';
import { ITEMS, MEETINGS } from './rows.meetings.cast.js';
import { MINUTES } from './rows.minutes.cast.js';

type Item = keyof typeof ITEMS;
const PROPOSER: Readonly<Record<Item, { id: string }>> = { open: PH, closed: BR, red: PH, other: TH };
const SPONSOR: Readonly<Record<Item, { id: string } | null>> = { open: BR, closed: PH, red: BR, other: null };
/** Documents: of each item one that its proposer has filed, and one of a sponsor. The file of the one about what is marked RED was sent by a colleague who does not see it. */
export const DOCUMENTS = { open: uuid('2', 11), openSponsored: uuid('2', 12), closed: uuid('2', 13), red: uuid('2', 14), other: uuid('2', 15) } as const;
const OF: Readonly<Record<keyof typeof DOCUMENTS, readonly [Item, { id: string }]>> = { open: ['open', PH], openSponsored: ['open', BR], closed: ['closed', BR], red: ['red', PH], other: ['other', TH] };
/** Files that hang on an item and are not entered as its documents yet. */
const LOOSE: Readonly<Record<Item, string>> = { open: uuid('2', 21), closed: uuid('2', 22), red: uuid('2', 23), other: uuid('2', 24) };
const items = Object.keys(ITEMS) as Item[];
const documents = Object.keys(DOCUMENTS) as (keyof typeof DOCUMENTS)[];

const file = (id: string, item: Item, by: { id: string }): string => `('${id}', '${PH.id}', '${by.id}', '${ITEMS[item]}', 'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', now(), now())`;
/** Rows, written past all rules. */
export const DOCUMENT_SQL: readonly string[] = [
  `INSERT INTO hub.attachments (id, organisation_id, person_id, item_id, name, length, received, state, type, size, sha256, created_at, touched_at) VALUES ${[
    ...documents.map((name) => file(DOCUMENTS[name], OF[name][0], name === 'red' ? PEOPLE.colleague : PEOPLE.author)), ...items.map((item) => file(LOOSE[item], item, PEOPLE.author))].join()}`,
  `INSERT INTO hub.meeting_documents (attachment_id, item_id, organisation_id, language, added_at) VALUES ${documents.map((name) => `('${DOCUMENTS[name]}', '${ITEMS[OF[name][0]]}', '${OF[name][1].id}', 'en', now())`).join()}`,
];

const people = Object.keys(PEOPLE) as PersonName[];
const own = (actor: ActorName): string | null => (isPerson(actor) ? PEOPLE[actor].organisationId : null);
const speaks = (actor: ActorName): boolean => isPerson(actor) && (PEOPLE[actor].roles as readonly string[]).some((role) => ['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR'].includes(role));
/** Whether somebody files the documents of an organisation for an item. */
const files = (actor: ActorName, item: Item, organisation: string | null): boolean =>
  SEEN[item](actor) && speaks(actor) && (own(actor) === PROPOSER[item].id || actor === 'coordinator' || (organisation === own(actor) && SPONSOR[item]?.id === own(actor)));
const all = [...documents.map((name) => [DOCUMENTS[name], OF[name][0]] as const), ...items.map((item) => [LOOSE[item], item] as const)];
/** Files of items that somebody sees, and that he may change: all of them are PH's as files. */
export const itemFiles = (actor: ActorName): string[] => all.filter(([, item]) => actor === 'worker' || SEEN[item](actor)).map(([id]) => id);
export const filedFiles = (actor: ActorName): string[] => all.filter(([, item]) => actor === 'worker' || files(actor, item, PH.id)).map(([id]) => id);

/** What is read of them. */
export const DOCUMENT_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'meeting_documents', keys: 'SELECT attachment_id FROM hub.meeting_documents', seen: (actor) => documents.filter((name) => SEEN[OF[name][0]](actor)).map((name) => DOCUMENTS[name]) },
];

/** Changes of everything at once: policies for writing stand alone. */
export const DOCUMENT_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'to have all documents removed', sql: () => 'UPDATE hub.meeting_documents SET removed_change = 7', changed: 'SELECT attachment_id FROM hub.meeting_documents WHERE removed_change = 7',
    expected: (actor) => documents.filter((name) => files(actor, OF[name][0], OF[name][1].id)).map((name) => DOCUMENTS[name]) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const self = (actor: ActorName): string => own(actor) ?? TH.id;
const another = (actor: ActorName): string => [PH, BR, NPA].find(({ id }) => id !== self(actor))?.id ?? '';
const add = (item: Item, organisation: string): string => `INSERT INTO hub.meeting_documents (attachment_id, item_id, organisation_id, language, added_at) VALUES ('${LOOSE[item]}', '${ITEMS[item]}', '${organisation}', 'en', now())`;
const hang = (id: string, item: Item): string => `UPDATE hub.attachments SET item_id = '${ITEMS[item]}' WHERE id = '${id}'`;

/** Each for his own organisation, on what he sees. */
export const DOCUMENT_ATTEMPTS: readonly Attempt[] = [
  ...items.flatMap((item): Attempt[] => [
    { what: `file a document for item ${item}`, sql: (actor) => add(item, self(actor)), allowed: people.filter((actor) => files(actor, item, own(actor))) },
    { what: `file a document for item ${item} in the name of another`, sql: (actor) => add(item, another(actor)), allowed: [] },
    { what: `hang an upload of PH's on item ${item}`, sql: () => hang(FILES.author, item), allowed: [...(files('author', item, PH.id) ? ['author' as const] : []), 'worker'] },
    { what: `hang an upload of BR's on item ${item}`, sql: () => hang(FILES.recipient, item), allowed: [...(files('recipient', item, BR.id) ? ['recipient' as const] : []), 'worker'] },
    { what: `hang an upload of a reader's on item ${item}`, sql: () => hang(FILES.colleague, item), allowed: ['worker'] },
    { what: `learn whether one files documents for item ${item}`, sql: (actor) => `SELECT 1 WHERE hub.files_documents('${ITEMS[item]}', '${self(actor)}')`, allowed: people.filter((actor) => files(actor, item, own(actor))) },
  ]),
  { what: 'begin an upload that hangs on an item', sql: (actor) => `INSERT INTO hub.attachments (id, organisation_id, person_id, item_id, name, length, received, state, type, size, sha256, created_at, touched_at)
    VALUES ('${uuid('9', 78)}', '${self(actor)}', '${isPerson(actor) ? PEOPLE[actor].id : PEOPLE.outsider.id}', '${ITEMS.open}', 'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', now(), now())`, allowed: [] },
  { what: 'say of a document that it is another organisation’s', sql: () => `UPDATE hub.meeting_documents SET organisation_id = '${NPA.id}'`, allowed: [] },
  { what: 'say of a document that it may be made public', sql: () => 'UPDATE hub.meeting_documents SET confidential = false', allowed: [] },
  { what: 'take a document’s row away', sql: () => 'DELETE FROM hub.meeting_documents', allowed: [] },
  // On the agenda that was fixed: of BR's, open to all its parties.
  { what: 'number a change of documents', sql: (actor) => `SELECT 1 WHERE hub.next_document_change('${MINUTES.open}', '${self(actor)}') = 1`, allowed: people.filter((actor) => speaks(actor) && (own(actor) === BR.id || actor === 'coordinator')) },
  { what: 'number a change of documents of a proposal', sql: (actor) => `SELECT 1 WHERE hub.next_document_change('${ITEMS.open}', '${self(actor)}') IS NOT NULL`, allowed: [] },
  { what: 'have documents struck', sql: () => `SELECT hub.strike_in_documents('${BULLETINS.red.id}', 'x', 'y')`, allowed: [] },
  { what: 'have documents purged', sql: () => `SELECT hub.purge_in_documents('${BULLETINS.red.id}')`, allowed: [] },
  { what: 'have what a meeting wrote purged', sql: () => `SELECT hub.purge_in_meetings('${BULLETINS.red.id}')`, allowed: [] },
  { what: 'learn whose record a purge enters', sql: () => `SELECT 1 FROM hub.purged_items('${BULLETINS.red.id}')`, allowed: ['worker'] },
  { what: 'learn what was purged of minutes where nothing was', sql: () => `SELECT 1 FROM hub.purged_parts('${MEETINGS.one}')`, allowed: [] },
];
