import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { instantAt, wallClock } from '../ui/days.js';
import { Choice, Field } from '../ui/field.js';
import { zoneChoices, ZONES } from '../ui/zones.js';
import type { PartProps } from './basics.js';
import { endsAt, hasCome, hasEnded, opensAt } from './stages.js';

/** By when to answer, when it goes out, how long it holds: by the clock of a zone that somebody chooses for it. The times stay the same instants as the clock is changed. */
export function TimesPart({ form, change, wrong }: PartProps): ReactNode {
  const { texts: { writing: texts, look }, preferences } = useLanguage();
  const zone = form.zone === '' ? preferences.zone : form.zone;
  const field = (name: 'acknowledgeBy' | 'releaseAt' | 'expiresAt', label: string, help: string, error: string | null): ReactNode => (
    <Field label={label} help={help} type="datetime-local" value={form[name] === '' ? '' : wallClock(form[name], zone)} onChange={(local) => change({ [name]: /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(local) ? instantAt(local.slice(0, 16), zone) : '' })} error={error} />
  );
  const choose = (next: string): void => change({
    zone: next,
    stages: form.stages.map((stage) => {
      const [at, end] = [opensAt(stage), endsAt(stage)];
      const from = hasCome(stage, Date.now()) ? {} : { zone: next, local: at === null ? '' : wallClock(at, next) };
      return { ...stage, ...from, ...(hasEnded(stage, Date.now()) ? {} : { untilZone: next, until: end === null ? '' : wallClock(end, next) }) };
    }),
  });
  return (
    <section className="part" aria-labelledby="part-times">
      <h2 id="part-times">{texts.parts.times}</h2>
      <Choice label={texts.clockOf} help={texts.clockHelp} value={zone} onChange={choose} options={zoneChoices([zone, ...ZONES], look.japan)} />
      <div className="filters-row">
        {field('acknowledgeBy', texts.acknowledgeBy, texts.acknowledgeHelp, wrong('acknowledgePast'))}
        {field('expiresAt', texts.expiresAt, texts.expiresHelp, wrong('expiryPast') ?? wrong('expiryBeforeRelease'))}
        {field('releaseAt', texts.releaseAt, texts.releaseHelp, wrong('releasePast'))}
      </div>
    </section>
  );
}
