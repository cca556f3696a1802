import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Markdown } from '../ui/markdown.js';
import { Moment } from '../ui/moment.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { threadsOf, type ThreadsOfQuery } from './bulletin.generated.js';

/** Questions on a bulletin and their answers, to read. */
export function Threads({ id }: { id: string }): ReactNode {
  const { texts: { bulletin: texts } } = useLanguage();
  const { data, error, refetch } = useReading(`bulletin ${id}`, threadsOf, { id });
  return (
    <section>
      <h2>{texts.threads}</h2>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.threads.nodes.length === 0 && <p className="quiet">{texts.noThreads}</p>}
      {data?.threads.nodes.map((thread) => <Thread key={thread.id} thread={thread} />)}
    </section>
  );
}

function Thread({ thread: { subject, state, dueAt, overdue, unread, messageCount, askedBy, messages } }: { thread: ThreadsOfQuery['threads']['nodes'][number] }): ReactNode {
  const { texts, moments } = useLanguage();
  return (
    <details className="fold thread">
      <summary>
        <span className="summary-title"><Text>{subject}</Text></span>
        <span className="labels"><span className={overdue ? 'label label-warning' : 'label'}>{texts.threadStates[state]}</span> {unread > 0 && <span className="label label-warning">{texts.bulletin.unread(unread)}</span>}</span>
        <span className="quiet"><Text>{askedBy.name}</Text> · {texts.bulletin.messages(messageCount)}{dueAt && ` · ${texts.bulletin.threadDue(moments.full(dueAt))}`}</span>
      </summary>
      <ol className="plain messages">
        {messages.nodes.map(({ id, kind, body, language, postedAt, author, organisation, citations }) => (
          <li key={id} className="message" data-kind={kind}>
            <p className="quiet"><strong>{texts.messageKinds[kind]}</strong> · <Text>{organisation.name}</Text>{author && <> · <Text>{author.displayName}</Text></>} · <Moment at={postedAt} /></p>
            <Markdown text={body} lang={language} level={4} />
            {citations.length > 0 && <p>{texts.bulletin.cites} {citations.map((cited) => <Link key={cited.id} href={`/bulletins/${cited.id}`} className="target">{cited.reference}</Link>)}</p>}
          </li>
        ))}
      </ol>
    </details>
  );
}
