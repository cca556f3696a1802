import { OrganisationKind } from '@hub/access';
import type { ReadTx, Tx } from '@hub/platform';
import type { DayReason } from './day-reasons.js';
import type { MeetingReply, MeetingReplyChannel } from './poll.types.js';
import type { MeetingAnswer } from './ranking.js';
import type { SlotTimes } from './slot.js';

/** A poll as it is kept. */
export interface PollRow { readonly id: string; readonly editionId: string; readonly openedAt: Date; readonly deadline: Date; readonly closedAt: Date | null; readonly quorum: number; readonly remote: readonly { organisationId: string; zone: string }[] }
/** A slot as it is kept. */
export interface SlotRow extends SlotTimes { readonly id: string; readonly pollId: string; readonly against: readonly DayReason[] }
/** What is said, by slot. */
export type Answers = Readonly<Record<string, MeetingAnswer>>;
/** A reply as it is kept. */
export type ReplyRow = Omit<MeetingReply, 'answers'> & { readonly answers: Answers };

/** The newest poll of each of these editions. */
export const pollsOf = (tx: Tx, editionIds: readonly string[]): Promise<PollRow[]> =>
  tx.query<PollRow>('meeting-polls', `
    SELECT DISTINCT ON (p.edition_id) p.id, p.edition_id AS "editionId", p.opened_at AS "openedAt", p.deadline, p.closed_at AS "closedAt", p.quorum, p.remote
    FROM hub.meeting_polls p WHERE p.edition_id = ANY ($1::uuid[]) AND hub.attends(p.edition_id) ORDER BY p.edition_id, p.opened_at DESC, p.closed_at DESC NULLS FIRST, p.id DESC`, [editionIds]);

/** The slots of polls, in order of time. */
export const slotsOf = (tx: Tx, pollIds: readonly string[]): Promise<SlotRow[]> =>
  tx.query<SlotRow>('meeting-slots', `SELECT s.id, s.poll_id AS "pollId", to_char(s.starts_local, 'YYYY-MM-DD"T"HH24:MI') AS "startsLocal", to_char(s.ends_local, 'YYYY-MM-DD"T"HH24:MI') AS "endsLocal",
      s.starts_at AS "startsAt", s.ends_at AS "endsAt", s.reasons AS against
    FROM hub.meeting_slots s JOIN hub.meeting_polls p ON p.id = s.poll_id WHERE s.poll_id = ANY ($1::uuid[]) AND hub.attends(p.edition_id) ORDER BY s.starts_at, s.ends_at`, [pollIds]);

/** Replies to polls: all, or an organisation's. */
export const repliesOf = (tx: ReadTx, pollIds: readonly string[], coordinates: boolean, organisationId: string): Promise<ReplyRow[]> =>
  tx.query<ReplyRow>('meeting-replies', `
    SELECT r.id, r.poll_id AS "pollId", r.organisation_id AS "organisationId", CASE WHEN r.organisation_id IS NULL THEN l.holder END AS guest, r.answers, r.remark, r.channel, r.revision,
      r.replied_at AS "repliedAt", r.replied_by AS "repliedById", l.holder AS "linkHolder"
    FROM hub.meeting_replies r JOIN hub.meeting_polls p ON p.id = r.poll_id LEFT JOIN hub.meeting_links l ON l.id = r.link_id
    WHERE r.poll_id = ANY ($1::uuid[]) AND hub.attends(p.edition_id) AND ($2 OR r.organisation_id = $3) ORDER BY r.replied_at, r.id`, [pollIds, coordinates, organisationId]);

/** A party, with the country of an embassy. */
export interface PartyRow { readonly organisationId: string; readonly country: string | null; readonly mustAttend: boolean }
/** Who takes part in an edition. */
export const partyCountries = (tx: Tx, editionId: string): Promise<PartyRow[]> =>
  tx.query<PartyRow>('meeting-party-countries', `SELECT p.organisation_id AS "organisationId", CASE WHEN o.kind = $2 THEN o.country END AS country, p.must_attend AS "mustAttend"
    FROM hub.meeting_parties p JOIN hub.organisations o ON o.id = p.organisation_id WHERE p.edition_id = $1 AND hub.attends(p.edition_id) ORDER BY o.code`, [editionId, OrganisationKind.EMBASSY]);

/** Says which parties must attend. */
export async function writeMustAttend(tx: Tx, editionId: string, organisationIds: readonly string[]): Promise<void> {
  await tx.query('meeting-must-attend', 'UPDATE hub.meeting_parties SET must_attend = organisation_id = ANY ($2::uuid[]) WHERE edition_id = $1', [editionId, organisationIds]);
}

/** Opens a poll. */
export async function addPoll(tx: Tx, poll: { id: string; editionId: string; at: Date; byId: string; deadline: Date; quorum: number; remote: PollRow['remote']; told: number }): Promise<void> {
  await tx.query('meeting-poll-add', 'INSERT INTO hub.meeting_polls (id, edition_id, opened_at, opened_by, deadline, quorum, remote, told) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [poll.id, poll.editionId, poll.at, poll.byId, poll.deadline, poll.quorum, JSON.stringify(poll.remote), poll.told]);
}

/** Adds a slot. */
export async function addSlot(tx: Tx, { id, pollId, startsLocal, endsLocal, startsAt, endsAt, against }: SlotRow): Promise<void> {
  await tx.query('meeting-slot-add', 'INSERT INTO hub.meeting_slots (id, poll_id, starts_local, ends_local, starts_at, ends_at, reasons) VALUES ($1, $2, $3::timestamp, $4::timestamp, $5, $6, $7)',
    [id, pollId, startsLocal, endsLocal, startsAt, endsAt, JSON.stringify(against)]);
}

/** Another deadline or quorum. */
export async function changePoll(tx: Tx, id: string, deadline: Date, quorum: number, told: number): Promise<void> {
  await tx.query('meeting-poll-change', 'UPDATE hub.meeting_polls SET deadline = $2, quorum = $3, told = $4 WHERE id = $1', [id, deadline, quorum, told]);
}

/** Ends the poll that is open, if one is. */
export async function closePoll(tx: Tx, editionId: string, at: Date): Promise<void> {
  await tx.query('meeting-poll-close', 'UPDATE hub.meeting_polls SET closed_at = $2 WHERE edition_id = $1 AND closed_at IS NULL', [editionId, at]);
}

/** A reply to write. */
export interface NewReply { readonly id: string; readonly pollId: string; readonly organisationId: string; readonly answers: Answers; readonly remark: string | null; readonly channel: MeetingReplyChannel; readonly at: Date; readonly byId: string }

/** Writes a reply at the revision that was seen, 0 for the first; false where another stands there. */
export async function writeReply(tx: Tx, { id, pollId, organisationId, answers, remark, channel, at, byId }: NewReply, revision: number): Promise<boolean> {
  const values = [pollId, organisationId, JSON.stringify(answers), remark, channel, at, byId];
  const written = revision === 0
    ? await tx.query('meeting-reply-add', `INSERT INTO hub.meeting_replies (poll_id, organisation_id, answers, remark, channel, replied_at, replied_by, id) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
        ON CONFLICT ON CONSTRAINT meeting_replies_party_uq DO NOTHING RETURNING 1`, [...values, id])
    : await tx.query('meeting-reply-change', `UPDATE hub.meeting_replies SET answers = $3, remark = $4, channel = $5, replied_at = $6, replied_by = $7, link_id = NULL, revision = revision + 1
        WHERE poll_id = $1 AND organisation_id = $2 AND revision = $8 RETURNING 1`, [...values, revision]);
  return written.length > 0;
}

/** The revision of an organisation's reply; 0: there is none. */
export async function replyRevision(tx: Tx, pollId: string, organisationId: string): Promise<number> {
  const [row] = await tx.query<{ revision: number }>('meeting-reply-revision', 'SELECT r.revision FROM hub.meeting_replies r WHERE r.poll_id = $1 AND r.organisation_id = $2', [pollId, organisationId]);
  return row?.revision ?? 0;
}

/** Whether the person entered answers for his organisation. */
export async function answersPolls(tx: Tx): Promise<boolean> {
  return (await tx.query<{ yes: boolean }>('meeting-answers', 'SELECT hub.answers_polls() AS yes', []))[0]?.yes === true;
}

/** The organisations that coordinate: they hold a record of what is replied. */
export async function coordinatingIds(tx: Tx): Promise<string[]> {
  return (await tx.query<{ id: string }>('meeting-coordinating', 'SELECT o.id FROM hub.organisations o WHERE o.kind = $1', [OrganisationKind.COORDINATOR])).map(({ id }) => id);
}

/** A poll as a guest sees it: of what is said, his own or his organisation's. */
export interface GuestPoll {
  readonly pollId: string;
  readonly deadline: Date;
  readonly slots: readonly { id: string; startsLocal: string; endsLocal: string; startsAt: string }[];
  readonly revision: number;
  readonly answers: Answers;
  readonly remark: string | null;
}

/** The poll that is open in the edition of a link, in the realm of the worker. */
export async function pollByLink(tx: Tx, linkId: string): Promise<GuestPoll | null> {
  const [poll] = await tx.query<GuestPoll>('meeting-poll-by-link', 'SELECT p.poll_id AS "pollId", p.deadline, p.slots, p.revision, p.answers, p.remark FROM hub.poll_by_link($1) p', [linkId]);
  return poll ?? null;
}

/** What a guest says. */
export interface GuestReply { readonly linkId: string; readonly pollId: string; readonly at: Date; readonly revision: number; readonly answers: Answers; readonly remark: string | null; readonly id: string }

/** Writes it at the revision that he saw; false where another stands there. */
export async function answerByLink(tx: Tx, { linkId, pollId, at, revision, answers, remark, id }: GuestReply): Promise<boolean> {
  const [written] = await tx.query<{ id: string | null }>('meeting-answer-by-link', 'SELECT hub.answer_by_link($1, $2, $3, $4, $5, $6, $7) AS id', [linkId, pollId, at, revision, JSON.stringify(answers), remark, id]);
  return written?.id != null;
}
