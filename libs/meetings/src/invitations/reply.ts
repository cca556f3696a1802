import { createHash } from 'node:crypto';
import type { ReadMail } from './mail.reader.js';

/** Why the hub does not take a mail by itself. */
export enum MailDoubt {
  UNREADABLE = 'UNREADABLE', NO_REPLY = 'NO_REPLY', UNKNOWN_MEETING = 'UNKNOWN_MEETING', UNKNOWN_ATTENDEE = 'UNKNOWN_ATTENDEE', UNTRUSTED = 'UNTRUSTED', COUNTER = 'COUNTER', DELEGATED = 'DELEGATED', AHEAD = 'AHEAD', TOO_LARGE = 'TOO_LARGE',
}

/** What somebody answers to an invitation. */
export enum MeetingDelegateReply { ACCEPTED = 'ACCEPTED', DECLINED = 'DECLINED', TENTATIVE = 'TENTATIVE' }

/** A reply, with what orders it among others of the same person. */
export interface Reply { readonly partstat: MeetingDelegateReply; readonly sequence: number; readonly stamp: Date; readonly digest: string; readonly comment: string }

/** A delegate to whom invitations went, as far as a reply is compared with him. */
export interface Attendee { readonly delegateId: string; readonly email: string; readonly sequence: number }

/** What becomes of a mail. */
export type Verdict = { readonly delegateId: string | null; readonly because: MailDoubt } | { readonly delegateId: string; readonly reply: Reply };

/** Clocks of mail readers may be ahead by so much. A reply dated far ahead would keep every later one out. */
const AHEAD_MS = 24 * 3_600_000;

/** Decides what becomes of a mail; `attendees`: the delegates of the meeting that it names, or null where it names none that is known. */
export function judge({ message, calendar, senders, authenticated }: ReadMail, attendees: readonly Attendee[] | null, now: Date): Verdict {
  const doubt = (because: MailDoubt, delegateId: string | null = null): Verdict => ({ delegateId, because });
  if (!message) return doubt(calendar ? MailDoubt.UNREADABLE : MailDoubt.NO_REPLY);
  const { method } = message;
  if (method !== 'REPLY' && method !== 'COUNTER') return doubt(MailDoubt.NO_REPLY);
  if (!attendees) return doubt(MailDoubt.UNKNOWN_MEETING);
  // Two attendees: somebody else is sent. One who counters lists whom he knows of.
  const named = message.attendees.filter(({ address }) => method === 'REPLY' || senders.includes(address));
  const [said] = named;
  const found = attendees.filter(({ email }) => email === said?.address);
  const [attendee] = found;
  if (!said || !attendee || found.length > 1) return doubt(MailDoubt.UNKNOWN_ATTENDEE);
  const { delegateId, email } = attendee;
  if (!senders.includes(email) || !authenticated(email)) return doubt(MailDoubt.UNTRUSTED, delegateId);
  if (method === 'COUNTER') return doubt(MailDoubt.COUNTER, delegateId);
  const partstat = Object.values(MeetingDelegateReply).find((value) => value === said.partstat);
  if (named.length > 1 || !partstat) return doubt(MailDoubt.DELEGATED, delegateId);
  if (message.sequence > attendee.sequence || message.stamp.getTime() > now.getTime() + AHEAD_MS) return doubt(MailDoubt.AHEAD, delegateId);
  const comment = (message.comment ?? '').slice(0, 1_000);
  return { delegateId, reply: { partstat, sequence: message.sequence, stamp: message.stamp, comment, digest: digestOf(partstat, comment) } };
}

/** Of two replies with one SEQUENCE and one DTSTAMP the same one counts, whichever comes first: TENTATIVE before DECLINED before ACCEPTED. */
const digestOf = (partstat: string, comment: string): string => `${partstat} ${createHash('sha256').update(comment).digest('hex')}`;

/** RFC 5546, 2.1.5: the higher SEQUENCE, then the later DTSTAMP. The database orders by the same three. */
export function isNewer(one: Reply, than: Reply | null): boolean {
  if (!than) return true;
  if (one.sequence !== than.sequence) return one.sequence > than.sequence;
  const [at, before] = [one.stamp.getTime(), than.stamp.getTime()];
  return at !== before ? at > before : one.digest > than.digest;
}
