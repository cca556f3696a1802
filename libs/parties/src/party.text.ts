import { type LocalisedText, normaliseInput } from '@hub/kernel';

/** A text in several languages as it is kept: folded, without languages that have none. */
export const normaliseTexts = (texts: LocalisedText): LocalisedText =>
  Object.fromEntries(
    Object.entries(texts)
      .map(([language, text]) => [language, normaliseInput(text)] as const)
      .filter(([, text]) => text !== ''),
  );
