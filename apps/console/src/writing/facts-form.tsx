import type { ReactNode } from 'react';
import type { ExploitationType, MeansOfControl } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Checks } from '../ui/checks.js';
import { CodePicker } from '../ui/code-picker.js';
import { countriesIn } from '../ui/countries.js';
import { Field } from '../ui/field.js';
import { PREFECTURES, prefectureIn } from '../ui/prefectures.js';
import type { PartProps } from './basics.js';

/** Countries and coded facts. */
export function FactsPart({ form, change, wrong }: PartProps): ReactNode {
  const { texts, code, moments } = useLanguage();
  const { facts } = form;
  const set = (more: Partial<typeof facts>): void => change({ facts: { ...facts, ...more } });
  const countries = countriesIn(code, moments);
  const words = <T extends string>(of: Record<T, string>): [T, string][] => Object.entries(of) as [T, string][];
  const chosen = facts.exploitation.length + facts.meansOfControl.length + facts.prefectures.length + facts.citizenships.length + form.countries.length + Number(facts.potentialVictims !== '') + Number(facts.identifiedVictims !== '');
  return (
    <section className="part" aria-labelledby="part-facts">
      <h2 id="part-facts">{texts.writing.parts.facts}</h2>
      <details className="filters" open={chosen > 0 || undefined}>
        <summary>{texts.writing.factsHelp}{chosen > 0 && ` (${moments.number(chosen)})`}</summary>
        <div className="filters-in">
          <CodePicker label={texts.bulletin.countries} options={countries} value={form.countries} onChange={(list) => change({ countries: list })} />
          <CodePicker label={texts.bulletin.citizenships} options={countries} value={facts.citizenships} onChange={(citizenships) => set({ citizenships })} />
          <div className="filters-row">
            <Field label={texts.bulletin.potential} inputMode="numeric" value={facts.potentialVictims} onChange={(potentialVictims) => set({ potentialVictims })} error={wrong('number')} />
            <Field label={texts.bulletin.identified} inputMode="numeric" value={facts.identifiedVictims} onChange={(identifiedVictims) => set({ identifiedVictims })} error={wrong('number')} />
          </div>
          <Checks<ExploitationType> label={texts.bulletin.exploitation} value={facts.exploitation} onChange={(exploitation) => set({ exploitation })} options={words(texts.exploitation)} />
          <Checks<MeansOfControl> label={texts.bulletin.means} value={facts.meansOfControl} onChange={(meansOfControl) => set({ meansOfControl })} options={words(texts.means)} />
          <CodePicker label={texts.bulletin.prefectures} options={PREFECTURES.map((each) => [each, prefectureIn(each, code)])} value={facts.prefectures} onChange={(prefectures) => set({ prefectures })} />
        </div>
      </details>
    </section>
  );
}
