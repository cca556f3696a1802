// The cast as rows.
import type { Organisation, Person } from '../model/world.js';
import { INVITATION_SQL } from './rows.invitations.cast.js';
import { outsideSql } from './rows.outside.cast.js';
import { retentionSql } from './rows.retention.cast.js';
import { INTERPRETATION_SQL } from './rows.interpretation.cast.js';
import { MEETING_SQL } from './rows.meetings.cast.js';
import { MINUTES_SQL } from './rows.minutes.cast.js';
import { DOCUMENT_SQL } from './rows.documents.js';
import { PAPER_SQL } from './rows.paper.js';
import { threadSql } from './rows.threads.cast.js';
import { sessionOf, worldSql } from './world.database.js';
import { acknowledged, alert, alertBeside, approved, asked, asks, BR, BULLETINS, caseExport, CASES, DUTY, dutyCall, ERASURES, FILE_ROWS, handover, HANDOVERS, held, HOLDS, HOOKS, LATER, MAILS, NPA, ODD, outside, PEOPLE, PH, PRINCIPALS, recall, RECALLS, record, REGISTER, released, RELEASES, ROW, self, strikeAt, STRIKES, TH, uuid, WORLD } from './rows.cast.js';

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
  `INSERT INTO hub.alert_streams (organisation_id, last) VALUES ('${PH.id}', 2), ('${BR.id}', 7), ('${NPA.id}', 1)`,
  `INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at) VALUES
    ${alert(PH, 1, 'PUBLISHED', BULLETINS.amber, [PRINCIPALS.readers.get(PH.id)])}, ${alert(PH, 2, 'PUBLISHED', BULLETINS.red, [self(PEOPLE.author), self(PEOPLE.second)])},
    ${alert(BR, 1, 'PUBLISHED', BULLETINS.amber, [PRINCIPALS.readers.get(BR.id)])}, ${alert(BR, 2, 'PUBLISHED', BULLETINS.red, [self(PEOPLE.named)])},
    ${alert(BR, 3, 'ACCESS_LOST', BULLETINS.red, [PRINCIPALS.readers.get(BR.id)], [self(PEOPLE.named)])}, ${alert(BR, 4, 'PUBLISHED', BULLETINS.clear, [1])}, ${alert(BR, 6, 'PUBLISHED', BULLETINS.amber, [self(PEOPLE.recipientAdministrator)])}`,
  `INSERT INTO hub.alerts (organisation_id, position, kind, bulletin_id, number, readers, barred, occurred_at, distributed_at, subject_id, change) VALUES
    ${alertBeside(BR, 5, 'REGISTER', [self(PEOPLE.recipientAdministrator)])}, ${alertBeside(BR, 7, 'REGISTER', [PRINCIPALS.readers.get(BR.id)])}, ${alertBeside(NPA, 1, 'MEETING', [self(PEOPLE.coordinator), self(PEOPLE.recipient)])}`,
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
  `INSERT INTO hub.bulletin_approvals VALUES ${approved(BULLETINS.draft)}, ${approved(BULLETINS.amber)}, ${approved(BULLETINS.red)}`,
  `INSERT INTO hub.circles (id, code, names) VALUES ('${ROW.circle}', 'C', '{}')`,
  `INSERT INTO hub.circle_members VALUES ('${ROW.circle}', '${BR.id}')`,
  `INSERT INTO hub.approval_steps (organisation_id, step, approver_ids) VALUES ('${PH.id}', 1, ARRAY['${PEOPLE.second.id}']::uuid[]), ('${BR.id}', 1, ARRAY['${PEOPLE.recipient.id}']::uuid[])`,
  `UPDATE hub.bulletins SET source_key = 'figures:1' WHERE id = '${BULLETINS.clear.id}'`,
  `INSERT INTO hub.recalls (id, bulletin_id, cause, opened_at, opened_by, due_at) VALUES ${recall(RECALLS.amber, BULLETINS.amber, PEOPLE.author)}, ${recall(RECALLS.red, BULLETINS.red, PEOPLE.author)}, ${recall(RECALLS.npa, BULLETINS.npaClear, PEOPLE.npaOfficer)}`,
  `INSERT INTO hub.recall_requests (id, recall_id, bulletin_id, reference, cause, originator_id, organisation_id, readers, asked_at, due_at, next_at) VALUES
    ${asked(RECALLS.amberRequest, RECALLS.amber, BULLETINS.amber, PRINCIPALS.readers.get(BR.id))}, ${asked(RECALLS.redRequest, RECALLS.red, BULLETINS.red, self(PEOPLE.named))}`,
  ...oddRows(),
  ...FILE_ROWS,
  `INSERT INTO hub.bulletin_sections (bulletin_id, number, section_id, position, heading, body, admitted, gate, editors)
     VALUES ('${BULLETINS.amber.id}', 2, '${LATER}', 9, 'later', 'B', ARRAY[${self(PEOPLE.recipientReader)}], ARRAY[${self(PEOPLE.recipientReader)}], '{}')`,
  ...strikeAt(STRIKES.title, BULLETINS.amber, 1, 'NULL', 'TITLE'), ...strikeAt(STRIKES.ownSection, BULLETINS.amber, 1, `'${uuid('d', 2)}'`, 'BODY'),
  ...strikeAt(STRIKES.internal, BULLETINS.amber, 1, 'NULL', 'INTERNAL', true), ...strikeAt(STRIKES.noVersion, BULLETINS.amber, 99, 'NULL', 'TITLE'),
  ...strikeAt(STRIKES.noSection, BULLETINS.clear, 1, `'${uuid('d', 9)}'`, 'BODY'), ...strikeAt(STRIKES.otherVersion, BULLETINS.amber, 1, `'${LATER}'`, 'BODY'),
  ...identityRows(),
  ...releaseRows(),
  ...outsideSql({ bulletins: BULLETINS, people: PEOPLE }),
  ...retentionSql({ bulletins: BULLETINS, people: PEOPLE }),
  ...caseRows(),
  ...MEETING_SQL,
  ...INVITATION_SQL,
  ...MINUTES_SQL,
  ...PAPER_SQL,
  ...INTERPRETATION_SQL,
  ...DOCUMENT_SQL,
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
    `INSERT INTO hub.api_tokens (session_id, name, scope, token_hash) VALUES ('${sessionOf(author)}', 'x', 'FULL', ${ROW.token})`,
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
