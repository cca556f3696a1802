import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import type { DestructionOutcome } from '../../hub/enums.generated.js';
import { useReload, useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Lines, OneOf, Refused } from '../../ui/form.js';
import { confirmDestruction, type RequestFragment } from './recall.generated.js';

const OUTCOMES: readonly DestructionOutcome[] = ['DESTROYED', 'NO_COPIES', 'CANNOT_DESTROY'];

/** Saying what became of the copies. */
export function Confirm({ request: { id, revision }, isOpen }: { request: RequestFragment; isOpen: boolean }): ReactNode {
  const { texts } = useLanguage();
  const { recall } = texts;
  const [open, setOpen] = useState(isOpen);
  const { value, set, forget } = useTyped(`confirm ${id}`, { outcome: null as DestructionOutcome | null, remark: '' });
  const [tried, setTried] = useState(false);
  const reload = useReload('home');
  const send = useSending(confirmDestruction, ['home']);
  const wrong = { outcome: value.outcome === null, remark: value.outcome === 'CANNOT_DESTROY' && value.remark.trim() === '' };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    const { outcome } = value;
    if (outcome === null || wrong.remark) return;
    send.mutate({ input: { id, expectedRevision: revision, outcome, remark: value.remark.trim() === '' ? null : value.remark } }, {
      onSuccess: () => {
        forget();
        setTried(false);
        setOpen(false);
      },
    });
  };
  return (
    <>
      <p role="status" className="good">{send.isSuccess ? recall.confirmSent : ''}</p>
      {!open ? <Button onPress={() => setOpen(true)}>{recall.confirmAgain}</Button> : (
        <Form onSubmit={submit} className="form-wide">
          <OneOf label={recall.outcome} value={value.outcome} onChange={(outcome) => set({ outcome })} options={OUTCOMES.map((key) => ({ key, text: texts.destruction[key], help: recall.outcomes[key] }))} />
          {tried && wrong.outcome && <p className="field-error" role="alert">{recall.chooseOutcome}</p>}
          <Lines label={recall.remark} help={value.outcome === 'CANNOT_DESTROY' ? recall.remarkNeeded : texts.form.optional} name="remark" value={value.remark} onChange={(remark) => set({ remark })} rows={2} maxLength={2_000} error={tried && wrong.remark ? texts.signIn.needed : null} />
          <Button type="submit" look="first" isPending={send.isPending}>{recall.confirm}</Button>
          <Refused error={send.error} title={texts.form.notSent} onLoad={reload} />
        </Form>
      )}
    </>
  );
}
