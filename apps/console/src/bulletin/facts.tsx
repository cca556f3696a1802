import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import type { Bulletin } from './bulletin.js';
import { prefectureIn } from '../ui/prefectures.js';

/** Coded facts in words. */
export function Facts({ bulletin: { facts, countries } }: { bulletin: Bulletin }): ReactNode {
  const { texts, moments, code } = useLanguage();
  const { list, number, country } = moments;
  const { comma } = texts.meeting;
  const lines: [string, string | null][] = [
    [texts.bulletin.countries, countries.length > 0 ? list(countries.map(country)) : null],
    ...(facts ? [
      [texts.bulletin.potential, facts.potentialVictims == null ? null : number(facts.potentialVictims)],
      [texts.bulletin.identified, facts.identifiedVictims == null ? null : number(facts.identifiedVictims)],
      [texts.bulletin.citizenships, facts.citizenships.length > 0 ? list(facts.citizenships.map(country)) : null],
      [texts.bulletin.exploitation, facts.exploitation.length > 0 ? facts.exploitation.map((each) => texts.exploitation[each]).join(comma) : null],
      [texts.bulletin.means, facts.meansOfControl.length > 0 ? facts.meansOfControl.map((each) => texts.means[each]).join(comma) : null],
      [texts.bulletin.prefectures, facts.prefectures.length > 0 ? list(facts.prefectures.map((each) => prefectureIn(each, code))) : null],
    ] satisfies [string, string | null][] : []),
  ];
  const said = lines.filter(([, value]) => value !== null);
  if (said.length === 0) return null;
  return (
    <section>
      <h2>{texts.bulletin.facts}</h2>
      <dl className="facts">{said.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </section>
  );
}
