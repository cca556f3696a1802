import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useReload, useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { DayTime, Lines, Refused, Yes } from '../../ui/form.js';
import { daysAhead, instantOf } from '../../ui/local-time.js';
import { Notice } from '../../ui/states.js';
import type { Worked } from '../under.js';
import { withdraw } from './recall.generated.js';

/** Taking a bulletin back, with or without asking that copies be destroyed. It cannot be undone, so it asks twice. */
export function Withdraw({ bulletin: { id, revision, reference } }: { bulletin: Worked }): ReactNode {
  const { texts, preferences: { zone } } = useLanguage();
  const { recall } = texts;
  const room = `bulletin ${id}`;
  const reload = useReload(room);
  const { value, set, forget } = useTyped(`withdraw ${id}`, { reason: '', asks: true, by: daysAhead(7, zone) });
  const [tried, setTried] = useState(false);
  const [sure, ask] = useState(false);
  const send = useSending(withdraw, [room, 'home', 'bulletins']);
  const by = instantOf(value.by, zone);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (value.reason.trim() === '' || (value.asks && by === null)) return;
    ask(true);
  };
  return (
    <section className="card danger no-print" aria-labelledby="withdraw">
      <h2 id="withdraw">{recall.withdrawTitle}</h2>
      <p>{recall.withdrawBody}</p>
      <Form onSubmit={submit} className="form-wide">
        <Lines label={recall.reason} help={recall.reasonHelp} name="reason" value={value.reason} onChange={(reason) => set({ reason })} rows={3} maxLength={2_000} error={tried && value.reason.trim() === '' ? texts.signIn.needed : null} />
        <Yes value={value.asks} onChange={(asks) => set({ asks })}>{recall.asks}</Yes>
        {value.asks && <DayTime label={recall.by} name="by" value={value.by} onChange={(chosen) => set({ by: chosen })} error={tried && by === null ? texts.form.wrongTime : null} />}
        {!sure && <Button type="submit">{recall.withdraw}</Button>}
      </Form>
      {sure && (
        <Notice kind="bad" title={recall.sure(reference)} role="alert">
          <p>{recall.sureBody}</p>
          <p className="row start"><Button look="first" isPending={send.isPending} onPress={() => send.mutate({ input: { id, expectedRevision: revision ?? 0, reason: value.reason, confirmDestructionBy: value.asks ? by : null } }, { onSuccess: forget })}>{recall.withdrawNow}</Button> <Button onPress={() => ask(false)}>{texts.do.cancel}</Button></p>
        </Notice>
      )}
      <Refused error={send.error} onLoad={reload} />
    </section>
  );
}
