import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Area } from '../ui/area.js';
import { Button } from '../ui/button.js';
import { instantAt } from '../ui/days.js';
import { Field } from '../ui/field.js';
import { Failed } from '../ui/states.js';
import { useSheet } from './use-writing.js';
import type { Writing } from './desk.js';
import { withdraw } from './writing.generated.js';

/** Takes back what was published: recipients keep the reason alone. */
export function WithdrawPart({ writing }: { writing: Writing }): ReactNode {
  const { texts: { writing: texts }, preferences: { zone } } = useLanguage();
  const session = useSession();
  const queries = useQueryClient();
  const [, go] = useLocation();
  const { id, revision } = useSheet(writing);
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [tried, setTried] = useState(false);
  const take = useMutation({
    mutationFn: async () => {
      if (id === null || revision === null) return;
      await session.ask(withdraw, { input: { id, expectedRevision: revision, reason: reason.trim(), confirmDestructionBy: by === '' ? null : instantAt(`${by}T23:59`, zone) } });
    },
    onSuccess: async () => {
      await Promise.all([`bulletin ${id}`, 'home', 'bulletins'].map((room) => queries.invalidateQueries({ queryKey: [room] })));
      go(`/bulletins/${id}`);
    },
  });
  const submit = (): void => {
    setTried(true);
    if (reason.trim() !== '') take.mutate();
  };
  return (
    <details className="fold withdraw">
      <summary>{texts.withdraw}</summary>
      <p>{texts.withdrawBody}</p>
      <Area label={texts.withdrawReason} help={texts.withdrawReasonHelp} rows={2} value={reason} onChange={setReason} error={tried && reason.trim() === '' ? texts.reasonNeeded : null} maxLength={2000} />
      <Field label={texts.destroyBy} help={texts.destroyByHelp} type="date" value={by} onChange={setBy} />
      <Button onPress={submit} isPending={take.isPending}>{texts.withdrawNow}</Button>
      {take.error && <Failed error={take.error} title={texts.notWithdrawn} />}
    </details>
  );
}
