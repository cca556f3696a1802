// A small fixed world for the bare tables: whoever could stand in any relation to a row, and one row of every kind.
import type { Audience, Bulletin, Content, Organisation, Person, Role, World } from '../model/world.js';
import { threadSql } from './rows.threads.cast.js';
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
/** What PH and BR attested. */
export const REGISTER = { ph: uuid('4', 12), br: uuid('4', 13) } as const;
/** Handovers: of PH's author to the second officer, and of BR's officer to a reader. */
export const HANDOVERS = { ph: uuid('4', 14), br: uuid('4', 15) } as const;
const handover = (id: string, of: Organisation, from: Person, to: Person): string => `('${id}', '${of.id}', '${from.id}', '${to.id}', 'ROTATION', now(), '${from.id}', now())`;
/** Exports of cases that people of PH and of BR asked for. */
export const CASES = { byAuthor: uuid('4', 12), bySecond: uuid('4', 13), approved: uuid('4', 14), byRecipient: uuid('4', 15) } as const;
const caseExport = (id: string, { id: by, organisationId }: Person, approved = 'NULL, NULL'): string => `('${id}', '${organisationId}', '${by}', 'CSV', '{}', 'x', 1, true, now(), now(), ${approved})`;
const dutyCall = (id: string, watch: string, of: Organisation, who: string): string => `('${id}', '${watch}', '${of.id}', ${who}, '\\x00', 'SMS', 'ja', now(), now())`;

/**
 * Requests for release and views for people outside; `ended` is a bulletin that one organisation had by a release that has ended, and has not been taken away
 * yet: nobody sees it. So it is with a section of `odd`.
 */
export const RELEASES = {
  q1: uuid('4', 21), q2: uuid('4', 22), q3: uuid('4', 23), q4: uuid('4', 24), q5: uuid('4', 25), q6: uuid('4', 26), q7: uuid('4', 27),
  o1: uuid('4', 31), o2: uuid('4', 32), o3: uuid('4', 33), o4: uuid('4', 34), ended: uuid('c', 98), odd: uuid('c', 99),
} as const;
const asks = (id: string, about: Bulletin, asker: Organisation, who: Person, recipient: Organisation): string =>
  `('${id}', '${about.id}', '${PH.id}', '${asker.id}', '${who.id}', '${recipient.id}', 'x', now(), now())`;
const released = (id: string, about: Bulletin, until: string, ended = 'NULL'): string => `('${id}', '${about.id}', '${id === RELEASES.q2 ? TH.id : BR.id}', ${until}, now(), ${ended})`;
const outside = (id: string, about: Bulletin, by: Person): string => `('${id}', '${about.id}', '${about.originatorId}', 1, '\\x00', '{}', 'x', 'x', 'x', now(), '${by.id}', now())`;
/** Recalls of PH's and the NPA's, and what BR is asked: of what is marked RED one person. */
export const RECALLS = { amber: uuid('4', 21), red: uuid('4', 22), npa: uuid('4', 23), amberRequest: uuid('4', 24), redRequest: uuid('4', 25) } as const;
/** Strikes, by where they struck. */
export const STRIKES = { title: uuid('4', 31), ownSection: uuid('4', 32), internal: uuid('4', 33), noVersion: uuid('4', 34), noSection: uuid('4', 35), otherVersion: uuid('4', 36) } as const;
const recall = (id: string, of: Bulletin, by: Person): string => `('${id}', '${of.id}', 'WITHDRAWN', now(), '${by.id}', now() + interval '1 day')`;
const asked = (id: string, by: string, of: Bulletin, reader: number | undefined): string =>
  `('${id}', '${by}', '${of.id}', 'REF', 'WITHDRAWN', '${PH.id}', '${BR.id}', ARRAY[${reader}]::int[], now(), now() + interval '1 day', now() + interval '1 hour')`;
const strikeAt = (id: string, of: Bulletin, number: number, section: string, place: string, internal = false): string[] => [
  `INSERT INTO hub.strikes (id, bulletin_id, struck_at, struck_by, reason) VALUES ('${id}', '${of.id}', now(), '${PEOPLE.author.id}', 'x')`,
  `INSERT INTO hub.strike_places (strike_id, position, bulletin_id, number, section_id, place, internal) VALUES ('${id}', 1, '${of.id}', ${number}, ${section}, '${place}', ${internal})`,
];
/** A section that a reader of the recipient's sees in a later version only. */
const LATER = uuid('d', 7);

export const ROW = { key: uuid('7', 1), retiredKey: uuid('7', 2), circle: uuid('8', 1), token: `'\\x01'::bytea` };

/**
 * A bulletin whose columns disagree, as they never should: an officer of another organisation stands among the editors of
 * its envelope and its section, and may read its working copy. Each policy must do its part of the refusing.
 */
export const ODD = uuid('c', 99);

/** Files of every version, as of each section; three that are not attached; one that says it is PH's and of NPA's bulletin. */
export const FILES = { author: uuid('2', 1), recipient: uuid('2', 2), odd: uuid('2', 3), authorTicket: uuid('2', 4), recipientTicket: uuid('2', 5), colleague: uuid('2', 6) } as const;
const FILE = 'id, organisation_id, person_id, bulletin_id, section_id, name, length, received, state, type, size, sha256, created_at, touched_at';
const KNOWN = `'a.pdf', 1, 1, 'READY', 'application/pdf', 1, '\\x00', now(), now()`;
const WHOLE = '00000000-0000-0000-0000-000000000000';
/** A file of every bulletin as a whole, and of each of its sections, in every version that has it. */
export const FILES_EVERYWHERE = [
  `INSERT INTO hub.attachments (${FILE}) SELECT md5(b.id || '/' || x.section_id)::uuid, b.originator_id, b.author_id, b.id, x.section_id, ${KNOWN}
   FROM hub.bulletins b CROSS JOIN LATERAL (SELECT '${WHOLE}'::uuid AS section_id UNION SELECT s.section_id FROM hub.bulletin_sections s WHERE s.bulletin_id = b.id) x`,
  `INSERT INTO hub.bulletin_attachments (bulletin_id, number, attachment_id, section_id) SELECT v.bulletin_id, v.number, md5(v.bulletin_id || '/' || x.section_id)::uuid, x.section_id
   FROM hub.bulletin_versions v CROSS JOIN LATERAL (SELECT '${WHOLE}'::uuid AS section_id UNION SELECT s.section_id FROM hub.bulletin_sections s WHERE s.bulletin_id = v.bulletin_id AND s.number = v.number) x`,
];
const FILE_ROWS = [
  ...FILES_EVERYWHERE,
  `INSERT INTO hub.attachments (${FILE}) VALUES ('${FILES.author}', '${PH.id}', '${PEOPLE.author.id}', NULL, '${WHOLE}', ${KNOWN}), ('${FILES.colleague}', '${PH.id}', '${PEOPLE.colleague.id}', NULL, '${WHOLE}', ${KNOWN}), ('${FILES.recipient}', '${BR.id}', '${PEOPLE.recipient.id}', NULL, '${WHOLE}', ${KNOWN}),
    ('${FILES.odd}', '${PH.id}', '${PEOPLE.author.id}', '${BULLETINS.npaClear.id}', '${WHOLE}', ${KNOWN})`,
  `INSERT INTO hub.attachment_tickets (id, person_id, session_id, attachment_id, expires_at) VALUES ('${FILES.authorTicket}', '${PEOPLE.author.id}', '${sessionOf(PEOPLE.author)}', '${FILES.author}', now()),
    ('${FILES.recipientTicket}', '${PEOPLE.recipient.id}', '${sessionOf(PEOPLE.recipient)}', '${FILES.recipient}', now())`,
];

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
  ...threadSql({ bulletins: BULLETINS, people: PEOPLE }),
  `INSERT INTO hub.register_attestations (id, organisation_id, attested_at, attested_by, content) VALUES ('${REGISTER.ph}', '${PH.id}', now(), '${PEOPLE.contact.id}', '{}'), ('${REGISTER.br}', '${BR.id}', now(), '${PEOPLE.named.id}', '{}')`,
  `INSERT INTO hub.handovers (id, organisation_id, person_id, successor_id, reason, from_at, planned_by, planned_at) VALUES ${handover(HANDOVERS.ph, PH, PEOPLE.author, PEOPLE.second)}, ${handover(HANDOVERS.br, BR, PEOPLE.recipient, PEOPLE.recipientReader)}`,
  `INSERT INTO hub.departures (organisation_id, declared_at, declared_by, leaves_at, left_at) VALUES ('${PH.id}', now(), '${PEOPLE.contact.id}', now() + interval '2 days', NULL), ('${BR.id}', now(), '${PEOPLE.named.id}', now() + interval '2 days', now())`,
  `INSERT INTO hub.handover_asks (bulletin_id, person_id, organisation_id, principal, cause, asked_at) VALUES ('${BULLETINS.red.id}', '${PEOPLE.named.id}', '${BR.id}', ${PRINCIPALS.selves.get(PEOPLE.named.id)}, '${PEOPLE.named.id}', now())`,
  `INSERT INTO hub.outbox_events (id, type, subject_id, payload, occurred_at) VALUES ('${uuid('9', 1)}', 'x', '${BULLETINS.amber.id}', '{}', now())`,
  `INSERT INTO hub.idempotency_keys (person_id, key, path, body_hash, created_at) VALUES ('${PEOPLE.author.id}', 'k', 'p', '\\x00', now()), ('${PEOPLE.recipient.id}', 'k', 'p', '\\x00', now())`,
  `INSERT INTO hub.acknowledgements VALUES ${acknowledged(BULLETINS.amber, PEOPLE.recipient)}, ${acknowledged(BULLETINS.red, PEOPLE.named)}, ${acknowledged(BULLETINS.clear, PEOPLE.outsider)}, ${acknowledged(BULLETINS.npaClear, PEOPLE.recipient)}`,
  `INSERT INTO hub.bulletin_approvals VALUES ${approved(BULLETINS.amber)}, ${approved(BULLETINS.red)}`,
  `INSERT INTO hub.circles (id, code, names) VALUES ('${ROW.circle}', 'C', '{}')`,
  `INSERT INTO hub.circle_members VALUES ('${ROW.circle}', '${BR.id}')`,
  `INSERT INTO hub.approval_steps (organisation_id, step, approver_ids) VALUES ('${PH.id}', 1, ARRAY['${PEOPLE.second.id}']::uuid[]), ('${BR.id}', 1, ARRAY['${PEOPLE.recipient.id}']::uuid[])`,
  `UPDATE hub.bulletins SET source_key = 'figures:1' WHERE id = '${BULLETINS.clear.id}'`,
  `INSERT INTO hub.recalls (id, bulletin_id, cause, opened_at, opened_by, due_at) VALUES ${recall(RECALLS.amber, BULLETINS.amber, PEOPLE.author)}, ${recall(RECALLS.red, BULLETINS.red, PEOPLE.author)}, ${recall(RECALLS.npa, BULLETINS.npaClear, PEOPLE.npaOfficer)}`,
  `INSERT INTO hub.recall_requests (id, recall_id, bulletin_id, reference, cause, originator_id, organisation_id, readers, asked_at, due_at, next_at) VALUES
    ${asked(RECALLS.amberRequest, RECALLS.amber, BULLETINS.amber, PRINCIPALS.readers.get(BR.id))}, ${asked(RECALLS.redRequest, RECALLS.red, BULLETINS.red, self(PEOPLE.named))}`,
  `INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, admitted, gate, editors)
     VALUES ('${BULLETINS.amber.id}', 2, '${LATER}', 9, 'later', 'B', ARRAY[${self(PEOPLE.recipientReader)}], ARRAY[${self(PEOPLE.recipientReader)}], '{}')`,
  ...strikeAt(STRIKES.title, BULLETINS.amber, 1, 'NULL', 'TITLE'), ...strikeAt(STRIKES.ownSection, BULLETINS.amber, 1, `'${uuid('d', 2)}'`, 'BODY'),
  ...strikeAt(STRIKES.internal, BULLETINS.amber, 1, 'NULL', 'INTERNAL', true), ...strikeAt(STRIKES.noVersion, BULLETINS.amber, 99, 'NULL', 'TITLE'),
  ...strikeAt(STRIKES.noSection, BULLETINS.clear, 1, `'${uuid('d', 9)}'`, 'BODY'), ...strikeAt(STRIKES.otherVersion, BULLETINS.amber, 1, `'${LATER}'`, 'BODY'),
  ...identityRows(),
  ...oddRows(),
  ...releaseRows(),
  ...FILE_ROWS,
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

function releaseRows(): string[] {
  const { q1, q2, q3, q4, q5, q6, q7, o1, o2, o3, o4, ended, odd } = RELEASES;
  const { amber, clear, red, npaClear } = BULLETINS;
  const { recipient, named, outsider, second, coordinator } = PEOPLE;
  const theirs = `ARRAY[${PRINCIPALS.readers.get(TH.id)}]`;
  const officers = `ARRAY[${PRINCIPALS.officers.get(BR.id)}]`;
  return [
    `INSERT INTO hub.release_requests (id, bulletin_id, originator_id, asker_id, person_id, recipient_id, purpose, asked_at, answer_by) VALUES
      ${[asks(q1, amber, BR, recipient, TH), asks(q2, amber, TH, outsider, NPA), asks(q3, red, BR, named, TH), asks(q4, amber, BR, recipient, NPA), asks(q5, clear, BR, recipient, TH), asks(q6, clear, TH, outsider, BR), asks(q7, clear, TH, outsider, NPA)].join()}`,
    `UPDATE hub.release_requests SET state = 'GRANTED', decided_by = '${second.id}', decided_at = now(), granted_section_ids = '{}', answered_at = now() WHERE id = '${q4}'`,
    `INSERT INTO hub.releases (id, bulletin_id, recipient_id, until, released_at, ended_at) VALUES
      ${[released(q1, amber, `'2100-01-01'`), released(q2, amber, 'NULL'), released(q3, red, 'NULL'), released(q4, amber, 'NULL', 'now()'), released(q5, clear, 'NULL'), released(q6, clear, `'2020-01-01'`)].join()}`,
    `INSERT INTO hub.bulletins (id, reference, originator_id, author_id, state, kind, tlp, urgency, language, published_number, published_at, created_at, sort_at, readers, editors)
     VALUES ('${ended}', 'ENDED', '${PH.id}', '${PEOPLE.author.id}', 'PUBLISHED', 'NOTICE', 'AMBER', 'ROUTINE', 'en', 1, now(), now(), now(), ${theirs}, '{}')`,
    `INSERT INTO hub.bulletin_versions (bulletin_id, number, kind, tlp, urgency, language, title, audience, edited_by, content_hash, review_state, published_at, admitted, gate, editors)
     VALUES ('${ended}', 1, 'NOTICE', 'AMBER', 'ROUTINE', 'en', 'T', '{}', '{}', '\\x00', 'PUBLISHED', now(), ${theirs}, ${theirs}, '{}')`,
    `INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, admitted, gate, editors)
     VALUES ('${ended}', 1, '${uuid('d', 10)}', 0, 'all', 'B', ${theirs}, ${theirs}, '{}'), ('${ended}', 1, '${uuid('d', 12)}', 1, 'own', 'B', ${theirs}, ${theirs}, '{}'), ('${odd}', 1, '${uuid('d', 11)}', 1, 'ended', 'B', ${officers}, ${officers}, '{}')`,
    `INSERT INTO hub.release_ends (bulletin_id, organisation_id, section_id, until) VALUES ('${amber.id}', '${BR.id}', NULL, '2100-01-01'), ('${ended}', '${TH.id}', NULL, '2020-01-01'), ('${odd}', '${BR.id}', '${uuid('d', 11)}', '2020-01-01')`,
    `INSERT INTO hub.outside_releases (id, bulletin_id, originator_id, number, content_hash, section_ids, reader_name, reader_organisation, purpose, expires_at, proposed_by, proposed_at) VALUES
      ${[outside(o1, amber, second), outside(o2, npaClear, coordinator), outside(o3, red, second), outside(o4, amber, second)].join()}`,
    `UPDATE hub.outside_releases SET state = 'OPENED', opened_at = now(), approved_by = '${PEOPLE.author.id}', approved_at = now(), address_hash = '\\x01', code_hash = 'x' WHERE id = '${o4}'`,
    `INSERT INTO hub.organisation_terms (organisation_id, ministry_counts, set_by, set_at, revision) VALUES ('${BR.id}', false, '${PEOPLE.recipientAdministrator.id}', now(), 1)`,
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
