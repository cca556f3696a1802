// What everybody may see and change of threads, by hand, from the rules: who sees the bulletin's content now, and reads for a recipient that takes
// part or edits the bulletin. Officers and contact points write, each for his own organisation.
import { current, edits, knowsOf, pending, reads, seesContent } from '../model/rules.js';
import type { Bulletin } from '../model/world.js';
import { type ActorName, BR, BULLETINS, isPerson, NOW, PEOPLE, PH, TH, WORLD } from './rows.cast.js';
import { MESSAGES, type ThreadName, THREADS } from './rows.threads.cast.js';

const ON: Readonly<Record<ThreadName, readonly [Bulletin, readonly { id: string }[]]>> = {
  one: [BULLETINS.green, [BR]], two: [BULLETINS.green, [BR, TH]], red: [BULLETINS.red, [BR]], withdrawn: [BULLETINS.withdrawn, [BR]], expired: [BULLETINS.expired, [BR]],
  clear: [BULLETINS.npaClear, [TH]], narrowed: [BULLETINS.amber, [BR, TH]],
};
const NAMES = Object.keys(THREADS) as ThreadName[];
const OF: Readonly<Record<keyof typeof MESSAGES, ThreadName>> = { ...(Object.fromEntries(NAMES.map((name) => [name, name])) as Record<ThreadName, ThreadName>), oneAnswer: 'one', twoAnswer: 'two' };

const isEditor = (actor: ActorName, bulletin: Bulletin): boolean =>
  isPerson(actor) && [current(bulletin), pending(bulletin)].some((version) => version !== undefined && edits(bulletin, version, PEOPLE[actor]));
function sees(actor: ActorName, name: ThreadName): boolean {
  const [bulletin, parties] = ON[name];
  const version = current(bulletin);
  if (!isPerson(actor) || !version || !seesContent(WORLD, bulletin, version, PEOPLE[actor], NOW)) return false;
  return isEditor(actor, bulletin) || (reads(PEOPLE[actor]) && parties.some(({ id }) => id === PEOPLE[actor].organisationId));
}
const writes = (actor: ActorName): boolean => isPerson(actor) && (PEOPLE[actor].roles as readonly string[]).some((role) => role === 'OFFICER' || role === 'CONTACT_POINT');
const seen = (actor: ActorName): ThreadName[] => NAMES.filter((name) => sees(actor, name));
const own = (actor: ActorName): string | null => (isPerson(actor) ? PEOPLE[actor].organisationId : null);
const all = (actor: ActorName): (keyof typeof MESSAGES)[] => (Object.keys(MESSAGES) as (keyof typeof MESSAGES)[]).filter((name) => sees(actor, OF[name]));

const CITED = [['one', BULLETINS.clear], ['twoAnswer', BULLETINS.amber], ['twoAnswer', BULLETINS.red]] as const;
const ASSIGNED = [['two', PEOPLE.second], ['two', PEOPLE.recipientReader], ['two', PEOPLE.outsider], ['withdrawn', PEOPLE.recipient]] as const;
const MARKED = [['two', PEOPLE.author], ['two', PEOPLE.recipient], ['two', PEOPLE.outsider], ['withdrawn', PEOPLE.recipient]] as const;
const assignments = (actor: ActorName): string[] => ASSIGNED.filter(([name, { organisationId }]) => organisationId === own(actor) && sees(actor, name)).map(([name, { organisationId }]) => `${THREADS[name]} ${organisationId}`);
const marks = (actor: ActorName): string[] => MARKED.filter(([name, { id }]) => isPerson(actor) && PEOPLE[actor].id === id && sees(actor, name)).map(([name, { id }]) => `${THREADS[name]} ${id}`);

/** What is read of it. */
export const THREAD_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'threads', keys: 'SELECT id FROM hub.threads', seen: (actor) => seen(actor).map((name) => THREADS[name]) },
  { table: 'thread_messages', keys: 'SELECT id FROM hub.thread_messages', seen: (actor) => all(actor).map((name) => MESSAGES[name]) },
  { table: 'thread_citations', keys: `SELECT message_id || ' ' || bulletin_id FROM hub.thread_citations`, seen: (actor) =>
    CITED.filter(([name, bulletin]) => isPerson(actor) && sees(actor, OF[name]) && knowsOf(WORLD, bulletin, PEOPLE[actor])).map(([name, { id }]) => `${MESSAGES[name]} ${id}`) },
  { table: 'thread_assignments', keys: `SELECT thread_id || ' ' || organisation_id FROM hub.thread_assignments`, seen: assignments },
  { table: 'thread_marks', keys: `SELECT thread_id || ' ' || person_id FROM hub.thread_marks`, seen: marks },
  { table: 'thread_consents', keys: 'SELECT message_id FROM hub.thread_consents', seen: (actor) =>
    (sees(actor, 'two') && (own(actor) === BR.id || isEditor(actor, BULLETINS.green)) ? [MESSAGES.twoAnswer] : []) },
];

/** Changes of everything at once: policies for writing stand alone. */
export const THREAD_SWEEPS: readonly { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all threads', sql: () => 'UPDATE hub.threads SET revision = 7', changed: 'SELECT id FROM hub.threads WHERE revision = 7', expected: (actor) => (writes(actor) ? seen(actor).map((name) => THREADS[name]) : []) },
  { what: 'all marks', sql: () => 'UPDATE hub.thread_marks SET up_to = 7', changed: `SELECT thread_id || ' ' || person_id FROM hub.thread_marks WHERE up_to = 7`, expected: marks },
  { what: 'to remove all assignments', sql: () => 'DELETE FROM hub.thread_assignments', changed: `SELECT x FROM unnest('{${ASSIGNED.map(([name, { organisationId }]) => `${THREADS[name]} ${organisationId}`).join()}}'::text[]) x
     WHERE NOT EXISTS (SELECT FROM hub.thread_assignments a WHERE a.thread_id || ' ' || a.organisation_id = x)`, expected: (actor) => (writes(actor) ? assignments(actor) : []) },
  { what: 'to end all consents', sql: () => 'DELETE FROM hub.thread_consents', changed: `SELECT '${MESSAGES.twoAnswer}' WHERE NOT EXISTS (SELECT FROM hub.thread_consents)`, expected: (actor) => (writes(actor) && own(actor) === BR.id ? [MESSAGES.twoAnswer] : []) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000040';
const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const open = (of: Bulletin, opener: string, by: string, ...parties: string[]): string =>
  `INSERT INTO hub.threads (id, bulletin_id, asker_id, opener_id, opened_by, parties, readers, subject, state, opened_at, changed_at) VALUES ('${fresh}', '${of.id}', '${opener}', '${opener}', '${by}', '{${parties.join()}}', '{}', 'x', 'OPEN', now(), now())`;
const post = (thread: string, by: string, organisation: string): string =>
  `INSERT INTO hub.thread_messages (id, thread_id, number, kind, body, language, author_id, organisation_id, posted_at) VALUES ('${fresh}', '${thread}', 9, 'REMARK', 'x', 'en', '${by}', '${organisation}', now())`;
const cite = (message: string, { id }: { id: string }): string => `INSERT INTO hub.thread_citations (message_id, bulletin_id) VALUES ('${message}', '${id}')`;
const task = (thread: string, organisation: string, person: string): string => `INSERT INTO hub.thread_assignments (thread_id, organisation_id, person_id) VALUES ('${thread}', '${organisation}', '${person}')`;
const mark = (thread: string, person: string): string => `INSERT INTO hub.thread_marks (thread_id, person_id, up_to) VALUES ('${thread}', '${person}', 1)`;
const consent = (message: string, by: string): string => `INSERT INTO hub.thread_consents (message_id, credit, consented_by, consented_at) VALUES ('${message}', true, '${by}', now())`;
const inOne: readonly ActorName[] = ['author', 'second', 'recipient', 'named'];
const editors: readonly ActorName[] = ['author', 'second'];
const ofBr: readonly ActorName[] = ['recipient', 'named'];

/** Each writes for his own organisation, in his own name, where he sees; nobody changes what was written. */
export const THREAD_ATTEMPTS: readonly Attempt[] = [
  { what: 'ask the originator', sql: (actor) => open(BULLETINS.green, self(actor).organisationId, self(actor).id, self(actor).organisationId), allowed: [...editors, ...ofBr, 'outsider'] },
  { what: 'ask in the name of a colleague', sql: () => open(BULLETINS.green, BR.id, PEOPLE.recipient.id, BR.id), allowed: ['recipient'] },
  { what: 'ask for another organisation', sql: (actor) => open(BULLETINS.green, BR.id, self(actor).id, BR.id), allowed: ofBr },
  { what: 'ask among several', sql: (actor) => open(BULLETINS.green, self(actor).organisationId, self(actor).id, BR.id, TH.id), allowed: editors },
  { what: 'ask on something TLP:RED', sql: (actor) => open(BULLETINS.red, self(actor).organisationId, self(actor).id, self(actor).organisationId), allowed: [...editors, 'named'] },
  { what: 'ask on what was withdrawn', sql: (actor) => open(BULLETINS.withdrawn, self(actor).organisationId, self(actor).id, self(actor).organisationId), allowed: editors },
  { what: 'ask on a draft', sql: (actor) => open(BULLETINS.draft, self(actor).organisationId, self(actor).id, BR.id), allowed: [] },
  { what: 'answer in a thread', sql: () => `UPDATE hub.threads SET state = 'ANSWERED' WHERE id = '${THREADS.one}'`, allowed: inOne },
  { what: 'give a thread to others', sql: () => `UPDATE hub.threads SET parties = '{${TH.id}}'`, allowed: [] },
  { what: 'let others read a thread', sql: () => `UPDATE hub.threads SET readers = '{1}'`, allowed: [] },
  { what: 'remove a thread', sql: () => 'DELETE FROM hub.threads', allowed: [] },
  { what: 'write in a thread', sql: (actor) => post(THREADS.one, self(actor).id, self(actor).organisationId), allowed: inOne },
  { what: 'write in the name of a colleague', sql: () => post(THREADS.one, PEOPLE.recipient.id, BR.id), allowed: ['recipient'] },
  { what: 'write for the originator', sql: (actor) => post(THREADS.one, self(actor).id, PH.id), allowed: editors },
  { what: 'write where the bulletin was withdrawn', sql: (actor) => post(THREADS.withdrawn, self(actor).id, self(actor).organisationId), allowed: editors },
  { what: 'change what was written', sql: () => `UPDATE hub.thread_messages SET body = 'y'`, allowed: [] },
  { what: 'remove what was written', sql: () => 'DELETE FROM hub.thread_messages', allowed: [] },
  { what: 'cite what is public', sql: () => cite(MESSAGES.one, BULLETINS.npaSecond), allowed: ['recipient'] },
  { what: 'cite what only others see', sql: () => cite(MESSAGES.one, BULLETINS.redDraft), allowed: [] },
  { what: 'change what is cited', sql: () => `UPDATE hub.thread_citations SET bulletin_id = '${BULLETINS.npaSecond.id}'`, allowed: [] },
  { what: 'remove what is cited', sql: () => 'DELETE FROM hub.thread_citations', allowed: [] },
  { what: 'take a task', sql: (actor) => task(THREADS.one, self(actor).organisationId, self(actor).id), allowed: inOne },
  { what: 'give a task to another organisation', sql: (actor) => task(THREADS.one, BR.id, self(actor).id), allowed: ofBr },
  { what: 'give a task to a stranger', sql: (actor) => task(THREADS.one, self(actor).organisationId, PEOPLE.outsider.id), allowed: [] },
  { what: 'take a task where the bulletin has expired', sql: (actor) => task(THREADS.expired, self(actor).organisationId, self(actor).id), allowed: editors },
  { what: 'change a task', sql: () => `UPDATE hub.thread_assignments SET person_id = '${PEOPLE.recipient.id}'`, allowed: [] },
  { what: 'mark as read', sql: (actor) => mark(THREADS.one, self(actor).id), allowed: [...inOne, 'recipientReader'] },
  { what: 'mark as read by a colleague', sql: () => mark(THREADS.one, PEOPLE.recipient.id), allowed: ['recipient'] },
  { what: 'mark as read where the bulletin has expired', sql: (actor) => mark(THREADS.expired, self(actor).id), allowed: editors },
  { what: 'give a mark away', sql: () => `UPDATE hub.thread_marks SET person_id = '${PEOPLE.named.id}'`, allowed: [] },
  { what: 'remove a mark', sql: () => 'DELETE FROM hub.thread_marks', allowed: [] },
  { what: 'consent for a recipient', sql: (actor) => consent(MESSAGES.one, self(actor).id), allowed: ofBr },
  { what: 'consent for the originator', sql: (actor) => consent(MESSAGES.oneAnswer, self(actor).id), allowed: editors },
  { what: 'consent in the name of a colleague', sql: () => consent(MESSAGES.one, PEOPLE.recipient.id), allowed: ['recipient'] },
  { what: 'change a consent', sql: () => 'UPDATE hub.thread_consents SET credit = false', allowed: [] },
  { what: 'learn whom a thread concerns', sql: () => `SELECT 1 FROM hub.thread_concerned('${THREADS.one}')`, allowed: [...inOne, 'recipientReader', 'worker'] },
  { what: 'learn whom a thread TLP:RED concerns', sql: () => `SELECT 1 FROM hub.thread_concerned('${THREADS.red}')`, allowed: [...editors, 'named', 'worker'] },
  { what: 'have hub.tell_due_threads run', sql: () => 'SELECT hub.tell_due_threads(now(), 1)', allowed: ['worker'] },
];
