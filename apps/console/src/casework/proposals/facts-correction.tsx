import type { ReactNode } from 'react';
import type { BulletinKind, ExploitationType, MeansOfControl, Urgency } from '../../hub/enums.generated.js';
import { useLanguage } from '../../languages/language.context.js';
import { Checks } from '../../ui/checks.js';
import { CodePicker } from '../../ui/code-picker.js';
import { countriesIn } from '../../ui/countries.js';
import { Choice } from '../../ui/field.js';
import { PREFECTURES, prefectureIn } from '../../ui/prefectures.js';
import type { Correction, Original } from './correction.js';

/** Countries, codes and what it is, as they stand, to be set right. */
export function FactsCorrection({ original: { kind, urgency, countries, facts }, value, set }: { original: Original; value: Correction; set: (change: Partial<Correction>) => void }): ReactNode {
  const { texts, code, moments } = useLanguage();
  const { bulletin: words } = texts;
  const all = countriesIn(code, moments);
  const optionsOf = <T extends string>(of: Record<T, string>): [T, string][] => Object.entries(of) as [T, string][];
  return (
    <>
      <div className="filters-row">
        <Choice<BulletinKind> label={texts.bulletins.kind} value={value.kind ?? kind} onChange={(chosen) => set({ kind: chosen })} options={optionsOf(texts.kinds)} />
        <Choice<Urgency> label={texts.bulletins.urgency} value={value.urgency ?? urgency} onChange={(chosen) => set({ urgency: chosen })} options={optionsOf(texts.urgencies)} />
      </div>
      <CodePicker label={words.countries} options={all} value={value.countries ?? countries} onChange={(chosen) => set({ countries: chosen })} />
      <CodePicker label={words.citizenships} options={all} value={value.citizenships ?? facts?.citizenships ?? []} onChange={(citizenships) => set({ citizenships })} />
      <Checks<ExploitationType> label={words.exploitation} value={value.exploitation ?? facts?.exploitation ?? []} onChange={(exploitation) => set({ exploitation })} options={optionsOf(texts.exploitation)} />
      <Checks<MeansOfControl> label={words.means} value={value.meansOfControl ?? facts?.meansOfControl ?? []} onChange={(meansOfControl) => set({ meansOfControl })} options={optionsOf(texts.means)} />
      <CodePicker label={words.prefectures} options={PREFECTURES.map((each) => [each, prefectureIn(each, code)])} value={value.prefectures ?? facts?.prefectures ?? []} onChange={(prefectures) => set({ prefectures })} />
    </>
  );
}
