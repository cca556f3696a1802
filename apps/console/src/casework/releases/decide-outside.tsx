import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { DayTime, Lines, OneOf, Refused } from '../../ui/form.js';
import { daysAhead, instantOf } from '../../ui/local-time.js';
import { visible } from '../../ui/visible.js';
import type { Worked } from '../under.js';
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
    if (expiresAt === null || (value.extent === 'PART' && value.sections.length === 0)) return;
    grant.mutate({ input: { ...on, expiresAt, safetyCheck: value.safety.trim() === '' ? null : value.safety, sectionIds: value.extent === 'WHOLE' ? null : [...value.sections] } }, { onSuccess: forget });
  };
  return (
    <div className="two no-print">
      <section className="card" aria-labelledby="grant">
        <h2 id="grant">{request.awaitsApproval ? forOutside.again : releasing.grantTitle}</h2>
        <Form onSubmit={submit}>
          <p className="quiet">{request.awaitsApproval ? forOutside.againBody : forOutside.grantBody}</p>
          {offered.length > 0 && <OneOf label={releasing.extent} value={value.extent} onChange={(extent) => set({ extent })} options={[{ key: 'WHOLE', text: releasing.asAsked }, { key: 'PART', text: releasing.inPart }]} />}
          {value.extent === 'PART' && (
            <>
              <Checks label={outside.sections} value={value.sections} onChange={(sections) => set({ sections })} options={offered.map(({ id, heading }) => [id, visible(heading)] as const)} />
              {tried && value.sections.length === 0 && <p className="field-error" role="alert">{releasing.chooseSection}</p>}
            </>
          )}
          <Lines label={outside.safety} help={outside.safetyHelp} name="safety" value={value.safety} onChange={(safety) => set({ safety })} rows={2} maxLength={2_000} />
          <DayTime label={outside.expires} help={outside.expiresHelp} value={value.expires} onChange={(expires) => set({ expires })} error={tried && expiresAt === null ? texts.form.wrongTime : null} />
          <Button type="submit" look="first" isPending={grant.isPending}>{request.awaitsApproval ? forOutside.again : value.extent === 'PART' ? releasing.grantPart : releasing.grant}</Button>
          <Refused error={grant.error} onLoad={onLoad} />
        </Form>
      </section>
      <section className="card" aria-labelledby="refuse">
        <h2 id="refuse">{releasing.refuseTitle}</h2>
        <Lines label={releasing.reason} help={releasing.reasonHelp} name="refuse" value={value.reason} onChange={(reason) => set({ reason })} rows={3} maxLength={2_000} />
        <Button isPending={refuse.isPending} onPress={() => refuse.mutate({ input: { ...on, reason: value.reason.trim() === '' ? null : value.reason } }, { onSuccess: forget })}>{releasing.refuse}</Button>
        <Refused error={refuse.error} onLoad={onLoad} />
      </section>
    </div>
  );
}
