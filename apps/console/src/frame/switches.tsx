import type { ReactNode } from 'react';
import { LANGUAGES, nameOf } from '../languages/languages.js';
import { useLanguage } from '../languages/language.context.js';

/** The languages, each in its own words, one press away. */
export function LanguageSwitch(): ReactNode {
  const { code, texts, prefer } = useLanguage();
  return (
    <div className="switch" role="group" aria-label={texts.look.language}>
      {LANGUAGES.map((each) => (
        <button key={each} type="button" lang={each} aria-pressed={each === code} onClick={() => prefer({ language: each })}>{nameOf(each)}</button>
      ))}
    </div>
  );
}

/** Light and dark. */
export function ThemeSwitch(): ReactNode {
  const { texts: { look }, preferences, prefer } = useLanguage();
  return (
    <div className="switch" role="group" aria-label={look.theme}>
      {(['light', 'dark'] as const).map((theme) => (
        <button key={theme} type="button" aria-pressed={preferences.theme === theme} onClick={() => prefer({ theme: preferences.theme === theme ? 'system' : theme })}>{look[theme]}</button>
      ))}
    </div>
  );
}
