import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReading } from '../../hub/queries.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Moment } from '../../ui/moment.js';
import { Openings } from '../../ui/openings.js';
import { Failed, Loading, Notice } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { Under, type Worked } from '../under.js';
import { AskDestruction } from './ask-destruction.js';
import { recallOf, type RecallOfQuery } from './recall.generated.js';
import { Withdraw } from './withdraw.js';

/** Taking a bulletin back: who has opened which version, who is asked to destroy it and who has, and doing so. */
export function RecallPage({ id }: { id: string }): ReactNode {
  const { texts: { rooms, state } } = useLanguage();
  return <Under id={id} room="recall" title={rooms.recall}>{(bulletin) => (bulletin.isEditor ? <Recall bulletin={bulletin} /> : <Notice kind="warning" title={state.forbidden}><p>{state.forbiddenBody}</p></Notice>)}</Under>;
}

function Recall({ bulletin }: { bulletin: Worked }): ReactNode {
  const { texts: { recall: texts } } = useLanguage();
  const { id } = bulletin;
  const { data, error, refetch } = useReading(`bulletin ${id}`, recallOf, { id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { asking, openings, requests } = data.recall;
  const struck = data.bulletin?.struck ?? [];
  return (
    <>
      {asking && <Notice kind="warning" role="status"><p>{texts.asking}</p><Button onPress={() => void refetch()}>{texts.lookAgain}</Button></Notice>}
      {requests.length > 0 && <Requests requests={requests} />}
      <Opened openings={openings} />
      {struck.length > 0 && <Struck struck={struck} />}
      {bulletin.state === 'PUBLISHED' && <Withdraw bulletin={bulletin} />}
      {bulletin.state !== 'DRAFT' && <AskDestruction bulletin={bulletin} struck={struck} hasWithdrawn={bulletin.state === 'WITHDRAWN'} />}
      <section className="card no-print">
        <h2>{texts.strikeTitle}</h2>
        <p>{texts.strikeBody}</p>
        <p><Link href={`/bulletins/${id}/strike`} className="button button-second">{texts.strikeGo}</Link></p>
      </section>
    </>
  );
}

function Requests({ requests }: { requests: RecallOfQuery['recall']['requests'] }): ReactNode {
  const { texts } = useLanguage();
  const { recall } = texts;
  const done = requests.filter(({ state }) => state !== 'OPEN' && state !== 'OVERDUE').length;
  return (
    <section aria-labelledby="asked">
      <h2 id="asked">{recall.requests}</h2>
      <p>{recall.answered(done, requests.length)}</p>
      <div className="table-wide" tabIndex={0} role="group" aria-label={recall.requests}>
        <table>
          <thead><tr><th scope="col">{texts.bulletin.organisation}</th><th scope="col">{recall.cause}</th><th scope="col">{recall.state}</th><th scope="col">{recall.due}</th><th scope="col">{recall.confirmed}</th><th scope="col">{recall.remark}</th></tr></thead>
          <tbody>
            {requests.map(({ id, cause, state, dueAt, confirmedAt, remark, organisation }) => (
              <tr key={id}>
                <th scope="row"><Text>{organisation.name}</Text>{state === 'OVERDUE' && organisation.dutyTelephone && <> <a className="target" href={`tel:${organisation.dutyTelephone.replace(/[^+\d]/g, '')}`}>{organisation.dutyTelephone}</a></>}</th>
                <td>{recall.causes[cause]}</td>
                <td className={state === 'OVERDUE' ? 'overdue' : undefined}>{texts.destruction[state]}</td>
                <td><Moment at={dueAt} /></td>
                <td>{confirmedAt ? <Moment at={confirmedAt} /> : '–'}</td>
                <td>{remark ? <Text>{remark}</Text> : '–'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Opened({ openings }: { openings: RecallOfQuery['recall']['openings'] }): ReactNode {
  const { texts: { bulletin: texts, recall } } = useLanguage();
  return (
    <section aria-labelledby="openings">
      <h2 id="openings">{recall.openings}</h2>
      <p className="quiet">{texts.readersBody}</p>
      <Openings of={openings} label={recall.openings} />
    </section>
  );
}

function Struck({ struck }: { struck: NonNullable<RecallOfQuery['bulletin']>['struck'] }): ReactNode {
  const { texts: { recall }, moments } = useLanguage();
  return (
    <section aria-labelledby="struck">
      <h2 id="struck">{recall.struck}</h2>
      <ul>
        {struck.map(({ id, struckAt, reason, struckBy, places }) => (
          <li key={id}><Moment at={struckAt} />{struckBy && <> · <Text>{struckBy.displayName}</Text></>}{places && places.length > 0 && <> · {moments.list([...new Set(places.map(({ kind }) => recall.places[kind]))])}</>}{reason && <><br /><Text>{reason}</Text></>}</li>
        ))}
      </ul>
    </section>
  );
}
