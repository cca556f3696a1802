import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../hub/queries.js';
import { useLanguage } from '../../languages/language.context.js';
import { useViewer } from '../../session/session.context.js';
import { Button } from '../../ui/button.js';
import { Moment, SaysWhen } from '../../ui/moment.js';
import { Page } from '../../ui/page.js';
import { Empty, Failed, Loading } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { Confirm } from './confirm.js';
import { asked, type RequestFragment } from './recall.generated.js';

const NOTHING = {};

/** What the own organisation is asked to destroy, also of bulletins that it may not see any more. */
export function RecallsPage(): ReactNode {
  const { texts } = useLanguage();
  const { recall } = texts;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages('home', asked, NOTHING, ({ recalls }) => recalls.pageInfo);
  const requests = data?.pages.flatMap((page) => page.recalls.nodes) ?? [];
  return (
    <Page title={recall.askedTitle} lead={recall.askedLead}>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && requests.length === 0 && <Empty title={recall.askedNone} />}
      <ul className="plain">{requests.map((request) => <Asked key={request.id} request={request} />)}</ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
    </Page>
  );
}

function Asked({ request }: { request: RequestFragment }): ReactNode {
  const { texts } = useLanguage();
  const { recall } = texts;
  const viewer = useViewer();
  const { id, reference, cause, state, dueAt, askedAt, confirmedAt, remark, originator, bulletin, bulletinId } = request;
  const isOpen = state === 'OPEN' || state === 'OVERDUE';
  const answers = viewer?.roles.some((role) => role === 'OFFICER' || role === 'CONTACT_POINT') ?? false;
  return (
    <li className="card" id={`recall-${id}`} data-open={isOpen}>
      <p className="labels"><span className={isOpen ? 'label label-warning' : 'label label-good'}>{texts.destruction[state]}</span> <span className="label">{recall.causes[cause]}</span></p>
      <h2>{bulletin ? <Link href={`/bulletins/${bulletinId}`} className="title-link">{reference} {bulletin.title !== reference && <Text lang={bulletin.language}>{bulletin.title}</Text>}</Link> : reference}</h2>
      <p className="quiet meta"><span><Text>{originator.name}</Text></span> <span>{recall.askedAt} <Moment at={askedAt} /></span> {isOpen && <span className={state === 'OVERDUE' ? 'overdue' : 'due'}><SaysWhen text={state === 'OVERDUE' ? texts.home.overdue : texts.home.due} at={dueAt} /></span>}</p>
      {!bulletin && <p className="quiet">{recall.lost}</p>}
      {confirmedAt && <p>{recall.confirmed}: <Moment at={confirmedAt} />{remark && <> – <Text>{remark}</Text></>}</p>}
      {answers ? <Confirm request={request} isOpen={isOpen} /> : isOpen && <p className="quiet">{recall.officersOnly}</p>}
    </li>
  );
}
