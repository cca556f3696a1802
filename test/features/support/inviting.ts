import { createHmac } from 'node:crypto';
import ICAL from 'ical.js';
import { simpleParser } from 'mailparser';
import type { TestHub } from '@hub/testing';
import type { Arrived } from './mail-server.js';

export const FROM = 'meeting@hub.example';
export const SECRET = 'a secret of the mail server, on loopback';
export const MTA = 'mx.hub.example';
export const NAME = 'mutation ($input: NameMeetingDelegateInput!) { nameMeetingDelegate(input: $input) { delegate { id revision details { onBehalf } } } }';
export const UPDATE = 'mutation ($input: UpdateMeetingDelegateInput!) { updateMeetingDelegate(input: $input) { delegate { revision } } }';
export const INVITE = 'mutation ($input: InviteMeetingDelegatesInput!) { inviteMeetingDelegates(input: $input) { edition { revision invitation { deadlineLocal deadline } } } }';
export const RESOLVE = 'mutation ($input: ResolveMeetingMailInput!) { resolveMeetingMail(input: $input) { mail { decision } } }';
export const ISHII = { familyName: '石井', givenName: '花子', kana: 'いしい はなこ', titles: [{ language: 'ja', text: '一等書記官' }], email: 'Ishii@embassy.example', language: 'ja', dietary: '卵アレルギー', interpretation: 'en' };

/** A message as a mail reader has it. */
export interface Sent { to: string; subject: string; text: string; raw: string; method: string; event: ICAL.Component }

/** Reads one, by parsers that are not the hub's. */
export async function asRead({ raw, to, subject, text }: Arrived): Promise<Sent> {
  const { attachments } = await simpleParser(raw);
  const part = attachments.find(({ contentType }) => contentType === 'text/calendar');
  const calendar = new ICAL.Component(ICAL.parse(part?.content.toString('utf8') ?? '') as never);
  const event = calendar.getFirstSubcomponent('vevent');
  if (!event) throw new Error('no event');
  return { to: to.join(), subject, text, raw, method: String(calendar.getFirstPropertyValue('method')), event };
}
export const said = ({ method, event, to }: Sent): unknown[] => [to, method, event.getFirstPropertyValue('sequence'), event.getFirstPropertyValue('status')];

const PASS = `Authentication-Results: ${MTA}; dmarc=pass header.from=embassy.example`;
/** What a reply says; `stamp` in minutes of the day. */
export interface ReplyText { partstat?: string; sequence?: number; from?: string; head?: string; method?: string; stamp?: number; more?: string }
/** A mail by which a mail reader replies. */
export const replyBy = (editionId: string, { partstat = 'ACCEPTED', sequence = 0, from = 'ishii@embassy.example', head = PASS, method = 'REPLY', stamp = 0, more = '' }: ReplyText): string => [
  head, `From: ${from}`, `To: ${FROM}`, 'Subject: Re', 'MIME-Version: 1.0', `Content-Type: text/calendar; method=${method}; charset=UTF-8`, '', 'BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//T//T//EN', `METHOD:${method}`, 'BEGIN:VEVENT',
  `ATTENDEE;PARTSTAT=${partstat}:mailto:Ishii@embassy.example`, `ORGANIZER:mailto:${FROM}`, `UID:${editionId}`, `SEQUENCE:${sequence}`, `DTSTAMP:20261123T${String(Math.floor(stamp / 60)).padStart(2, '0')}${String(stamp % 60).padStart(2, '0')}00Z`, ...(more ? [more] : []), 'END:VEVENT', 'END:VCALENDAR', ''].join('\r\n');

/** Hands a mail over as the receiving mail server does. */
export const postMail = (hub: TestHub, mail: string, secret = SECRET, seconds = Math.floor(hub.clock.now().getTime() / 1000)): Promise<Response> => fetch(`${hub.url}/meetings/mail`, {
  method: 'POST', headers: { 'content-type': 'message/rfc822', 'meeting-signature': `t=${seconds},v1=${createHmac('sha256', secret).update(`${seconds}.${mail}`).digest('hex')}` }, body: mail,
});
