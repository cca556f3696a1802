import { MeetingPresence, MinutesLanguage, type MinutesResponseKind } from './minutes.enums.js';

/** What minutes say in one language beside what people wrote. */
export interface MinutesWords {
  readonly when: string; readonly where: string; readonly present: string; readonly remote: string; readonly absent: string;
  readonly decisions: string; readonly actions: string; readonly responses: string; readonly draft: string; readonly approved: string;
  readonly comma: string; readonly space: string;
  readonly title: (name: string) => string;
  readonly quote: (text: string) => string;
  readonly noted: (text: string) => string;
  /** YYYY-MM-DD. */
  readonly day: (date: string) => string;
  readonly period: (starts: string | null, ends: string | null, zone: string) => string;
  readonly presence: Readonly<Record<MeetingPresence, (name: string) => string>>;
  readonly response: Readonly<Record<MinutesResponseKind, (name: string) => string>>;
  readonly original: Readonly<Record<MinutesLanguage, string>>;
}

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const parts = (date: string): [string, number, number] => [date.slice(0, 4), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
const weekday = (date: string): number => new Date(`${date.slice(0, 10)}T00:00:00Z`).getUTCDay();
const english = (date: string): string => { const [year, month, day] = parts(date); return `${day} ${MONTHS[month - 1] ?? ''} ${year}`; };
const japanese = (date: string): string => { const [year, month, day] = parts(date); return `${year}年${month}月${day}日（${'日月火水木金土'[weekday(date)] ?? ''}）`; };
const clock = (local: string): string => local.slice(11, 16);
const japaneseClock = (local: string): string => `${Number(local.slice(11, 13))}時${local.slice(14, 16)}分`;
const sameDay = (one: string, two: string): boolean => one.slice(0, 10) === two.slice(0, 10);

const { IN_PERSON, REMOTE, ABSENT } = MeetingPresence;

/** The words of each language. */
export const WORDS: Readonly<Record<MinutesLanguage, MinutesWords>> = {
  [MinutesLanguage.EN]: {
    when: 'Held', where: 'Place', present: 'Present', remote: 'By video', absent: 'Absent', decisions: 'Decisions', actions: 'Action items', responses: 'Answers to these minutes',
    draft: 'Draft for review, not approved', approved: 'Approved', comma: ', ', space: ' ',
    title: (name) => `Minutes: ${name}`, quote: (text) => `“${text}”`, noted: (text) => `Noted by the secretary: “${text}”`, day: english,
    period: (starts, ends, zone) => (starts === null || ends === null ? '' : `${english(starts)}, ${clock(starts)} – ${sameDay(starts, ends) ? '' : `${english(ends)}, `}${clock(ends)} (${zone})`),
    presence: { [IN_PERSON]: (name) => `${name} was present`, [REMOTE]: (name) => `${name} took part by video`, [ABSENT]: (name) => `${name} was absent` },
    response: {
      APPROVED: (name) => `${name}: approved.`, APPROVED_WITH_RESERVATION: (name) => `${name}: approved with reservation.`, OBJECTED: (name) => `${name}: objected.`,
      NO_OBJECTION_RECEIVED: (name) => `${name}: no objection received.`,
    },
    original: { en: 'English only', ja: 'Japanese only' },
  },
  [MinutesLanguage.JA]: {
    when: '日時', where: '場所', present: '出席', remote: 'オンライン出席', absent: '欠席', decisions: '決定事項', actions: '実施事項', responses: '議事録への回答',
    draft: '確認用原案（未承認）', approved: '承認済', comma: '、', space: '',
    title: (name) => `${name} 議事録`, quote: (text) => `「${text}」`, noted: (text) => `事務局付記「${text}」`, day: japanese,
    period: (starts, ends, zone) => (starts === null || ends === null ? '' : `${japanese(starts)}${japaneseClock(starts)}～${sameDay(starts, ends) ? '' : japanese(ends)}${japaneseClock(ends)}${zone === 'Asia/Tokyo' ? '' : `（${zone}）`}`),
    presence: { [IN_PERSON]: (name) => `${name}は出席`, [REMOTE]: (name) => `${name}はオンライン出席`, [ABSENT]: (name) => `${name}は欠席` },
    response: {
      APPROVED: (name) => `${name}：承認。`, APPROVED_WITH_RESERVATION: (name) => `${name}：留保付き承認。`, OBJECTED: (name) => `${name}：異議あり。`,
      NO_OBJECTION_RECEIVED: (name) => `${name}：異議の申出なし。`,
    },
    original: { en: '原文は英語のみ', ja: '原文は日本語のみ' },
  },
};
