import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { ThreadAction } from '../../hub/enums.generated.js';
import { useTyped } from '../../hub/typed.js';
import { useSending } from '../../hub/sending.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { DayTime, Lines, OneOf, Refused, WrittenIn, Yes } from '../../ui/form.js';
import { instantOf } from '../../ui/local-time.js';
import { Notice } from '../../ui/states.js';
import { acceptAnswer, closeThread, postMessage, reopenThread } from './questions.generated.js';
import type { Thread } from './thread.js';

type Writing = 'ANSWER' | 'QUESTION' | 'REMARK' | 'REOPEN';
const BY: Partial<Record<ThreadAction, Writing>> = { ANSWER: 'ANSWER', ASK: 'QUESTION', REOPEN: 'REOPEN', REMARK: 'REMARK' };

/** What somebody may do with a thread now: accept what was answered, write, close it. */
export function Reply({ thread, room, onLoad }: { thread: Thread; room: string; onLoad: () => void }): ReactNode {
  const { texts } = useLanguage();
  const rooms = [room, 'home'];
  const accept = useSending(acceptAnswer, rooms);
  const close = useSending(closeThread, rooms);
  const [closing, ask] = useState(false);
  const { allowed, revision, id, state } = thread;
  const input = { threadId: id, expectedRevision: revision };
  if (allowed.length === 0) return state === 'CLOSED' ? <Notice><p>{texts.questions.closed}</p></Notice> : null;
  const writes = (Object.keys(BY) as (keyof typeof BY)[]).filter((action) => allowed.includes(action)).flatMap((action) => BY[action] ?? []);
  return (
    <>
      {allowed.includes('ACCEPT') && (
        <section className="card no-print" aria-labelledby="accept">
          <h3 id="accept">{texts.questions.acceptTitle}</h3>
          <p>{texts.questions.acceptBody}</p>
          <Button look="first" isPending={accept.isPending} onPress={() => accept.mutate({ input })}>{texts.questions.accept}</Button>
          <Refused error={accept.error} onLoad={onLoad} />
        </section>
      )}
      {writes.length > 0 && <Write key={writes.join()} thread={thread} room={room} writes={writes} onLoad={onLoad} />}
      {allowed.includes('CLOSE') && (
        <section className="no-print">
          {closing ? (
            <Notice kind="warning" title={texts.questions.closeAsk}>
              <p>{texts.questions.closeBody}</p>
              <p className="row-start"><Button look="first" isPending={close.isPending} onPress={() => close.mutate({ input }, { onSuccess: () => ask(false) })}>{texts.questions.close}</Button> <Button onPress={() => ask(false)}>{texts.do.cancel}</Button></p>
              <Refused error={close.error} onLoad={onLoad} />
            </Notice>
          ) : <Button onPress={() => ask(true)}>{texts.questions.close}</Button>}
        </section>
      )}
    </>
  );
}

function Write({ thread: { id, revision }, room, writes, onLoad }: { thread: Thread; room: string; writes: readonly Writing[]; onLoad: () => void }): ReactNode {
  const { texts, code, preferences: { zone } } = useLanguage();
  const { questions } = texts;
  const { value, set, forget } = useTyped(`thread ${id}`, { as: null as Writing | null, body: '', language: code, due: '', consent: false, credit: false });
  const [tried, setTried] = useState(false);
  const rooms = [room, 'home'];
  const post = useSending(postMessage, rooms);
  const reopen = useSending(reopenThread, rooms);
  const as = value.as !== null && writes.includes(value.as) ? value.as : (writes[0] ?? 'REMARK');
  const words: Record<Writing, { text: string; help: string }> = {
    ANSWER: { text: texts.messageKinds.ANSWER, help: questions.asAnswer }, QUESTION: { text: texts.messageKinds.QUESTION, help: questions.asQuestion },
    REMARK: { text: texts.messageKinds.REMARK, help: questions.asRemark }, REOPEN: { text: questions.reopen, help: questions.asReopen },
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value.body.trim() === '' || (value.due !== '' && instantOf(value.due, zone) === null)) return;
    const input = { threadId: id, expectedRevision: revision, body: value.body, language: value.language };
    const onSuccess = (): void => {
      setTried(false);
      forget();
    };
    if (as === 'REOPEN') reopen.mutate({ input: { ...input, dueAt: instantOf(value.due, zone) } }, { onSuccess });
    else post.mutate({ input: { ...input, kind: as, promotion: as === 'ANSWER' && value.consent ? { credit: value.credit } : null } }, { onSuccess });
  };
  return (
    <section className="card no-print" aria-labelledby="write">
      <h3 id="write">{questions.write}</h3>
      <Form onSubmit={submit}>
        {writes.length > 1 && <OneOf label={questions.writeAs} value={as} onChange={(chosen) => set({ as: chosen })} options={writes.map((key) => ({ key, ...words[key] }))} />}
        <Lines label={writes.length > 1 ? questions.text : words[as].text} name="body" value={value.body} onChange={(body) => set({ body })} rows={6} maxLength={20_000} error={tried && value.body.trim() === '' ? texts.signIn.needed : null} />
        <div className="filters-row">
          <WrittenIn value={value.language} onChange={(language) => set({ language })} />
          {as === 'REOPEN' && <DayTime label={questions.due} help={texts.form.optional} value={value.due} onChange={(due) => set({ due })} error={tried && value.due !== '' && instantOf(value.due, zone) === null ? texts.form.wrongTime : null} />}
        </div>
        {as === 'ANSWER' && <Yes value={value.consent} onChange={(consent) => set({ consent })}>{questions.consent}</Yes>}
        {as === 'ANSWER' && value.consent && <Yes value={value.credit} onChange={(credit) => set({ credit })}>{questions.credit}</Yes>}
        <Refused error={post.error ?? reopen.error} title={texts.form.notSent} onLoad={onLoad} />
        <Button type="submit" look="first" isPending={post.isPending || reopen.isPending}>{texts.form.send}</Button>
        <p role="status" className="good">{(post.isSuccess || reopen.isSuccess) && value.body === '' ? questions.sent : ''}</p>
      </Form>
    </section>
  );
}
