import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Link, useLocation } from 'wouter';
import { useTyped } from '../../hub/typed.js';
import { useSending } from '../../hub/sending.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { Field } from '../../ui/field.js';
import { DayTime, Lines, OneOf, Refused, WrittenIn, Yes } from '../../ui/form.js';
import { instantOf } from '../../ui/local-time.js';
import { visible } from '../../ui/visible.js';
import { Under, type Worked } from '../under.js';
import { openThread } from './questions.generated.js';

/** Asking a question on a bulletin; or beginning with an answer, where the bulletin itself asks. */
export function AskPage({ id }: { id: string }): ReactNode {
  const { texts: { questions } } = useLanguage();
  return <Under id={id} room="questions" title={questions.ask}>{(bulletin) => <Ask bulletin={bulletin} />}</Under>;
}

function Ask({ bulletin: { id, kind, originator, isEditor, acknowledgements } }: { bulletin: Worked }): ReactNode {
  const { texts, code, preferences: { zone }, moments } = useLanguage();
  const [, go] = useLocation();
  const { value, set, forget } = useTyped(`ask ${id}`, { kind: 'QUESTION' as 'QUESTION' | 'ANSWER', subject: '', body: '', due: '', language: code, organisations: [] as readonly string[], know: false });
  const [tried, setTried] = useState(false);
  const send = useSending(openThread, [`bulletin ${id}`, 'home']);
  const recipients = [...(acknowledgements ?? [])].map(({ organisation }) => [organisation.id, visible(organisation.name)] as const).sort(([, a], [, b]) => moments.collator.compare(a, b));
  const mayAnswer = kind === 'REQUEST_FOR_INFORMATION' && !isEditor;
  const wrong = {
    subject: value.subject.trim() === '' ? texts.signIn.needed : null, body: value.body.trim() === '' ? texts.signIn.needed : null,
    organisations: isEditor && value.organisations.length === 0 ? texts.questions.chooseWhom : null, know: isEditor && value.organisations.length > 1 && !value.know,
    due: value.due !== '' && instantOf(value.due, zone) === null ? texts.form.wrongTime : null,
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (wrong.subject ?? wrong.body ?? wrong.organisations ?? wrong.due ?? wrong.know) return;
    const dueAt = value.kind === 'QUESTION' ? instantOf(value.due, zone) : null;
    send.mutate({ input: { bulletinId: id, kind: value.kind, subject: value.subject, body: value.body, language: value.language, dueAt, ...(isEditor ? { organisationIds: [...value.organisations], recipientsKnowEachOther: value.organisations.length > 1 ? value.know : null } : {}) } }, {
      onSuccess: ({ openThread: { thread } }) => {
        forget();
        go(`/bulletins/${id}/questions/${thread.id}`);
      },
    });
  };
  return (
    <Form onSubmit={submit} className="form-wide">
      {isEditor ? (
        <>
          <Checks label={texts.questions.whom} value={value.organisations} onChange={(organisations) => set({ organisations })} options={recipients} />
          {tried && wrong.organisations && <p className="field-error" role="alert">{wrong.organisations}</p>}
          {value.organisations.length > 1 && <><Yes value={value.know} onChange={(know) => set({ know })}>{texts.questions.knowEachOther}</Yes>{tried && wrong.know && <p className="field-error" role="alert">{texts.questions.knowNeeded}</p>}</>}
        </>
      ) : <p className="quiet">{texts.questions.goesTo(visible(originator.name))}</p>}
      {mayAnswer && <OneOf label={texts.questions.beginWith} value={value.kind} onChange={(chosen) => set({ kind: chosen })} options={[{ key: 'ANSWER', text: texts.messageKinds.ANSWER, help: texts.questions.answerFirst }, { key: 'QUESTION', text: texts.messageKinds.QUESTION }]} />}
      <Field label={texts.questions.subject} name="subject" value={value.subject} onChange={(subject) => set({ subject })} maxLength={200} error={tried ? wrong.subject : null} />
      <Lines label={value.kind === 'ANSWER' ? texts.messageKinds.ANSWER : texts.messageKinds.QUESTION} name="body" value={value.body} onChange={(body) => set({ body })} maxLength={20_000} rows={8} error={tried ? wrong.body : null} />
      <div className="filters-row">
        <WrittenIn value={value.language} onChange={(language) => set({ language })} />
        {value.kind === 'QUESTION' && <DayTime label={texts.questions.due} help={texts.form.optional} name="due" value={value.due} onChange={(due) => set({ due })} error={tried ? wrong.due : null} />}
      </div>
      <Refused error={send.error} title={texts.form.notSent} />
      <p className="row-start"><Button type="submit" look="first" isPending={send.isPending}>{texts.form.send}</Button> <Link href={`/bulletins/${id}/questions`} className="target" onClick={forget}>{texts.do.cancel}</Link></p>
    </Form>
  );
}
