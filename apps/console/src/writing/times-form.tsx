import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { instantAt, wallClock } from '../ui/days.js';
import { Field } from '../ui/field.js';
import type { PartProps } from './basics.js';

/** By when to answer, when it goes out, how long it holds: by the clock of the zone that somebody has chosen. */
export function TimesPart({ form, change, wrong }: PartProps): ReactNode {
  const { texts: { writing: texts }, preferences: { zone } } = useLanguage();
  const field = (name: 'acknowledgeBy' | 'releaseAt' | 'expiresAt', label: string, help: string, error: string | null): ReactNode => (
    <Field label={label} help={help} type="datetime-local" value={form[name] === '' ? '' : wallClock(form[name], zone)} onChange={(local) => change({ [name]: /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? instantAt(local.slice(0, 16), zone) : '' })} error={error} />
  );
  return (
    <section className="part" aria-labelledby="part-times">
      <h2 id="part-times">{texts.parts.times}</h2>
      <p className="help">{texts.zoneHelp(zone)}</p>
      <div className="filters-row">
        {field('acknowledgeBy', texts.acknowledgeBy, texts.acknowledgeHelp, wrong('acknowledgePast'))}
        {field('expiresAt', texts.expiresAt, texts.expiresHelp, wrong('expiryPast') ?? wrong('expiryBeforeRelease'))}
        {field('releaseAt', texts.releaseAt, texts.releaseHelp, wrong('releasePast'))}
      </div>
    </section>
  );
}
