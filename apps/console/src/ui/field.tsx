import type { HTMLAttributes, ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextField, type TextFieldProps } from 'react-aria-components';

/** A line to fill in, with its name above, help below, and what is wrong beside it. */
export function Field({ label, help, error, inputMode, ...props }: TextFieldProps & { label: string; help?: string; error?: string | null; inputMode?: HTMLAttributes<HTMLInputElement>['inputMode'] }): ReactNode {
  return (
    <TextField {...props} className="field" isInvalid={error != null || undefined} validationBehavior="aria">
      <Label>{label}</Label>
      {help && <Text slot="description" className="help">{help}</Text>}
      <Input inputMode={inputMode} />
      <FieldError>{error}</FieldError>
    </TextField>
  );
}

/** One of several, as the device shows such lists. */
export function Choice<T extends string>({ label, value, options, onChange, help }: { label: string; value: T; options: readonly (readonly [T, string])[]; onChange: (value: T) => void; help?: string }): ReactNode {
  return (
    <label className="field">
      <span>{label}</span>
      {help && <span className="help">{help}</span>}
      <select value={value} onChange={({ target }) => onChange(target.value as T)}>
        {options.map(([key, text]) => <option key={key} value={key}>{text}</option>)}
      </select>
    </label>
  );
}
