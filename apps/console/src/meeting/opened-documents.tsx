import type { ReactNode } from 'react';
import { usePages } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Moment } from '../ui/moment.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { openedBy } from './document-openings.js';
import { documentOpenings, type ItemFileFragment } from './documents.generated.js';

/** Who opened an item's documents: of the own organisation's record of access, which administrators and contact points of the item's proposer and of who filed a document read. */
export function OpenedDocuments({ itemId, documents }: { itemId: string; documents: readonly ItemFileFragment[] }): ReactNode {
  const { texts: { meeting: { documents: words, openings }, bulletin: texts, do: does }, moments } = useLanguage();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages('meeting', documentOpenings, { itemId }, ({ auditTrail: { pageInfo } }) => pageInfo);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const rows = openedBy(data.pages.flatMap(({ auditTrail: { nodes } }) => nodes));
  const nameOf = (id: string): string => documents.find(({ attachment }) => attachment.id === id)?.attachment.name ?? openings.removed;
  return (
    <>
      <p className="quiet">{openings.body}</p>
      {rows.length === 0 && !hasNextPage && <Empty title={openings.nobody} />}
      {rows.length > 0 && (
        <div className="table-wide" tabIndex={0} role="group" aria-label={openings.title}>
          <table>
            <thead><tr><th scope="col">{words.title}</th><th scope="col">{texts.organisation}</th><th scope="col">{texts.first}</th><th scope="col">{texts.last}</th><th scope="col" className="number">{texts.times}</th></tr></thead>
            <tbody>
              {rows.map(({ document, organisation: { id, name }, firstAt, lastAt, times }) => (
                <tr key={`${document} ${id}`}><th scope="row"><Text>{nameOf(document)}</Text></th><td><Text>{name}</Text></td><td><Moment at={firstAt} /></td><td><Moment at={lastAt} /></td><td className="number">{moments.number(times)}</td></tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {error && data && <Failed error={error} onRetry={() => void fetchNextPage()} />}
      {hasNextPage && <><p className="quiet">{openings.newest}</p><Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{does.more}</Button></>}
    </>
  );
}
