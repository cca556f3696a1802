import { type ReactNode, useId, useLayoutEffect, useSyncExternalStore } from 'react';
import { followDutyNumbers, knownDutyNumbers } from '../hub/duty-numbers.js';
import { useLanguage } from '../languages/language.context.js';
import { Text } from './text.js';

const ANCHOR = 'emergency';
// Whoever wants to say whom to telephone, in the order in which the page came to it.
let wanting: readonly string[] = [];
const listeners = new Set<() => void>();
const follow = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => void listeners.delete(listener);
};
const become = (next: readonly string[]): void => {
  wanting = next;
  for (const listener of listeners) listener();
};

/**
 * Whom to telephone when the hub can't help: the police, and the organisations' duty numbers as last known. Where several things fail at once the page says so once,
 * and the others lead there. `leads`: it says so before all others.
 */
export function Emergency({ leads = false }: { leads?: boolean }): ReactNode {
  const { texts: { emergency } } = useLanguage();
  const id = useId();
  const first = useSyncExternalStore(follow, () => wanting[0]);
  useLayoutEffect(() => {
    become(leads ? [id, ...wanting] : [...wanting, id]);
    return () => become(wanting.filter((each) => each !== id));
  }, [id, leads]);
  return first === undefined || first === id ? <EmergencyBox anchor={ANCHOR} /> : <p><a className="target" href={`#${ANCHOR}`}>{emergency.elsewhere}</a></p>;
}

/** The same for a place of its own, such as the foot of each page. */
export function EmergencyBox({ anchor }: { anchor?: string }): ReactNode {
  const { texts: { emergency }, moments } = useLanguage();
  const known = useSyncExternalStore(followDutyNumbers, knownDutyNumbers);
  return (
    <section className="emergency" aria-label={emergency.title} id={anchor} tabIndex={anchor ? -1 : undefined}>
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
