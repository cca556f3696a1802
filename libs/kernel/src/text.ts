/** A text in several languages: BCP 47 tag to text. */
export type LocalisedText = Readonly<Record<string, string>>;

/** Folds full-width and half-width forms together (Unicode NFKC) and trims: what people type on a Japanese keyboard. */
export const normaliseInput = (text: string): string => text.normalize('NFKC').trim();

/** A mail address in the one form in which it is kept and compared. */
export const normaliseEmail = (text: string): string => normaliseInput(text).toLowerCase();

/** The text in the first language that has one: the one asked for, its base language, then English, then any. */
export function localise(text: LocalisedText, ...languages: (string | null | undefined)[]): string {
  for (const language of languages) {
    if (language == null) continue;
    const found = text[language] ?? text[language.split('-')[0] ?? ''];
    if (found) return found;
  }
  return text['en'] ?? Object.values(text)[0] ?? '';
}
