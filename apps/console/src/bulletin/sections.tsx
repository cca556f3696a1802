import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Markdown } from '../ui/markdown.js';
import { Text } from '../ui/text.js';
import type { TranslatedFragment } from './bulletin.generated.js';
import type { Bulletin } from './bulletin.js';
import { Files } from './files.js';

/** What the bulletin says, section by section, with the translations that there are. */
export function Sections({ bulletin, words }: { bulletin: Bulletin; words: readonly string[] }): ReactNode {
  const { texts } = useLanguage();
  const { sections, translations, language } = bulletin;
  return (
    <article className="sections">
      {translations.length > 0 && <Translations of={translations} original={language} level="title" first={words.length > 0}>{null}</Translations>}
      {sections.length > 3 && (
        <nav className="contents no-print" aria-label={texts.bulletin.contents}>
          <ol>{sections.map(({ id, heading }) => <li key={id}><a href={`#section-${id}`}><Text lang={language}>{heading}</Text></a></li>)}</ol>
        </nav>
      )}
      {sections.map((section) => (
        <section key={section.id} id={`section-${section.id}`} className="section">
          <Translations of={section.translations} original={language} level="section" first={words.length > 0}>
            <h2><Text words={words} lang={language}>{section.heading}</Text></h2>
            <Markdown text={section.body} words={words} lang={language} />
          </Translations>
          {section.attachments.length > 0 && <Files files={section.attachments} />}
        </section>
      ))}
    </article>
  );
}

/**
 * The original, or one of its translations, with who made it and whether it still holds. Whoever reads in a language in which there is one that holds begins with it, and has
 * the original a press away; `first` is where the original comes first in any case: what was searched for stands in it.
 */
function Translations({ of, original, level, first, children }: { of: readonly TranslatedFragment[]; original: string; level: 'title' | 'section'; first: boolean; children: ReactNode }): ReactNode {
  const { texts: { bulletin: texts, translating }, moments, code } = useLanguage();
  const isSpoken = (tag: string): boolean => tag.split('-')[0] === code.split('-')[0];
  const preferred = first || isSpoken(original) ? undefined : of.find(({ language, stale, awaitsApproval }) => isSpoken(language) && !stale && !awaitsApproval);
  const [picked, choose] = useState<string | null | undefined>(undefined);
  const chosen = picked === undefined ? (preferred?.id ?? null) : picked;
  const shown = of.find(({ id }) => id === chosen);
  if (of.length === 0) return children;
  return (
    <>
      <div className="switch no-print" role="group" aria-label={texts.translation}>
        <button type="button" aria-pressed={chosen === null} onClick={() => choose(null)}>{texts.original} ({moments.language(original)})</button>
        {of.map(({ id, language, stale }) => <button key={id} type="button" aria-pressed={chosen === id} onClick={() => choose(id)}>{moments.language(language)}{stale && <> ({texts.staleShort})</>}</button>)}
      </div>
      {shown ? (
        <div className="translated">
          <p className="quiet">{texts.translationOf(shown.organisation.name)} {shown.label === 'MACHINE' ? texts.machine : texts.human} {shown.stale && <strong>{texts.stale}</strong>} {shown.awaitsApproval && <strong>{translating.awaits}</strong>}</p>
          {level === 'title' ? <p className="translated-title"><Text lang={shown.language}>{shown.heading}</Text></p> : <h2><Text lang={shown.language}>{shown.heading}</Text></h2>}
          {shown.body && <Markdown text={shown.body} lang={shown.language} />}
        </div>
      ) : children}
    </>
  );
}
