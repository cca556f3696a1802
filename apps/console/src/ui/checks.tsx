import type { ReactNode } from 'react';
import { Checkbox, CheckboxGroup, Label } from 'react-aria-components';

/** Several of several. */
export function Checks<T extends string>({ label, value, options, onChange }: { label: string; value: readonly T[]; options: readonly (readonly [T, string])[]; onChange: (value: T[]) => void }): ReactNode {
  return (
    <CheckboxGroup className="checks" value={[...value]} onChange={(chosen) => onChange(chosen as T[])}>
      <Label>{label}</Label>
      <div className="checks-all">
        {options.map(([key, text]) => (
          <Checkbox key={key} value={key} className="check"><span className="check-box" aria-hidden="true" />{text}</Checkbox>
        ))}
      </div>
    </CheckboxGroup>
  );
}
