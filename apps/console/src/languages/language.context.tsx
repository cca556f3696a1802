import { createContext, type ReactNode, use, useContext, useEffect, useLayoutEffect, useMemo, useState, useTransition } from 'react';
import { I18nProvider } from 'react-aria-components';
import { keepPreferences, type Preferences, readPreferences } from '../preferences/preferences.js';
import { momentsOf, type Moments } from './moments.js';
import { loadTexts, preferredLanguage } from './languages.js';
import type { Texts } from './texts.js';

interface Spoken { readonly code: string; readonly texts: Texts; readonly moments: Moments; readonly preferences: Preferences; readonly prefer: (change: Partial<Preferences>) => void }
const LanguageContext = createContext<Spoken | null>(null);
const loading = new Map<string, Promise<Texts>>();
const textsOf = (code: string): Promise<Texts> => {
  const known = loading.get(code) ?? loadTexts(code);
  loading.set(code, known);
  return known;
};

const languageOf = ({ language }: Preferences): string => preferredLanguage([...(language ? [language] : []), ...navigator.languages]);

/** Sets the page's language before anything is shown or asked for. */
export function startLanguage(): void {
  document.documentElement.lang = languageOf(readPreferences());
}

/** The language that stands now, for whoever is not a component. */
export const currentLanguage = (): string => document.documentElement.lang;

/** Language, times and display of all below. */
export function LanguageProvider({ children }: { children: ReactNode }): ReactNode {
  const [preferences, setPreferences] = useState(readPreferences);
  const [, start] = useTransition();
  const code = languageOf(preferences);
  const texts = use(textsOf(code));
  // Before anything below asks the hub for something in this language.
  useLayoutEffect(() => {
    document.documentElement.lang = code;
  }, [code]);
  useEffect(() => {
    document.documentElement.dataset['theme'] = preferences.theme;
  }, [preferences.theme]);
  const value = useMemo<Spoken>(() => ({
    code, texts, preferences, moments: momentsOf(code, preferences),
    prefer: (change) => {
      const next = { ...preferences, ...change };
      keepPreferences(next);
      // The page stays as it is until the other language is there.
      start(() => setPreferences(next));
    },
  }), [code, texts, preferences]);
  return (
    <LanguageContext value={value}>
      <I18nProvider locale={code}>{children}</I18nProvider>
    </LanguageContext>
  );
}

/** Language, times and display. */
export function useLanguage(): Spoken {
  const spoken = useContext(LanguageContext);
  if (!spoken) throw new Error('There is no language above.');
  return spoken;
}

/** What the console says. */
export const useTexts = (): Texts => useLanguage().texts;
