import { diffArrays } from 'diff';

/** A piece of a text: what stayed, what came, what went. */
export interface Change { readonly kind: 'same' | 'added' | 'removed'; readonly text: string }
/** A text that was compared is at most this long; of longer ones whole lines are compared. */
const WORDS_UP_TO = 30_000;

const wordsIn = (text: string, language: string): string[] => [...new Intl.Segmenter(language, { granularity: 'word' }).segment(text)].map(({ segment }) => segment);

/** What changed from one text to the other, by words as the language has them. */
export function differenceOf(before: string, after: string, language: string): Change[] {
  const pieces = Math.max(before.length, after.length) > WORDS_UP_TO ? (text: string): string[] => text.split(/(?<=\n)/) : (text: string): string[] => wordsIn(text, language);
  return (diffArrays(pieces(before), pieces(after), { maxEditLength: 20_000 }) ?? [{ removed: true, added: false, value: [before] }, { removed: false, added: true, value: [after] }])
    .map(({ added, removed, value }) => ({ kind: added ? 'added' : removed ? 'removed' : 'same', text: value.join('') }));
}

/** A section of a version. */
export interface SectionText { readonly id: string; readonly heading: string; readonly body: string }

/** The sections of both versions in the order of the later one; those that are gone stand where they stood. */
export function pairSections(before: readonly SectionText[], after: readonly SectionText[]): { id: string; before: SectionText | null; after: SectionText | null }[] {
  const old = new Map(before.map((section) => [section.id, section]));
  const kept = new Set(after.map(({ id }) => id));
  const pairs: { id: string; before: SectionText | null; after: SectionText | null }[] = after.map((section) => ({ id: section.id, before: old.get(section.id) ?? null, after: section }));
  before.forEach((section, index) => {
    if (!kept.has(section.id)) pairs.splice(Math.min(index, pairs.length), 0, { id: section.id, before: section, after: null });
  });
  return pairs;
}
