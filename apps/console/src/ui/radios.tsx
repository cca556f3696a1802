import type { ReactNode } from 'react';
import { Label, Radio, RadioGroup, Text } from 'react-aria-components';

/** One of several, each with what it means; what can't be chosen says why. */
export function Radios<T extends string>({ label, value, options, onChange, help }: {
  label: string; value: T | null; help?: string; onChange: (value: T) => void;
  options: readonly { readonly key: T; readonly text: ReactNode; readonly means?: ReactNode; readonly isDisabled?: boolean }[];
}): ReactNode {
  return (
    <RadioGroup className="radios" value={value} onChange={(chosen) => onChange(chosen as T)}>
      <Label>{label}</Label>
      {help && <Text slot="description" className="help">{help}</Text>}
      {options.map(({ key, text, means, isDisabled }) => (
        <Radio key={key} value={key} className="radio" isDisabled={isDisabled}><span className="radio-dot" aria-hidden="true" /><span>{text}{means && <span className="help">{means}</span>}</span></Radio>
      ))}
    </RadioGroup>
  );
}
