import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { BulletinKind, BulletinState, ExploitationType, Tlp, Urgency } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { Choice, Field } from '../ui/field.js';
import { COUNTRIES, type Filters, NO_FILTERS } from './filters.js';

/** What to look for: words, and conditions that are folded away until they are wanted. */
export function BulletinFilters({ value, onChange }: { value: Filters; onChange: (filters: Filters) => void }): ReactNode {
  const { texts, moments } = useLanguage();
  const [text, setText] = useState(value.text);
  const find = (event: FormEvent): void => {
    event.preventDefault();
    onChange({ ...value, text: text.trim() });
  };
  const options = <T extends string>(words: Record<T, string>): [T, string][] => Object.entries(words) as [T, string][];
  const chosen = value.kinds.length + value.tlps.length + value.urgencies.length + value.states.length + value.exploitation.length + Number(value.country !== '') + Number(value.after !== '') + Number(value.before !== '');
  return (
    <search>
      <Form className="find" onSubmit={find}>
        <Field label={texts.bulletins.search} help={texts.bulletins.searchHelp} name="text" type="search" value={text} onChange={setText} />
        <Button type="submit" look="first">{texts.bulletins.find}</Button>
      </Form>
      <details className="filters" open={chosen > 0 || undefined}>
        <summary>{texts.bulletins.filters}{chosen > 0 && ` (${moments.number(chosen)})`}</summary>
        <div className="filters-in">
          <Checks<Tlp> label={texts.bulletins.mark} value={value.tlps} onChange={(tlps) => onChange({ ...value, tlps })} options={[['RED', 'TLP:RED'], ['AMBER_STRICT', 'TLP:AMBER+STRICT'], ['AMBER', 'TLP:AMBER'], ['GREEN', 'TLP:GREEN'], ['CLEAR', 'TLP:CLEAR']]} />
          <Checks<BulletinKind> label={texts.bulletins.kind} value={value.kinds} onChange={(kinds) => onChange({ ...value, kinds })} options={options(texts.kinds)} />
          <Checks<Urgency> label={texts.bulletins.urgency} value={value.urgencies} onChange={(urgencies) => onChange({ ...value, urgencies })} options={options(texts.urgencies)} />
          <Checks<BulletinState> label={texts.bulletins.state} value={value.states} onChange={(states) => onChange({ ...value, states })} options={options(texts.states)} />
          <Checks<ExploitationType> label={texts.bulletins.exploitation} value={value.exploitation} onChange={(exploitation) => onChange({ ...value, exploitation })} options={options(texts.exploitation)} />
          <div className="filters-row">
            <Choice label={texts.bulletins.country} value={value.country} onChange={(country) => onChange({ ...value, country })} options={[['', texts.bulletins.anyCountry], ...COUNTRIES.map((code) => [code, moments.country(code)] as const).sort(([, a], [, b]) => moments.collator.compare(a, b))]} />
            <Field label={texts.bulletins.after} type="date" value={value.after} onChange={(after) => onChange({ ...value, after })} />
            <Field label={texts.bulletins.before} type="date" value={value.before} onChange={(before) => onChange({ ...value, before })} />
          </div>
          <Button onPress={() => onChange({ ...NO_FILTERS, text: value.text })} isDisabled={chosen === 0}>{texts.do.clear}</Button>
        </div>
      </details>
    </search>
  );
}
