import { type FormEvent, type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { useSending } from '../../hub/sending.js';
import { useTyped } from '../../hub/typed.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { DayTime, Lines, OneOf, Refused, Yes } from '../../ui/form.js';
import { instantOf } from '../../ui/local-time.js';
import { visible } from '../../ui/visible.js';
import type { Worked } from '../under.js';
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
    if ((value.until !== '' && until === null) || (value.extent === 'PART' && value.sections.length === 0)) return;
    grant.mutate({ input: { ...on, conditions: value.conditions.trim() === '' ? null : value.conditions, until, namesAsker: value.names, sectionIds: value.extent === 'WHOLE' ? null : [...value.sections] } }, { onSuccess: forget });
  };
  return (
    <div className="two no-print">
      <section className="card" aria-labelledby="grant">
        <h2 id="grant">{releasing.grantTitle}</h2>
        <Form onSubmit={submit}>
          <p className="quiet">{releasing.grantBody(visible(request.recipient.name))}</p>
          <OneOf label={releasing.extent} value={value.extent} onChange={(extent) => set({ extent })} options={[{ key: 'WHOLE', text: releasing.asAsked }, { key: 'PART', text: releasing.inPart }]} />
          {value.extent === 'PART' && (
            <>
              <Checks label={releasing.sections} value={value.sections} onChange={(sections) => set({ sections })} options={offered.map(({ id, heading }) => [id, visible(heading)] as const)} />
              {tried && value.sections.length === 0 && <p className="field-error" role="alert">{releasing.chooseSection}</p>}
            </>
          )}
          <Lines label={releasing.conditions} help={releasing.conditionsHelp} name="conditions" value={value.conditions} onChange={(conditions) => set({ conditions })} rows={3} maxLength={2_000} />
          <DayTime label={releasing.until} help={texts.form.optional} value={value.until} onChange={(chosen) => set({ until: chosen })} error={tried && value.until !== '' && until === null ? texts.form.wrongTime : null} />
          <Yes value={value.names} onChange={(names) => set({ names })}>{releasing.names(visible(request.askedBy.name))}</Yes>
          <Button type="submit" look="first" isPending={grant.isPending}>{value.extent === 'PART' ? releasing.grantPart : releasing.grant}</Button>
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
