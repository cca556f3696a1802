import type { ReactNode } from 'react';
import type { BulletinKind, ExploitationType, HandlingCondition, MeansOfControl, Tlp, Urgency } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { MarkBand, UrgencyLabel } from '../ui/mark.js';
import { Markdown } from '../ui/markdown.js';
import { Moment } from '../ui/moment.js';
import { prefectureIn } from '../ui/prefectures.js';
import { Text } from '../ui/text.js';

/** A bulletin as recipients have it before them. */
export interface Shown {
  readonly title: string; readonly tlp: Tlp; readonly kind: BulletinKind; readonly urgency: Urgency; readonly language: string; readonly originator: string;
  readonly documentNumber?: string | null; readonly handling: readonly HandlingCondition[]; readonly handlingNote?: string | null; readonly countries: readonly string[];
  readonly acknowledgeBy?: string | null; readonly expiresAt?: string | null;
  readonly facts?: { readonly potentialVictims?: number | null; readonly identifiedVictims?: number | null; readonly citizenships: readonly string[]; readonly exploitation: readonly ExploitationType[]; readonly meansOfControl: readonly MeansOfControl[]; readonly prefectures: readonly string[] } | null;
  readonly sections: readonly { readonly key: string; readonly heading: string; readonly body: string; readonly note?: string | null }[];
}

/** Shows one within another screen: its headings begin at the third level. */
export function Seen({ bulletin }: { bulletin: Shown }): ReactNode {
  const { texts } = useLanguage();
  const { title, tlp, handling, handlingNote, sections, language } = bulletin;
  return (
    <article className="seen">
      <MarkBand tlp={tlp} handling={handling} note={handlingNote} />
      <h3 className="seen-title">{title === '' ? <span className="quiet">{texts.writing.noTitle}</span> : <Text lang={language}>{title}</Text>}</h3>
      <FactLines bulletin={bulletin} />
      {sections.map(({ key, heading, body, note }) => (
        <section key={key} className="seen-section">
          <h4>{heading === '' ? <span className="quiet">{texts.writing.noHeading}</span> : <Text lang={language}>{heading}</Text>}</h4>
          {note && <p className="quiet">{note}</p>}
          <Markdown text={body} lang={language} level={5} />
        </section>
      ))}
    </article>
  );
}

function FactLines({ bulletin: { kind, urgency, language, originator, documentNumber, countries, facts, acknowledgeBy, expiresAt } }: { bulletin: Shown }): ReactNode {
  const { texts: { bulletin: texts, ...all }, moments, code } = useLanguage();
  const list = (items: readonly string[]): string | null => (items.length > 0 ? moments.list(items) : null);
  const number = (value: number | null | undefined): string | null => (value == null ? null : moments.number(value));
  const lines: [string, ReactNode][] = [
    [texts.originator, <Text>{originator}</Text>],
    [all.bulletins.kind, <>{all.kinds[kind]} <UrgencyLabel urgency={urgency} /></>],
    [texts.language, moments.language(language)],
    [texts.documentNumber, documentNumber ? <Text>{documentNumber}</Text> : null],
    [all.writing.acknowledgeBy, acknowledgeBy ? <Moment at={acknowledgeBy} /> : null],
    [texts.expires, expiresAt ? <Moment at={expiresAt} /> : null],
    [texts.countries, list(countries.map(moments.country))],
    [texts.potential, number(facts?.potentialVictims)],
    [texts.identified, number(facts?.identifiedVictims)],
    [texts.citizenships, list(facts?.citizenships.map(moments.country) ?? [])],
    [texts.exploitation, facts?.exploitation.map((each) => all.exploitation[each]).join(all.meeting.comma) || null],
    [texts.means, facts?.meansOfControl.map((each) => all.means[each]).join(all.meeting.comma) || null],
    [texts.prefectures, list(facts?.prefectures.map((each) => prefectureIn(each, code)) ?? [])],
  ];
  return <dl className="facts">{lines.filter(([, value]) => value !== null).map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}
