/** Scripts that the Japanese font has not, each with a font of its own. */
export const SCRIPTS = ['Thai', 'Lao', 'Khmer', 'Arabic', 'Hebrew', 'Devanagari', 'Bengali', 'Sinhala', 'Tamil', 'Myanmar', 'Georgian', 'Armenian'] as const;
/** One of them. */
export type Script = (typeof SCRIPTS)[number];
/** Text that one font sets; null: the Japanese one. */
export interface Stretch { readonly text: string; readonly script: Script | null }

const JOINING = '\\p{M}\\u200c\\u200d';
/** From right to left words stand in that order too: a stretch holds the blanks between them. */
const stretch = (script: Script): string => `\\p{Script=${script}}(?:[\\p{Script=${script}}${JOINING}]${script === 'Arabic' || script === 'Hebrew' ? `| (?=\\p{Script=${script}})` : ''})*`;
const STRETCHES = new RegExp(SCRIPTS.map((script) => `(?<${script}>${stretch(script)})`).join('|'), 'gu');
const IN_TEXT = SCRIPTS.map((script) => [script, new RegExp(`\\p{Script=${script}}`, 'u')] as const);

/** Which of them a text has. */
export const scriptsIn = (text: string): Script[] => IN_TEXT.filter(([, letters]) => letters.test(text)).map(([script]) => script);

/** A text by the fonts that set it. */
export function stretchesOf(text: string): Stretch[] {
  const stretches: Stretch[] = [];
  let from = 0;
  for (const found of text.matchAll(STRETCHES)) {
    if (found.index > from) stretches.push({ text: text.slice(from, found.index), script: null });
    stretches.push({ text: found[0], script: SCRIPTS.find((script) => found.groups?.[script] !== undefined) ?? null });
    from = found.index + found[0].length;
  }
  if (from < text.length) stretches.push({ text: text.slice(from), script: null });
  return stretches;
}
