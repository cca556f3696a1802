/** Words of the published figures in both languages, and what they mean in code. */

/** The exploitation codes of the contract that the published figures distinguish. */
export type FigureExploitation = 'SEXUAL_EXPLOITATION' | 'FORCED_LABOUR';

interface FormWord {
  ja: string;
  en: string;
  code?: FigureExploitation;
}

/** The sources' words for forms of exploitation. `other` and words not listed get no code: the source does not say which it was. */
const FORMS: ReadonlyMap<string, FormWord> = new Map([
  ['sexual', { ja: '性的サービスの強要等（性的搾取）', en: 'sexual exploitation', code: 'SEXUAL_EXPLOITATION' }],
  ['hostess', { ja: 'ホステスとしての稼働の強要', en: 'compelled work as a hostess', code: 'FORCED_LABOUR' }],
  ['labour', { ja: '労働の強要', en: 'forced labour', code: 'FORCED_LABOUR' }],
  ['other labour', { ja: 'その他の労働の強要', en: 'other forced labour', code: 'FORCED_LABOUR' }],
  ['construction', { ja: '建設作業の強要', en: 'forced construction work', code: 'FORCED_LABOUR' }],
  ['street stall', { ja: '露店での稼働の強要', en: 'forced work at a street stall', code: 'FORCED_LABOUR' }],
  ['other', { ja: 'その他', en: 'other' }],
]);

/** The words for a form of exploitation; a word that is not known stays as the source has it. */
export function formWord(label: string): FormWord {
  return FORMS.get(label) ?? { ja: `「${label}」（出典の表記）`, en: label };
}

/** The Japanese year of a calendar year, both names in a year in which the era changed. */
export function japaneseYear(year: number): string {
  if (year === 2019) return '平成31年・令和元年';
  if (year === 1989) return '昭和64年・平成元年';
  if (year > 2019) return `令和${year - 2018}年`;
  if (year > 1989) return `平成${year - 1988}年`;
  return `昭和${year - 1925}年`;
}

const AGE_NOTES: [RegExp, (parts: string[]) => string][] = [
  [/^(\d+) under (\d+) \(all Japanese\)$/, ([count, age]) => `${age}歳未満 ${count}人（全員が日本人）`],
  [/^(\d+) Japanese under (\d+)$/, ([count, age]) => `日本人のうち${age}歳未満 ${count}人`],
  [/^(\d+)% under (\d+)$/, ([share, age]) => `${age}歳未満 約${share}％`],
  [/^(\d+) under (\d+)$/, ([count, age]) => `${age}歳未満 ${count}人`],
];

/** A source's note on age in Japanese; a note of another shape is quoted as it stands. */
export function ageNote(note: string): string {
  for (const [pattern, words] of AGE_NOTES) {
    const match = pattern.exec(note);
    if (match !== null) return words(match.slice(1));
  }
  return `「${note}」（出典の表記）`;
}
