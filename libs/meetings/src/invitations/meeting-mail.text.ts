import MailComposer from 'nodemailer/lib/mail-composer';
import { localise } from '@hub/kernel';
import { calendarText } from '../calendar/calendar.text.js';
import { type Face, timesOf } from './invitation.face.js';

/** A message as it waits. */
export interface WaitingMessage {
  readonly id: string;
  readonly editionId: string;
  readonly email: string;
  readonly name: string;
  readonly language: string;
  readonly method: 'REQUEST' | 'CANCEL' | 'DECLINECOUNTER';
  readonly sequence: number;
  readonly whole: boolean;
  readonly face: Face;
  readonly reason: string | null;
  readonly createdAt: Date;
}

type Words = Readonly<Record<'ja' | 'en', string>>;
const SUBJECTS: Readonly<Record<string, Words>> = {
  REQUEST: { en: 'Invitation: ', ja: '【ご案内】' }, UPDATE: { en: 'Changed: ', ja: '【変更】' }, CANCEL: { en: 'Cancelled: ', ja: '【中止】' }, ONE: { en: 'No longer invited: ', ja: '【ご案内の取消し】' }, DECLINECOUNTER: { en: 'Time stays: ', ja: '【日時の変更なし】' },
};
const TEXTS: Readonly<Record<string, Words>> = {
  REQUEST: { en: 'You are invited. Please answer in your calendar, or by replying to this invitation.', ja: 'ご出席をお願いいたします。カレンダー又はこの招待への返信でご回答ください。' },
  UPDATE: { en: 'The invitation has changed. Please look at it, and answer again where your calendar asks you to.', ja: 'ご案内の内容が変更されました。ご確認のうえ、必要に応じて再度ご回答ください。' },
  CANCEL: { en: 'The meeting does not take place at this time.', ja: '会議はこの日時には開催されません。' },
  ONE: { en: 'Your organisation no longer names you as a delegate.', ja: '出席者としての登録が取り消されました。' },
  DECLINECOUNTER: { en: 'The time that you proposed can not be met: it stays as it was.', ja: 'ご提案の日時への変更はできません。日時に変更はありません。' },
};
const LABELS: Readonly<Record<'title' | 'time' | 'place' | 'reason' | 'hub', Words>> = {
  title: { en: 'Meeting', ja: '会議' }, time: { en: 'Time', ja: '日時' }, place: { en: 'Place', ja: '場所' }, reason: { en: 'Reason', ja: '理由' }, hub: { en: 'Hub', ja: 'ハブ' },
};

const kindOf = ({ method, whole, sequence }: WaitingMessage): string => (method === 'CANCEL' && !whole ? 'ONE' : method === 'REQUEST' && sequence > 0 ? 'UPDATE' : method);

/** A message as it stands on the wire (RFC 6047): words, and the calendar beside. It names nobody but whom it goes to, and nothing of the agenda. The same in every attempt. */
export function meetingMail(message: WaitingMessage, from: string, link: string): Promise<Buffer> {
  const { id, editionId, email, name, language, method, sequence, whole, face, reason, createdAt } = message;
  const words = /^ja\b/i.test(language) ? 'ja' : 'en';
  const kind = kindOf(message);
  const times = timesOf(face, editionId, sequence, language, link);
  const calendar = calendarText([{
    ...times, stamp: createdAt, status: method === 'CANCEL' ? (whole ? 'CANCELLED' : null) : method === 'REQUEST' ? 'CONFIRMED' : null, organizer: { address: from, name: 'Contact Point' },
    attendee: { address: email, name, partstat: method === 'REQUEST' ? 'NEEDS-ACTION' : null }, comment: reason,
  }], method, null);
  const line = (label: keyof typeof LABELS, text: string): string => `${LABELS[label][words]}${words === 'ja' ? '：' : ': '}${text}`;
  const text = [
    TEXTS[kind]?.[words] ?? '', '', line('title', times.title), line('time', `${face.starts.replace('T', ' ')} – ${face.ends.slice(0, 10) === face.starts.slice(0, 10) ? face.ends.slice(11) : face.ends.replace('T', ' ')} (${face.zone})`),
    ...(times.place === null ? [] : [line('place', times.place)]), ...(reason === null ? [] : [line('reason', reason)]), line('hub', link), '',
  ].join('\n');
  return new MailComposer({
    from: { name: 'Contact Point', address: from }, to: { name, address: email }, date: createdAt, messageId: `<${id.replaceAll('-', '')}@${from.slice(from.indexOf('@') + 1)}>`,
    subject: `${SUBJECTS[kind]?.[words] ?? ''}${localise(face.names, language, language)}`, text, headers: { 'Content-Language': words },
    alternatives: [{ contentType: `text/calendar; charset=UTF-8; method=${method}; component=VEVENT`, content: calendar, contentTransferEncoding: 'base64' }],
  }).compile().build();
}
