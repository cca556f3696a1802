import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Button } from './button.js';
import { Choice } from './field.js';

/** Several of very many codes: chosen one by one, and shown as a list. */
export function CodePicker({ label, options, value, onChange }: { label: string; options: readonly (readonly [string, string])[]; value: readonly string[]; onChange: (codes: string[]) => void }): ReactNode {
  const { texts: { writing: texts } } = useLanguage();
  const [next, choose] = useState('');
  const nameOf = (code: string): string => options.find(([each]) => each === code)?.[1] ?? code;
  const add = (): void => {
    if (next === '') return;
    onChange([...value, next]);
    choose('');
  };
  return (
    <div className="code-picker" role="group" aria-label={label}>
      <div className="code-add">
        <Choice label={label} value={next} onChange={choose} options={[['', texts.choose], ...options.filter(([code]) => !value.includes(code))]} />
        <Button onPress={add} isDisabled={next === ''} aria-label={`${texts.add}: ${label}`}>{texts.add}</Button>
      </div>
      {value.length > 0 && (
        <ul className="plain tags">
          {value.map((code) => <li key={code}>{nameOf(code)}<Button look="text" aria-label={texts.remove(nameOf(code))} onPress={() => onChange(value.filter((each) => each !== code))}>×</Button></li>)}
        </ul>
      )}
    </div>
  );
}
