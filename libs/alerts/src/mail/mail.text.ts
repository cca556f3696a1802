import { type BulletinKind, Urgency } from '@hub/bulletins';
import type { AlertKind } from '../alert.types.js';

/** Languages of mails. */
export type MailLanguage = 'ja' | 'en';

/** The language nearest to what was asked for. */
export const mailLanguage = (tag: string): MailLanguage => (/^ja\b/i.test(tag) ? 'ja' : 'en');

/** What a mail may say of a bulletin that is not marked RED and names no person. */
export interface Line { readonly kind: AlertKind; readonly reference: string; readonly bulletinKind: BulletinKind; readonly urgency: Urgency }

/** What a mail tells: lines, that something ended, that something waits. */
export interface Telling { readonly lines: readonly Line[]; readonly ended: boolean; readonly waits: boolean }

type Words = Readonly<Record<MailLanguage, string>>;

const HAPPENED: Readonly<Record<AlertKind, Words>> = {
  PUBLISHED: { en: 'New', ja: '新着' },
  REVISED: { en: 'Revised', ja: '改訂' },
  WITHDRAWN: { en: 'Withdrawn', ja: '撤回' },
  EXPIRED: { en: 'Expired', ja: '期限切れ' },
  ACCESS_LOST: { en: 'No longer available', ja: '閲覧終了' },
  ACKNOWLEDGEMENT_DUE: { en: 'Answer due', ja: '回答期限' },
  UNANSWERED: { en: 'Not answered in time', ja: '期限内に応答なし' },
  THREAD: { en: 'Question or answer', ja: '質問・回答' },
  PROPOSAL: { en: 'Proposed correction', ja: '訂正の提案' },
  RELEASE: { en: 'Onward release', ja: '第三者提供' },
  RECALL: { en: 'Recall', ja: '回収' },
  STRUCK: { en: 'Partly struck', ja: '一部削除' },
  TRANSLATION: { en: 'Translation', ja: '翻訳' },
  REGISTER: { en: 'Contact-point register', ja: '連絡先名簿' },
  HANDOVER: { en: 'Handover', ja: '引継ぎ' },
  IMPORT: { en: 'Import', ja: '取込み' },
  LEGAL: { en: 'Legal demand', ja: '法令に基づく照会' },
  RETENTION: { en: 'End of retention', ja: '保存期間満了' },
  MEETING: { en: 'Contact Point Meeting', ja: 'コンタクトポイント会議' },
};

const KINDS: Readonly<Record<BulletinKind, Words>> = {
  ALERT: { en: 'Alert', ja: '注意喚起' },
  CASE_INFORMATION: { en: 'Case information', ja: '事案情報' },
  REQUEST_FOR_INFORMATION: { en: 'Request for information', ja: '情報提供依頼' },
  STATISTICS: { en: 'Statistics', ja: '統計' },
  NOTICE: { en: 'Notice', ja: 'お知らせ' },
};

const URGENCIES: Readonly<Record<Urgency, Words>> = {
  ROUTINE: { en: 'routine', ja: '通常' }, PRIORITY: { en: 'priority', ja: '優先' }, IMMEDIATE: { en: 'IMMEDIATE', ja: '緊急' },
};

const SUBJECT: Words = { en: 'Contact Point: something waits for you', ja: 'コンタクトポイント：お知らせがあります' };
const URGENT_SUBJECT: Words = { en: 'Contact Point: IMMEDIATE', ja: 'コンタクトポイント：【緊急】お知らせがあります' };
const ENDED: Words = { en: 'Something that you were told of is no longer available to you.', ja: '以前お知らせした情報の一部は閲覧できなくなりました。' };
const WAITS: Words = { en: 'Something waits for you in the hub.', ja: 'ハブにお知らせがあります。' };
const OPEN: Words = { en: 'Please open the hub:', ja: 'ハブを開いてご確認ください：' };
const FOOT: Words = {
  en: 'This mail says only what may be said over e-mail. Change when you are mailed, or stop it, in your settings in the hub.',
  ja: 'メールでは内容をお伝えできません。通知の設定変更や停止は、ハブの設定画面で行えます。',
};

const lineOf = ({ kind, reference, bulletinKind, urgency }: Line, language: MailLanguage): string => {
  const words = [HAPPENED[kind], KINDS[bulletinKind], URGENCIES[urgency]].map((word) => word[language]);
  return language === 'ja' ? `・${words[0]}：${reference}（${words[1]}・${words[2]}）` : `- ${words[0]}: ${reference} (${words[1]}, ${words[2]})`;
};

/** The subject: that something waits, and where that may be said, that it is urgent. */
export const subjectOf = ({ lines }: Telling, language: MailLanguage): string =>
  (lines.some(({ urgency }) => urgency === Urgency.IMMEDIATE) ? URGENT_SUBJECT : SUBJECT)[language];

/** The text. */
export function textOf({ lines, ended, waits }: Telling, language: MailLanguage, link: string): string {
  const parts = [
    ...(lines.length > 0 ? [lines.map((line) => lineOf(line, language)).join('\n')] : []),
    ...(ended ? [ENDED[language]] : []),
    ...(waits ? [WAITS[language]] : []),
    `${OPEN[language]}\n${link}`,
    `-- \n${FOOT[language]}`,
  ];
  return `${parts.join('\n\n')}\n`;
}
