import type { Texts } from './texts.js';

// Each file here that is named like a language is one: adding a file adds the language.
const FILES = import.meta.glob<{ texts: Texts }>('./{??,??-*}.ts');
const codeOf = (path: string): string => path.slice(2, -3);

/** Languages of the console, by their codes (BCP 47). */
export const LANGUAGES: readonly string[] = Object.keys(FILES).map(codeOf).sort((a, b) => (a === 'ja' ? -1 : b === 'ja' ? 1 : a.localeCompare(b)));

/** What the console says in a language. */
export async function loadTexts(code: string): Promise<Texts> {
  const load = FILES[`./${code}.ts`];
  if (!load) throw new Error(`There is no language ${code}.`);
  return (await load()).texts;
}

/** The first of the browser's languages that the console has. */
export function preferredLanguage(wanted: readonly string[], have: readonly string[] = LANGUAGES): string {
  for (const tag of wanted) {
    const found = have.find((code) => code === tag) ?? have.find((code) => code.split('-')[0] === tag.split('-')[0]);
    if (found) return found;
  }
  return have.includes('en') ? 'en' : (have[0] ?? 'en');
}

/** A language in its own words. */
export const nameOf = (code: string): string => new Intl.DisplayNames([code], { type: 'language' }).of(code) ?? code;
