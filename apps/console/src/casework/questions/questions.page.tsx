import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../hub/queries.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Moment, SaysWhen } from '../../ui/moment.js';
import { Empty, Failed, Loading } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { Under, type Worked } from '../under.js';
import { threadList, type ThreadListQuery } from './questions.generated.js';

/** The questions on a bulletin, and asking one. */
export function QuestionsPage({ id }: { id: string }): ReactNode {
  const { texts: { rooms } } = useLanguage();
  return <Under id={id} room="questions" title={rooms.questions}>{(bulletin) => <Questions bulletin={bulletin} />}</Under>;
}

function Questions({ bulletin: { id, state, writes, isEditor, isOurs } }: { bulletin: Worked }): ReactNode {
  const { texts } = useLanguage();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(`bulletin ${id}`, threadList, { id }, ({ threads }) => threads.pageInfo);
  const threads = data?.pages.flatMap((page) => page.threads.nodes) ?? [];
  return (
    <>
      {state === 'PUBLISHED' && writes && (isEditor || !isOurs) && <p><Link href={`/bulletins/${id}/questions/new`} className="button button-first">{texts.questions.ask}</Link></p>}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && threads.length === 0 && <Empty title={texts.bulletin.noThreads}>{texts.questions.none}</Empty>}
      <ul className="plain case-list">{threads.map((thread) => <Row key={thread.id} bulletinId={id} thread={thread} />)}</ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
    </>
  );
}

function Row({ bulletinId, thread: { id, subject, state, dueAt, overdue, unread, messageCount, changedAt, askedBy, assignee } }: { bulletinId: string; thread: ThreadListQuery['threads']['nodes'][number] }): ReactNode {
  const { texts } = useLanguage();
  return (
    <li>
      <p className="labels">
        <span className={overdue ? 'label label-warning' : 'label'}>{texts.threadStates[state]}</span>
        {unread > 0 && <span className="label label-warning">{texts.bulletin.unread(unread)}</span>}
      </p>
      <Link href={`/bulletins/${bulletinId}/questions/${id}`} className="title-link"><Text>{subject}</Text></Link>
      <p className="quiet meta">
        <span><Text>{askedBy.name}</Text></span> <span>{texts.bulletin.messages(messageCount)}</span> <Moment at={changedAt} />
        {dueAt && <span className={overdue ? 'overdue' : 'due'}><SaysWhen text={texts.bulletin.threadDue} at={dueAt} /></span>}
        {assignee && <span>{texts.questions.taskOf} <Text>{assignee.displayName}</Text></span>}
      </p>
    </li>
  );
}
