import { type ReactNode, useState } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';
import { useLanguage } from '../languages/language.context.js';
import { Field } from '../ui/field.js';
import { Text } from '../ui/text.js';

/** Something to pick. */
export interface Option { readonly id: string; readonly name: string; readonly note?: string | null }
/** From how many on there is a field to look for one. */
const MANY = 12;

/** Several of many, which can be looked for by name. */
export function Picker({ label, options, value, onChange }: { label: string; options: readonly Option[]; value: readonly string[]; onChange: (ids: string[]) => void }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const [sought, seek] = useState('');
  const wanted = sought.trim().toLowerCase();
  const found = options.filter(({ id, name }) => wanted === '' || value.includes(id) || name.toLowerCase().includes(wanted));
  return (
    <div className="picker">
      {options.length > MANY && <Field label={texts.seek(label)} type="search" value={sought} onChange={seek} />}
      <CheckboxGroup className="checks" value={[...value]} onChange={onChange}>
        <Label>{label}</Label>
        <div className="picker-all">
          {found.map(({ id, name, note }) => (
            <Checkbox key={id} value={id} className="check"><span className="check-box" aria-hidden="true" /><span><Text>{name}</Text>{note && <span className="help">{note}</span>}</span></Checkbox>
          ))}
        </div>
      </CheckboxGroup>
      {found.length === 0 && <p className="quiet">{options.length === 0 ? texts.nobodyToPick : texts.noneFound}</p>}
    </div>
  );
}
