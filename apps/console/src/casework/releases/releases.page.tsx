import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../hub/queries.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Moment, SaysWhen } from '../../ui/moment.js';
import { Empty, Failed, Loading } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { visible } from '../../ui/visible.js';
import { Under, type Worked } from '../under.js';
import { Outside } from './outside.js';
import { OutsideRequests } from './outside-requests.js';
import { requestList } from './releases.generated.js';

/** Passing a bulletin on: what was asked and granted, and for its editors releases to people outside the hub. */
export function ReleasesPage({ id }: { id: string }): ReactNode {
  const { texts: { rooms } } = useLanguage();
  return (
    <Under id={id} room="releases" title={rooms.releases}>
      {(bulletin) => <>{bulletin.tlp === 'AMBER' && <Requests bulletin={bulletin} />}{(bulletin.tlp === 'AMBER' || bulletin.tlp === 'GREEN') && <OutsideRequests bulletin={bulletin} />}{bulletin.isEditor && <Outside bulletin={bulletin} />}</>}
    </Under>
  );
}

function Requests({ bulletin: { id, state, isOurs, writes } }: { bulletin: Worked }): ReactNode {
  const { texts } = useLanguage();
  const { passing: releases } = texts;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(`bulletin ${id}`, requestList, { id }, ({ releaseRequests }) => releaseRequests.pageInfo);
  const requests = data?.pages.flatMap((page) => page.releaseRequests.nodes) ?? [];
  return (
    <section aria-labelledby="requests">
      <h2 id="requests">{releases.requests}</h2>
      <p className="quiet">{isOurs ? releases.leadOurs : releases.lead}</p>
      {state === 'PUBLISHED' && !isOurs && writes && <p><Link href={`/bulletins/${id}/releases/new`} className="button button-first">{releases.ask}</Link></p>}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && requests.length === 0 && <Empty title={releases.none} />}
      <ul className="plain case-list">
        {requests.map(({ id: each, state: stands, purpose, askedAt, answerBy, silent, awaitsApproval, askedBy, recipient }) => (
          <li key={each}>
            <p className="labels"><span className={stands === 'ASKED' ? 'label label-warning' : 'label'}>{awaitsApproval ? releases.awaits : texts.releases[stands]}</span>{silent && <span className="label">{releases.silent}</span>}</p>
            <Link href={`/bulletins/${id}/releases/${each}`} className="title-link">{releases.to(visible(recipient.name))}</Link>
            <p className="excerpt"><Text>{purpose}</Text></p>
            <p className="quiet meta"><span><Text>{askedBy.name}</Text></span> <Moment at={askedAt} /> {stands === 'ASKED' && <span className="due"><SaysWhen text={releases.answerBy} at={answerBy} /></span>}</p>
          </li>
        ))}
      </ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
    </section>
  );
}
