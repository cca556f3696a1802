import { useMutation, type UseMutationResult, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useRef, useState } from 'react';
import { Form } from 'react-aria-components';
import { HubError } from '../hub/hub.error.js';
import type { Operation } from '../hub/operation.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Failed, Notice } from '../ui/states.js';

/** A change of the meeting. */
export type MeetingChange<Result, Variables> = UseMutationResult<Result, Error, Variables>;

/** Makes a change of the meeting, and has everything of it read again. What is sent again after a bad line counts once. */
export function useChange<Result, Variables>(operation: Operation<Result, Variables>): MeetingChange<Result, Variables> {
  const session = useSession();
  const queries = useQueryClient();
  const last = useRef({ text: '', key: '' });
  return useMutation({
    mutationFn: (variables: Variables) => {
      const text = JSON.stringify(variables);
      if (last.current.text !== text) last.current = { text, key: crypto.randomUUID() };
      return session.ask(operation, variables, { key: last.current.key });
    },
    onSuccess: () => {
      last.current = { text: '', key: '' };
      return queries.invalidateQueries({ queryKey: ['meeting'] });
    },
  });
}

/** Of what the hub says in both its languages (English / 日本語), what is in this one; null where it said nothing for people. */
export function saidIn(message: string, code: string): string | null {
  const cut = message.indexOf(' / ');
  if (cut < 0) return null;
  const [english, japanese] = [message.slice(0, cut), message.slice(cut + 3)];
  return /[぀-ヿ一-鿿]/u.test(japanese) ? (code === 'ja' ? japanese : english) : null;
}

/** Why a change was not taken, in the hub's words where it has some. The form stays as it is. */
export function Refused({ error, title }: { error: Error | null; title?: string }): ReactNode {
  const { texts: { meeting }, code } = useLanguage();
  const queries = useQueryClient();
  if (!error) return null;
  const said = error instanceof HubError ? saidIn(error.message, code) : null;
  if (said === null) return <Failed error={error} title={title ?? meeting.notTaken} />;
  return (
    <Notice kind="warning" title={title ?? meeting.notTaken} role="alert">
      <p>{said}</p>
      {error instanceof HubError && error.code === 'CONFLICT' && <Button onPress={() => void queries.invalidateQueries({ queryKey: ['meeting'] })}>{meeting.loadAnew}</Button>}
    </Notice>
  );
}

/** A form that makes a change: nothing typed goes lost where it is refused. */
export function ChangeForm({ change, label, done, needs = [], onSubmit, onCancel, children, look = 'first' }: {
  change: { isPending: boolean; error: Error | null; isSuccess: boolean }; label: string; done?: string; needs?: readonly string[]; onSubmit: () => void; onCancel?: () => void; children: ReactNode; look?: 'first' | 'second';
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

/** A button for what is not undone: it asks once more, in its place. */
export function Sure({ label, question, confirm, onConfirm, isPending = false, look = 'second' }: { label: string; question: string; confirm: string; onConfirm: () => void; isPending?: boolean; look?: 'first' | 'second' | 'text' }): ReactNode {
  const { texts } = useLanguage();
  const [asks, setAsks] = useState(false);
  if (!asks) return <Button look={look} isPending={isPending} onPress={() => setAsks(true)}>{label}</Button>;
  return (
    <div className="sure" role="group" aria-label={label}>
      <p role="status">{question}</p>
      <Button look="first" autoFocus isPending={isPending} onPress={() => { onConfirm(); setAsks(false); }}>{confirm}</Button>
      <Button look="text" onPress={() => setAsks(false)}>{texts.do.cancel}</Button>
    </div>
  );
}

/** What is being filled in. */
export function useDraft<T extends object>(initial: T): [T, (change: Partial<T>) => void, () => void] {
  const [draft, setDraft] = useState(initial);
  return [draft, (change) => setDraft((before) => ({ ...before, ...change })), () => setDraft(initial)];
}
