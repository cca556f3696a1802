import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { DayTime, Lines, Refused } from '../../ui/form.js';
import { daysAhead, instantOf } from '../../ui/local-time.js';
import type { Worked } from '../under.js';
import { Extent, isEmptyPart, Refuse, sectionsOf } from './answering.js';
import { grantOutside, type OneOutsideRequestQuery, refuseOutside } from './outside-requests.generated.js';

type Request = NonNullable<OneOutsideRequestQuery['outsideReleaseRequest']>;

/** Granting a view for somebody outside, in whole or in part, or refusing it: for the bulletin's editors. */
export function DecideOutside({ request, bulletin, onLoad }: { request: Request; bulletin: Worked; onLoad: () => void }): ReactNode {
  const { texts, preferences: { zone } } = useLanguage();
  const { releasing, forOutside, outside } = texts;
  const rooms = [`bulletin ${bulletin.id}`, 'home'];
  const grant = useSending(grantOutside, rooms);
  const refuse = useSending(refuseOutside, rooms);
  const offered = bulletin.sections.filter(({ id }) => !request.sectionIds || request.sectionIds.includes(id));
  const { value, set, forget } = useTyped(`grant outside ${request.id}`, { extent: 'WHOLE' as 'WHOLE' | 'PART', sections: offered.map(({ id }) => id) as readonly string[], safety: '', expires: daysAhead(7, zone), reason: '' });
  const [tried, setTried] = useState(false);
  const expiresAt = instantOf(value.expires, zone);
  const on = { id: request.id, expectedRevision: request.revision ?? 0 };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    setTried(true);
    if (expiresAt === null || isEmptyPart(value)) return;
    grant.mutate({ input: { ...on, expiresAt, safetyCheck: value.safety.trim() === '' ? null : value.safety, sectionIds: sectionsOf(value) } }, { onSuccess: forget });
  };
  return (
    <div className="two no-print">
      <section className="card" aria-labelledby="grant">
        <h2 id="grant">{request.awaitsApproval ? forOutside.again : releasing.grantTitle}</h2>
        <Form onSubmit={submit}>
          <p className="quiet">{request.awaitsApproval ? forOutside.againBody : forOutside.grantBody}</p>
          {offered.length > 0 && <Extent value={value} set={set} offered={offered} label={outside.sections} tried={tried} />}
          <Lines label={outside.safety} help={outside.safetyHelp} name="safety" value={value.safety} onChange={(safety) => set({ safety })} rows={2} maxLength={2_000} />
          <DayTime label={outside.expires} help={outside.expiresHelp} value={value.expires} onChange={(expires) => set({ expires })} error={tried && expiresAt === null ? texts.form.wrongTime : null} />
          <Button type="submit" look="first" isPending={grant.isPending}>{request.awaitsApproval ? forOutside.again : value.extent === 'PART' ? releasing.grantPart : releasing.grant}</Button>
          <Refused error={grant.error} onLoad={onLoad} />
        </Form>
      </section>
      <Refuse reason={value.reason} onReason={(reason) => set({ reason })} onRefuse={(reason) => refuse.mutate({ input: { ...on, reason } }, { onSuccess: forget })} isPending={refuse.isPending} error={refuse.error} onLoad={onLoad} />
    </div>
  );
}
