import { memo, type ReactNode, useMemo } from 'react';
import { Link, useLocation, useSearchParams } from 'wouter';
import { useLive } from '../hub/live.context.js';
import { usePages } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { wordsOf } from '../ui/hits.js';
import { Page } from '../ui/page.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { BulletinFilters } from './bulletin-filters.js';
import { BulletinRow } from './bulletin-row.js';
import { bulletins, type RowFragment } from './bulletins.generated.js';
import { addressOf, conditionsOf, filtersOf } from './filters.js';
import { SavedFilters } from './saved-list.js';

/** All bulletins that somebody may see: searched, filtered, page by page. */
export function BulletinsPage(): ReactNode {
  const { texts, preferences: { zone } } = useLanguage();
  const viewer = useViewer();
  const [search] = useSearchParams();
  const [, go] = useLocation();
  const filters = useMemo(() => filtersOf(search), [search]);
  const words = useMemo(() => wordsOf(filters.text), [filters.text]);
  const filter = conditionsOf(filters, zone);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage, isPlaceholderData, dataUpdatedAt, isFetching } = usePages('bulletins', bulletins, { filter, withText: words.length > 0 }, ({ bulletins: { pageInfo } }) => pageInfo);
  const { alerts } = useLive();
  const newest = alerts.find(({ kind }) => kind === 'PUBLISHED' || kind === 'REVISED');
  const isNewer = newest !== undefined && Date.parse(newest.occurredAt) > dataUpdatedAt;
  const shown = data?.pages.reduce((sum, page) => sum + page.bulletins.nodes.length, 0) ?? 0;
  return (
    <Page title={texts.bulletins.title}>
      {viewer?.roles.includes('OFFICER') && <p className="row-start"><Link href="/bulletins/new" className="button button-first">{texts.writing.write}</Link><Link href="/bulletins?states=DRAFT" className="target">{texts.writing.drafts}</Link><Link href="/cases" className="target">{texts.cases.toFiles}</Link></p>}
      <BulletinFilters key={filters.text} value={filters} onChange={(next) => go(`/bulletins${addressOf(next)}`, { replace: true })} />
      <SavedFilters current={filters} />
      {isNewer && <p><Button onPress={() => void refetch()}>{texts.bulletins.newer}</Button></p>}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && (
        <section aria-busy={isPlaceholderData}>
          <p className="count" role="status">{texts.bulletins.shown(shown, hasNextPage)}</p>
          {shown === 0 && (filter ? <Empty title={texts.bulletins.noHits}>{texts.bulletins.noHitsBody}</Empty> : <Empty title={texts.bulletins.none}>{texts.bulletins.noneBody}</Empty>)}
          <ul className="plain bulletin-list">
            {data.pages.map(({ bulletins: { nodes, pageInfo } }, index) => <RowsOfPage key={pageInfo.endCursor ?? index} nodes={nodes} words={words} query={filters.text === '' ? '' : `?text=${encodeURIComponent(filters.text)}`} />)}
          </ul>
          {error && <Failed error={error} onRetry={() => void fetchNextPage()} />}
          {hasNextPage && <Button className="more" onPress={() => void fetchNextPage()} isPending={isFetchingNextPage} isDisabled={isFetching && !isFetchingNextPage}>{texts.do.more}</Button>}
        </section>
      )}
    </Page>
  );
}

/** A page stays as it is when others come. */
const RowsOfPage = memo(function RowsOfPage({ nodes, words, query }: { nodes: readonly RowFragment[]; words: readonly string[]; query: string }): ReactNode {
  return nodes.map((bulletin) => <BulletinRow key={bulletin.id} bulletin={bulletin} words={words} query={query} />);
});
