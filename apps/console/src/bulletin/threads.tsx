import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { SaysWhen } from '../ui/moment.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { threadsOf } from './bulletin.generated.js';

/** Questions on a bulletin, each leading to where it is read and answered. */
export function Threads({ id }: { id: string }): ReactNode {
  const { texts } = useLanguage();
  const { data, error, refetch } = useReading(`bulletin ${id}`, threadsOf, { id });
  return (
    <section>
      <h2>{texts.bulletin.threads}</h2>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.threads.nodes.length === 0 && <p className="quiet">{texts.bulletin.noThreads}</p>}
      <ul className="plain case-list">
        {data?.threads.nodes.map(({ id: thread, subject, state, dueAt, overdue, unread, messageCount, askedBy }) => (
          <li key={thread} className="thread">
            <p className="labels"><span className={overdue ? 'label label-warning' : 'label'}>{texts.threadStates[state]}</span> {unread > 0 && <span className="label label-warning">{texts.bulletin.unread(unread)}</span>}</p>
            <Link href={`/bulletins/${id}/questions/${thread}`} className="title-link"><Text>{subject}</Text></Link>
            <p className="quiet meta"><span><Text>{askedBy.name}</Text></span> <span>{texts.bulletin.messages(messageCount)}</span> {dueAt && <span><SaysWhen text={texts.bulletin.threadDue} at={dueAt} /></span>}</p>
          </li>
        ))}
      </ul>
      {data?.threads.pageInfo.hasNextPage && <p><Link href={`/bulletins/${id}/questions`} className="target">{texts.do.more}</Link></p>}
    </section>
  );
}
