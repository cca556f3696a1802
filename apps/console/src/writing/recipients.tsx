import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { labelOf } from '../ui/mark.js';
import { Moment } from '../ui/moment.js';
import { Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { formless } from './form.js';
import type { Sendable } from './sendable.js';
import type { ReachedFragment } from './writing.generated.js';

/** The names of those whom an audience reaches, as the hub counts them. */
export function useNames(): (reached: ReachedFragment, tlp: string) => string[] {
  const { texts: { writing: texts }, moments } = useLanguage();
  return ({ everyone, organisations, persons }, tlp) => {
    if (everyone) return [tlp === 'CLEAR' ? texts.public : texts.everyone];
    const names = tlp === 'RED' ? persons.map(({ displayName, organisation }) => texts.personOf(visible(displayName), visible(organisation.name))) : organisations.map(({ name }) => visible(name));
    return names.sort(moments.collator.compare);
  };
}

/** Who will receive it, name by name, and which sections are for some of them only. */
export function Recipients({ of: { copy, text } }: { of: Sendable }): ReactNode {
  const { texts: { writing: texts }, moments } = useLanguage();
  const namesOf = useNames();
  const names = namesOf(copy.audience, text.tlp);
  const parted = text.sections.filter(({ audience }) => audience !== null);
  return (
    <section className="card" aria-labelledby="recipients">
      <h2 id="recipients">{texts.willReceive}</h2>
      {names.length === 0 ? <Notice kind="warning"><p>{texts.reachNobody}</p></Notice> : <p>{copy.audience.everyone ? texts.sentTo(labelOf(text.tlp)) : texts.sentToN(names.length, labelOf(text.tlp))}</p>}
      <ul className="recipients">{names.map((name, index) => <li key={index}><Text>{name}</Text></li>)}</ul>
      {copy.stages.map(({ at, until, audience }, index) => (
        <p key={index}>{at ? <>{texts.later} <Moment at={at.at} /></> : texts.withPublication}{until && <> <strong>{texts.untilWhen(moments.full(until.at))}</strong></>}: <Text>{namesOf(audience, text.tlp).join(', ')}</Text></p>
      ))}
      {parted.length > 0 && (
        <>
          <h3>{texts.onlyForSome}</h3>
          <ul>{parted.map(({ id, heading, audience }) => {
            const some = audience ? namesOf(audience.reach, text.tlp) : [];
            return <li key={id}><Text>{formless(heading)}</Text>: {some.length === 0 ? texts.reachNobody : <Text>{some.join(', ')}</Text>}</li>;
          })}</ul>
        </>
      )}
    </section>
  );
}
