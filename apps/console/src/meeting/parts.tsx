import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Text } from '../ui/text.js';
import type { LocalTimes } from './local.js';
import { localTimes } from './local.js';

/** One of a few, side by side. */
export function Choices<T extends string>({ legend, name, value, options, onChange, hideLegend = false }: { legend: ReactNode; name: string; value: T | ''; options: readonly (readonly [T, string])[]; onChange: (value: T) => void; hideLegend?: boolean }): ReactNode {
  return (
    <fieldset className="choices">
      <legend className={hideLegend ? 'hidden-text' : undefined}>{legend}</legend>
      {options.map(([key, text]) => (
        <label key={key} className="choice"><input type="radio" name={name} value={key} checked={value === key} onChange={() => onChange(key)} />{text}</label>
      ))}
    </fieldset>
  );
}

/** Wall-clock times as they were agreed, in the language and years that somebody reads. */
export function useLocalTimes(): LocalTimes {
  const { code, preferences } = useLanguage();
  return localTimes(code, preferences.years);
}

/** Names that others wrote, one after the other. */
export function Names({ of, none }: { of: readonly { readonly id: string; readonly name: string }[]; none?: string }): ReactNode {
  const { texts: { meeting } } = useLanguage();
  if (of.length === 0) return none ?? null;
  return of.map(({ id, name }, index) => <span key={id}>{index > 0 && meeting.comma}<Text>{name}</Text></span>);
}

/** What is said in the language, else in English, else in any. */
export const textIn = (texts: readonly { readonly language: string; readonly text: string }[], code: string): string =>
  (texts.find(({ language }) => language.toLowerCase() === code) ?? texts.find(({ language }) => language.toLowerCase() === 'en') ?? texts[0])?.text ?? '';

/** What was filled in in both languages, as the hub takes it. */
export function bothTexts(ja: string, en: string): { language: string; text: string }[] {
  return [{ language: 'ja', text: ja.trim() }, { language: 'en', text: en.trim() }].filter(({ text }) => text !== '');
}
