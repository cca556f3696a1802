import { type ReactNode, useState } from 'react';
import { useSending } from '../../hub/sending.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/field.js';
import { DayTime, Refused } from '../../ui/form.js';
import { daysAhead, instantOf } from '../../ui/local-time.js';
import type { Worked } from '../under.js';
import { askDestruction } from './recall.generated.js';

/** Asking afterwards that copies be destroyed: of what was withdrawn, of a passage that was struck, by who may not see it any more. */
export function AskDestruction({ bulletin: { id }, struck, hasWithdrawn }: { bulletin: Worked; struck: readonly { id: string; struckAt: string }[]; hasWithdrawn: boolean }): ReactNode {
  const { texts, preferences: { zone }, moments } = useLanguage();
  const { recall } = texts;
  const [open, setOpen] = useState(false);
  const [by, setBy] = useState(() => daysAhead(7, zone));
  const [strike, choose] = useState('');
  const send = useSending(askDestruction, [`bulletin ${id}`, 'home']);
  const confirmBy = instantOf(by, zone);
  return (
    <section className="card no-print" aria-labelledby="destruction">
      <h2 id="destruction">{recall.laterTitle}</h2>
      <p>{hasWithdrawn ? recall.laterWithdrawn : recall.laterNarrowed}</p>
      <p role="status" className="good">{send.isSuccess ? recall.laterDone : ''}</p>
      {!open ? <Button onPress={() => setOpen(true)}>{recall.later}</Button> : (
        <>
          <div className="filters-row">
            {struck.length > 0 && <Choice label={recall.whose} value={strike} onChange={choose} options={[['', hasWithdrawn ? recall.whoseAll : recall.whoseLost], ...struck.map((each) => [each.id, recall.whoseStruck(moments.full(each.struckAt))] as const)]} />}
            <DayTime label={recall.by} value={by} onChange={setBy} error={confirmBy === null ? texts.form.wrongTime : null} />
          </div>
          <p className="row start"><Button look="first" isPending={send.isPending} isDisabled={confirmBy === null} onPress={() => confirmBy !== null && send.mutate({ input: { bulletinId: id, confirmBy, strikeId: strike === '' ? null : strike } }, { onSuccess: () => setOpen(false) })}>{recall.laterSend}</Button> <Button onPress={() => setOpen(false)}>{texts.do.cancel}</Button></p>
          <Refused error={send.error} />
        </>
      )}
    </section>
  );
}
