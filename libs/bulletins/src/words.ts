import { BulletinKind } from './bulletin.enums.js';
import type { BulletinFilter } from './bulletin.inputs.js';

const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇]/u;
const RUNS = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇]+|(?:(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇])[\p{L}\p{N}\p{M}])+/gu;

/** Folds case, width and Latin accents: what a reader would take for the same word. */
function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().normalize('NFD').replace(/(\p{Script=Latin})\p{M}+/gu, '$1').normalize('NFC');
}

/**
 * The words of a text: Latin and other alphabetic runs whole; Japanese (no spaces between words) as characters and pairs
 * of neighbours, so that any part of a word is found.
 */
export function wordsOf(text: string): string[] {
  const words = new Set<string>();
  for (const [run] of fold(text).matchAll(RUNS)) {
    if (!CJK.test(run)) {
      words.add(`w:${run.slice(0, 64)}`);
      continue;
    }
    const characters = [...run];
    characters.forEach((character, i) => {
      words.add(`w:${character}`);
      if (i > 0) words.add(`w:${characters[i - 1]}${character}`);
    });
  }
  return [...words];
}

/** What must all be found for a text asked for: of Japanese the pairs, a single character only where it stands alone. */
export function queryWords(text: string): string[] {
  const words = new Set<string>();
  for (const [run] of fold(text).matchAll(RUNS)) {
    const characters = [...run];
    if (!CJK.test(run) || characters.length === 1) words.add(`w:${run.slice(0, 64)}`);
    else for (let i = 1; i < characters.length; i += 1) words.add(`w:${characters[i - 1]}${characters[i]}`);
  }
  return [...words].slice(0, 32);
}

/** Words by which facts are filtered: they stand with the content, so that a tombstone has none. */
export const factWords = (countries: readonly string[], citizenships: readonly string[], exploitation: readonly string[]): string[] => [
  ...new Set([...countries, ...citizenships].map((code) => `c:${code}`)),
  ...exploitation.map((type) => `x:${type}`),
];

/** A filter as groups of words: one of each group must be found. */
export function filterGroups(filter: BulletinFilter): string[][] {
  const groups: string[][] = queryWords(filter.text ?? '').map((word) => [word]);
  const add = (prefix: string, values: readonly string[] | null | undefined): void => {
    if (values) groups.push(values.map((value) => `${prefix}:${value}`));
  };
  add('k', filter.kinds);
  add('m', filter.tlps);
  add('u', filter.urgencies);
  add('c', filter.countries);
  add('x', filter.exploitation);
  add('o', filter.originatorIds);
  // Every bulletin has a kind: a filter by state or time alone goes by that.
  if (groups.length === 0) add('k', Object.values(BulletinKind));
  return groups;
}
