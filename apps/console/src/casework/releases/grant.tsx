import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { DayTime, Lines, Refused, Yes } from '../../ui/form.js';
import { instantOf } from '../../ui/local-time.js';
import { visible } from '../../ui/visible.js';
import type { Worked } from '../under.js';
import { Extent, isEmptyPart, Refuse, sectionsOf } from './answering.js';
import type { Request } from './request.js';
import { grantRelease, refuseRelease } from './releases.generated.js';

/** Granting a release, in whole or in part, or refusing it: for the bulletin's editors. */
export function Grant({ request, bulletin, onLoad }: { request: Request; bulletin: Worked; onLoad: () => void }): ReactNode {
  const { texts, preferences: { zone } } = useLanguage();
  const { releasing } = texts;
  const rooms = [`bulletin ${bulletin.id}`, 'home'];
  const grant = useSending(grantRelease, rooms);
  const refuse = useSending(refuseRelease, rooms);
  const offered = bulletin.sections.filter(({ id }) => !request.sectionIds || request.sectionIds.includes(id));
  const { value, set, forget } = useTyped(`grant ${request.id}`, { extent: 'WHOLE' as 'WHOLE' | 'PART', sections: offered.map(({ id }) => id) as readonly string[], conditions: request.terms ?? '', until: '', names: false, reason: '' });
  const [tried, setTried] = useState(false);
  const until = instantOf(value.until, zone);
  const on = { id: request.id, expectedRevision: request.revision ?? 0 };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if ((value.until !== '' && until === null) || isEmptyPart(value)) return;
    grant.mutate({ input: { ...on, conditions: value.conditions.trim() === '' ? null : value.conditions, until, namesAsker: value.names, sectionIds: sectionsOf(value) } }, { onSuccess: forget });
  };
  return (
    <div className="two no-print">
      <section className="card" aria-labelledby="grant">
        <h2 id="grant">{releasing.grantTitle}</h2>
        <Form onSubmit={submit}>
          <p className="quiet">{releasing.grantBody(visible(request.recipient.name))}</p>
          <Extent value={value} set={set} offered={offered} label={releasing.sections} tried={tried} />
          <Lines label={releasing.conditions} help={releasing.conditionsHelp} name="conditions" value={value.conditions} onChange={(conditions) => set({ conditions })} rows={3} maxLength={2_000} />
          <DayTime label={releasing.until} help={texts.form.optional} value={value.until} onChange={(chosen) => set({ until: chosen })} error={tried && value.until !== '' && until === null ? texts.form.wrongTime : null} />
          <Yes value={value.names} onChange={(names) => set({ names })}>{releasing.names(visible(request.askedBy.name))}</Yes>
          <Button type="submit" look="first" isPending={grant.isPending}>{value.extent === 'PART' ? releasing.grantPart : releasing.grant}</Button>
          <Refused error={grant.error} onLoad={onLoad} />
        </Form>
      </section>
      <Refuse reason={value.reason} onReason={(reason) => set({ reason })} onRefuse={(reason) => refuse.mutate({ input: { ...on, reason } }, { onSuccess: forget })} isPending={refuse.isPending} error={refuse.error} onLoad={onLoad} />
    </div>
  );
}
