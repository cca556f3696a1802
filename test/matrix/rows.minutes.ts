// What everybody may see and change of a session and its minutes, by hand, from the rules: what hangs on an item is seen by who sees the item. Secretaries keep what they
// see; of an item that its proposer keeps closed, its own officers and contact points do.
import { type ActorName, BR, isPerson, NPA, PEOPLE, PH, TH } from './rows.cast.js';
import { MEETINGS } from './rows.meetings.cast.js';
import { attends } from './rows.meetings.js';
import { MINUTES as M } from './rows.minutes.cast.js';

type Item = 'open' | 'closed' | 'other';
const people = Object.keys(PEOPLE) as ActorName[];
const own = (actor: ActorName): string | null => (isPerson(actor) ? PEOPLE[actor].organisationId : null);
const is = (actor: ActorName, ...roles: string[]): boolean => isPerson(actor) && (PEOPLE[actor].roles as readonly string[]).some((role) => roles.includes(role));
const sees = (actor: ActorName, item: Item): boolean => (item === 'closed' ? own(actor) === PH.id : attends(actor, item === 'open' ? 'one' : 'two'));
/** Which of these items somebody sees. */
export const minutesItems = (actor: ActorName): string[] => (['open', 'closed', 'other'] as const).filter((item) => sees(actor, item)).map((item) => M[item]);
const secretary = (actor: ActorName, edition: 'one' | 'two'): boolean => actor === 'coordinator' || actor === (edition === 'one' ? 'recipient' : 'npaOfficer');
const keeps = (actor: ActorName, item: Item): boolean => (item === 'closed' ? own(actor) === PH.id && is(actor, 'OFFICER', 'CONTACT_POINT') : secretary(actor, item === 'open' ? 'one' : 'two'));
/** Contact points by role and by appointment are the same people here; the coordinator is the NPA's deputy. */
const speaks = (actor: ActorName): boolean => is(actor, 'ADMINISTRATOR', 'CONTACT_POINT') || actor === 'coordinator';
const writes = (actor: ActorName): boolean => is(actor, 'OFFICER', 'CONTACT_POINT', 'ADMINISTRATOR');
const who = (may: (actor: ActorName) => boolean): ActorName[] => people.filter(may);
const listed = (...rows: readonly (readonly [boolean, string])[]): string[] => rows.filter(([shown]) => shown).map(([, key]) => key);

type Reading = { table: string; keys: string; seen: (actor: ActorName) => string[] };
const byId = (table: string, seen: Reading['seen']): Reading => ({ table, keys: `SELECT id FROM hub.${table}`, seen });

/** What is read of it. */
export const MINUTES_READINGS: readonly Reading[] = [
  { table: 'meeting_secretaries', keys: 'SELECT person_id FROM hub.meeting_secretaries', seen: (actor) => listed([attends(actor, 'one'), PEOPLE.recipient.id], [attends(actor, 'two'), PEOPLE.npaOfficer.id]) },
  { table: 'meeting_attendance', keys: `SELECT edition_id || ' ' || coalesce(item_id::text, '-') FROM hub.meeting_attendance`, seen: (actor) =>
    listed([attends(actor, 'one'), `${MEETINGS.one} -`], [sees(actor, 'closed'), `${MEETINGS.one} ${M.closed}`], [attends(actor, 'two'), `${MEETINGS.two} -`]) },
  { table: 'meeting_texts', keys: `SELECT item_id || ' ' || revision FROM hub.meeting_texts`, seen: (actor) =>
    listed([keeps(actor, 'open'), `${M.open} 1`], [sees(actor, 'open'), `${M.open} 2`], [keeps(actor, 'closed'), `${M.closed} 1`], [sees(actor, 'closed'), `${M.closed} 2`], [sees(actor, 'other'), `${M.other} 1`]) },
  byId('meeting_decisions', (actor) => listed([sees(actor, 'open'), M.openDecision], [sees(actor, 'closed'), M.closedDecision])),
  { table: 'meeting_minutes', keys: 'SELECT edition_id FROM hub.meeting_minutes', seen: (actor) => listed([attends(actor, 'one'), MEETINGS.one]) },
  byId('meeting_comments', (actor) => listed([attends(actor, 'one'), M.comment], [sees(actor, 'closed'), M.closedComment])),
  byId('meeting_responses', (actor) => listed([attends(actor, 'one'), M.response], [sees(actor, 'closed'), M.closedResponse], [attends(actor, 'two'), M.otherResponse])),
  { table: 'meeting_sealed', keys: 'SELECT part::text FROM hub.meeting_sealed', seen: (actor) => listed([attends(actor, 'two'), '0'], [sees(actor, 'closed'), '7']) },
  byId('meeting_actions', (actor) => listed([sees(actor, 'open'), M.openAction], [sees(actor, 'closed'), M.closedAction])),
  byId('meeting_action_reports', (actor) => listed([sees(actor, 'open'), M.openReport], [sees(actor, 'closed'), M.closedReport])),
  { table: 'meeting_action_carries', keys: 'SELECT action_id FROM hub.meeting_action_carries', seen: (actor) => listed([sees(actor, 'open') && attends(actor, 'two'), M.openAction], [sees(actor, 'closed') && attends(actor, 'one'), M.closedAction]) },
];

/** Changes of everything at once: policies for writing stand alone. */
export const MINUTES_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'to name no secretaries', sql: () => 'DELETE FROM hub.meeting_secretaries', changed: `SELECT x::text FROM unnest('{${PEOPLE.recipient.id},${PEOPLE.npaOfficer.id}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.meeting_secretaries s WHERE s.person_id = x)`,
    expected: (actor) => (actor === 'coordinator' ? [PEOPLE.recipient.id, PEOPLE.npaOfficer.id] : []) },
  { what: 'all attendance', sql: () => `UPDATE hub.meeting_attendance SET presence = 'ABSENT', by_id = hub.person()`, changed: `SELECT edition_id || ' ' || coalesce(item_id::text, '-') FROM hub.meeting_attendance WHERE presence = 'ABSENT'`, expected: (actor) =>
    listed([secretary(actor, 'one'), `${MEETINGS.one} -`], [keeps(actor, 'closed'), `${MEETINGS.one} ${M.closed}`], [secretary(actor, 'two'), `${MEETINGS.two} -`]) },
  { what: 'attendance in the name of another', sql: () => `UPDATE hub.meeting_attendance SET presence = 'ABSENT', by_id = '${PEOPLE.auditor.id}'`, changed: `SELECT edition_id FROM hub.meeting_attendance WHERE presence = 'ABSENT'`, expected: () => [] },
  { what: 'all decisions', sql: () => 'UPDATE hub.meeting_decisions SET revoked_at = now()', changed: 'SELECT id FROM hub.meeting_decisions WHERE revoked_at IS NOT NULL', expected: (actor) => listed([keeps(actor, 'open'), M.openDecision], [keeps(actor, 'closed'), M.closedDecision]) },
  { what: 'all windows', sql: () => 'UPDATE hub.meeting_minutes SET revision = 7', changed: 'SELECT edition_id FROM hub.meeting_minutes WHERE revision = 7', expected: (actor) => (actor === 'coordinator' ? [MEETINGS.one] : []) },
  { what: 'all comments', sql: () => `UPDATE hub.meeting_comments SET outcome = 'DECLINED', answered_by = hub.person(), answered_at = now()`, changed: 'SELECT id FROM hub.meeting_comments WHERE outcome IS NOT NULL', expected: (actor) =>
    listed([secretary(actor, 'one'), M.comment], [keeps(actor, 'closed'), M.closedComment]) },
  { what: 'comments in the name of another', sql: () => `UPDATE hub.meeting_comments SET outcome = 'DECLINED', answered_by = '${PEOPLE.auditor.id}', answered_at = now()`, changed: 'SELECT id FROM hub.meeting_comments WHERE outcome IS NOT NULL', expected: () => [] },
  { what: 'what was answered', sql: () => `UPDATE hub.meeting_responses SET body = 'y'`, changed: `SELECT id FROM hub.meeting_responses WHERE body = 'y'`, expected: () => [] },
  { what: 'a note to all objections', sql: () => `UPDATE hub.meeting_responses SET note = 'y', noted_by = hub.person(), noted_at = now()`, changed: `SELECT id FROM hub.meeting_responses WHERE note = 'y'`, expected: (actor) =>
    listed([secretary(actor, 'one'), M.response], [keeps(actor, 'closed'), M.closedResponse], [secretary(actor, 'two'), M.otherResponse]) },
  { what: 'a note in the name of another', sql: () => `UPDATE hub.meeting_responses SET note = 'y', noted_by = '${PEOPLE.auditor.id}', noted_at = now()`, changed: `SELECT id FROM hub.meeting_responses WHERE note = 'y'`, expected: () => [] },
  { what: 'to take back what was said', sql: () => 'DELETE FROM hub.meeting_responses', changed: `SELECT x::text FROM unnest('{${M.response},${M.closedResponse},${M.otherResponse}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.meeting_responses r WHERE r.id = x)`, expected: (actor) =>
    listed([own(actor) === BR.id && speaks(actor), M.response], [own(actor) === PH.id && speaks(actor), M.closedResponse]) },
  { what: 'all that was taken on', sql: () => 'UPDATE hub.meeting_actions SET revision = 7', changed: 'SELECT id FROM hub.meeting_actions WHERE revision = 7', expected: (actor) =>
    listed([keeps(actor, 'open') || (own(actor) === BR.id && writes(actor)), M.openAction], [own(actor) === PH.id && writes(actor), M.closedAction]) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000065';
const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const ITEMS = ['open', 'closed', 'other'] as const;
const editionOf = (item: Item): string => MEETINGS[item === 'other' ? 'two' : 'one'];
const partyOf = (item: Item): string => (item === 'other' ? TH.id : PH.id);
const attendance = (item: string, edition: string, organisation: string, by: string): string => `INSERT INTO hub.meeting_attendance (edition_id, item_id, organisation_id, presence, by_id, at) VALUES ('${edition}', ${item}, '${organisation}', 'ABSENT', '${by}', now())`;
const text = (item: Item, by: string): string => `INSERT INTO hub.meeting_texts (item_id, language, revision, body, by_id, at) VALUES ('${M[item]}', 'ja', 1, 'x', '${by}', now())`;
const decision = (item: Item, by: string): string => `INSERT INTO hub.meeting_decisions (id, item_id, texts, at, by_id) VALUES ('${fresh}', '${M[item]}', '{}', now(), '${by}')`;
const action = (item: Item, by: string): string => `INSERT INTO hub.meeting_actions (id, edition_id, item_id, owner_id, texts, due_on, at, by_id) VALUES ('${fresh}', '${editionOf(item)}', '${M[item]}', '${partyOf(item)}', '{}', now(), now(), '${by}')`;
const comment = (item: string, edition: string, organisation: string, by: string): string => `INSERT INTO hub.meeting_comments (id, edition_id, item_id, organisation_id, language, body, by_id, at) VALUES ('${fresh}', '${edition}', ${item}, '${organisation}', 'en', 'x', '${by}', now())`;
const response = (item: string, edition: string, organisation: string, by: string): string => `INSERT INTO hub.meeting_responses (id, edition_id, item_id, organisation_id, response, by_id, at) VALUES ('${fresh}', '${edition}', ${item}, '${organisation}', 'APPROVED', '${by}', now())`;
const report = (of: string, organisation: string, by: string): string => `INSERT INTO hub.meeting_action_reports (id, action_id, organisation_id, state, body, by_id, at) VALUES ('${fresh}', '${of}', '${organisation}', 'OPEN', 'x', '${by}', now())`;
const quoted = (item: Item): string => `'${M[item]}'`;
const { auditor } = PEOPLE;

/** Each in his own name and for his own organisation, where he sees; nobody changes what was written, sealed or carried. */
export const MINUTES_ATTEMPTS: readonly Attempt[] = [
  { what: 'name a secretary', sql: () => `INSERT INTO hub.meeting_secretaries (edition_id, person_id) VALUES ('${MEETINGS.one}', '${PEOPLE.author.id}')`, allowed: ['coordinator'] },
  { what: 'note who is at the meeting', sql: (actor) => attendance('NULL', MEETINGS.one, BR.id, self(actor).id), allowed: who((actor) => secretary(actor, 'one')) },
  { what: 'note who is at the meeting, in the name of another', sql: () => attendance('NULL', MEETINGS.one, BR.id, auditor.id), allowed: [] },
  ...ITEMS.flatMap((item): Attempt[] => [
    { what: `note who is there for ${item}`, sql: (actor) => attendance(quoted(item), editionOf(item), item === 'other' ? TH.id : BR.id, self(actor).id), allowed: who((actor) => keeps(actor, item)) },
    { what: `write of ${item}`, sql: (actor) => text(item, self(actor).id), allowed: who((actor) => keeps(actor, item)) },
    { what: `write of ${item} in the name of another`, sql: () => text(item, auditor.id), allowed: [] },
    { what: `decide in ${item}`, sql: (actor) => decision(item, self(actor).id), allowed: who((actor) => keeps(actor, item)) },
    { what: `decide in ${item} in the name of another`, sql: () => decision(item, auditor.id), allowed: [] },
    { what: `have something taken on in ${item}`, sql: (actor) => action(item, self(actor).id), allowed: who((actor) => keeps(actor, item)) },
    { what: `have something taken on in ${item} in the name of another`, sql: () => action(item, auditor.id), allowed: [] },
    { what: `comment on ${item}`, sql: (actor) => comment(quoted(item), editionOf(item), self(actor).organisationId, self(actor).id), allowed: who((actor) => sees(actor, item) && writes(actor)) },
    // PH has answered of what it keeps closed.
    { what: `answer of ${item}`, sql: (actor) => response(quoted(item), editionOf(item), item === 'closed' ? BR.id : self(actor).organisationId, self(actor).id), allowed: who((actor) => item !== 'closed' && sees(actor, item) && speaks(actor)) },
  ]),
  { what: 'comment on the minutes', sql: (actor) => comment('NULL', MEETINGS.one, PH.id, self(actor).id), allowed: who((actor) => own(actor) === PH.id && writes(actor)) },
  { what: 'comment on minutes where one did not take part', sql: (actor) => comment('NULL', MEETINGS.two, self(actor).organisationId, self(actor).id), allowed: who((actor) => attends(actor, 'two') && writes(actor)) },
  { what: 'comment in the name of another', sql: () => comment('NULL', MEETINGS.one, PH.id, auditor.id), allowed: [] },
  { what: 'answer the minutes', sql: (actor) => response('NULL', MEETINGS.one, PH.id, self(actor).id), allowed: who((actor) => own(actor) === PH.id && speaks(actor)) },
  // TH did not attend.
  { what: 'answer the minutes of the other edition', sql: (actor) => response('NULL', MEETINGS.two, self(actor).organisationId, self(actor).id), allowed: who((actor) => own(actor) === NPA.id && speaks(actor)) },
  { what: 'answer the minutes in the name of another', sql: () => response('NULL', MEETINGS.one, PH.id, auditor.id), allowed: [] },
  { what: 'report on what one took on', sql: (actor) => report(M.openAction, BR.id, self(actor).id), allowed: who((actor) => own(actor) === BR.id && writes(actor)) },
  { what: 'report on what another took on', sql: (actor) => report(M.openAction, self(actor).organisationId, self(actor).id), allowed: who((actor) => own(actor) === BR.id && writes(actor)) },
  { what: 'report in the name of another', sql: () => report(M.openAction, BR.id, auditor.id), allowed: [] },
  { what: 'change what was written', sql: () => `UPDATE hub.meeting_texts SET body = 'y'`, allowed: [] },
  { what: 'take away what was written', sql: () => 'DELETE FROM hub.meeting_texts', allowed: [] },
  { what: 'begin minutes', sql: () => `INSERT INTO hub.meeting_minutes (edition_id, state) VALUES ('${MEETINGS.two}', 'DRAFT')`, allowed: ['coordinator'] },
  { what: 'approve minutes by hand', sql: () => `UPDATE hub.meeting_minutes SET state = 'APPROVED'`, allowed: [] },
  { what: 'seal something else', sql: () => `UPDATE hub.meeting_sealed SET content = '{"x": 1}'`, allowed: [] },
  { what: 'add a sealed part', sql: () => `INSERT INTO hub.meeting_sealed (edition_id, part, salt, content) VALUES ('${MEETINGS.one}', 0, sha256('x'), '{}')`, allowed: [] },
  { what: 'give what was taken on to another', sql: () => `UPDATE hub.meeting_actions SET owner_id = '${BR.id}'`, allowed: [] },
  { what: 'take a report back', sql: () => 'DELETE FROM hub.meeting_action_reports', allowed: [] },
  { what: 'carry something on', sql: () => `INSERT INTO hub.meeting_action_carries (edition_id, action_id) VALUES ('${MEETINGS.one}', '${M.openAction}')`, allowed: [] },
  { what: 'have a review opened', sql: () => `SELECT hub.open_review('${MEETINGS.one}', now())`, allowed: ['coordinator'] },
  { what: 'ask for more time', sql: () => `SELECT 1 WHERE hub.ask_extension('${MEETINGS.one}', 'x')`, allowed: who((actor) => attends(actor, 'one') && speaks(actor)) },
  { what: 'have silence noted', sql: () => `SELECT hub.enter_silence('${MEETINGS.one}', now())`, allowed: ['coordinator', 'worker'] },
  { what: 'learn what blocks approval', sql: () => `SELECT 1 FROM hub.review_blocked('${MEETINGS.one}')`, allowed: ['coordinator'] },
  { what: 'have minutes sealed', sql: () => `SELECT hub.seal_minutes('${MEETINGS.one}')`, allowed: ['coordinator'] },
  { what: 'have minutes approved', sql: () => `SELECT hub.approve_minutes('${MEETINGS.one}', '\\x00', '{}')`, allowed: ['coordinator'] },
  { what: 'have open things carried on', sql: () => `SELECT hub.carry_actions('${MEETINGS.one}', '${MEETINGS.two}')`, allowed: ['coordinator'] },
  { what: 'have reviews ended', sql: () => `SELECT count(*) FROM hub.review_due(now()) x HAVING hub.realm() <> ''`, allowed: ['worker'] },
  { what: 'have owners reminded', sql: () => `SELECT count(*) FROM hub.actions_due(now()) x HAVING hub.realm() <> ''`, allowed: ['worker'] },
  { what: 'learn who attended', sql: () => `SELECT 1 FROM hub.attended('${MEETINGS.one}')`, allowed: [...who((actor) => attends(actor, 'one')), 'worker'] },
  ...ITEMS.map((item): Attempt => ({ what: `learn who of PH is told of ${item}`, sql: () => `SELECT 1 WHERE hub.item_readers('${M[item]}', '${PH.id}') <> '{}'`, allowed: item === 'other' ? [] : [...who((actor) => sees(actor, item)), 'worker'] })),
];
