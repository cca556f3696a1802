// What everybody may see and change of mail, by hand, from the rules: one's own settings; the log, with one's administrators; the worker's own tables.
import { type ActorName, BR, MAILS, PEOPLE, PH } from './rows.cast.js';

/** Settings of three: author (PH) and recipient (BR), whom mail does not reach, and colleague (PH), whom it does. */
const OWN: Readonly<Partial<Record<ActorName, string>>> = { author: PEOPLE.author.id, colleague: PEOPLE.colleague.id, recipient: PEOPLE.recipient.id };
const all = Object.values(OWN);
const settings = (actor: ActorName): string[] =>
  actor === 'worker' ? all : actor === 'administrator' ? [PEOPLE.author.id] : actor === 'recipientAdministrator' ? [PEOPLE.recipient.id] : [OWN[actor] ?? []].flat();
const log = (actor: ActorName): string[] =>
  actor === 'worker' ? [MAILS.ph, MAILS.br] : actor === 'administrator' || actor === 'author' ? [MAILS.ph] : actor === 'recipientAdministrator' || actor === 'recipient' ? [MAILS.br] : [];
const worker = (...keys: string[]) => (actor: ActorName): string[] => (actor === 'worker' ? keys : []);
const both = [PEOPLE.author.id, PEOPLE.recipient.id];

/** What is read of it. */
export const MAIL_READINGS: readonly { table: string; keys: string; seen: (actor: ActorName) => string[] }[] = [
  { table: 'mail_settings', keys: 'SELECT person_id FROM hub.mail_settings', seen: settings },
  { table: 'mail_messages', keys: 'SELECT id FROM hub.mail_messages', seen: log },
  { table: 'mail_attempts', keys: 'SELECT message_id FROM hub.mail_attempts', seen: log },
  { table: 'mail_notices', keys: 'SELECT person_id FROM hub.mail_notices', seen: worker(...both) },
];

/** Changes of everything at once: policies for writing stand alone. */
export const MAIL_SWEEPS: readonly { what: string; sql: () => string; changed: string; expected: (actor: ActorName) => string[] }[] = [
  { what: 'all settings of mail', sql: () => 'UPDATE hub.mail_settings SET revision = 7', changed: 'SELECT person_id FROM hub.mail_settings WHERE revision = 7', expected: (actor) => (actor === 'worker' ? all : [OWN[actor] ?? []].flat()) },
  { what: 'all mails', sql: () => 'UPDATE hub.mail_messages SET step = 7', changed: 'SELECT id FROM hub.mail_messages WHERE step = 7', expected: worker(MAILS.ph, MAILS.br) },
  { what: 'all attempts at mails', sql: () => 'UPDATE hub.mail_attempts SET sent = true', changed: 'SELECT message_id FROM hub.mail_attempts WHERE sent', expected: worker(MAILS.ph, MAILS.br) },
  { what: 'all notices', sql: () => 'UPDATE hub.mail_notices SET told = true', changed: 'SELECT person_id FROM hub.mail_notices WHERE told', expected: worker(...both) },
  { what: 'to remove all mails', sql: () => 'DELETE FROM hub.mail_messages', changed: `SELECT x::text FROM unnest('{${MAILS.ph},${MAILS.br}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.mail_messages m WHERE m.id = x)`, expected: worker(MAILS.ph, MAILS.br) },
  { what: 'to remove all notices', sql: () => 'DELETE FROM hub.mail_notices', changed: `SELECT x::text FROM unnest('{${both.join()}}'::uuid[]) x WHERE NOT EXISTS (SELECT FROM hub.mail_notices n WHERE n.person_id = x)`, expected: worker(...both) },
];

type Attempt = { what: string; sql: (actor: ActorName) => string; allowed: readonly ActorName[] };
const addSettings = (personId: string, organisationId: string) => (): string =>
  `INSERT INTO hub.mail_settings (person_id, organisation_id, rhythm, daily_at, zone, filter) VALUES ('${personId}', '${organisationId}', 'DAILY', '08:00', 'UTC', '{}')`;
const on = (organisation: 'ph' | 'br'): Attempt[] => {
  const [person, message, holder] = organisation === 'ph' ? [PEOPLE.author.id, MAILS.ph, PH.id] : [PEOPLE.recipient.id, MAILS.br, BR.id];
  const own: ActorName = organisation === 'ph' ? 'author' : 'recipient';
  return [
    { what: `change settings of mail in ${organisation}`, sql: () => `UPDATE hub.mail_settings SET rhythm = 'OFF' WHERE person_id = '${person}'`, allowed: [own, 'worker'] },
    { what: `move settings of mail in ${organisation} back in the stream`, sql: () => `UPDATE hub.mail_settings SET position = 0 WHERE person_id = '${person}'`, allowed: [] },
    { what: `remove settings of mail in ${organisation}`, sql: () => `DELETE FROM hub.mail_settings WHERE person_id = '${person}'`, allowed: [] },
    { what: `make up a mail in ${organisation}`, sql: () => `INSERT INTO hub.mail_messages (id, person_id, organisation_id, urgent, next_attempt_at, created_at) VALUES (gen_random_uuid(), '${person}', '${holder}', false, now(), now())`, allowed: [] },
    { what: `have a mail in ${organisation} sent again`, sql: () => `UPDATE hub.mail_messages SET step = 0 WHERE id = '${message}'`, allowed: ['worker'] },
    { what: `add an attempt at a mail in ${organisation}`, sql: () => `INSERT INTO hub.mail_attempts (message_id, person_id, organisation_id, number, began_at) VALUES ('${message}', '${person}', '${holder}', 2, now())`, allowed: ['worker'] },
    { what: `remove an attempt at a mail in ${organisation}`, sql: () => `DELETE FROM hub.mail_attempts WHERE message_id = '${message}'`, allowed: [] },
    { what: `make up a notice in ${organisation}`, sql: () => `INSERT INTO hub.mail_notices (person_id, organisation_id, position, urgent, created_at) VALUES ('${person}', '${holder}', 9, false, now())`, allowed: [] },
    { what: `point a notice in ${organisation} at another alert`, sql: () => `UPDATE hub.mail_notices SET position = 9 WHERE person_id = '${person}'`, allowed: [] },
  ];
};

/** People choose for themselves, the worker sends, nobody else does anything. */
export const MAIL_ATTEMPTS: readonly Attempt[] = [
  ...on('ph'), ...on('br'),
  { what: 'choose how somebody is mailed', sql: addSettings(PEOPLE.second.id, PH.id), allowed: ['second'] },
  { what: 'choose how somebody is mailed, as of another organisation', sql: addSettings(PEOPLE.second.id, BR.id), allowed: [] },
  ...[`claim_mail(now(), 9, '${MAILS.ph}', now())`, `mail_address('${PEOPLE.author.id}')`, `mail_told('${MAILS.ph}', now())`]
    .map((call): Attempt => ({ what: `have hub.${call.split('(')[0]} run`, sql: () => `SELECT count(*) FROM hub.${call} x HAVING hub.realm() <> ''`, allowed: ['worker'] })),
];
