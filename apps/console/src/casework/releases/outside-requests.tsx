import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../hub/queries.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Moment, SaysWhen } from '../../ui/moment.js';
import { Empty, Failed, Loading } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { visible } from '../../ui/visible.js';
import type { Worked } from '../under.js';
import { outsideRequestList } from './outside-requests.generated.js';

/** What recipients asked to be shown to people outside the hub. */
export function OutsideRequests({ bulletin: { id, state, isOurs, writes } }: { bulletin: Worked }): ReactNode {
  const { texts } = useLanguage();
  const { passing, forOutside } = texts;
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(`bulletin ${id}`, outsideRequestList, { id }, ({ outsideReleaseRequests }) => outsideReleaseRequests.pageInfo);
  const requests = data?.pages.flatMap((page) => page.outsideReleaseRequests.nodes) ?? [];
  return (
    <section aria-labelledby="for-outside">
      <h2 id="for-outside">{forOutside.requests}</h2>
      <p className="quiet">{isOurs ? forOutside.leadOurs : forOutside.lead}</p>
      {state === 'PUBLISHED' && !isOurs && writes && <p><Link href={`/bulletins/${id}/outside/new`} className="button">{forOutside.ask}</Link></p>}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && requests.length === 0 && <Empty title={passing.none} />}
      <ul className="plain case-list">
        {requests.map(({ id: each, state: stands, readerName, readerOrganisation, purpose, askedAt, answerBy, silent, awaitsApproval, askedBy }) => (
          <li key={each}>
            <p className="labels"><span className={stands === 'ASKED' ? 'label label-warning' : 'label'}>{awaitsApproval ? passing.awaits : texts.releases[stands]}</span>{silent && <span className="label">{passing.silent}</span>}</p>
            <Link href={`/bulletins/${id}/outside/${each}`} className="title-link">{forOutside.reader(visible(readerName), visible(readerOrganisation))}</Link>
            <p className="excerpt"><Text>{purpose}</Text></p>
            <p className="quiet meta"><span><Text>{askedBy.name}</Text></span> <Moment at={askedAt} /> {stands === 'ASKED' && <span className="due"><SaysWhen text={passing.answerBy} at={answerBy} /></span>}</p>
          </li>
        ))}
      </ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
    </section>
  );
}
