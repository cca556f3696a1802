// What everybody may see and change of the agenda, by hand, from the rules: an item is seen by the people of its audience who take part and may read every bulletin
// that it is about; a party proposes and changes its own; who coordinates judges all by functions, and reads no more than others do.
import { type ActorName, BR, BULLETINS, isPerson, NPA, PEOPLE, type PersonName, PH } from './rows.cast.js';
import { attends } from './rows.meetings.js';
import { ITEMS, MEETINGS } from './rows.meetings.cast.js';
import { minutesItems } from './rows.minutes.js';

const of = (actor: ActorName, ...organisations: { id: string }[]): boolean => isPerson(actor) && organisations.some(({ id }) => id === PEOPLE[actor].organisationId);
/** Who sees which. */
export const SEEN: Readonly<Record<keyof typeof ITEMS, (actor: ActorName) => boolean>> = {
  open: (actor) => of(actor, NPA, PH, BR),
  closed: (actor) => of(actor, PH, BR),
  // The author, the approver and the person named; PH's others and BR's others take part and may know nothing of it.
  red: (actor) => ['author', 'second', 'named'].includes(actor),
  other: (actor) => of(actor, NPA) || actor === 'outsider',
};
const names = Object.keys(ITEMS) as (keyof typeof ITEMS)[];
const seen = (actor: ActorName, among = names): string[] => among.filter((name) => SEEN[name](actor)).map((name) => ITEMS[name]);
const speaks = (actor: ActorName): boolean => isPerson(actor) && (PEOPLE[actor].roles as readonly string[]).some((role) => ['OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR', 'COORDINATOR'].includes(role));
const own = (actor: ActorName): string[] => (speaks(actor) ? [...(of(actor, PH) ? [ITEMS.open, ITEMS.red].filter((id) => id !== ITEMS.red || SEEN.red(actor)) : []), ...(of(actor, BR) ? [ITEMS.closed] : []), ...(actor === 'outsider' ? [ITEMS.other] : [])] : []);
const all = Object.keys(PEOPLE) as PersonName[];

/** What is read of it. */
export const AGENDA_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'meeting_items', keys: 'SELECT id FROM hub.meeting_items', seen: (actor) => [...seen(actor), ...minutesItems(actor)] },
  { table: 'meeting_item_bulletins', keys: 'SELECT item_id FROM hub.meeting_item_bulletins', seen: (actor) => seen(actor, ['open', 'red']) },
  { table: 'meeting_item_sponsors', keys: 'SELECT item_id FROM hub.meeting_item_sponsors', seen: (actor) => seen(actor, ['open', 'closed', 'red']) },
  { table: 'meeting_agenda_versions', keys: `SELECT 'one' FROM hub.meeting_agenda_versions`, seen: () => [] },
];

/** Changes of everything at once: policies for writing stand alone. */
export const AGENDA_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all items of the agenda', sql: () => `UPDATE hub.meeting_items SET presenter = 'swept'`, changed: `SELECT id FROM hub.meeting_items WHERE presenter = 'swept'`, expected: own },
  { what: 'to stand behind nothing', sql: () => 'DELETE FROM hub.meeting_item_sponsors', changed: `SELECT x::text FROM unnest('{${names.map((name) => ITEMS[name]).filter((id) => id !== ITEMS.other).join()}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.meeting_item_sponsors s WHERE s.item_id = x)`,
    expected: (actor) => (speaks(actor) ? [...(of(actor, BR) ? [ITEMS.open] : []), ...(of(actor, BR) && SEEN.red(actor) ? [ITEMS.red] : []), ...(of(actor, PH) ? [ITEMS.closed] : [])] : []) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000064';
const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const propose = (proposer: string, by: string, edition: string, state = 'PROPOSED'): string =>
  `INSERT INTO hub.meeting_items (id, edition_id, proposer_id, proposed_by, proposed_at, titles, purpose, minutes, state, position) VALUES ('${fresh}', '${edition}', '${proposer}', '${by}', now(), '{}', 'DECISION', 5, '${state}', ${state === 'ACCEPTED' ? 1 : 0})`;
const link = (item: string, bulletin: string): string => `INSERT INTO hub.meeting_item_bulletins (item_id, bulletin_id) VALUES ('${item}', '${bulletin}')`;
const judging = (call: string): Attempt => ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT hub.${call}`, allowed: ['coordinator'] });

/** Everybody in his own name, of what he sees. */
export const AGENDA_ATTEMPTS: readonly Attempt[] = [
  { what: 'propose an item in edition one', sql: (actor) => propose(self(actor).organisationId, self(actor).id, MEETINGS.one), allowed: all.filter((actor) => attends(actor, 'one') && speaks(actor)) },
  { what: 'propose an item in edition two', sql: (actor) => propose(self(actor).organisationId, self(actor).id, MEETINGS.two), allowed: all.filter((actor) => attends(actor, 'two') && speaks(actor)) },
  { what: 'propose for another organisation', sql: (actor) => propose(of(actor, BR) ? PH.id : BR.id, self(actor).id, MEETINGS.one), allowed: [] },
  { what: 'propose in the name of somebody else', sql: (actor) => propose(self(actor).organisationId, actor === 'author' ? PEOPLE.second.id : PEOPLE.author.id, MEETINGS.one), allowed: [] },
  { what: 'propose what is on the agenda already', sql: (actor) => propose(self(actor).organisationId, self(actor).id, MEETINGS.one, 'ACCEPTED'), allowed: [] },
  { what: 'open an item to more organisations', sql: () => `UPDATE hub.meeting_items SET audience = NULL WHERE id = '${ITEMS.closed}'`, allowed: [] },
  { what: 'put an item on the agenda', sql: () => `UPDATE hub.meeting_items SET position = 1 WHERE id = '${ITEMS.open}'`, allowed: [] },
  { what: 'say that a proposal was accepted', sql: () => `UPDATE hub.meeting_items SET state = 'DECLINED' WHERE id = '${ITEMS.open}'`, allowed: [] },
  { what: 'remove an item', sql: () => `DELETE FROM hub.meeting_items WHERE id = '${ITEMS.open}'`, allowed: [] },
  { what: 'link what is CLEAR to an item of the own', sql: (actor) => link(of(actor, BR) ? ITEMS.closed : ITEMS.open, BULLETINS.npaClear.id), allowed: all.filter((actor) => of(actor, PH, BR)) },
  { what: 'link what is marked RED to an item of the own', sql: (actor) => link(of(actor, BR) ? ITEMS.closed : ITEMS.open, BULLETINS.red.id), allowed: ['author', 'second', 'named'] },
  { what: 'link something to an item of others', sql: (actor) => link(of(actor, BR) ? ITEMS.open : ITEMS.closed, BULLETINS.npaClear.id), allowed: [] },
  { what: 'stand behind an item of PH', sql: (actor) => `INSERT INTO hub.meeting_item_sponsors (item_id, organisation_id) VALUES ('${ITEMS.open}', '${of(actor, BR) ? NPA.id : self(actor).organisationId}')`, allowed: all.filter((actor) => of(actor, NPA) && speaks(actor)) },
  { what: 'stand behind an item for somebody else', sql: (actor) => `INSERT INTO hub.meeting_item_sponsors (item_id, organisation_id) VALUES ('${ITEMS.closed}', '${of(actor, NPA) ? BR.id : NPA.id}')`, allowed: [] },
  judging(`judge_item('${ITEMS.closed}', 1, 'ACCEPTED', NULL, NULL)`), judging(`order_items('${MEETINGS.one}', '{}')`), judging(`fix_agenda('${MEETINGS.two}')`),
  { what: 'change an item while there is no agenda', sql: () => `SELECT hub.change_item('${ITEMS.open}', 1, '{}', 'DECISION', 5, '', NULL, '{}')`, allowed: [] },
  { what: 'learn how an item stands', sql: () => `SELECT * FROM hub.item_standing('${ITEMS.closed}', NULL)`, allowed: ['coordinator'] },
  { what: 'learn of proposals that are closed', sql: () => `SELECT * FROM hub.closed_proposals('${MEETINGS.one}')`, allowed: ['coordinator'] },
  { what: 'learn how many versions were fixed', sql: () => `SELECT 1 WHERE hub.agenda_versions('${MEETINGS.one}') = 1`, allowed: all.filter((actor) => attends(actor, 'one')) },
  { what: 'learn when a meeting breaks', sql: () => `SELECT 1 WHERE hub.agenda_breaks('${MEETINGS.one}', NULL) IS NOT NULL`, allowed: [...all.filter((actor) => attends(actor, 'one')), 'worker'] },
  { what: 'read a version that was fixed', sql: () => `SELECT * FROM hub.agenda_version('${MEETINGS.one}', 1)`, allowed: all.filter((actor) => attends(actor, 'one')) },
  { what: 'strike something from the agenda', sql: () => `SELECT hub.strike_in_agenda('${BULLETINS.red.id}', 'x', 'y')`, allowed: [] },
  ...names.map((name): Attempt => ({ what: `see whether item ${name} is seen`, sql: () => `SELECT 1 WHERE hub.sees_item('${ITEMS[name]}')`, allowed: all.filter((actor) => SEEN[name](actor)) })),
];
