// A small fixed world for the bare tables: whoever could stand in any relation to a row, and one row of every kind.
import type { Audience, Bulletin, Content, Organisation, Person, Role, World } from '../model/world.js';
import { principalsIn, sessionOf, worldSql } from './world.database.js';

const uuid = (kind: string, n: number): string => `${kind.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;
const organisation = (n: number): Organisation => ({ id: uuid('a', n), suspended: false });
const person = (n: number, { id }: Organisation, ...roles: Role[]): Person => ({ id: uuid('b', n), organisationId: id, roles, suspended: false, ended: false });

export const [NPA, PH, BR, TH] = [organisation(1), organisation(2), organisation(3), organisation(4)] as [Organisation, Organisation, Organisation, Organisation];

/** Everybody, by what he is in this world. */
export const PEOPLE = {
  coordinator: person(1, NPA, 'COORDINATOR'),
  auditor: person(2, NPA, 'AUDITOR'),
  npaOfficer: person(3, NPA, 'OFFICER'),
  author: person(11, PH, 'OFFICER'),
  second: person(12, PH, 'OFFICER'),
  colleague: person(13, PH, 'READER'),
  administrator: person(14, PH, 'ADMINISTRATOR'),
  contact: person(15, PH, 'CONTACT_POINT'),
  recipient: person(21, BR, 'OFFICER'),
  recipientReader: person(22, BR, 'READER'),
  recipientAdministrator: person(23, BR, 'ADMINISTRATOR'),
  named: person(24, BR, 'CONTACT_POINT'),
  outsider: person(31, TH, 'OFFICER'),
} as const;
export type PersonName = keyof typeof PEOPLE;

const to = (...organisations: Organisation[]): Audience => ({ everyone: false, organisationIds: organisations.map(({ id }) => id), personIds: [] });
const everyone: Audience = { everyone: true, organisationIds: [], personIds: [] };
const content = (tlp: Content['tlp'], audience: Audience, more: Partial<Content> = {}): Content => ({
  kind: 'NOTICE', tlp, urgency: 'ROUTINE', language: 'en', title: 'harbour debt', documentNumber: null, handling: [], countries: ['PH'], facts: null, audience,
  recipientsVisible: false, acknowledgeBy: null, expiresAt: null, approverIds: [], sections: [
    { id: uuid('d', 1), heading: 'all', body: 'passport', audience: null },
    { id: uuid('d', 2), heading: 'own', body: 'recruiter', audience: tlp === 'RED' ? { ...audience, personIds: [] } : to() },
  ], ...more,
});
const T0 = Date.UTC(2026, 2, 1);
const bulletin = (n: number, author: Person, written: Content, more: Partial<Bulletin> & { draft?: boolean; next?: Content } = {}): Bulletin => ({
  id: uuid('c', n), reference: `REF-${n}`, originatorId: author.organisationId, authorId: author.id, createdAt: T0 + n,
  versions: [
    { number: 1, content: written, publishedAt: more.draft ? null : T0 + n + 1000, submitted: !more.draft },
    ...(more.next ? [{ number: 2, content: more.next, publishedAt: null, submitted: false }] : []),
  ],
  withdrawal: more.withdrawal ?? null,
});

export const BULLETINS = {
  draft: bulletin(1, PEOPLE.author, content('AMBER', to(BR)), { draft: true }),
  amber: bulletin(2, PEOPLE.author, content('AMBER', to(BR)), { next: content('AMBER', to(BR, TH)) }),
  clear: bulletin(3, PEOPLE.author, content('CLEAR', everyone)),
  red: bulletin(4, PEOPLE.author, content('RED', { ...everyone, everyone: false, personIds: [PEOPLE.named.id] }, { approverIds: [PEOPLE.second.id] })),
  withdrawn: bulletin(5, PEOPLE.author, content('AMBER', to(BR)), { withdrawal: { at: T0 + 5000, reason: 'Wrong.' } }),
  npaClear: bulletin(6, PEOPLE.npaOfficer, content('CLEAR', everyone)),
  npaSecond: bulletin(10, PEOPLE.npaOfficer, content('CLEAR', everyone)),
  green: bulletin(7, PEOPLE.author, content('GREEN', to(BR, TH))),
  redDraft: bulletin(8, PEOPLE.author, content('RED', { ...everyone, everyone: false, personIds: [PEOPLE.named.id, PEOPLE.second.id] }), { draft: true }),
  expired: bulletin(9, PEOPLE.author, content('AMBER', to(BR), { expiresAt: T0 + 9000 })),
} as const;

export const WORLD: World = { organisations: [NPA, PH, BR, TH], persons: Object.values(PEOPLE), bulletins: Object.values(BULLETINS) };
/** The operation's instant: everything has happened. */
export const NOW = T0 + 86_400_000;
export const PRINCIPALS = principalsIn(WORLD);

/** Who asks: a person, nobody signed in, the hub's own realms, or a connection on which nobody was entered. */
export const ACTORS = [...(Object.keys(PEOPLE) as PersonName[]), 'anonymous', 'identity', 'worker', 'setup', 'sealer', 'unentered'] as const;
export type ActorName = (typeof ACTORS)[number];
export const isPerson = (actor: ActorName): actor is PersonName => actor in PEOPLE;

/** What opens the transaction for somebody. */
export function entering(actor: ActorName): string {
  const at = `'${new Date(NOW).toISOString()}'`;
  if (actor === 'unentered') return 'SELECT 1';
  if (actor === 'anonymous') return `SELECT hub.enter_anonymous(${at})`;
  if (!isPerson(actor)) return `SELECT hub.enter_realm('${actor}', ${at})`;
  return `SELECT hub.enter('${sessionOf(PEOPLE[actor])}', 1, ${at})`;
}

const record = (n: number, holder: Organisation, who: Person): string =>
  `('${holder.id}', ${n}, '${uuid('e', n)}', '${uuid('f', n)}', ${n}, now(), 'bulletin.read', '${who.organisationId}', '{${BULLETINS.amber.id}}', '{1}', '\\x00', '\\x00', '\\x00', '\\x00', '${uuid('7', 1)}')`;
const acknowledged = (of: Bulletin, who: Person): string => `('${of.id}', '${who.organisationId}', 'RECEIVED', 1, '${who.id}', now())`;
const approved = (of: Bulletin): string => `('${of.id}', 1, '\\x00', 1, '${PEOPLE.second.id}', false, now())`;
/** Erasures: one that PH asks for and BR takes part in, one of BR's alone. */
export const ERASURES = { both: uuid('5', 1), recipients: uuid('5', 2) } as const;
export const HOLDS = { own: uuid('6', 1), others: uuid('6', 2), hub: uuid('6', 3), lifted: uuid('6', 4) } as const;
/** Records of PH's, and acts that they are about. */
export const ENTRY = { own: uuid('e', 1), act: uuid('f', 1), third: uuid('e', 3), otherAct: uuid('f', 3) } as const;
const held = (id: string, holder: Organisation, by: Person, forHub: boolean, lifted = 'NULL, NULL'): string => `('${id}', '${holder.id}', ${forHub}, NULL, NULL, '${BULLETINS.draft.id}', 'x', now(), '${by.id}', ${lifted})`;

const self = ({ id }: Person): number | undefined => PRINCIPALS.selves.get(id);
const alert = (of: Organisation, position: number, kind: string, about: Bulletin, readers: (number | undefined)[], barred: (number | undefined)[] = []): string =>
  `('${of.id}', ${position}, '${kind}', '${about.id}', 1, ARRAY[${readers.join()}]::int[], ARRAY[${barred.join()}]::int[], now(), now())`;

/** An endpoint of PH's and one of BR's, with a delivery each. */
export const HOOKS = { ph: uuid('4', 1), br: uuid('4', 2), phDelivery: uuid('4', 3), brDelivery: uuid('4', 4) } as const;

/** A mail to somebody of PH and one to somebody of BR. */
export const MAILS = { ph: uuid('4', 5), br: uuid('4', 6) } as const;
/** A shift of PH's and one of BR's, and their calls: of BR's one is about what is marked RED. */
export const DUTY = { phShift: uuid('4', 5), brShift: uuid('4', 6), phWatch: uuid('4', 7), brWatch: uuid('4', 8), phCall: uuid('4', 9), brCall: uuid('4', 10), brNamed: uuid('4', 11) } as const;
/** Exports of cases that people of PH and of BR asked for. */
export const CASES = { byAuthor: uuid('4', 12), bySecond: uuid('4', 13), approved: uuid('4', 14), byRecipient: uuid('4', 15) } as const;
const caseExport = (id: string, { id: by, organisationId }: Person, approved = 'NULL, NULL'): string => `('${id}', '${organisationId}', '${by}', 'CSV', '{}', 'x', 1, true, now(), now(), ${approved})`;
const dutyCall = (id: string, watch: string, of: Organisation, who: string): string => `('${id}', '${watch}', '${of.id}', ${who}, '\\x00', 'SMS', 'ja', now(), now())`;

export const ROW = { key: uuid('7', 1), retiredKey: uuid('7', 2), circle: uuid('8', 1), token: `'\\x01'::bytea` };

/**
 * A bulletin whose columns disagree, as they never should: an officer of another organisation stands among the editors of
 * its envelope and its section, and may read its working copy. Each policy must do its part of the refusing.
 */
export const ODD = uuid('c', 99);

/** Everything, written past all rules. */
export const CAST_SQL = [
  worldSql(WORLD),
  'SELECT hub.enter_realm(\'setup\', now())',
  `UPDATE hub.organisations SET contact_point_id = '${PEOPLE.contact.id}' WHERE id = '${PH.id}'`,
  `UPDATE hub.organisations SET contact_point_id = '${PEOPLE.named.id}' WHERE id = '${BR.id}'`,
  `INSERT INTO hub.body_keys (id, created_at, retired_at) VALUES ('${ROW.key}', now(), NULL), ('${ROW.retiredKey}', now(), now())`,
  `INSERT INTO hub.ledger_unsealed (act_id, key_id, packed) VALUES ('${uuid('f', 9)}', '${uuid('7', 1)}', '\\x00')`,
  `INSERT INTO hub.log_bodies (act_id, sealed) VALUES ('${uuid('f', 9)}', '\\x00')`,
  `INSERT INTO hub.log_records (holder_id, counter, id, act_id, log_index, occurred_at, action, organisation_id, subject_ids, subject_versions, actor_tag, leaf, link_salt, body_hash, key_id) VALUES
    ${record(1, PH, PEOPLE.author)}, ${record(2, BR, PEOPLE.recipient)}, ${record(3, PH, PEOPLE.recipient)}`,
  `INSERT INTO hub.log_subjects (subject_id, holder_id, block) SELECT DISTINCT unnest(subject_ids), holder_id, counter >> 9 FROM hub.log_records`,
  `INSERT INTO hub.log_eras (number, origin, begun_at, first_size) VALUES (1, 'x', now(), 0)`,
  `INSERT INTO hub.log_keys (vkey, number, since) VALUES ('x', 1, now())`,
  `INSERT INTO hub.log_handovers (number, note) VALUES (1, 'x')`,
  `INSERT INTO hub.log_seals (number, size, root, frontier, sealed_at, checkpoint) VALUES (1, 64, '\\x00', '\\x00', now(), 'x')`,
  `INSERT INTO hub.log_publications (published_at, seal_number) VALUES (now(), 1)`,
  `INSERT INTO hub.log_cosignatures (seal_number, witness, line) VALUES (1, 'w', 'x')`,
  `INSERT INTO hub.log_chunks (number, leaves) VALUES (0, decode(repeat('00', 2048), 'hex'))`,
  `INSERT INTO hub.log_subtrees (level, number, hash) VALUES (6, 0, '\\x00')`,
  `INSERT INTO hub.erasures (id, act_id, key_id, reason, state, requested_at, expires_at) VALUES
    ('${ERASURES.both}', '${uuid('f', 1)}', '${uuid('7', 1)}', 'x', 'OPEN', now(), now() + interval '9 days'), ('${ERASURES.recipients}', '${uuid('f', 2)}', '${uuid('7', 1)}', 'x', 'UNDER_WAY', now(), now() + interval '9 days')`,
  `INSERT INTO hub.erasure_parties (erasure_id, organisation_id, entry_id, asks, asked_by, consented_at, decided_by) VALUES
    ('${ERASURES.both}', '${PH.id}', '${uuid('e', 1)}', true, '${PH.id}', now(), '${PEOPLE.administrator.id}'), ('${ERASURES.both}', '${BR.id}', NULL, false, NULL, NULL, NULL),
    ('${ERASURES.recipients}', '${BR.id}', '${uuid('e', 2)}', true, '${BR.id}', now(), '${PEOPLE.named.id}')`,
  `INSERT INTO hub.audit_holds (id, organisation_id, for_hub, act_id, entry_id, subject_id, reason, set_at, set_by, lifted_at, lifted_by) VALUES
    ${held(HOLDS.own, PH, PEOPLE.administrator, false)}, ${held(HOLDS.others, BR, PEOPLE.recipientAdministrator, false)}, ${held(HOLDS.hub, NPA, PEOPLE.coordinator, true)},
    ${held(HOLDS.lifted, PH, PEOPLE.administrator, false, `now(), '${PEOPLE.administrator.id}'`)}`,
  `INSERT INTO hub.alert_streams (organisation_id, last) VALUES ('${PH.id}', 2), ('${BR.id}', 4)`,
  `INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at) VALUES
    ${alert(PH, 1, 'PUBLISHED', BULLETINS.amber, [PRINCIPALS.readers.get(PH.id)])}, ${alert(PH, 2, 'PUBLISHED', BULLETINS.red, [self(PEOPLE.author), self(PEOPLE.second)])},
    ${alert(BR, 1, 'PUBLISHED', BULLETINS.amber, [PRINCIPALS.readers.get(BR.id)])}, ${alert(BR, 2, 'PUBLISHED', BULLETINS.red, [self(PEOPLE.named)])},
    ${alert(BR, 3, 'ACCESS_LOST', BULLETINS.red, [PRINCIPALS.readers.get(BR.id)], [self(PEOPLE.named)])}, ${alert(BR, 4, 'PUBLISHED', BULLETINS.clear, [1])}`,
  `INSERT INTO hub.webhook_endpoints (id, organisation_id, url, description, secret, position, created_at) VALUES ('${HOOKS.ph}', '${PH.id}', 'x', '', '\\x00', 1, now()), ('${HOOKS.br}', '${BR.id}', 'x', '', '\\x00', 1, now())`,
  `INSERT INTO hub.webhook_deliveries (id, endpoint_id, organisation_id, type, position, next_attempt_at, created_at) VALUES ('${HOOKS.phDelivery}', '${HOOKS.ph}', '${PH.id}', 'ALERT', 1, now(), now()), ('${HOOKS.brDelivery}', '${HOOKS.br}', '${BR.id}', 'ALERT', 1, now(), now())`,
  `INSERT INTO hub.webhook_attempts (delivery_id, organisation_id, number, began_at) VALUES ('${HOOKS.phDelivery}', '${PH.id}', 1, now()), ('${HOOKS.brDelivery}', '${BR.id}', 1, now())`,
  `INSERT INTO hub.mail_settings (person_id, organisation_id, rhythm, daily_at, zone, filter, failing_since) VALUES
    ${[[PEOPLE.author, 'now()'], [PEOPLE.colleague, 'NULL'], [PEOPLE.recipient, 'now()']].map(([who, since]) => `('${(who as Person).id}', '${(who as Person).organisationId}', 'DAILY', '08:00', 'UTC', '{}', ${since as string})`).join()}`,
  ...([[MAILS.ph, PEOPLE.author], [MAILS.br, PEOPLE.recipient]] as const).flatMap(([id, who]) => [
    `INSERT INTO hub.mail_messages (id, person_id, organisation_id, urgent, next_attempt_at, created_at) VALUES ('${id}', '${who.id}', '${who.organisationId}', false, now(), now())`,
    `INSERT INTO hub.mail_attempts (message_id, person_id, organisation_id, number, began_at) VALUES ('${id}', '${who.id}', '${who.organisationId}', 1, now())`,
    `INSERT INTO hub.mail_notices (person_id, organisation_id, position, urgent, message_id, created_at) VALUES ('${who.id}', '${who.organisationId}', 1, false, '${id}', now())`,
  ]),
  `INSERT INTO hub.duty_shifts (id, organisation_id, position, label, telephone, channel, language) VALUES ('${DUTY.phShift}', '${PH.id}', 0, 'x', '\\x00', 'SMS', 'ja'), ('${DUTY.brShift}', '${BR.id}', 0, 'x', '\\x00', 'SMS', 'ja')`,
  `INSERT INTO hub.duty_watches (id, bulletin_id, organisation_id, number, since) VALUES ('${DUTY.phWatch}', '${BULLETINS.npaClear.id}', '${PH.id}', 1, now()), ('${DUTY.brWatch}', '${BULLETINS.amber.id}', '${BR.id}', 1, now())`,
  `INSERT INTO hub.duty_calls (id, watch_id, organisation_id, person_id, label, named, telephone, channel, language, next_attempt_at, created_at) VALUES
    ${dutyCall(DUTY.phCall, DUTY.phWatch, PH, `NULL, 'x', false`)}, ${dutyCall(DUTY.brCall, DUTY.brWatch, BR, `NULL, 'x', false`)}, ${dutyCall(DUTY.brNamed, DUTY.brWatch, BR, `'${PEOPLE.named.id}', NULL, true`)}`,
  `INSERT INTO hub.duty_attempts (call_id, number, began_at) SELECT id, 1, now() FROM hub.duty_calls`,
  `INSERT INTO hub.outbox_events (id, type, subject_id, payload, occurred_at) VALUES ('${uuid('9', 1)}', 'x', '${BULLETINS.amber.id}', '{}', now())`,
  `INSERT INTO hub.idempotency_keys (person_id, key, path, body_hash, created_at) VALUES ('${PEOPLE.author.id}', 'k', 'p', '\\x00', now()), ('${PEOPLE.recipient.id}', 'k', 'p', '\\x00', now())`,
  `INSERT INTO hub.acknowledgements VALUES ${acknowledged(BULLETINS.amber, PEOPLE.recipient)}, ${acknowledged(BULLETINS.red, PEOPLE.named)}, ${acknowledged(BULLETINS.clear, PEOPLE.outsider)}, ${acknowledged(BULLETINS.npaClear, PEOPLE.recipient)}`,
  `INSERT INTO hub.bulletin_approvals VALUES ${approved(BULLETINS.amber)}, ${approved(BULLETINS.red)}`,
  `INSERT INTO hub.circles (id, code, names) VALUES ('${ROW.circle}', 'C', '{}')`,
  `INSERT INTO hub.circle_members VALUES ('${ROW.circle}', '${BR.id}')`,
  `INSERT INTO hub.approval_steps (organisation_id, step, approver_ids) VALUES ('${PH.id}', 1, ARRAY['${PEOPLE.second.id}']::uuid[]), ('${BR.id}', 1, ARRAY['${PEOPLE.recipient.id}']::uuid[])`,
  `UPDATE hub.bulletins SET source_key = 'figures:1' WHERE id = '${BULLETINS.clear.id}'`,
  ...identityRows(),
  ...oddRows(),
  ...caseRows(),
].join(';\n');

function oddRows(): string[] {
  const [mine, theirs] = [PRINCIPALS.officers.get(PH.id), PRINCIPALS.officers.get(BR.id)];
  const both = `ARRAY[${mine}, ${theirs}]`;
  return [
    `INSERT INTO hub.bulletins (id, reference, originator_id, author_id, state, kind, tlp, urgency, language, pending_number, created_at, sort_at, readers, editors)
     VALUES ('${ODD}', 'ODD', '${PH.id}', '${PEOPLE.author.id}', 'DRAFT', 'NOTICE', 'GREEN', 'ROUTINE', 'en', 1, now(), now(), ${both}, ${both})`,
    `INSERT INTO hub.bulletin_versions (bulletin_id, number, kind, tlp, urgency, language, title, audience, edited_by, content_hash, review_state, admitted, gate, editors)
     VALUES ('${ODD}', 1, 'NOTICE', 'GREEN', 'ROUTINE', 'en', 'T', '{}', '{}', '\\x00', 'EDITING', ${both}, ${both}, ARRAY[${mine}])`,
    `INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, admitted, gate, editors)
     VALUES ('${ODD}', 1, '${uuid('d', 9)}', 0, 'odd', 'B', ${both}, ${both}, ${both})`,
  ];
}

/** One row in each of the tables that only sign-in may open. */
function identityRows(): string[] {
  const { author } = PEOPLE;
  return [
    `INSERT INTO hub.credentials (person_id, password_hash, changed_at) VALUES ('${author.id}', 'x', now())`,
    `INSERT INTO hub.totp_factors (person_id, secret, created_at) VALUES ('${author.id}', '\\x00', now())`,
    `INSERT INTO hub.recovery_codes (id, person_id, code_hash) VALUES ('${uuid('7', 1)}', '${author.id}', '\\x00')`,
    `INSERT INTO hub.refresh_tokens (token_hash, session_id, issued_at, expires_at) VALUES (${ROW.token}, '${sessionOf(author)}', now(), now())`,
    `INSERT INTO hub.devices (token_hash, person_id, created_at, expires_at) VALUES (${ROW.token}, '${author.id}', now(), now())`,
    `INSERT INTO hub.attempts (bucket, window_start, count) VALUES ('\\x00', now(), 1)`,
    `INSERT INTO hub.invitations (id, token_hash, organisation_id, invited_by, email, roles, language, created_at, expires_at) VALUES ('${uuid('7', 2)}', ${ROW.token}, '${PH.id}', '${author.id}', 'x@x', '{READER}', 'en', now(), now())`,
    `INSERT INTO hub.account_recoveries (id, person_id, organisation_id, requested_by, requested_at, expires_at) VALUES ('${uuid('7', 3)}', '${author.id}', '${PH.id}', '${PEOPLE.administrator.id}', now(), now())`,
  ];
}

/** A record beside every version but the draft's and the green one's, and mostly whom it is about. */
function caseRows(): string[] {
  const { draft, green, redDraft, clear, npaClear } = BULLETINS;
  const check = (organisation: Organisation, outcome: string): string => `{"organisationId":"${organisation.id}","outcome":"${outcome}"}`;
  return [
    `UPDATE hub.bulletin_versions SET person_at_risk = '{"safetyChecks":[${check(BR, 'MAY_KNOW')},${check(TH, 'MUST_NOT_KNOW')}]}' WHERE bulletin_id = '${clear.id}'`,
    `INSERT INTO hub.case_records (bulletin_id, number, record_id, fields) SELECT bulletin_id, number, gen_random_uuid(), '{}' FROM hub.bulletin_versions WHERE bulletin_id NOT IN ('${draft.id}', '${green.id}')`,
    `INSERT INTO hub.case_persons (bulletin_id, number, person_id, fields) SELECT bulletin_id, number, gen_random_uuid(), '{}' FROM hub.case_records WHERE bulletin_id NOT IN ('${npaClear.id}', '${redDraft.id}')`,
    `INSERT INTO hub.case_exports (id, organisation_id, requested_by, format, filter, reason, persons, needs_approval, requested_at, expires_at, approved_by, approved_at) VALUES
      ${caseExport(CASES.byAuthor, PEOPLE.author)}, ${caseExport(CASES.bySecond, PEOPLE.second)}, ${caseExport(CASES.approved, PEOPLE.author, `'${PEOPLE.second.id}', now()`)}, ${caseExport(CASES.byRecipient, PEOPLE.recipient)}`,
  ];
}
