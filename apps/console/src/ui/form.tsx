import { type ReactNode, useId } from 'react';
import { Checkbox, FieldError, Label, Radio, RadioGroup, Text, TextArea as AriaTextArea, TextField, type TextFieldProps } from 'react-aria-components';
import { HubError } from '../hub/hub.error.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from './button.js';
import { Choice, Field } from './field.js';
import { saidIn } from './said.js';
import { Failed, Notice } from './states.js';

/** A text of several lines. */
export function Lines({ label, help, error, rows = 5, ...props }: TextFieldProps & { label: string; help?: string; error?: string | null; rows?: number }): ReactNode {
  return (
    <TextField {...props} className="field field-wide" isInvalid={error != null || undefined} validationBehavior="aria">
      <Label>{label}</Label>
      {help && <Text slot="description" className="help">{help}</Text>}
      <AriaTextArea rows={rows} />
      <FieldError>{error}</FieldError>
    </TextField>
  );
}

/** A day and time by the clock of whoever fills it in. */
export function DayTime({ label, help, value, onChange, error, name }: { label: string; help?: string; value: string; onChange: (value: string) => void; error?: string | null; name?: string }): ReactNode {
  const { texts: { form }, preferences: { zone } } = useLanguage();
  return <Field label={label} help={`${help ? `${help} ` : ''}${form.clock(zone)}`} type="datetime-local" value={value} onChange={onChange} error={error ?? null} {...(name ? { name } : {})} />;
}

/** One of a few, all of them seen, each with what it means. */
export function OneOf<T extends string>({ label, value, options, onChange }: { label: string; value: T | null; options: readonly { readonly key: T; readonly text: string; readonly help?: string }[]; onChange: (value: T) => void }): ReactNode {
  const id = useId();
  return (
    <RadioGroup className="radios" value={value ?? ''} onChange={(chosen) => onChange(chosen as T)}>
      <Label>{label}</Label>
      {options.map(({ key, text, help }) => (
        <div key={key} className="radio-line">
          <Radio value={key} className="radio" {...(help ? { 'aria-describedby': `${id}-${key}` } : {})}><span className="radio-dot" aria-hidden="true" />{text}</Radio>
          {help && <span className="help radio-help" id={`${id}-${key}`}>{help}</span>}
        </div>
      ))}
    </RadioGroup>
  );
}

/** Yes or no. */
export function Yes({ children, value, onChange }: { children: ReactNode; value: boolean; onChange: (value: boolean) => void }): ReactNode {
  return <p className="yes"><Checkbox className="check" isSelected={value} onChange={onChange}><span className="check-box" aria-hidden="true" />{children}</Checkbox></p>;
}

/** Languages in which people of the hub write. */
const WRITTEN = ['ja', 'en', 'es', 'fr', 'id', 'km', 'ko', 'mn', 'my', 'ne', 'pt-BR', 'ro', 'ru', 'th', 'tl', 'uk', 'vi', 'zh'] as const;

/** The language that a text is written in. */
export function WrittenIn({ value, onChange, label }: { value: string; onChange: (value: string) => void; label?: string }): ReactNode {
  const { texts: { form }, moments } = useLanguage();
  const others = WRITTEN.slice(2).map((tag) => [tag, moments.language(tag)] as const).sort(([, a], [, b]) => moments.collator.compare(a, b));
  const all: (readonly [string, string])[] = [['ja', moments.language('ja')], ['en', moments.language('en')], ...others];
  return <Choice label={label ?? form.language} value={value} onChange={onChange} options={all.some(([tag]) => tag === value) ? all : [[value, moments.language(value)], ...all]} />;
}

/** Why something was not done; what was typed stays. The hub's own words say more than the code where it has some. */
export function Refused({ error, title, onLoad }: { error: unknown; title?: string; onLoad?: () => void }): ReactNode {
  const { texts: { form }, code } = useLanguage();
  if (!error) return null;
  if (error instanceof HubError && ['INVALID_INPUT', 'FORBIDDEN', 'CONFLICT', 'LIMIT_EXCEEDED'].includes(error.code) && error.message.includes(' / ')) {
    return <Notice kind="warning" title={title ?? form.refused} role="alert"><p>{saidIn(error.message, code)}</p><p>{form.kept}</p>{error.code === 'CONFLICT' && onLoad && <Button onPress={onLoad}>{form.loadAnew}</Button>}</Notice>;
  }
  return <><Failed error={error} title={title ?? form.refused} {...(onLoad ? { onRetry: onLoad } : {})} /><p className="quiet">{form.kept}</p></>;
}
