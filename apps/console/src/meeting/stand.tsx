import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Moment } from '../ui/moment.js';
import { Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { CalendarFeedBox } from './feed.js';
import { isOver, type Meeting } from './meeting.js';
import { CallOff, Next } from './next.js';
import { Overview } from './overview.js';
import { Parties } from './parties.js';
import { Place } from './place.js';
import { textIn, useLocalTimes } from './parts.js';
import { StepsLine } from './steps-line.js';

/** Where an edition stands: its steps, what is next, when and where, who takes part. */
export function Stand({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words }, code } = useLanguage();
  const local = useLocalTimes();
  const { edition, isCoordinator } = meeting;
  const { state, reason, startsLocal, endsLocal, startsAt, zone, place, parties, history } = edition;
  return (
    <>
      <StepsLine edition={edition} />
      {(state === 'POSTPONED' || state === 'CANCELLED') && <Notice kind="warning" title={words.states[state]}>{reason && <p>{words.because} <Text>{reason}</Text></p>}</Notice>}
      <Next meeting={meeting} />
      {isCoordinator && !isOver(edition) && <Overview id={edition.id} />}
      <section className="card">
        <h2>{words.facts}</h2>
        <dl className="facts">
          <div><dt>{words.when}</dt><dd>{startsLocal && endsLocal ? <>{local.span(startsLocal, endsLocal, zone)}{startsAt && zone !== 'Asia/Tokyo' && <span className="quiet block"><Moment at={startsAt} /></span>}</> : words.noDay}</dd></div>
          <div><dt>{words.where}</dt><dd>{place.length > 0 ? <Text>{textIn(place, code)}</Text> : words.noPlace}</dd></div>
          <div><dt>{words.partiesName}</dt><dd>{words.partyCount(parties.length)}</dd></div>
        </dl>
        {isCoordinator && !isOver(edition) && <Place edition={edition} />}
        <details className="fold"><summary>{words.partiesName}</summary><Parties meeting={meeting} /></details>
        <details className="fold">
          <summary>{words.history}</summary>
          <ol className="plain history">
            {history.map(({ act, at, by, state: led, reason: why }, index) => (
              <li key={index}><p>{words.states[led]} <span className="quiet"><Moment at={at} />{by && <> · <Text>{by.displayName}</Text></>}{act === null && ` · ${words.opened}`}</span>{why && <span className="block">{words.because} <Text>{why}</Text></span>}</p></li>
            ))}
          </ol>
        </details>
        {isCoordinator && <CallOff edition={edition} />}
      </section>
      <CalendarFeedBox />
    </>
  );
}
