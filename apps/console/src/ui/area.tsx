import type { ReactNode } from 'react';
import { FieldError, Label, Text, TextArea, TextField, type TextFieldProps } from 'react-aria-components';

/** A text to fill in. It grows with what is written. */
export function Area({ label, help, error, rows = 4, lang, ...props }: TextFieldProps & { label: string; help?: string; error?: string | null; rows?: number; lang?: string }): ReactNode {
  return (
    <TextField {...props} className="field field-wide" isInvalid={error != null || undefined} validationBehavior="aria">
      <Label>{label}</Label>
      {help && <Text slot="description" className="help">{help}</Text>}
      <TextArea rows={rows} lang={lang} />
      <FieldError>{error}</FieldError>
    </TextField>
  );
}
