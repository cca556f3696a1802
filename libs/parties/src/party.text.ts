import { invalid, type LocalisedText, normaliseInput } from '@hub/kernel';

/** A text in several languages as it is kept: folded, without languages that have none. */
export const normaliseTexts = (texts: LocalisedText): LocalisedText =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([language, text]) => [language, normaliseInput(text)] as const)
      .filter(([, text]) => text !== ''),
  );

/** English is what everybody falls back to, so a name must have it. */
export function requireEnglish(field: string, texts: LocalisedText | undefined): LocalisedText | undefined {
  if (texts && !texts['en']) throw invalid(field, 'English (language en) must be among the languages. / 英語（language en）を必ず含めてください。');
  return texts;
}
