import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Mark, UrgencyLabel } from '../ui/mark.js';
import { Moment } from '../ui/moment.js';
import { Page } from '../ui/page.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { newest } from './home.generated.js';
import { Needs } from './needs.js';

const READING = ['READER', 'OFFICER', 'CONTACT_POINT'] as const;
const NOTHING = {};

/** What needs somebody, and what is new. */
export function HomePage(): ReactNode {
  const { texts } = useLanguage();
  const viewer = useViewer();
  if (!viewer) return null;
  const reads = viewer.roles.some((role) => (READING as readonly string[]).includes(role));
  return (
    <Page title={texts.menu.home} heading={<Text>{texts.home.title(visible(viewer.person.displayName))}</Text>} lead={<><Text>{viewer.organisation.name}</Text> · {viewer.roles.map((role) => texts.roles[role]).join(' · ')}</>}>
      {!reads && <Notice><p>{texts.state.noReading}</p></Notice>}
      <div className="home"><Needs viewer={viewer} reads={reads} />{reads && <News />}</div>
    </Page>
  );
}

function News(): ReactNode {
  const { texts } = useLanguage();
  const { data, error, refetch } = useReading('home', newest, NOTHING);
  return (
    <section aria-labelledby="news">
      <h2 id="news">{texts.home.fresh}</h2>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.bulletins.nodes.length === 0 && <Empty title={texts.bulletins.none}>{texts.bulletins.noneBody}</Empty>}
      <ul className="plain news">
        {data?.bulletins.nodes.map(({ id, title, tlp, urgency, kind, state, language, publishedAt, originator }) => (
          <li key={id} className="news-row">
            <p className="labels"><Mark tlp={tlp} /> <UrgencyLabel urgency={urgency} />{state !== 'PUBLISHED' && <span className="label">{texts.states[state]}</span>}</p>
            <Link href={`/bulletins/${id}`} className="title-link"><Text lang={language}>{title}</Text></Link>
            <p className="quiet meta"><span>{texts.kinds[kind]}</span> <span><Text>{originator.name}</Text></span> {publishedAt && <Moment at={publishedAt} />}</p>
          </li>
        ))}
      </ul>
      <p><Link href="/bulletins" className="target">{texts.home.allBulletins}</Link></p>
    </section>
  );
}
