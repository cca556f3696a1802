import type { ReactNode } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { InterpretedItem } from './interpreted-item.js';
import { Interpreters } from './interpreters.js';
import { type Interpretation, isAssigning, isInterpreted, useInterpreting, warningsOf } from './interpreting.js';
import { meetingInterpretationOf, type MeetingInterpretationOfQuery } from './interpretation.generated.js';
import type { Meeting } from './meeting.js';
import { useLocalTimes } from './parts.js';

/** Interpretation: what is amiss, item by item who interprets and whom proposers let in, and the interpreters. */
export function InterpretationPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: { interpreting: words, over } } } = useLanguage();
  const past = isInterpreted(meeting);
  const { data, error, refetch } = useReading('meeting', meetingInterpretationOf, { id: meeting.edition.id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { interpretation, interpreters, agenda } = data.meetingEdition;
  const { items, closed, warnings } = interpretation;
  return (
    <>
      {!past && <p className="quiet">{words.body}</p>}
      {items.length === 0 && closed.length === 0 ? <Empty title={past ? over.notInterpreted : words.nothingYet}>{past ? null : words.nothingYetBody}</Empty> : !past && <Amiss interpretation={interpretation} />}
      {items.length > 0 && (
        <section>
          <h2>{words.items}</h2>
          {!past && !isAssigning(meeting) && <p className="quiet">{words.notOpen}</p>}
          {items.map((of) => <InterpretedItem key={of.item.id} of={of} meeting={meeting} interpreters={interpreters} warnings={past ? [] : warningsOf(warnings, of.item.id)} />)}
        </section>
      )}
      {closed.length > 0 && !past && <Closed closed={closed} slots={agenda.slots} />}
      <Interpreters meeting={meeting} interpreters={interpreters} busy={interpretation.busy} />
    </>
  );
}

/** What is amiss, by item. */
function Amiss({ interpretation: { items, warnings, closed } }: { interpretation: Interpretation }): ReactNode {
  const { texts: { meeting: { interpreting: words } } } = useLanguage();
  const { amiss } = useInterpreting();
  const of = items.map(({ item }) => ({ item, all: warningsOf(warnings, item.id) })).filter(({ all }) => all.length > 0);
  if (of.length === 0) return closed.some(({ lacking }) => lacking) || items.length === 0 ? null : <p className="good">{words.allWell}</p>;
  return (
    <Notice kind="warning" title={words.amiss}>
      <ul className="amiss">{of.map(({ item, all }) => <li key={item.id}><a className="target" href={`#interpret-${item.id}`}><Text>{item.title}</Text></a>{all.map((warning, index) => <span key={index} className="block">{amiss(warning)}</span>)}</li>)}</ul>
    </Notice>
  );
}

/** Items that are closed to who coordinates: whether one lacks somebody, and no more. */
function Closed({ closed, slots }: { closed: Interpretation['closed']; slots: MeetingInterpretationOfQuery['meetingEdition']['agenda']['slots'] }): ReactNode {
  const { texts: { meeting } } = useLanguage();
  const { interpreting: words } = meeting;
  const local = useLocalTimes();
  return (
    <section className="card">
      <h2>{words.closed}</h2>
      <p className="quiet">{words.closedBody}</p>
      <ul className="plain rows">
        {closed.map(({ ref, lacking }) => {
          const slot = slots.find((each) => each.ref === ref);
          return <li key={ref} className="row"><p>{slot?.startsLocal && <>{local.time(slot.startsLocal)}–{local.time(slot.endsLocal ?? slot.startsLocal)} </>}{slot?.proposer ? <Text>{meeting.closedOf(slot.proposer.name)}</Text> : meeting.slotKinds.CLOSED}</p><span className={lacking ? 'label label-warning' : 'label label-good'}>{lacking ? words.lacking : words.notLacking}</span></li>;
        })}
      </ul>
    </section>
  );
}
