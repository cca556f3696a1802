// What everybody may see and change of polls, replies and links, by hand, from the rules: polls are for who takes part; what a party says is its own and the
// coordinators', who enter what they heard; links are theirs, and those that speak for an organisation are shown to its keepers.
import { type ActorName, BR, isPerson, NPA, PEOPLE, PH, TH } from './rows.cast.js';
import { INTERPRETED as I } from './rows.interpretation.cast.js';
import { MEETINGS } from './rows.meetings.cast.js';
import { attends } from './rows.meetings.js';
import { SCHEDULE as S } from './rows.schedule.cast.js';

const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const colleague = (actor: ActorName): string => (self(actor).id === PEOPLE.colleague.id ? PEOPLE.contact.id : PEOPLE.colleague.id);
const of = (actor: ActorName, organisation: { id: string }): boolean => isPerson(actor) && PEOPLE[actor].organisationId === organisation.id;
const PH_KEEPERS: readonly ActorName[] = ['administrator', 'contact'];
const BR_KEEPERS: readonly ActorName[] = ['recipientAdministrator', 'named'];
const where = (one: readonly string[], two: readonly string[]) => (actor: ActorName): string[] => [...(attends(actor, 'one') ? one : []), ...(attends(actor, 'two') ? two : [])];
const links = (actor: ActorName): string[] => (actor === 'coordinator' ? [S.phLink, S.brLink, S.guestLink, S.revokedLink, S.phLinkElsewhere, I.npaLink, I.madeByPh]
  : PH_KEEPERS.includes(actor) ? [S.phLink, S.revokedLink, I.phLink, I.phRevokedLink] : BR_KEEPERS.includes(actor) ? [S.brLink, I.brLink] : []);
const ofParties = [S.ofPh, S.ofBr, S.ofTh, S.phElsewhere];

type Reading = { table: string; keys: string; seen: (actor: ActorName) => string[] };
type Sweep = { what: string; sql: (actor: ActorName) => string; changed: string; expected: (actor: ActorName) => string[] };
type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };

/** What is read of it. */
export const SCHEDULE_READINGS: readonly Reading[] = [
  { table: 'meeting_links', keys: 'SELECT id FROM hub.meeting_links', seen: links },
  { table: 'meeting_polls', keys: 'SELECT id FROM hub.meeting_polls', seen: where([S.poll, S.over], [S.other, S.otherOver]) },
  { table: 'meeting_slots', keys: 'SELECT id FROM hub.meeting_slots', seen: where([S.slot], [S.otherSlot]) },
  { table: 'meeting_replies', keys: 'SELECT id FROM hub.meeting_replies', seen: (actor) =>
    (actor === 'coordinator' ? [...ofParties, S.ofGuest] : of(actor, PH) ? [S.ofPh] : of(actor, BR) ? [S.ofBr] : of(actor, TH) ? [S.ofTh] : []) },
];

const AT = `'2030-01-01T00:00:00Z'`;
const revoked = `SELECT id FROM hub.meeting_links WHERE revoked_at = ${AT}`;
const saying = (channel: string, by: string): string => `UPDATE hub.meeting_replies SET remark = 'swept', channel = '${channel}', replied_by = '${by}', link_id = NULL`;
const swept = `SELECT id FROM hub.meeting_replies WHERE remark = 'swept'`;

/** Changes of everything at once: policies for writing stand alone. */
export const SCHEDULE_SWEEPS: readonly Sweep[] = [
  { what: 'to take all links back', sql: (actor) => `UPDATE hub.meeting_links SET revoked_at = ${AT}, revoked_by = '${self(actor).id}'`, changed: revoked, expected: (actor) =>
    (actor === 'coordinator' ? [S.phLink, S.brLink, S.guestLink, S.phLinkElsewhere, I.npaLink, I.phLink, I.brLink, I.madeByPh] : PH_KEEPERS.includes(actor) ? [S.phLink, S.phLinkElsewhere, I.phLink] : BR_KEEPERS.includes(actor) ? [S.brLink, I.brLink] : []) },
  { what: "to take all links back in a colleague's name", sql: (actor) => `UPDATE hub.meeting_links SET revoked_at = ${AT}, revoked_by = '${colleague(actor)}'`, changed: revoked, expected: () => [] },
  { what: 'all polls', sql: () => 'UPDATE hub.meeting_polls SET quorum = 77', changed: 'SELECT id FROM hub.meeting_polls WHERE quorum = 77', expected: (actor) => (actor === 'coordinator' ? [S.poll, S.over, S.other, S.otherOver] : []) },
  // Whoever coordinates changes others' as heard or read alone, and all at once not as his own.
  { what: 'all replies, as signed in', sql: (actor) => saying('SIGNED_IN', self(actor).id), changed: swept, expected: (actor) => (PH_KEEPERS.includes(actor) ? [S.ofPh, S.phElsewhere] : BR_KEEPERS.includes(actor) ? [S.ofBr] : []) },
  { what: 'all replies, as heard', sql: (actor) => saying('TELEPHONE', self(actor).id), changed: swept, expected: (actor) => (actor === 'coordinator' ? ofParties : []) },
  ...['SIGNED_IN', 'PAPER'].map((channel): Sweep => ({ what: `all replies in a colleague's name, ${channel}`, sql: (actor) => saying(channel, colleague(actor)), changed: swept, expected: () => [] })),
];

const fresh = '99999999-0000-4000-8000-000000000062';
const addReply = (poll: string, organisation: { id: string }, channel: string) => (actor: ActorName): string =>
  `INSERT INTO hub.meeting_replies (id, poll_id, organisation_id, answers, channel, replied_at, replied_by) VALUES ('${fresh}', '${poll}', '${organisation.id}', '{}', '${channel}', now(), '${self(actor).id}')`;
const addLink = (edition: string, organisation: { id: string } | null, by: (actor: ActorName) => string, at = 'NULL, NULL') => (actor: ActorName): string =>
  `INSERT INTO hub.meeting_links (id, edition_id, organisation_id, holder, address_hash, expires_at, created_at, created_by, revoked_at, revoked_by) VALUES ('${fresh}', '${edition}', ${organisation ? `'${organisation.id}'` : 'NULL'}, 'x', '\\x02', now(), now(), '${by(actor)}', ${at})`;
const addPoll = (by: (actor: ActorName) => string) => (actor: ActorName): string =>
  `INSERT INTO hub.meeting_polls (id, edition_id, opened_at, opened_by, deadline, quorum, remote, told, closed_at) VALUES ('${fresh}', '${MEETINGS.one}', now(), '${by(actor)}', now(), 1, '[]', 0, now())`;
const own = (actor: ActorName): string => self(actor).id;
const byWorker = (call: string): Attempt => ({ what: `have hub.${call} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] });

/** Who says what, and what nobody does. */
export const SCHEDULE_ATTEMPTS: readonly Attempt[] = [
  { what: 'reply for PH', sql: addReply(S.over, PH, 'SIGNED_IN'), allowed: PH_KEEPERS },
  { what: 'reply for BR', sql: addReply(S.over, BR, 'SIGNED_IN'), allowed: BR_KEEPERS },
  { what: 'reply for who coordinates', sql: addReply(S.over, NPA, 'SIGNED_IN'), allowed: ['coordinator'] },
  { what: 'reply for PH where it takes no part', sql: addReply(S.otherOver, PH, 'SIGNED_IN'), allowed: [] },
  { what: 'enter what BR said', sql: addReply(S.over, BR, 'PAPER'), allowed: ['coordinator'] },
  { what: 'enter what TH said where it takes no part', sql: addReply(S.over, TH, 'TELEPHONE'), allowed: [] },
  { what: "reply in a colleague's name", sql: (actor) => addReply(S.over, self(actor).organisationId === PH.id ? PH : BR, 'SIGNED_IN')(actor).replace(self(actor).id, colleague(actor)), allowed: [] },
  { what: "enter what BR said in a colleague's name", sql: (actor) => addReply(S.over, BR, 'PAPER')(actor).replace(self(actor).id, colleague(actor)), allowed: [] },
  { what: 'take a reply away', sql: () => 'DELETE FROM hub.meeting_replies', allowed: [] },
  { what: 'give a reply to another organisation', sql: () => `UPDATE hub.meeting_replies SET organisation_id = '${NPA.id}' WHERE id = '${S.ofPh}'`, allowed: [] },
  { what: 'make a link for a guest', sql: addLink(MEETINGS.one, null, own), allowed: ['coordinator'] },
  { what: 'make a link for PH', sql: addLink(MEETINGS.one, PH, own), allowed: ['coordinator'] },
  { what: 'make a link for TH where it takes no part', sql: addLink(MEETINGS.one, TH, own), allowed: [] },
  { what: 'make a link for PH where it takes no part', sql: addLink(MEETINGS.two, PH, own), allowed: [] },
  { what: "make a link in a colleague's name", sql: addLink(MEETINGS.one, null, colleague), allowed: [] },
  { what: 'make a link that is revoked', sql: addLink(MEETINGS.one, null, own, `now(), '${PEOPLE.coordinator.id}'`), allowed: [] },
  { what: 'let a link open longer', sql: () => `UPDATE hub.meeting_links SET expires_at = now()`, allowed: [] },
  { what: 'put a poll', sql: addPoll(own), allowed: ['coordinator'] },
  { what: "put a poll in a colleague's name", sql: addPoll(colleague), allowed: [] },
  { what: 'add a slot', sql: () => `INSERT INTO hub.meeting_slots (id, poll_id, starts_local, ends_local, starts_at, ends_at, reasons) VALUES ('${fresh}', '${S.poll}', '2030-02-19T10:00', '2030-02-19T11:00', '2030-02-19T01:00Z', '2030-02-19T02:00Z', '[]')`, allowed: ['coordinator'] },
  { what: 'move a slot', sql: () => 'UPDATE hub.meeting_slots SET starts_at = now()', allowed: [] },
  { what: 'learn that one answers for the own organisation', sql: () => 'SELECT 1 WHERE hub.answers_polls()', allowed: ['coordinator', ...PH_KEEPERS, ...BR_KEEPERS] },
  ...[`open_meeting_link('\\x01', now())`, `poll_by_link('${S.phLink}')`, `answer_by_link('${S.phLink}', '${S.poll}', now(), 0, '{}', NULL, '${fresh}')`, 'polls_due(now())', 'meeting_clocks(now())', `move_meeting_clock('${S.slot}', '${MEETINGS.one}', now(), now() + interval '1 hour')`, `meeting_readers('${MEETINGS.one}')`].map(byWorker),
];
