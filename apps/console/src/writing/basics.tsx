import type { ReactNode } from 'react';
import type { BulletinKind, HandlingCondition, Urgency } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { Mark } from '../ui/mark.js';
import { Radios } from '../ui/radios.js';
import { MARKS } from './audience-picker.js';
import type { Form } from './form.js';
import type { Problem } from './problems.js';

/** A part of the form. */
export interface PartProps { readonly form: Form; readonly change: (more: Partial<Form>) => void; readonly wrong: (problem: Problem) => string | null }

const LANGUAGES = ['ja', 'en', 'zh', 'ko', 'tl', 'pt', 'es', 'th', 'vi', 'id', 'ne', 'my', 'km'] as const;

/** What it is, and how it is marked. */
export function Basics({ form, change, wrong }: PartProps): ReactNode {
  const { texts, moments } = useLanguage();
  const { writing } = texts;
  const words = <T extends string>(of: Record<T, string>): [T, string][] => Object.entries(of) as [T, string][];
  const languages = [...new Set<string>([...LANGUAGES, form.language])];
  return (
    <>
      <section className="part" aria-labelledby="part-mark">
        <h2 id="part-mark">{writing.parts.mark}</h2>
        <Radios label={texts.bulletins.mark} value={form.tlp} onChange={(tlp) => change({ tlp })} options={MARKS.map((tlp) => ({ key: tlp, text: <Mark tlp={tlp} />, means: writing.markMeans[tlp] }))} />
        <Radios<Urgency> label={texts.bulletins.urgency} value={form.urgency} onChange={(urgency) => change({ urgency })} options={words(texts.urgencies).reverse().map(([key, text]) => ({ key, text, means: writing.urgencyMeans[key] }))} />
        <Checks<HandlingCondition> label={texts.bulletin.handling} value={form.handling} onChange={(handling) => change({ handling })} options={words(texts.handling)} />
        {(form.handling.includes('OTHER') || form.handlingNote !== '') && <Field label={writing.handlingNote} value={form.handlingNote} onChange={(handlingNote) => change({ handlingNote })} error={wrong('handlingNote')} maxLength={2000} />}
      </section>
      <section className="part" aria-labelledby="part-what">
        <h2 id="part-what">{writing.parts.what}</h2>
        <Area label={writing.title} name="title" rows={2} value={form.title} onChange={(title) => change({ title: title.replace(/\n/g, ' ') })} error={wrong('title') ?? wrong('longTitle')} help={writing.titleHelp} />
        <div className="filters-row">
          <Choice<BulletinKind> label={texts.bulletins.kind} value={form.kind} onChange={(kind) => change({ kind })} options={words(texts.kinds)} />
          <Choice label={texts.bulletin.language} value={form.language} onChange={(language) => change({ language })} options={languages.map((each) => [each, moments.language(each)])} />
          <Field label={texts.bulletin.documentNumber} value={form.documentNumber} onChange={(documentNumber) => change({ documentNumber })} maxLength={100} />
        </div>
      </section>
    </>
  );
}
