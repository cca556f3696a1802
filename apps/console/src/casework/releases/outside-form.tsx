import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { Field } from '../../ui/field.js';
import { DayTime, Lines, Refused } from '../../ui/form.js';
import { daysAhead, instantOf } from '../../ui/local-time.js';
import { visible } from '../../ui/visible.js';
import type { Worked } from '../under.js';
import { releaseOutside } from './releases.generated.js';

/** Proposing a view for somebody outside the hub. A second person approves it, and is shown address and code. */
export function OutsideForm({ bulletin: { id, sections }, onDone }: { bulletin: Worked; onDone: () => void }): ReactNode {
  const { texts, preferences: { zone } } = useLanguage();
  const { outside } = texts;
  const send = useSending(releaseOutside, [`bulletin ${id}`]);
  const { value, set, forget } = useTyped(`outside ${id}`, { name: '', organisation: '', purpose: '', safety: '', expires: daysAhead(7, zone), sections: sections.map((section) => section.id) as readonly string[] });
  const [tried, setTried] = useState(false);
  const expiresAt = instantOf(value.expires, zone);
  const needed = (text: string): string | null => (tried && text.trim() === '' ? texts.signIn.needed : null);
  const done = (): void => {
    forget();
    onDone();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value.name.trim() === '' || value.organisation.trim() === '' || value.purpose.trim() === '' || expiresAt === null) return;
    send.mutate({ input: {
      bulletinId: id, readerName: value.name, readerOrganisation: value.organisation, purpose: value.purpose, expiresAt, safetyCheck: value.safety.trim() === '' ? null : value.safety,
      sectionIds: value.sections.length === sections.length ? null : [...value.sections],
    } }, { onSuccess: done });
  };
  return (
    <Form onSubmit={submit} className="card form-wide">
      <h3>{outside.propose}</h3>
      <Field label={outside.reader} name="reader" value={value.name} onChange={(name) => set({ name })} maxLength={200} error={needed(value.name)} />
      <Field label={outside.readerOrganisation} help={outside.readerOrganisationHelp} name="readerOrganisation" value={value.organisation} onChange={(organisation) => set({ organisation })} maxLength={200} error={needed(value.organisation)} />
      <Lines label={outside.purpose} help={outside.purposeHelp} name="purpose" value={value.purpose} onChange={(purpose) => set({ purpose })} rows={3} maxLength={2_000} error={needed(value.purpose)} />
      {sections.length > 0 && <Checks label={outside.sections} value={value.sections} onChange={(chosen) => set({ sections: chosen })} options={sections.map((section) => [section.id, visible(section.heading)] as const)} />}
      <Lines label={outside.safety} help={outside.safetyHelp} name="safety" value={value.safety} onChange={(safety) => set({ safety })} rows={2} maxLength={2_000} />
      <DayTime label={outside.expires} help={outside.expiresHelp} value={value.expires} onChange={(expires) => set({ expires })} error={tried && expiresAt === null ? texts.form.wrongTime : null} />
      <Refused error={send.error} title={texts.form.notSent} />
      <p className="row start"><Button type="submit" look="first" isPending={send.isPending}>{outside.send}</Button> <Button onPress={done}>{texts.do.cancel}</Button></p>
    </Form>
  );
}
