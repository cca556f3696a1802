import type { ReactNode } from 'react';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Checks } from '../../ui/checks.js';
import { Lines, OneOf, Refused } from '../../ui/form.js';
import { visible } from '../../ui/visible.js';

/** How much of what was asked for is granted. */
export interface Granted { readonly extent: 'WHOLE' | 'PART'; readonly sections: readonly string[] }

/** The sections that are granted; null: all that was asked for. */
export const sectionsOf = ({ extent, sections }: Granted): string[] | null => (extent === 'WHOLE' ? null : [...sections]);

/** Whether there is nothing in the part that was chosen. */
export const isEmptyPart = ({ extent, sections }: Granted): boolean => extent === 'PART' && sections.length === 0;

/** As asked, or in part: then which sections. */
export function Extent({ value, set, offered, label, tried }: {
  value: Granted; set: (change: Partial<Granted>) => void; offered: readonly { readonly id: string; readonly heading: string }[]; label: string; tried: boolean;
}): ReactNode {
  const { texts: { releasing } } = useLanguage();
  return (
    <>
      <OneOf label={releasing.extent} value={value.extent} onChange={(extent) => set({ extent })} options={[{ key: 'WHOLE', text: releasing.asAsked }, { key: 'PART', text: releasing.inPart }]} />
      {value.extent === 'PART' && (
        <>
          <Checks label={label} value={value.sections} onChange={(sections) => set({ sections })} options={offered.map(({ id, heading }) => [id, visible(heading)] as const)} />
          {tried && isEmptyPart(value) && <p className="field-error" role="alert">{releasing.chooseSection}</p>}
        </>
      )}
    </>
  );
}

/** Refusing a request, with a reason or without. */
export function Refuse({ reason, onReason, onRefuse, isPending, error, onLoad }: {
  reason: string; onReason: (reason: string) => void; onRefuse: (reason: string | null) => void; isPending: boolean; error: unknown; onLoad: () => void;
}): ReactNode {
  const { texts: { releasing } } = useLanguage();
  return (
    <section className="card" aria-labelledby="refuse">
      <h2 id="refuse">{releasing.refuseTitle}</h2>
      <Lines label={releasing.reason} help={releasing.reasonHelp} name="refuse" value={reason} onChange={onReason} rows={3} maxLength={2_000} />
      <Button isPending={isPending} onPress={() => onRefuse(reason.trim() === '' ? null : reason)}>{releasing.refuse}</Button>
      <Refused error={error} onLoad={onLoad} />
    </section>
  );
}
