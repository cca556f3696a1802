import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { usePages } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Mark } from '../ui/mark.js';
import { Moment } from '../ui/moment.js';
import { Page } from '../ui/page.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { YearlyFigures } from './figures.js';
import { publicBulletins } from './public.generated.js';

const NOTHING = {};

/** What is public, for everybody. */
export function PublicPage(): ReactNode {
  const { texts, code } = useLanguage();
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages('public', publicBulletins, NOTHING, ({ bulletins: { pageInfo } }) => pageInfo, { anonymous: true });
  const all = data?.pages.flatMap(({ bulletins: { nodes } }) => nodes) ?? [];
  return (
    <Page title={texts.public.title} lead={texts.public.lead}>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && all.length === 0 && <Empty title={texts.public.none} />}
      <ul className="plain bulletin-list">
        {all.map(({ id, reference, title, kind, language, publishedAt, state, originator }) => (
          <li key={id} className="bulletin-row" data-tlp="CLEAR">
            <p className="labels"><Mark tlp="CLEAR" />{state !== 'PUBLISHED' && <span className="label">{texts.states[state]}</span>}</p>
            <h2 className="row-title"><Link href={`/public/${id}`} className="title-link"><Text lang={language}>{title}</Text></Link></h2>
            <p className="quiet meta"><span>{texts.kinds[kind]}</span> <span><Text>{originator.name}</Text></span> <span>{reference}</span> {publishedAt && <Moment at={publishedAt} />}</p>
          </li>
        ))}
      </ul>
      {hasNextPage && <Button className="more" onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
      {/* Once the list stands: what is above it moves it no more, under a finger neither. */}
      {(data || error) && <YearlyFigures />}
      <section className="card">
        <h2>{texts.public.report}</h2>
        <p>{texts.public.reportBody}</p>
      </section>
      <p><a href={`/feed.atom?lang=${code === 'ja' ? 'ja' : 'en'}`} className="target">{texts.public.feed}</a> <span className="quiet">{texts.public.feedBody}</span></p>
    </Page>
  );
}
