import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../hub/queries.js';
import { useLanguage } from '../../languages/language.context.js';
import { Button } from '../../ui/button.js';
import { Moment } from '../../ui/moment.js';
import { Empty, Failed, Loading } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { Under, type Worked } from '../under.js';
import { proposalList } from './proposals.generated.js';

/** Corrections that were proposed to a bulletin: of the own organisation, or for its editors all of them. */
export function ProposalsPage({ id }: { id: string }): ReactNode {
  const { texts: { rooms } } = useLanguage();
  return <Under id={id} room="proposals" title={rooms.proposals}>{(bulletin) => <Proposals bulletin={bulletin} />}</Under>;
}

function Proposals({ bulletin: { id, state, isOurs } }: { bulletin: Worked }): ReactNode {
  const { texts, moments } = useLanguage();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(`bulletin ${id}`, proposalList, { id }, ({ proposals }) => proposals.pageInfo);
  const proposals = data?.pages.flatMap((page) => page.proposals.nodes) ?? [];
  return (
    <>
      {state === 'PUBLISHED' && !isOurs && <p><Link href={`/bulletins/${id}/proposals/new`} className="button button-first">{texts.proposals.propose}</Link></p>}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && proposals.length === 0 && <Empty title={texts.proposals.none}>{isOurs ? texts.proposals.noneOurs : texts.proposals.noneBody}</Empty>}
      <ul className="plain case-list">
        {proposals.map(({ id: each, state: stands, stale, proposedAt, organisation, parts }) => (
          <li key={each}>
            <p className="labels"><span className={stands === 'OPEN' ? 'label label-warning' : 'label'}>{texts.proposals.states[stands]}</span>{stale && stands === 'OPEN' && <span className="label label-warning">{texts.proposals.stale}</span>}</p>
            <Link href={`/bulletins/${id}/proposals/${each}`} className="title-link">{moments.list([...new Set(parts.map(({ field }) => texts.proposals.fields[field]))])}</Link>
            <p className="quiet meta"><span><Text>{organisation.name}</Text></span> <Moment at={proposedAt} /></p>
          </li>
        ))}
      </ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
    </>
  );
}
