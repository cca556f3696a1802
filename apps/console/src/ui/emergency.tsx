import { type ReactNode, useSyncExternalStore } from 'react';
import { followDutyNumbers, knownDutyNumbers } from '../hub/duty-numbers.js';
import { useLanguage } from '../languages/language.context.js';
import { Text } from './text.js';

/** Whom to telephone when the hub can't help: the police, and the organisations' duty numbers as last known. */
export function Emergency(): ReactNode {
  const { texts: { emergency }, moments } = useLanguage();
  const known = useSyncExternalStore(followDutyNumbers, knownDutyNumbers);
  return (
    <section className="emergency" aria-label={emergency.title}>
      <p className="emergency-title">{emergency.title}</p>
      <p><a className="button button-first" href="tel:110">{emergency.call}</a></p>
      <p>{emergency.callBody}</p>
      {known && known.numbers.length > 0 ? (
        <details>
          <summary>{emergency.duty}</summary>
          <p className="quiet">{emergency.dutyKept(moments.full(known.at))}</p>
          <ul className="plain">
            {[...known.numbers].sort((a, b) => moments.collator.compare(a.name, b.name)).map(({ id, name, telephone }) => (
              <li key={id} className="row"><Text>{name}</Text><a className="target" href={`tel:${telephone.replace(/[^+\d]/g, '')}`} aria-label={`${emergency.dutyOf(name)}: ${telephone}`}>{telephone}</a></li>
            ))}
          </ul>
        </details>
      ) : <p className="quiet">{emergency.none}</p>}
    </section>
  );
}
