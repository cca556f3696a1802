import { countryName } from './country-codes.js';
import { figureKey, type FigureRow, type FigureScope } from './figure-row.js';
import { ageNote, formWord, japaneseYear, type FigureExploitation } from './figure-words.js';

export { figureKey, type FigureRow } from './figure-row.js';

/** What a draft of one year's figures holds; its field names are those of `DraftBulletinInput`. */
export interface FigureBulletin {
  /** Stable: the same year and scope always make the same key. */
  key: string;
  kind: 'STATISTICS';
  tlp: 'CLEAR';
  urgency: 'ROUTINE';
  language: 'ja';
  title: string;
  countries: string[];
  facts: FigureFacts;
  sections: { heading: string; body: string }[];
  audience: { everyone: true };
}

/** The coded facts of a figure: only what the source counts. */
export interface FigureFacts {
  identifiedVictims?: number;
  citizenships: string[];
  exploitation: FigureExploitation[];
  meansOfControl: never[];
  prefectures: never[];
}

const SCOPE: Record<FigureScope, { ja: string; en: string; noteJa: string; noteEn: string }> = {
  NPA: {
    ja: '警察庁',
    en: 'National Police Agency',
    noteJa: 'この数値は**警察庁の集計**（警察が検挙・保護したもの）です。出入国在留管理庁等の分を加えた**政府全体の集計**とは範囲が異なり、同じ年でも一致しないことがあります。両者を足したり、年ごとに入れ替えて並べたりしないでください。',
    noteEn:
      'This is the **NPA count**: what the police cleared and whom they protected. The **Government count** adds Immigration and others, so the two can differ for the same year. Never add them up or mix them in one series.',
  },
  GOV: {
    ja: '政府全体',
    en: 'Government of Japan',
    noteJa: 'この数値は**政府全体の集計**（警察に、出入国在留管理庁等の分を加えたもの）です。**警察庁の集計**とは範囲が異なり、同じ年でも一致しないことがあります。両者を足したり、年ごとに入れ替えて並べたりしないでください。',
    noteEn:
      'This is the **Government count**: the police figures and those of Immigration and others. It can differ from the **NPA count** of the same year. Never add them up or mix them in one series.',
  },
};

/** Turns one published figure into the content of its bulletin. What the source does not give is left out, never shown as zero. */
export function figuresToBulletin(row: FigureRow): FigureBulletin {
  return {
    key: figureKey(row),
    kind: 'STATISTICS',
    tlp: 'CLEAR',
    urgency: 'ROUTINE',
    language: 'ja',
    title: `人身取引事犯の検挙状況等 ${row.year}年（${SCOPE[row.scope].ja}）`,
    countries: ['JP'],
    facts: factsOf(row),
    sections: [
      { heading: '概要', body: list(japaneseLines(row)) },
      { heading: 'Summary (English)', body: list(englishLines(row)) },
      { heading: '集計の範囲と出典 / Scope and source', body: scopeAndSource(row) },
    ],
    audience: { everyone: true },
  };
}

function factsOf(row: FigureRow): FigureFacts {
  const codes = row.form.map(({ label }) => formWord(label).code).filter((code) => code !== undefined);
  return {
    ...(row.victims === null ? {} : { identifiedVictims: row.victims }),
    citizenships: row.byNationality.filter(({ count }) => count > 0).map(({ country }) => country),
    exploitation: [...new Set(codes)],
    meansOfControl: [],
    prefectures: [],
  };
}

function list(lines: (string | null)[]): string {
  return lines
    .filter((line) => line !== null)
    .map((line) => `- ${line}`)
    .join('\n');
}

/** A line with its number, or nothing where the source has none. */
function line(count: number | null, words: (count: number) => string): string | null {
  return count === null ? null : words(count);
}

function sexJa({ female, male }: FigureRow): string | null {
  const parts = [line(female, (n) => `女性${n}人`), line(male, (n) => `男性${n}人`)].filter((part) => part !== null);
  return parts.length === 0 ? null : `性別: ${parts.join('、')}`;
}

function sexEn({ female, male }: FigureRow): string | null {
  const parts = [line(female, (n) => `${n} female`), line(male, (n) => `${n} male`)].filter((part) => part !== null);
  return parts.length === 0 ? null : `Sex: ${parts.join(', ')}`;
}

function japaneseLines(row: FigureRow): (string | null)[] {
  const nationalities = row.byNationality.map(({ country, count }) => `${countryName(country, 'ja')} ${count}人`).join('、');
  const forms = row.form.map(({ label, count }) => `${formWord(label).ja} ${count}人`).join('、');
  return [
    `対象: ${row.year}年（${japaneseYear(row.year)}）、${SCOPE[row.scope].ja}の集計`,
    line(row.casesCleared, (n) => `検挙件数: **${n}件**`),
    line(row.personsArrested, (n) => `検挙人員: **${n}人**`),
    line(row.brokersArrested, (n) => `検挙人員のうちブローカー: ${n}人`),
    line(row.victims, (n) => `被害者数: **${n}人**`),
    nationalities === '' ? null : `国籍等: ${nationalities}${row.nationalitiesPartial ? '（出典に示された一部のみ）' : ''}`,
    sexJa(row),
    row.minorsNote === null ? null : `年齢: ${ageNote(row.minorsNote)}`,
    forms === '' ? null : `被害の形態: ${forms}`,
  ];
}

function englishLines(row: FigureRow): (string | null)[] {
  const nationalities = row.byNationality.map(({ country, count }) => `${countryName(country, 'en')} ${count}`).join(', ');
  const forms = row.form.map(({ label, count }) => `${formWord(label).en} ${count}`).join(', ');
  return [
    `Covers: ${row.year}, count of the ${SCOPE[row.scope].en}`,
    line(row.casesCleared, (n) => `Cases cleared: **${n}**`),
    line(row.personsArrested, (n) => `Persons arrested: **${n}**`),
    line(row.brokersArrested, (n) => `Brokers among the persons arrested: ${n}`),
    line(row.victims, (n) => `Identified victims: **${n}**`),
    nationalities === '' ? null : `Nationality: ${nationalities}${row.nationalitiesPartial ? ' (only those that the source gives)' : ''}`,
    sexEn(row),
    row.minorsNote === null ? null : `Age: ${row.minorsNote}`,
    forms === '' ? null : `Form of exploitation: ${forms}`,
  ];
}

function scopeAndSource(row: FigureRow): string {
  const { noteJa, noteEn } = SCOPE[row.scope];
  return [
    noteJa,
    '検挙**件数**と検挙**人員**は別の数値です。示されていない項目は、出典に数値がないことを表し、0ではありません。',
    noteEn,
    'Cases cleared and persons arrested are different counts. An item that is not shown is not given by the source; it is not zero.',
    `出典 / Source: ${escapeMarkdown(row.source)}`,
  ].join('\n\n');
}

/** A source is text of somebody else: nothing in it becomes markup. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>#!|~]/g, '\\$&');
}
