import type { MeetingAgendaSlotKind, MeetingItemPurpose } from '../agenda/agenda.enums.js';
import type { PaperLanguage } from './paper.js';

/** What papers say in one language beside what people wrote. */
export interface PaperWords {
  readonly when: string; readonly where: string; readonly meeting: string; readonly count: string; readonly persons: (count: number) => string;
  readonly agenda: string; readonly noItems: string; readonly version: (number: number) => string; readonly time: string; readonly item: string; readonly presenter: string; readonly minutes: (count: number) => string;
  readonly closed: string; readonly restricted: string; readonly pause: Readonly<Record<Exclude<MeetingAgendaSlotKind, 'ITEM' | 'CLOSED'>, string>>; readonly purpose: Readonly<Record<MeetingItemPurpose, string>>;
  readonly document: (name: string, confidential: boolean) => string; readonly overflow: (minutes: number) => string;
  readonly attendees: string; readonly organisation: string; readonly title: string; readonly name: string; readonly reading: string; readonly own: string; readonly latin: string; readonly number: string; readonly none: string;
  readonly plan: string; readonly front: string; readonly plates: string; readonly gate: string; readonly arrived: string; readonly gateNote: string;
  readonly letter: string; readonly to: (name: string) => string; readonly subject: (meeting: string) => string; readonly body: (meeting: string) => readonly string[]; readonly nameDelegates: (deadline: string) => string; readonly below: string; readonly programme: string; readonly attached: string; readonly end: string;
  readonly minutesOf: string; readonly decisions: string; readonly actions: string; readonly action: string; readonly owner: string; readonly due: string; readonly answers: string;
  readonly madeFor: (person: string, organisation: string, at: string, rendition: string) => string;
}

/** The words of each language. */
export const PAPER_WORDS: Readonly<Record<PaperLanguage, PaperWords>> = {
  ja: {
    when: '日時', where: '場所', meeting: '会議名', count: '出席者数', persons: (count) => `${count}名`,
    agenda: '議事次第', noItems: '議題はまだ決まっていません。', version: (number) => `第${number}版`, time: '時刻', item: '議題', presenter: '説明者', minutes: (count) => `${count}分`,
    closed: '（非公開議題）', restricted: '【限定】', pause: { BREAK: '休憩', LUNCH: '昼食' }, purpose: { INFORMATION: '報告', DISCUSSION: '協議', DECISION: '議決' },
    document: (name, confidential) => `資料：${name}${confidential ? '（関係者限り）' : ''}`, overflow: (minutes) => `予定の終了時刻を${minutes}分超えています。`,
    attendees: '出席者名簿', organisation: '機関', title: '役職', name: '氏名', reading: 'ふりがな', own: '', latin: 'ローマ字', number: '番号', none: '（未登録）',
    plan: '座席表', front: '議長席', plates: '卓上名札', gate: '入館者名簿', arrived: '確認', gateNote: '本名簿は受付での本人確認のみに使用し、会議終了後に廃棄してください。',
    letter: '開催案内', to: (name) => `${name}　御中`, subject: (meeting) => `${meeting}の開催について（御案内）`,
    body: () => ['　時下ますます御清祥のこととお慶び申し上げます。平素より人身取引対策に格別の御理解と御協力を賜り、厚く御礼申し上げます。',
      '　さて、標記会議を下記のとおり開催いたしますので、御多忙中誠に恐縮ですが、御出席くださいますよう御案内申し上げます。'],
    nameDelegates: (deadline) => `　なお、御出席者につきましては、${deadline}までに本システムで御登録くださいますようお願い申し上げます。`,
    below: '記', programme: '議題', attached: '別添「議事次第」のとおり', end: '以上',
    minutesOf: '議事録', decisions: '決定事項', actions: '実施事項', action: '内容', owner: '担当機関', due: '期限', answers: '議事録への回答',
    madeFor: (person, organisation, at, rendition) => `閲覧者：${person}（${organisation}）　${at}　${rendition}`,
  },
  en: {
    when: 'Date and time', where: 'Place', meeting: 'Meeting', count: 'Participants', persons: (count) => String(count),
    agenda: 'Agenda', noItems: 'No item is on the agenda yet.', version: (number) => `Version ${number}`, time: 'Time', item: 'Item', presenter: 'Presented by', minutes: (count) => `${count} min`,
    closed: '(closed item)', restricted: '[restricted] ', pause: { BREAK: 'Break', LUNCH: 'Lunch' }, purpose: { INFORMATION: 'Information', DISCUSSION: 'Discussion', DECISION: 'Decision' },
    document: (name, confidential) => `Document: ${name}${confidential ? ' (for those concerned)' : ''}`, overflow: (minutes) => `This is ${minutes} minutes longer than the day.`,
    attendees: 'List of participants', organisation: 'Organisation', title: 'Title', name: 'Name', reading: 'Reading', own: 'In own script', latin: 'In Latin letters', number: 'No.', none: '(not named yet)',
    plan: 'Seating plan', front: 'Chair', plates: 'Name plates', gate: 'List for the gate', arrived: 'Seen', gateNote: 'Use this list at the reception only, and destroy it after the meeting.',
    letter: 'Invitation', to: (name) => `To: ${name}`, subject: (meeting) => `Invitation to the ${meeting}`,
    body: (meeting) => ['We thank you for your continued understanding and cooperation in the fight against trafficking in persons.',
      `It is our pleasure to invite you to the ${meeting}, which will be held as stated below.`],
    nameDelegates: (deadline) => `Please name your delegates in the hub by ${deadline}.`,
    below: '', programme: 'Agenda', attached: 'As in the agenda attached', end: '',
    minutesOf: 'Minutes', decisions: 'Decisions', actions: 'Action items', action: 'What', owner: 'By whom', due: 'Due', answers: 'Answers to these minutes',
    madeFor: (person, organisation, at, rendition) => `For ${person} (${organisation})  ${at}  ${rendition}`,
  },
};

/** What stands on an interpreter's plate. */
export const INTERPRETER_TITLE = { ja: '通訳', en: 'Interpreter' } as const;
