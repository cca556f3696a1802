// What everybody may see and change of invitations, by hand, from the rules: all parties the delegates' names, their own contact points and administrators
// the rest, coordinators everything and the inbox, each person the own calendar feed; the worker sends and takes in.
import { type ActorName, BR, NPA, PEOPLE, PH, TH } from './rows.cast.js';
import { INVITED } from './rows.invitations.cast.js';
import { attends } from './rows.meetings.js';
import { SCHEDULE } from './rows.schedule.cast.js';
import { MEETINGS } from './rows.meetings.cast.js';

const { one, two, three } = MEETINGS;
const KEEPERS: Readonly<Partial<Record<ActorName, 'ph' | 'br'>>> = { administrator: 'ph', contact: 'ph', recipientAdministrator: 'br', named: 'br' };
const keepersOf = (organisation: 'ph' | 'br'): ActorName[] => ['coordinator', ...(Object.keys(KEEPERS) as ActorName[]).filter((actor) => KEEPERS[actor] === organisation)];
const worker = (actor: ActorName, ...keys: string[]): string[] => (actor === 'worker' ? keys : []);
const asked = (actor: ActorName): string[] => [...worker(actor, one, two), ...(attends(actor, 'one') ? [one] : []), ...(attends(actor, 'two') ? [two] : [])];
const DELEGATES = { one: [INVITED.ph, INVITED.br, INVITED.bare, INVITED.byLink, INVITED.strayTh], two: [INVITED.strayPh] };
const delegates = (actor: ActorName): string[] => [...worker(actor, ...DELEGATES.one, ...DELEGATES.two), ...(attends(actor, 'one') ? DELEGATES.one : []), ...(attends(actor, 'two') ? DELEGATES.two : [])];
/** By who keeps them: PH's, BR's, and those that only coordinators keep. */
const kept = (actor: ActorName, ph: string[], br: string[], others: string[]): string[] => (actor === 'coordinator' ? [...ph, ...br, ...others] : KEEPERS[actor] === 'ph' ? ph : KEEPERS[actor] === 'br' ? br : []);
const details = (actor: ActorName): string[] => [...worker(actor, INVITED.ph, INVITED.br, INVITED.strayPh), ...kept(actor, [INVITED.ph], [INVITED.br], [INVITED.strayPh])];
const mails = (actor: ActorName): string[] => [...worker(actor, INVITED.phMail, INVITED.brMail, INVITED.strayMail), ...kept(actor, [INVITED.phMail], [INVITED.brMail], [INVITED.strayMail])];
const answers = (actor: ActorName): string[] => kept(actor, [`${one} ${PH.id}`], [], [`${two} ${PH.id}`, `${one} ${NPA.id}`]);
const changedDelegates = (actor: ActorName): string[] => [...worker(actor, ...DELEGATES.one, ...DELEGATES.two), ...kept(actor, [INVITED.ph, INVITED.bare, INVITED.byLink], [INVITED.br], [INVITED.strayTh, INVITED.strayPh])];
const feeds = (actor: ActorName): string[] => (actor === 'contact' ? [INVITED.feed] : actor === 'outsider' ? [INVITED.theirs] : []);
const both = (actor: ActorName, alsoWorker: boolean): string[] => (actor === 'coordinator' || (alsoWorker && actor === 'worker') ? [one, two] : []);
const inbox = (actor: ActorName, alsoWorker: boolean): string[] => (actor === 'coordinator' || (alsoWorker && actor === 'worker') ? [INVITED.kept] : []);

/** What is read of it. */
export const INVITATION_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'meeting_invitations', keys: 'SELECT edition_id FROM hub.meeting_invitations', seen: asked },
  { table: 'meeting_reminders', keys: 'SELECT edition_id FROM hub.meeting_reminders', seen: asked },
  { table: 'meeting_delegations', keys: `SELECT edition_id || ' ' || organisation_id FROM hub.meeting_delegations`, seen: (actor) => [...worker(actor, `${one} ${PH.id}`, `${two} ${PH.id}`, `${one} ${NPA.id}`), ...answers(actor)] },
  { table: 'meeting_delegates', keys: 'SELECT id FROM hub.meeting_delegates', seen: delegates },
  { table: 'meeting_delegate_details', keys: 'SELECT delegate_id FROM hub.meeting_delegate_details', seen: details },
  { table: 'meeting_mails', keys: 'SELECT id FROM hub.meeting_mails', seen: mails },
  { table: 'meeting_inbox', keys: 'SELECT id FROM hub.meeting_inbox', seen: (actor) => inbox(actor, true) },
  { table: 'meeting_mailboxes', keys: 'SELECT id FROM hub.meeting_mailboxes', seen: (actor) => (actor === 'coordinator' ? ['box'] : worker(actor, 'box')) },
  { table: 'calendar_feeds', keys: 'SELECT id FROM hub.calendar_feeds', seen: feeds },
];

/** Changes of everything at once: policies for writing stand alone. */
export const INVITATION_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all invitations', sql: () => 'UPDATE hub.meeting_invitations SET sequence = 7', changed: 'SELECT edition_id FROM hub.meeting_invitations WHERE sequence = 7', expected: (actor) => both(actor, true) },
  { what: 'all reminders', sql: () => `UPDATE hub.meeting_reminders SET told_for = '2030-01-01'`, changed: 'SELECT edition_id FROM hub.meeting_reminders WHERE told_for IS NOT NULL', expected: (actor) => both(actor, true) },
  { what: 'to remove all reminders', sql: () => 'DELETE FROM hub.meeting_reminders', changed: `SELECT x::text FROM unnest('{${one},${two}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.meeting_reminders r WHERE r.edition_id = x)`, expected: (actor) => both(actor, false) },
  { what: 'all answers to invitations', sql: () => 'UPDATE hub.meeting_delegations SET sends_nobody = true', changed: `SELECT edition_id || ' ' || organisation_id FROM hub.meeting_delegations WHERE sends_nobody`, expected: answers },
  { what: 'all delegates', sql: () => 'UPDATE hub.meeting_delegates SET revision = 7', changed: 'SELECT id FROM hub.meeting_delegates WHERE revision = 7', expected: changedDelegates },
  { what: 'all that is known of delegates', sql: () => 'UPDATE hub.meeting_delegate_details SET remote = true', changed: 'SELECT delegate_id FROM hub.meeting_delegate_details WHERE remote', expected: details },
  { what: 'all messages to delegates', sql: () => 'UPDATE hub.meeting_mails SET step = 7', changed: 'SELECT id FROM hub.meeting_mails WHERE step = 7', expected: mails },
  { what: 'the whole inbox', sql: () => `UPDATE hub.meeting_inbox SET delegate_id = '${INVITED.ph}'`, changed: 'SELECT id FROM hub.meeting_inbox WHERE delegate_id IS NOT NULL', expected: (actor) => inbox(actor, false) },
  { what: 'how far mailboxes are read', sql: () => 'UPDATE hub.meeting_mailboxes SET last_uid = 7', changed: 'SELECT id FROM hub.meeting_mailboxes WHERE last_uid = 7', expected: (actor) => worker(actor, 'box') },
  { what: 'all calendar feeds', sql: () => 'UPDATE hub.calendar_feeds SET revoked_at = now()', changed: 'SELECT id FROM hub.calendar_feeds WHERE revoked_at IS NOT NULL', expected: feeds },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const fresh = '99999999-0000-4000-8000-000000000063';
const name = (edition: string, of: string): string => `INSERT INTO hub.meeting_delegates (id, edition_id, organisation_id, family_name, given_name, created_at, created_by) VALUES ('${fresh}', '${edition}', '${of}', 'x', 'x', now(), '${PEOPLE.contact.id}')`;
const answer = (edition: string, of: string): string => `INSERT INTO hub.meeting_delegations (edition_id, organisation_id, sends_nobody, answered_at, answered_by) VALUES ('${edition}', '${of}', true, now(), '${PEOPLE.contact.id}')`;
const detail = (delegate: string, edition: string, of: string): string => `INSERT INTO hub.meeting_delegate_details (delegate_id, edition_id, organisation_id, language) VALUES ('${delegate}', '${edition}', '${of}', 'ja')`;
const send = (to: string, edition: string, of: string): string => `INSERT INTO hub.meeting_mails (id, edition_id, organisation_id, delegate_id, email, name, language, method, sequence, whole, face, created_at, until, next_attempt_at) VALUES ('${fresh}', '${edition}', '${of}', '${to}', 'x', 'x', 'ja', 'REQUEST', 0, true, '{}', now(), now(), now())`;
const feed = (of: string, organisation: string): string => `INSERT INTO hub.calendar_feeds (id, person_id, organisation_id, digest, created_at) VALUES ('${fresh}', '${of}', '${organisation}', '\\x09', now())`;

const byLink = (link: string, edition: string, of: string): string => `INSERT INTO hub.meeting_delegates (id, edition_id, organisation_id, family_name, given_name, created_at, link_id) VALUES ('${fresh}', '${edition}', '${of}', 'x', 'x', now(), '${link}')`;

/** Coordinators ask, keepers name, the worker sends and takes in; nobody takes anything back. */
export const INVITATION_ATTEMPTS: readonly Attempt[] = [
  { what: 'ask for delegates', sql: () => `INSERT INTO hub.meeting_invitations (edition_id, deadline_days, deadline_time, face, invited_at, invited_by) VALUES ('${three}', 14, '17:00', '{}', now(), '${PEOPLE.coordinator.id}')`, allowed: ['coordinator'] },
  { what: 'set a reminder of the meeting', sql: () => `INSERT INTO hub.meeting_reminders (edition_id, purpose, days, at) VALUES ('${one}', 'MEETING_SOON', 9, '09:00')`, allowed: ['coordinator'] },
  { what: 'answer for BR', sql: () => answer(one, BR.id), allowed: keepersOf('br') },
  { what: 'answer for who takes no part', sql: () => answer(one, TH.id), allowed: [] },
  { what: 'answer for PH where it takes no part', sql: () => answer(two, BR.id), allowed: [] },
  ...(['ph', 'br'] as const).map((whose): Attempt => ({ what: `name a delegate of ${whose}`, sql: () => name(one, whose === 'ph' ? PH.id : BR.id), allowed: keepersOf(whose) })),
  { what: 'name a delegate of who takes no part', sql: () => name(one, TH.id), allowed: [] },
  { what: 'name a delegate of PH to another edition', sql: () => name(two, PH.id), allowed: [] },
  { what: 'say what a delegate of PH needs', sql: () => detail(INVITED.bare, one, PH.id), allowed: keepersOf('ph') },
  { what: 'say it as of another organisation', sql: () => detail(INVITED.bare, one, BR.id), allowed: [] },
  { what: 'say it as of another edition', sql: () => detail(INVITED.bare, two, PH.id), allowed: [] },
  { what: 'name a delegate of PH by its link', sql: () => byLink(SCHEDULE.phLink, one, PH.id), allowed: ['worker'] },
  { what: 'name one by the link of BR', sql: () => byLink(SCHEDULE.brLink, one, PH.id), allowed: [] },
  { what: 'name one by a link that was taken back', sql: () => byLink(SCHEDULE.revokedLink, one, PH.id), allowed: [] },
  { what: 'name one by a guest’s link', sql: () => byLink(SCHEDULE.guestLink, one, PH.id), allowed: [] },
  { what: 'name one by a link of an organisation that takes no part', sql: () => byLink(SCHEDULE.phLinkElsewhere, two, PH.id), allowed: [] },
  { what: 'say what one needs who was named by a link', sql: () => detail(INVITED.byLink, one, PH.id), allowed: [...keepersOf('ph'), 'worker'] },
  { what: 'say it of him as of another organisation', sql: () => detail(INVITED.byLink, one, BR.id), allowed: [] },
  { what: 'say it of him as of another edition', sql: () => detail(INVITED.byLink, two, PH.id), allowed: [] },
  { what: 'answer for BR as by its link', sql: () => `INSERT INTO hub.meeting_delegations (edition_id, organisation_id, sends_nobody, answered_at, link_id) VALUES ('${one}', '${BR.id}', true, now(), '${SCHEDULE.brLink}')`, allowed: [] },
  { what: 'put an answer down to a link', sql: () => `UPDATE hub.meeting_delegations SET answered_by = NULL, link_id = '${SCHEDULE.phLink}' WHERE organisation_id = '${PH.id}' AND edition_id = '${one}'`, allowed: [] },
  { what: 'have a link answer', sql: () => `SELECT 1 FROM hub.answer_invitation_by_link('${SCHEDULE.brLink}', '${one}', '${BR.id}', true)`, allowed: ['worker'] },
  { what: 'have another’s link answer', sql: () => `SELECT 1 FROM hub.answer_invitation_by_link('${SCHEDULE.phLink}', '${one}', '${BR.id}', true)`, allowed: [] },
  { what: 'learn whom a link speaks for', sql: () => `SELECT 1 WHERE hub.link_speaks('${SCHEDULE.phLink}', '${one}', '${PH.id}')`, allowed: ['worker'] },
  { what: 'have a message sent to a delegate of PH', sql: () => send(INVITED.ph, one, PH.id), allowed: [...keepersOf('ph'), 'worker'] },
  { what: 'have one sent to a delegate of PH as of BR', sql: () => send(INVITED.ph, one, BR.id), allowed: [] },
  { what: 'have one sent as of another edition', sql: () => send(INVITED.ph, two, PH.id), allowed: [] },
  { what: 'put a mail into the inbox', sql: () => `INSERT INTO hub.meeting_inbox (id, received_at, digest, raw, sender, subject, body, state, because) VALUES ('${fresh}', now(), '\\x09', '\\x09', '', '', '', 'KEPT', 'NO_REPLY')`, allowed: ['worker'] },
  { what: 'read another mailbox', sql: () => `INSERT INTO hub.meeting_mailboxes (id) VALUES ('other')`, allowed: ['worker'] },
  { what: 'make a calendar feed', sql: () => feed(PEOPLE.second.id, PH.id), allowed: ['second'] },
  { what: 'make a calendar feed as of another organisation', sql: () => feed(PEOPLE.second.id, BR.id), allowed: [] },
  ...['meeting_invitations', 'meeting_delegations', 'meeting_delegates', 'meeting_delegate_details', 'meeting_mails', 'meeting_inbox', 'meeting_mailboxes', 'calendar_feeds'].map((table): Attempt => ({ what: `remove from ${table}`, sql: () => `DELETE FROM hub.${table}`, allowed: [] })),
  { what: 'give a delegate to another organisation', sql: () => `UPDATE hub.meeting_delegates SET organisation_id = '${BR.id}'`, allowed: [] },
  { what: 'change what came', sql: () => `UPDATE hub.meeting_inbox SET raw = '\\x07'`, allowed: [] },
  { what: 'learn which editions are to be followed', sql: () => 'SELECT 1 FROM hub.invited_editions()', allowed: ['worker'] },
  { what: 'learn which delegates stray', sql: () => 'SELECT 1 FROM hub.stray_delegates()', allowed: ['worker'] },
  { what: 'read a calendar feed', sql: () => `SELECT 1 FROM hub.calendar_of('\\x01')`, allowed: ['worker'] },
  { what: 'learn whom to tell', sql: () => `SELECT 1 FROM hub.meeting_told('${one}', 'ALL')`, allowed: ['coordinator', 'worker'] },
  ...(['ph', 'br'] as const).map((whose): Attempt => ({ what: `learn whether one names delegates of ${whose}`, sql: () => `SELECT 1 WHERE hub.names_delegates('${whose === 'ph' ? PH.id : BR.id}')`, allowed: keepersOf(whose) })),
];
