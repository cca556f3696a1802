import type { ReactNode } from 'react';
import type { HandlingCondition, Tlp, Urgency } from '../hub/enums.generated.js';
import { useTexts } from '../languages/language.context.js';
import { Text } from './text.js';

/** A mark as TLP 2.0 writes it. */
export const labelOf = (tlp: Tlp): string => `TLP:${tlp === 'AMBER_STRICT' ? 'AMBER+STRICT' : tlp}`;

/** The mark as a label: the colour of TLP 2.0 on black, and always in words. */
export function Mark({ tlp }: { tlp: Tlp }): ReactNode {
  return <span className="mark" data-tlp={tlp}>{labelOf(tlp)}</span>;
}

/** On paper: the mark, above each sheet. */
export function PrintedMark({ tlp, reference }: { tlp: Tlp; reference: string }): ReactNode {
  return <p className="printed-mark" aria-hidden="true">{labelOf(tlp)} · {reference}</p>;
}

/** The mark across the page, with what it allows and how to handle what stands below. */
export function MarkBand({ tlp, handling, note }: { tlp: Tlp; handling: readonly HandlingCondition[]; note: string | null | undefined }): ReactNode {
  const texts = useTexts();
  return (
    <section className="mark-band" data-tlp={tlp} aria-label={texts.bulletin.mark}>
      <p className="mark-name">{labelOf(tlp)}</p>
      <div>
        <p>{texts.marks[tlp]}</p>
        {handling.length + (note ? 1 : 0) > 0 && (
          <>
            <h2 className="mark-handling">{texts.bulletin.handling}</h2>
            <ul>
              {handling.filter((condition) => condition !== 'OTHER' || !note).map((condition) => <li key={condition}>{texts.handling[condition]}</li>)}
              {note && <li><Text>{note}</Text></li>}
            </ul>
          </>
        )}
      </div>
    </section>
  );
}

/** How quickly; what is routine needs no label. */
export function UrgencyLabel({ urgency }: { urgency: Urgency }): ReactNode {
  const texts = useTexts();
  return urgency === 'ROUTINE' ? null : <span className="urgency" data-urgency={urgency}>{texts.urgencies[urgency]}</span>;
}
