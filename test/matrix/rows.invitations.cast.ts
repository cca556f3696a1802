// Invitations as rows: PH and BR have named delegates to the edition they take part in; one row each stands where its organisation takes part no longer.
import { BR, NPA, PEOPLE, PH, TH, uuid } from './rows.cast.js';
import { SCHEDULE } from './rows.schedule.cast.js';

export const INVITED = {
  ph: uuid('9', 11), br: uuid('9', 12), bare: uuid('9', 13), strayTh: uuid('9', 14), strayPh: uuid('9', 15), byLink: uuid('9', 16), phMail: uuid('9', 21), brMail: uuid('9', 22), strayMail: uuid('9', 23), kept: uuid('9', 31),
  feed: uuid('9', 41), theirs: uuid('9', 42),
} as const;
const [ONE, TWO] = [uuid('9', 1), uuid('9', 2)];
const delegate = (id: string, edition: string, of: string): string => `('${id}', '${edition}', '${of}', 'x', 'x', now(), '${PEOPLE.coordinator.id}')`;
const mail = (id: string, edition: string, of: string, to: string): string => `('${id}', '${edition}', '${of}', '${to}', 'x', 'x', 'ja', 'REQUEST', 0, true, '{}', now(), now(), now())`;

/** Rows, written past all rules. */
export const INVITATION_SQL: readonly string[] = [
  `INSERT INTO hub.meeting_invitations (edition_id, deadline_days, deadline_time, face, invited_at, invited_by) VALUES ('${ONE}', 14, '17:00', '{}', now(), '${PEOPLE.coordinator.id}'), ('${TWO}', 14, '17:00', '{}', now(), '${PEOPLE.coordinator.id}')`,
  `INSERT INTO hub.meeting_reminders (edition_id, purpose, days, at) VALUES ('${ONE}', 'MEETING_SOON', 7, '09:00'), ('${TWO}', 'MEETING_SOON', 7, '09:00')`,
  `INSERT INTO hub.meeting_delegations (edition_id, organisation_id, sends_nobody, answered_at, answered_by) VALUES ('${ONE}', '${PH.id}', false, now(), '${PEOPLE.contact.id}'), ('${TWO}', '${PH.id}', false, now(), '${PEOPLE.contact.id}'), ('${ONE}', '${NPA.id}', false, now(), '${PEOPLE.contact.id}')`,
  `INSERT INTO hub.meeting_delegates (id, edition_id, organisation_id, family_name, given_name, created_at, created_by) VALUES ${[delegate(INVITED.ph, ONE, PH.id), delegate(INVITED.br, ONE, BR.id), delegate(INVITED.bare, ONE, PH.id), delegate(INVITED.strayTh, ONE, TH.id), delegate(INVITED.strayPh, TWO, PH.id)].join()}`,
  `INSERT INTO hub.meeting_delegates (id, edition_id, organisation_id, family_name, given_name, created_at, link_id) VALUES ('${INVITED.byLink}', '${ONE}', '${PH.id}', 'x', 'x', now(), '${SCHEDULE.phLink}')`,
  `INSERT INTO hub.meeting_delegate_details (delegate_id, edition_id, organisation_id, language) VALUES ('${INVITED.ph}', '${ONE}', '${PH.id}', 'ja'), ('${INVITED.br}', '${ONE}', '${BR.id}', 'ja'), ('${INVITED.strayPh}', '${TWO}', '${PH.id}', 'ja')`,
  `INSERT INTO hub.meeting_mails (id, edition_id, organisation_id, delegate_id, email, name, language, method, sequence, whole, face, created_at, until, next_attempt_at) VALUES ${[mail(INVITED.phMail, ONE, PH.id, INVITED.ph), mail(INVITED.brMail, ONE, BR.id, INVITED.br), mail(INVITED.strayMail, TWO, PH.id, INVITED.strayPh)].join()}`,
  `INSERT INTO hub.meeting_inbox (id, received_at, digest, raw, sender, subject, body, state, because) VALUES ('${INVITED.kept}', now(), '\\x00', '\\x00', '', '', '', 'KEPT', 'NO_REPLY')`,
  `INSERT INTO hub.meeting_mailboxes (id) VALUES ('box')`,
  `INSERT INTO hub.calendar_feeds (id, person_id, organisation_id, digest, created_at) VALUES ('${INVITED.feed}', '${PEOPLE.contact.id}', '${PH.id}', '\\x01', now()), ('${INVITED.theirs}', '${PEOPLE.outsider.id}', '${TH.id}', '\\x02', now())`,
];
