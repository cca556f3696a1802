import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useReload, useSending } from '../hub/sending.js';
import type { Operation } from '../hub/operation.js';
import { useTyped } from '../hub/typed.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Refused as Said } from '../ui/form.js';
import { Notice } from '../ui/states.js';

/** A change of the meeting: everything of it is read again, and what waits on the home page. */
export const useChange = <Result, Variables>(operation: Operation<Result, Variables>, onDone?: (result: Result) => void) => useSending(operation, ['meeting', 'home'], onDone);

/** What is being filled in somewhere, kept until it is sent. */
export function useDraft<T extends object>(place: string, initial: T): [T, (change: Partial<T>) => void, () => void] {
  const { value, set, forget } = useTyped(`meeting ${place}`, initial);
  return [value, set, forget];
}

/** Why a change was not taken. */
export function Refused({ error, title }: { error: unknown; title?: string }): ReactNode {
  return <Said error={error} onLoad={useReload('meeting')} {...(title ? { title } : {})} />;
}

/** A form that makes a change: nothing typed goes lost where it is refused. */
export function ChangeForm({ change, label, done, needs = [], onSubmit, onCancel, children, look = 'first' }: {
  change: { isPending: boolean; error: unknown; isSuccess: boolean }; label: string; done?: string; needs?: readonly string[]; onSubmit: () => void; onCancel?: () => void; children: ReactNode; look?: 'first' | 'second';
}): ReactNode {
  const { texts: { meeting, do: does } } = useLanguage();
  const [lacks, setLacks] = useState(false);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const isWhole = needs.every((value) => value.trim() !== '');
    setLacks(!isWhole);
    if (isWhole && !change.isPending) onSubmit();
  };
  return (
    <Form onSubmit={submit} className="change-form">
      {children}
      <div className="buttons">
        <Button type="submit" look={look} isPending={change.isPending}>{label}</Button>
        {onCancel && <Button look="text" onPress={onCancel}>{does.cancel}</Button>}
      </div>
      {lacks && <Notice kind="warning" role="alert"><p>{meeting.fillIn}</p></Notice>}
      {!lacks && <Refused error={change.error} />}
      <p role="status" className="good">{change.isSuccess && done ? done : ''}</p>
    </Form>
  );
}
