import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { labelOf } from '../ui/mark.js';
import { addressOf, type Filters } from './filters.js';
import { keepSaved, keptOf, MOST, readSaved } from './saved-filters.js';

/** Filters kept on this device, one press away, and keeping those that stand. */
export function SavedFilters({ current }: { current: Filters }): ReactNode {
  const { texts: { filters: texts } } = useLanguage();
  const nameOf = useFilterName();
  const [saved, setSaved] = useState(readSaved);
  const [said, say] = useState('');
  const now = keptOf(current);
  const change = (next: readonly Filters[], says: string): void => {
    keepSaved(next);
    setSaved([...next]);
    say(says);
  };
  const isNew = now !== '' && !saved.some((each) => keptOf(each) === now);
  if (saved.length === 0 && !isNew) return null;
  return (
    <section className="saved-filters no-print" aria-label={texts.saved}>
      {saved.length > 0 && (
        <ul className="plain tags">
          {saved.map((each) => {
            const key = keptOf(each);
            const name = nameOf(each);
            return (
              <li key={key}>
                <Link href={`/bulletins${addressOf(each)}`} className="target" aria-current={key === now ? 'true' : undefined}>{name}</Link>
                <Button look="text" aria-label={texts.forget(name)} onPress={() => change(saved.filter((other) => other !== each), texts.forgotten)}>×</Button>
              </li>
            );
          })}
        </ul>
      )}
      {isNew && <Button isDisabled={saved.length >= MOST} onPress={() => change([...saved, { ...current, text: '' }], texts.kept)}>{texts.keep}</Button>}
      <span className="quiet" role="status">{said}</span>
      {isNew && <p className="help">{current.text === '' ? texts.keepHelp : texts.keepHelpWords}{saved.length >= MOST && ` ${texts.full(MOST)}`}</p>}
    </section>
  );
}

/** What filters are called: their conditions, in words. */
function useFilterName(): (filters: Filters) => string {
  const { texts, moments } = useLanguage();
  return ({ kinds, tlps, urgencies, states, exploitation, country, after, before }) => [
    ...tlps.map(labelOf), ...urgencies.map((each) => texts.urgencies[each]), ...kinds.map((each) => texts.kinds[each]), ...states.map((each) => texts.states[each]), ...exploitation.map((each) => texts.exploitation[each]),
    ...(country === '' ? [] : [moments.country(country)]), ...(after === '' ? [] : [texts.filters.from(after)]), ...(before === '' ? [] : [texts.filters.until(before)]),
  ].join(' · ');
}
