// Polls, replies and links of the two editions of rows.meetings.cast.ts. PH takes part in the first one only: what it has of the second it does not see.
import { BR, NPA, PEOPLE, PH, TH, uuid } from './rows.cast.js';

const [one, two] = [uuid('9', 1), uuid('9', 2)];
export const SCHEDULE = {
  poll: uuid('9', 11), over: uuid('9', 12), other: uuid('9', 13), otherOver: uuid('9', 14), slot: uuid('9', 21), otherSlot: uuid('9', 22),
  ofPh: uuid('9', 31), ofBr: uuid('9', 32), ofTh: uuid('9', 33), phElsewhere: uuid('9', 34), ofGuest: uuid('9', 35),
  phLink: uuid('9', 41), brLink: uuid('9', 42), guestLink: uuid('9', 43), revokedLink: uuid('9', 44), phLinkElsewhere: uuid('9', 45),
} as const;
const S = SCHEDULE;
const poll = (id: string, edition: string, closed: string): string => `('${id}', '${edition}', now(), '${PEOPLE.coordinator.id}', now(), 1, '[]', 0, ${closed})`;
const slot = (id: string, of: string): string => `('${id}', '${of}', '2030-02-18T10:00', '2030-02-18T11:00', '2030-02-18T01:00Z', '2030-02-18T02:00Z', '[]')`;
const link = (id: string, edition: string, organisation: string | null, revoked = 'NULL, NULL'): string =>
  `('${id}', '${edition}', ${organisation === null ? 'NULL' : `'${organisation}'`}, 'x', decode(md5('${id}'), 'hex'), '2100-01-01', now(), '${PEOPLE.coordinator.id}', ${revoked})`;
const reply = (id: string, of: string, organisation: string, by: string): string => `('${id}', '${of}', '${organisation}', NULL, '{}', 'SIGNED_IN', now(), '${by}', NULL)`;

/** Rows, written past all rules. A coordinator who is his organisation's deputy answers for it too. */
export const SCHEDULE_SQL: readonly string[] = [
  // Without the card that he would be given with it.
  'SET LOCAL session_replication_role = replica',
  `UPDATE hub.organisations SET deputy_id = '${PEOPLE.coordinator.id}' WHERE id = '${NPA.id}'`,
  'SET LOCAL session_replication_role = origin',
  `INSERT INTO hub.meeting_links (id, edition_id, organisation_id, holder, address_hash, expires_at, created_at, created_by, revoked_at, revoked_by) VALUES ${[
    link(S.phLink, one, PH.id), link(S.brLink, one, BR.id), link(S.guestLink, one, null), link(S.revokedLink, one, PH.id, `now(), '${PEOPLE.coordinator.id}'`), link(S.phLinkElsewhere, two, PH.id)].join()}`,
  `INSERT INTO hub.meeting_polls (id, edition_id, opened_at, opened_by, deadline, quorum, remote, told, closed_at) VALUES ${[poll(S.poll, one, 'NULL'), poll(S.over, one, 'now()'), poll(S.other, two, 'NULL'), poll(S.otherOver, two, 'now()')].join()}`,
  `INSERT INTO hub.meeting_slots (id, poll_id, starts_local, ends_local, starts_at, ends_at, reasons) VALUES ${[slot(S.slot, S.poll), slot(S.otherSlot, S.other)].join()}`,
  `INSERT INTO hub.meeting_replies (id, poll_id, organisation_id, guest_link_id, answers, channel, replied_at, replied_by, link_id) VALUES ${[
    reply(S.ofPh, S.poll, PH.id, PEOPLE.contact.id), reply(S.ofBr, S.poll, BR.id, PEOPLE.named.id), reply(S.ofTh, S.other, TH.id, PEOPLE.outsider.id), reply(S.phElsewhere, S.other, PH.id, PEOPLE.contact.id),
    `('${S.ofGuest}', '${S.poll}', NULL, '${S.guestLink}', '{}', 'LINK', now(), NULL, '${S.guestLink}')`].join()}`,
];
