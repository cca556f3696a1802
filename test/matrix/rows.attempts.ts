// What everybody may change by hand, from the rules.
import type { Bulletin } from '../model/world.js';
import { ACTORS, type ActorName, BR, BULLETINS, ENTRY, ERASURES, HOLDS, isPerson, NPA, ODD, PEOPLE, type PersonName, PH, PRINCIPALS, ROW, TH } from './rows.cast.js';
import { ALERT_ATTEMPTS } from './rows.alerts.js';
import { MAIL_ATTEMPTS } from './rows.mail.js';
import { DUTY_ATTEMPTS } from './rows.duty.js';
import { THREAD_ATTEMPTS } from './rows.threads.js';
import { PROPOSAL_ATTEMPTS } from './rows.proposals.js';
import { OUTSIDE_ATTEMPTS } from './rows.outside.js';
import { RELEASE_ATTEMPTS } from './rows.releases.js';
import { RETENTION_ATTEMPTS } from './rows.retention.js';
import { RECALL_ATTEMPTS } from './rows.recall.js';
import { HANDOVER_ATTEMPTS } from './rows.handover.js';
import { REGISTER_ATTEMPTS } from './rows.register.js';
import { attachmentAttempts } from './rows.attachments.js';
import { CASE_ATTEMPTS } from './rows.cases.js';
import { INVITATION_ATTEMPTS } from './rows.invitations.js';
import { AGENDA_ATTEMPTS } from './rows.agenda.js';
import { INTERPRETATION_ATTEMPTS } from './rows.interpretation.js';
import { MEETING_ATTEMPTS } from './rows.meetings.js';
import { MINUTES_ATTEMPTS } from './rows.minutes.js';
import { DOCUMENT_ATTEMPTS } from './rows.documents.js';
import { PAPER_ATTEMPTS } from './rows.paper.js';
import { SCHEDULE_ATTEMPTS } from './rows.schedule.js';
import { STAGE_ATTEMPTS } from './rows.stages.js';
import { WEBHOOK_ATTEMPTS } from './rows.webhooks.js';
import { scopeOf, sessionOf } from './world.database.js';
import { people } from './rows.expected.js';

/** A change that somebody tries, and who succeeds. */
export interface Attempt { readonly what: string; readonly sql: (actor: ActorName) => string; readonly allowed: readonly ActorName[] }

/** A change of each table of the log that would be a change. */
const CHANGE: Readonly<Record<string, string>> = {
  ledger_unsealed: `packed = '\\x01'`, log_bodies: `sealed = '\\x01'`, log_records: `action = 'x'`, log_subjects: 'block = block', log_seals: `root = '\\x01'`, log_chunks: 'number = number', log_subtrees: `hash = '\\x01'`,
  log_publications: 'seal_number = 1', log_cosignatures: `line = 'y'`, log_keys: 'since = now()', log_handovers: `note = 'y'`, log_eras: 'begun_at = now()', body_keys: 'retired_at = now()',
};
const realms = ['identity', 'setup'] as const;
const officers = ACTORS.filter((actor) => isPerson(actor) && PEOPLE[actor].roles.includes('OFFICER'));
const phOfficers = ['author', 'second'] as const;
/** Who the actor says he is; a stranger where he is nobody. */
const self = (actor: ActorName): { id: string; organisationId: string } => (isPerson(actor) ? PEOPLE[actor] : PEOPLE.outsider);
const scope = (actor: ActorName): string => `'{${scopeOf(PRINCIPALS, isPerson(actor) ? PEOPLE[actor] : null).join(',')}}'::int[]`;
const fresh = '00000000-0000-4000-8000-0000000000ff';
const addBulletin = (organisationId: string, authorId: string): string =>
  `INSERT INTO hub.bulletins (id, reference, originator_id, author_id, state, kind, tlp, urgency, language, pending_number, created_at, sort_at, readers, editors)
   VALUES ('${fresh}', 'NEW', '${organisationId}', '${authorId}', 'DRAFT', 'NOTICE', 'GREEN', 'ROUTINE', 'en', 1, now(), now(), '{}', '{}')`;
const addVersion = ({ id }: Bulletin, number: number, editors: string): string =>
  `INSERT INTO hub.bulletin_versions (bulletin_id, number, kind, tlp, urgency, language, title, audience, edited_by, content_hash, review_state, admitted, gate, editors)
   VALUES ('${id}', ${number}, 'NOTICE', 'GREEN', 'ROUTINE', 'en', 'T', '{}', '{}', '\\x00', 'EDITING', ${editors}, ${editors}, ${editors})`;
const addSection = ({ id }: Bulletin, editors: string): string =>
  `INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, admitted, gate, editors)
   VALUES ('${id}', 1, '${fresh}', 9, 'H', 'B', ${editors}, ${editors}, ${editors})`;
const change = (table: string, set: string, where: string) => (): string => `UPDATE hub.${table} SET ${set} WHERE ${where}`;
const approve = ({ id }: Bulletin, personId: string): string =>
  `INSERT INTO hub.bulletin_approvals (bulletin_id, number, content_hash, step, person_id, as_stand_in, approved_at) VALUES ('${id}', 1, '\\x07', 9, '${personId}', false, now())`;
const answer = ({ id }: Bulletin, organisationId: string, personId: string): string => `INSERT INTO hub.acknowledgements VALUES ('${id}', '${organisationId}', 'RECEIVED', 1, '${personId}', now())`;
const of = ({ id }: Bulletin, number = 1): string => `bulletin_id = '${id}' AND number = ${number}`;

const hold = (organisationId: string, by: string, forHub: boolean, covers = `NULL, NULL, '${fresh}'`): string =>
  `INSERT INTO hub.audit_holds (id, organisation_id, for_hub, act_id, entry_id, subject_id, reason, set_at, set_by) VALUES ('${fresh}', '${organisationId}', ${forHub}, ${covers}, 'x', now(), '${by}')`;
const lift = (id: string, by: (actor: ActorName) => string) => (actor: ActorName): string => `UPDATE hub.audit_holds SET lifted_at = now(), lifted_by = '${by(actor)}' WHERE id = '${id}'`;
const answersWith = (call: string, answer: string) => (): string => `SELECT 1 WHERE hub.${call} = '${answer}'`;
const administrators = ['administrator', 'recipientAdministrator'] as const;

export const ATTEMPTS: readonly Attempt[] = [
  ...STAGE_ATTEMPTS,
  ...MEETING_ATTEMPTS,
  ...INVITATION_ATTEMPTS,
  ...MINUTES_ATTEMPTS,
  ...DOCUMENT_ATTEMPTS,
  ...PAPER_ATTEMPTS,
  ...SCHEDULE_ATTEMPTS,
  ...AGENDA_ATTEMPTS,
  ...INTERPRETATION_ATTEMPTS,
  { what: 'put a subject under hold', sql: (actor) => hold(self(actor).organisationId, self(actor).id, false), allowed: administrators },
  { what: 'put a subject under hold for the hub', sql: (actor) => hold(self(actor).organisationId, self(actor).id, true), allowed: ['coordinator'] },
  { what: "put a subject under hold in the administrator's name", sql: () => hold(PH.id, PEOPLE.administrator.id, false), allowed: ['administrator'] },
  { what: "put a subject under hold in a colleague's name", sql: (actor) => hold(self(actor).organisationId, PEOPLE.contact.id, false), allowed: [] },
  { what: 'put a subject under hold for another organisation', sql: (actor) => hold(self(actor).organisationId === PH.id ? BR.id : PH.id, self(actor).id, false), allowed: [] },
  { what: 'put an entry of PH under hold', sql: (actor) => hold(self(actor).organisationId, self(actor).id, false, `'${ENTRY.act}', '${ENTRY.own}', NULL`), allowed: ['administrator'] },
  { what: 'put another act under hold than the entry names', sql: (actor) => hold(self(actor).organisationId, self(actor).id, false, `'${ENTRY.otherAct}', '${ENTRY.own}', NULL`), allowed: [] },
  { what: 'lift a hold', sql: lift(HOLDS.own, (actor) => self(actor).id), allowed: ['administrator'] },
  { what: "lift the hub's hold", sql: lift(HOLDS.hub, (actor) => self(actor).id), allowed: ['coordinator'] },
  { what: 'lift a hold in the name of a colleague', sql: lift(HOLDS.own, () => PEOPLE.contact.id), allowed: [] },
  { what: 'lift a hold again', sql: lift(HOLDS.lifted, (actor) => self(actor).id), allowed: [] },
  { what: 'change what a hold covers', sql: change('audit_holds', `subject_id = '${fresh}'`, 'true'), allowed: [] },
  { what: 'ask for an erasure', sql: answersWith(`request_erasure('${fresh}', '${ENTRY.third}', 'x', now())`, 'OPEN'), allowed: ['administrator', 'contact'] },
  { what: 'consent to an erasure', sql: answersWith(`decide_erasure('${ERASURES.both}', true)`, 'COMPLETE'), allowed: ['recipientAdministrator', 'named'] },
  { what: 'refuse an erasure', sql: answersWith(`decide_erasure('${ERASURES.both}', false)`, 'REFUSED'), allowed: ['administrator', 'contact', 'recipientAdministrator', 'named'] },
  { what: "refuse others' erasure", sql: answersWith(`decide_erasure('${ERASURES.recipients}', false)`, 'ENDED'), allowed: ['recipientAdministrator', 'named'] },
  { what: 'learn how an erasure stands', sql: () => `SELECT * FROM hub.erasure_standing('${ERASURES.recipients}')`, allowed: people.filter(([, { organisationId }]) => organisationId === BR.id).map(([name]) => name) },
  ...['begin_erasures()', `finish_erasure('${ERASURES.recipients}')`, `retire_key('${fresh}')`, `waits_under('${fresh}')`, `acts_under('${fresh}')`]
    .map((call) => ({ what: `have hub.${call.split('(')[0]} run`, sql: (): string => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['sealer'] as const })),
  ...ALERT_ATTEMPTS,
  ...WEBHOOK_ATTEMPTS,
  ...MAIL_ATTEMPTS,
  ...DUTY_ATTEMPTS,
  ...THREAD_ATTEMPTS,
  ...PROPOSAL_ATTEMPTS,
  ...OUTSIDE_ATTEMPTS,
  ...RELEASE_ATTEMPTS,
  ...RECALL_ATTEMPTS,
  ...RETENTION_ATTEMPTS,
  ...REGISTER_ATTEMPTS,
  ...HANDOVER_ATTEMPTS,
  ...attachmentAttempts, ...WEBHOOK_ATTEMPTS, ...MAIL_ATTEMPTS, ...DUTY_ATTEMPTS,
  ...ALERT_ATTEMPTS,
  ...WEBHOOK_ATTEMPTS,
  ...MAIL_ATTEMPTS,
  ...DUTY_ATTEMPTS,
  ...CASE_ATTEMPTS,
  ...['erasures', 'erasure_parties', 'audit_holds'].map((table) => ({ what: `empty ${table}`, sql: (): string => `DELETE FROM hub.${table}`, allowed: [] })),
  ...[`erasures SET state = 'DONE'`, 'erasure_parties SET consented_at = now()'].map((set) => ({ what: `change ${set}`, sql: (): string => `UPDATE hub.${set}`, allowed: [] })),
  { what: 'onboard an organisation', sql: () => `INSERT INTO hub.organisations (id, kind, code, names, created_at) VALUES ('${fresh}', 'NGO', 'ZZ', '{}', now())`, allowed: ['coordinator', 'setup'] },
  { what: "change an organisation's names", sql: change('organisations', `names = '{"en":"X"}'`, `id = '${PH.id}'`), allowed: ['administrator', ...realms] },
  { what: "change an organisation's contact point", sql: change('organisations', `contact_point_id = '${PEOPLE.colleague.id}'`, `id = '${PH.id}'`), allowed: ['administrator', 'contact', ...realms] },
  { what: 'suspend an organisation', sql: change('organisations', 'suspended_at = now()', `id = '${PH.id}'`), allowed: ['coordinator', ...realms] },
  { what: 'add a person', sql: () => `INSERT INTO hub.persons (id, organisation_id, email, language, roles, family_name, given_name, created_at) VALUES ('${fresh}', '${PH.id}', 'n@x', 'en', '{READER}', 'F', 'G', now())`, allowed: realms },
  { what: "change a person's language", sql: change('persons', `language = 'ja'`, `id = '${PEOPLE.colleague.id}'`), allowed: ['colleague', 'administrator', ...realms] },
  { what: "change a person's roles", sql: change('persons', `roles = '{OFFICER}'`, `id = '${PEOPLE.colleague.id}'`), allowed: ['administrator', ...realms] },
  { what: 'suspend a person', sql: change('persons', 'suspended_at = now()', `id = '${PEOPLE.colleague.id}'`), allowed: ['administrator', ...realms] },
  { what: 'add a circle', sql: () => `INSERT INTO hub.circles (id, code, names) VALUES ('${fresh}', 'N', '{}')`, allowed: ['coordinator', 'setup'] },
  { what: 'change a circle', sql: change('circles', `names = '{"en":"X"}'`, 'true'), allowed: ['coordinator'] },
  { what: 'add to a circle', sql: () => `INSERT INTO hub.circle_members VALUES ('${ROW.circle}', '${TH.id}')`, allowed: ['coordinator', 'setup'] },
  { what: 'remove from a circle', sql: () => 'DELETE FROM hub.circle_members', allowed: ['coordinator'] },
  { what: 'add an approval step', sql: () => `INSERT INTO hub.approval_steps (organisation_id, step, approver_ids) VALUES ('${PH.id}', 2, ARRAY['${PEOPLE.author.id}']::uuid[])`, allowed: ['administrator', 'setup'] },
  { what: 'remove an approval step', sql: () => `DELETE FROM hub.approval_steps WHERE organisation_id = '${PH.id}'`, allowed: ['administrator'] },
  { what: 'add a password', sql: () => `INSERT INTO hub.credentials (person_id, password_hash, changed_at) VALUES ('${PEOPLE.second.id}', 'x', now())`, allowed: realms },
  ...[['credentials', `password_hash = 'y'`], ['totp_factors', 'last_step = 1'], ['recovery_codes', 'used_at = now()'], ['refresh_tokens', 'used_at = now()'], ['api_tokens', 'last_used_at = now()'], ['devices', 'expires_at = now()'],
    ['attempts', 'count = 2'], ['sessions', 'ended_at = now()'], ['invitations', 'revoked_at = now()'], ['account_recoveries', 'used_at = now()']]
    .map(([table, set]) => ({ what: `change ${table}`, sql: change(table as string, set as string, 'true'), allowed: ['identity'] as const })),
  ...[`sessions (id, person_id, created_at, expires_at) VALUES ('${fresh}', '${PEOPLE.author.id}', now(), now())`,
    `totp_factors (person_id, secret, created_at) VALUES ('${PEOPLE.second.id}', '\\x00', now())`,
    `recovery_codes (id, person_id, code_hash) VALUES ('${fresh}', '${PEOPLE.second.id}', '\\x00')`,
    `refresh_tokens (token_hash, session_id, issued_at, expires_at) VALUES ('\\x09', '${sessionOf(PEOPLE.author)}', now(), now())`,
    `api_tokens (session_id, name, scope, token_hash) VALUES ('${sessionOf(PEOPLE.second)}', 'x', 'FULL', '\\x09')`,
    `devices (token_hash, person_id, created_at, expires_at) VALUES ('\\x09', '${PEOPLE.second.id}', now(), now())`,
    `attempts (bucket, window_start, count) VALUES ('\\x09', now(), 1)`,
    `invitations (id, token_hash, organisation_id, invited_by, email, roles, language, created_at, expires_at) VALUES ('${fresh}', '\\x09', '${PH.id}', '${PEOPLE.author.id}', 'x@x', '{READER}', 'en', now(), now())`,
    `account_recoveries (id, person_id, organisation_id, requested_by, requested_at, expires_at) VALUES ('${fresh}', '${PEOPLE.second.id}', '${PH.id}', '${PEOPLE.author.id}', now(), now())`]
    .map((row) => ({ what: `add to ${row.split(' ')[0]}`, sql: (): string => `INSERT INTO hub.${row}`, allowed: ['identity'] as const })),
  { what: 'keep an idempotency key as the author', sql: () => `INSERT INTO hub.idempotency_keys (person_id, key, path, body_hash, created_at) VALUES ('${PEOPLE.author.id}', 'k2', 'p', '\\x00', now())`, allowed: ['author'] },
  { what: "remove the author's idempotency key", sql: () => `DELETE FROM hub.idempotency_keys WHERE person_id = '${PEOPLE.author.id}'`, allowed: ['author', 'worker'] },
  ...['ledger_unsealed', 'log_bodies', 'log_records', 'log_subjects', 'log_seals', 'log_chunks', 'log_subtrees', 'log_publications', 'log_cosignatures', 'log_keys', 'log_handovers', 'log_eras', 'body_keys']
    .flatMap((table) => [
      { what: `empty ${table}`, sql: (): string => `DELETE FROM hub.${table}`, allowed: [] },
      { what: `change ${table}`, sql: (): string => `UPDATE hub.${table} SET ${CHANGE[table]}`, allowed: [] },
    ]),
  // Whoever does something leaves a record of it: under a key that is not retired.
  ...([[ROW.key, ACTORS], [ROW.retiredKey, []], [fresh, []]] as const).map(([key, allowed]) => (
    { what: `enter an act under the key ${key}`, sql: (): string => `SELECT hub.record_act('${fresh}', '${key}', '\\x00', '\\x00')`, allowed })),
  { what: 'enter an act past the function', sql: () => `INSERT INTO hub.ledger_unsealed (act_id, key_id, packed) VALUES ('${fresh}', '${ROW.key}', '\\x00')`, allowed: [] },
  { what: 'add bodies past the function', sql: () => `INSERT INTO hub.log_bodies (act_id, sealed) VALUES ('${fresh}', '\\x00')`, allowed: [] },
  ...[`log_eras (number, origin, begun_at, first_size) VALUES (2, 'y', now(), 0)`, `log_keys (vkey, number, since) VALUES ('y', 2, now())`, `log_handovers (number, note) VALUES (2, 'y')`,
    `log_publications (published_at, seal_number) VALUES (now() + interval '1 day', 1)`, `log_cosignatures (seal_number, witness, line) VALUES (1, 'v', 'y')`, `body_keys (id, created_at) VALUES ('${fresh}', now())`]
    .map((row) => ({ what: `add to ${row.split(' ')[0]}`, sql: (): string => `INSERT INTO hub.${row}`, allowed: ['sealer'] as const })),
  ...[`log_seals (number, size, root, frontier, sealed_at, checkpoint) VALUES (2, 128, '\\x00', '\\x00', now(), 'x')`, `log_chunks (number, leaves) VALUES (1, decode(repeat('00', 2048), 'hex'))`,
    `log_subtrees (level, number, hash) VALUES (6, 1, '\\x00')`, `log_subjects (subject_id, holder_id, block) VALUES ('${fresh}', '${PH.id}', 9)`]
    .map((row) => ({ what: `add to ${row.split(' ')[0]} past the sealer`, sql: (): string => `INSERT INTO hub.${row}`, allowed: [] })),
  { what: 'move the access epoch', sql: change('access_state', 'epoch = 1', 'true'), allowed: [] },
  { what: 'draft for the own organisation', sql: (actor) => addBulletin(self(actor).organisationId, self(actor).id), allowed: officers },
  { what: 'draft in the name of a colleague', sql: () => addBulletin(PH.id, PEOPLE.author.id), allowed: ['author'] },
  { what: 'draft for another organisation', sql: (actor) => addBulletin(self(actor).organisationId === PH.id ? BR.id : PH.id, self(actor).id), allowed: [] },
  { what: 'change a draft', sql: change('bulletins', 'revision = 2', `id = '${BULLETINS.draft.id}'`), allowed: phOfficers },
  { what: 'change something TLP:RED', sql: change('bulletins', 'revision = 2', `id = '${BULLETINS.red.id}'`), allowed: phOfficers },
  { what: 'change a draft TLP:RED', sql: change('bulletins', 'revision = 2', `id = '${BULLETINS.redDraft.id}'`), allowed: phOfficers },
  { what: 'change what was published', sql: change('bulletins', 'revision = 2', `id = '${BULLETINS.green.id}'`), allowed: phOfficers },
  { what: 'give a bulletin away', sql: change('bulletins', `originator_id = '${BR.id}'`, `id = '${BULLETINS.draft.id}'`), allowed: [] },
  { what: 'add a version', sql: (actor) => addVersion(BULLETINS.green, 9, scope(actor)), allowed: phOfficers },
  { what: 'change a working copy', sql: change('bulletin_versions', `title = 'X'`, of(BULLETINS.draft)), allowed: phOfficers },
  { what: 'change a working copy TLP:RED', sql: change('bulletin_versions', `title = 'X'`, of(BULLETINS.redDraft)), allowed: phOfficers },
  { what: 'change a published version', sql: change('bulletin_versions', `title = 'X'`, of(BULLETINS.green)), allowed: [] },
  { what: 'add a version for others to edit', sql: () => addVersion(BULLETINS.green, 9, `'{999}'`), allowed: [] },
  { what: 'hand a working copy to others', sql: () => `UPDATE hub.bulletin_versions SET editors = '{999}'`, allowed: [] },
  { what: 'add a section for others to edit', sql: () => addSection(BULLETINS.draft, `'{999}'`), allowed: [] },
  { what: 'add a section to a working copy that only others edit', sql: (actor) => addSection({ ...BULLETINS.draft, id: ODD }, scope(actor)), allowed: phOfficers },
  { what: 'add a section to what was published, beside its working copy', sql: (actor) => addSection(BULLETINS.amber, scope(actor)), allowed: [] },
  { what: 'add a section', sql: (actor) => addSection(BULLETINS.draft, scope(actor)), allowed: phOfficers },
  { what: 'add a section to what was published', sql: (actor) => addSection(BULLETINS.green, scope(actor)), allowed: [] },
  { what: 'change a section', sql: change('bulletin_sections', `body = 'X'`, of(BULLETINS.draft)), allowed: phOfficers },
  { what: 'change a section TLP:RED', sql: change('bulletin_sections', `body = 'X'`, `${of(BULLETINS.redDraft)} AND heading = 'own'`), allowed: ['author'] },
  { what: 'change a published section', sql: change('bulletin_sections', `body = 'X'`, of(BULLETINS.green)), allowed: [] },
  { what: 'remove a section', sql: () => `DELETE FROM hub.bulletin_sections WHERE ${of(BULLETINS.draft)}`, allowed: phOfficers },
  { what: 'remove a published section', sql: () => `DELETE FROM hub.bulletin_sections WHERE ${of(BULLETINS.green)}`, allowed: [] },
  { what: 'approve', sql: (actor) => approve(BULLETINS.draft, self(actor).id), allowed: phOfficers },
  { what: 'approve what one may only read', sql: (actor) => approve(BULLETINS.green, self(actor).id), allowed: phOfficers },
  { what: 'approve in the name of another', sql: () => approve(BULLETINS.draft, PEOPLE.second.id), allowed: ['second'] },
  { what: 'answer', sql: (actor) => answer(BULLETINS.green, self(actor).organisationId, self(actor).id), allowed: ['recipient', 'recipientReader', 'named', 'outsider'] },
  { what: 'answer to what is public', sql: (actor) => answer(BULLETINS.npaSecond, self(actor).organisationId, self(actor).id), allowed:
    ['author', 'second', 'colleague', 'contact', 'recipient', 'recipientReader', 'named', 'outsider'] },
  { what: 'answer for another organisation', sql: (actor) => answer(BULLETINS.green, BR.id, self(actor).id), allowed: ['recipient', 'recipientReader', 'named'] },
  { what: 'answer in the name of a colleague', sql: () => answer(BULLETINS.green, BR.id, PEOPLE.recipient.id), allowed: ['recipient'] },
  { what: 'answer anew', sql: (actor) => `UPDATE hub.acknowledgements SET kind = 'ACTING', person_id = '${self(actor).id}' WHERE bulletin_id = '${BULLETINS.amber.id}'`, allowed: ['recipient', 'recipientReader', 'named'] },
  { what: 'answer anew for another organisation', sql: (actor) => `UPDATE hub.acknowledgements SET organisation_id = '${NPA.id}', person_id = '${self(actor).id}'`, allowed: [] },
  { what: "change a colleague's answer in his name", sql: change('acknowledgements', `kind = 'ACTING'`, `bulletin_id = '${BULLETINS.amber.id}'`), allowed: ['recipient'] },
  // What the database does for an editor it does for nobody else, and for the worker where it may fall due.
  { what: 'void an approval', sql: () => `DELETE FROM hub.bulletin_approvals WHERE ${of(BULLETINS.draft)}`, allowed: phOfficers },
  { what: 'void an approval of what was published', sql: () => `DELETE FROM hub.bulletin_approvals WHERE ${of(BULLETINS.amber)}`, allowed: [] },
  ...([`spread('${BULLETINS.draft.id}')`, `index_words('${BULLETINS.draft.id}')`, `begin_editions('${BULLETINS.green.id}', 1)`, `carry_hidden_sections('${BULLETINS.draft.id}', 9, 1)`,
    `admit_editors('${BULLETINS.draft.id}', 1, ARRAY['${PEOPLE.colleague.id}']::uuid[])`, `index_terms('${BULLETINS.draft.id}', '[]')`]
    .map((call) => ({ what: `have hub.${call.split('(')[0]} run`, sql: (): string => `SELECT hub.${call}`, allowed: [...phOfficers, 'worker'] as ActorName[] }))),
  { what: 'have a version published', sql: () => `SELECT hub.publish_version('${BULLETINS.draft.id}', 1, now(), '${PEOPLE.author.id}')`, allowed: phOfficers },
  { what: 'have a version TLP:RED published', sql: () => `SELECT hub.publish_version('${BULLETINS.redDraft.id}', 1, now(), '${PEOPLE.author.id}')`, allowed: phOfficers },
  { what: 'have what was published, published again', sql: () => `SELECT hub.publish_version('${BULLETINS.green.id}', 1, now(), '${PEOPLE.author.id}')`, allowed: [] },
  { what: 'learn what falls due', sql: () => 'SELECT * FROM hub.due_releases(now())', allowed: [] },
  { what: 'learn what was imported', sql: () => 'SELECT * FROM hub.loaded_keys()', allowed: ['setup'] },
  { what: 'name a colleague of the author', sql: () => `SELECT * FROM hub.nameable_persons(ARRAY['${PEOPLE.colleague.id}']::uuid[])`, allowed: ['author', 'second', 'colleague', 'administrator', 'contact'] },
  { what: 'name a contact point', sql: () => `SELECT * FROM hub.nameable_persons(ARRAY['${PEOPLE.named.id}']::uuid[])`, allowed: Object.keys(PEOPLE) as PersonName[] },
];
