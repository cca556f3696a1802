import { type ReactNode, useEffect, useRef, useState } from 'react';
import { Link } from 'wouter';
import { useQueryClient } from '@tanstack/react-query';
import { usePages } from '../../hub/queries.js';
import { useReload } from '../../hub/sending.js';
import { useLanguage } from '../../languages/language.context.js';
import { useSession, useViewer } from '../../session/session.context.js';
import { Button } from '../../ui/button.js';
import { Markdown } from '../../ui/markdown.js';
import { Moment } from '../../ui/moment.js';
import { Failed, Loading, Notice } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { visible } from '../../ui/visible.js';
import { Under, type Worked } from '../under.js';
import { Assignee } from './assignee.js';
import { markThreadRead, oneThread } from './questions.generated.js';
import { Promotion } from './promotion.js';
import { Reply } from './reply.js';
import type { Message, Thread } from './thread.js';

/** A question and what was answered to it: read, answered, accepted, reopened, closed. */
export function ThreadPage({ id, threadId }: { id: string; threadId: string }): ReactNode {
  const { texts: { rooms } } = useLanguage();
  return <Under id={id} room="questions" title={rooms.questions}>{(bulletin) => <Reading bulletin={bulletin} threadId={threadId} />}</Under>;
}

function Reading({ bulletin, threadId }: { bulletin: Worked; threadId: string }): ReactNode {
  const { texts, moments } = useLanguage();
  const viewer = useViewer();
  const room = `bulletin ${bulletin.id}`;
  const reload = useReload(room);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(room, oneThread, { id: threadId }, ({ thread }) => thread?.messages.pageInfo ?? { hasNextPage: false, endCursor: null });
  const thread = data?.pages.at(-1)?.thread;
  const messages = data?.pages.flatMap((page) => page.thread?.messages.nodes ?? []) ?? [];
  const unread = useUnread(thread ?? null, hasNextPage ? null : (messages.at(-1)?.number ?? null));
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (!thread) return <Notice title={texts.state.notFound}><p>{texts.state.notFoundBody}</p></Notice>;
  const others = messages.filter(({ author, organisation }) => (author ? author.id !== viewer?.person.id : organisation.id !== viewer?.organisation.id));
  const news = new Set(unread === 0 ? [] : others.slice(-unread).map(({ id }) => id));
  return (
    <article className="thread-read">
      <h2><Text>{thread.subject}</Text></h2>
      <p className="labels"><span className={thread.overdue ? 'label label-warning' : 'label'}>{texts.threadStates[thread.state]}</span>{thread.dueAt && <span className={thread.overdue ? 'label label-warning' : 'label'}>{texts.bulletin.threadDue(moments.full(thread.dueAt))}</span>}</p>
      <p className="quiet">{texts.questions.between(visible(thread.askedBy.name), moments.list(thread.participants.filter(({ id }) => id !== thread.askedBy.id).map(({ name }) => visible(name))))}</p>
      <Assignee thread={thread} room={room} />
      <ol className="plain messages">
        {messages.map((message) => <One key={message.id} message={message} bulletin={bulletin} isNew={news.has(message.id)} onLoad={reload} />)}
      </ol>
      {hasNextPage ? <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button> : <Reply thread={thread} room={room} onLoad={reload} />}
    </article>
  );
}

function One({ message, bulletin, isNew, onLoad }: { message: Message; bulletin: Worked; isNew: boolean; onLoad: () => void }): ReactNode {
  const { texts } = useLanguage();
  const { kind, body, language, postedAt, author, organisation, citations } = message;
  return (
    <li className="message" data-kind={kind}>
      <p className="quiet"><strong>{texts.messageKinds[kind]}</strong> · <Text>{organisation.name}</Text>{author && <> · <Text>{author.displayName}</Text></>} · <Moment at={postedAt} /> {isNew && <span className="label label-warning">{texts.questions.isNew}</span>}</p>
      <Markdown text={body} lang={language} level={4} />
      {citations.length > 0 && <p>{texts.bulletin.cites} {citations.map((cited) => <Link key={cited.id} href={`/bulletins/${cited.id}`} className="target">{cited.reference}</Link>)}</p>}
      {kind === 'ANSWER' && <Promotion message={message} bulletin={bulletin} onLoad={onLoad} />}
    </li>
  );
}

/** How many messages were unread when the thread was opened; the mark moves once its last message is on the screen. */
function useUnread(thread: Thread | null, last: number | null): number {
  const session = useSession();
  const queries = useQueryClient();
  const [unread, setUnread] = useState(0);
  const told = useRef(0);
  const [id, now] = [thread?.id, thread?.unread ?? 0];
  useEffect(() => {
    if (id === undefined || last === null || now === 0 || told.current >= last || document.visibilityState !== 'visible') return;
    told.current = last;
    setUnread(now);
    // Where this fails the messages stay unread, and nothing else happens.
    session.ask(markThreadRead, { input: { threadId: id, upTo: last } }).then(() => queries.invalidateQueries({ queryKey: ['home'] }), () => undefined);
  }, [id, last, now, session, queries]);
  return unread;
}
