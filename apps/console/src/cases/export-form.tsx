import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { CaseFileFormat, ExploitationType } from '../hub/enums.generated.js';
import { useSending } from '../hub/sending.js';
import { useTyped } from '../hub/typed.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Checks } from '../ui/checks.js';
import { CodePicker } from '../ui/code-picker.js';
import { countriesIn } from '../ui/countries.js';
import { dayBounds } from '../ui/days.js';
import { Field } from '../ui/field.js';
import { Lines, OneOf, Refused, Yes } from '../ui/form.js';
import { askForExport } from './cases.generated.js';

const FORMATS: readonly CaseFileFormat[] = ['CSV', 'XLSX', 'JSON'];
const EMPTY = { format: 'CSV' as CaseFileFormat, reason: '', citizenships: [] as readonly string[], exploitation: [] as readonly ExploitationType[], from: '', until: '', ownOnly: false };

/** Asking for an export: which cases, in which format, and why. */
export function ExportForm(): ReactNode {
  const { texts, moments, code, preferences: { zone } } = useLanguage();
  const { cases: words } = texts;
  const { value, set, forget } = useTyped('export', EMPTY);
  const [tried, setTried] = useState(false);
  const send = useSending(askForExport, ['exports', 'home']);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value.reason.trim() === '') return;
    const filter = {
      ownOnly: value.ownOnly, citizenships: value.citizenships.length > 0 ? [...value.citizenships] : null, exploitation: value.exploitation.length > 0 ? [...value.exploitation] : null,
      from: value.from === '' ? null : dayBounds(value.from, zone).begins, until: value.until === '' ? null : dayBounds(value.until, zone).ends,
    };
    send.mutate({ input: { format: value.format, reason: value.reason.trim(), filter } }, {
      onSuccess: () => {
        setTried(false);
        forget();
      },
    });
  };
  const state = send.data?.requestCaseExport.export.state;
  return (
    <Form onSubmit={submit} className="form-wide card" aria-labelledby="ask-export">
      <h2 id="ask-export">{words.ask}</h2>
      <OneOf<CaseFileFormat> label={words.format} value={value.format} onChange={(format) => set({ format })} options={FORMATS.map((key) => ({ key, text: key, help: words.formats[key] }))} />
      <details className="filters">
        <summary>{words.which}</summary>
        <div className="filters-in">
          <CodePicker label={texts.bulletin.citizenships} options={countriesIn(code, moments)} value={value.citizenships} onChange={(citizenships) => set({ citizenships })} />
          <Checks<ExploitationType> label={texts.bulletin.exploitation} value={value.exploitation} onChange={(exploitation) => set({ exploitation })} options={Object.entries(texts.exploitation) as [ExploitationType, string][]} />
          <div className="filters-row">
            <Field label={texts.bulletins.after} help={words.draftsHelp} type="date" value={value.from} onChange={(from) => set({ from })} />
            <Field label={texts.bulletins.before} type="date" value={value.until} onChange={(until) => set({ until })} />
          </div>
          <Yes value={value.ownOnly} onChange={(ownOnly) => set({ ownOnly })}>{words.ownOnly}</Yes>
        </div>
      </details>
      <Lines label={words.why} help={words.whyHelp} name="reason" value={value.reason} onChange={(reason) => set({ reason })} rows={2} maxLength={500} error={tried && value.reason.trim() === '' ? texts.signIn.needed : null} />
      <Button type="submit" look="first" isPending={send.isPending}>{words.askDo}</Button>
      <p role="status" className="good">{state === 'WAITING' ? words.waitsNow : state === 'READY' ? words.readyNow : ''}</p>
      <Refused error={send.error} />
    </Form>
  );
}
