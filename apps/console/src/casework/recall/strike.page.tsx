import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { useReload, useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Choice, Field } from '../../ui/field.js';
import { DayTime, Lines, OneOf, Refused, Yes } from '../../ui/form.js';
import { daysAhead, instantOf } from '../../ui/local-time.js';
import { Notice } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { visible } from '../../ui/visible.js';
import { Under, type Worked } from '../under.js';
import { strike } from './recall.generated.js';

type What = 'TEXT' | 'SECTION' | 'FACTS';

/** Striking from all versions what should never have been sent. */
export function StrikePage({ id }: { id: string }): ReactNode {
  const { texts: { recall, state } } = useLanguage();
  return <Under id={id} room="recall" title={recall.strikeTitle}>{(bulletin) => (bulletin.isEditor ? <Strike bulletin={bulletin} /> : <Notice kind="warning" title={state.forbidden}><p>{state.forbiddenBody}</p></Notice>)}</Under>;
}

function Strike({ bulletin: { id, revision, sections, state } }: { bulletin: Worked }): ReactNode {
  const { texts, preferences: { zone } } = useLanguage();
  const { recall } = texts;
  const [, go] = useLocation();
  const room = `bulletin ${id}`;
  const reload = useReload(room);
  const { value, set, forget } = useTyped(`strike ${id}`, { what: 'TEXT' as What, text: '', section: sections[0]?.id ?? '', reason: '', asks: false, by: daysAhead(7, zone) });
  const [tried, setTried] = useState(false);
  const [sure, ask] = useState(false);
  const send = useSending(strike, [room, 'home', 'bulletins']);
  const by = instantOf(value.by, zone);
  const wasOut = state === 'PUBLISHED' || state === 'WITHDRAWN' || state === 'EXPIRED';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value.reason.trim() === '' || (value.what === 'TEXT' && value.text.trim() === '') || (value.what === 'SECTION' && value.section === '') || (value.asks && by === null)) return;
    ask(true);
  };
  const strikeNow = (): void => send.mutate({ input: {
    bulletinId: id, expectedRevision: revision ?? 0, reason: value.reason, confirmDestructionBy: value.asks && wasOut ? by : null,
    ...(value.what === 'TEXT' ? { text: value.text } : value.what === 'SECTION' ? { sectionId: value.section } : { facts: true }),
  } }, {
    onSuccess: () => {
      forget();
      go(`/bulletins/${id}/recall`);
    },
    onError: () => ask(false),
  });
  return (
    <>
      <p className="lead">{recall.strikeLead}</p>
      <Form onSubmit={submit} className="form-wide">
        <OneOf label={recall.strikeWhat} value={value.what} onChange={(what) => set({ what })} options={[{ key: 'TEXT', text: recall.strikeText, help: recall.strikeTextHelp }, ...(sections.length > 0 ? [{ key: 'SECTION' as const, text: recall.strikeSection }] : []), { key: 'FACTS', text: recall.strikeFacts }]} />
        {value.what === 'TEXT' && <Field label={recall.strikeWords} name="strike" value={value.text} onChange={(text) => set({ text })} maxLength={2_000} autoComplete="off" error={tried && value.text.trim() === '' ? texts.signIn.needed : null} />}
        {value.what === 'SECTION' && <Choice label={recall.strikeSection} value={value.section} onChange={(section) => set({ section })} options={sections.map((section) => [section.id, visible(section.heading)] as const)} />}
        <Lines label={recall.strikeReason} help={recall.strikeReasonHelp} name="reason" value={value.reason} onChange={(reason) => set({ reason })} rows={2} maxLength={2_000} error={tried && value.reason.trim() === '' ? texts.signIn.needed : null} />
        {wasOut && <Yes value={value.asks} onChange={(asks) => set({ asks })}>{recall.strikeAsks}</Yes>}
        {wasOut && value.asks && <DayTime label={recall.by} value={value.by} onChange={(chosen) => set({ by: chosen })} error={tried && by === null ? texts.form.wrongTime : null} />}
        {!sure && <p className="row start"><Button type="submit">{recall.strikeGo}</Button> <Link href={`/bulletins/${id}/recall`} className="target" onClick={forget}>{texts.do.cancel}</Link></p>}
      </Form>
      {sure && (
        <Notice kind="bad" title={recall.strikeSure} role="alert">
          {value.what === 'TEXT' && <p><del><Text>{value.text}</Text></del></p>}
          <p>{recall.strikeSureBody}</p>
          <p className="row start"><Button look="first" isPending={send.isPending} onPress={strikeNow}>{recall.strikeNow}</Button> <Button onPress={() => ask(false)}>{texts.do.cancel}</Button></p>
        </Notice>
      )}
      <Refused error={send.error} onLoad={reload} />
    </>
  );
}
