import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Tlp } from '../hub/enums.generated.js';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Mark, UrgencyLabel } from '../ui/mark.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Page } from '../ui/page.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { newest, type NewsFragment, toAcknowledge, toAnswer, toApprove, toConfirm, toDecide, toLookAt, toRead } from './home.generated.js';

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
      {reads ? <div className="home"><Needs isOfficer={viewer.roles.includes('OFFICER')} /><News /></div> : <Notice><p>{texts.state.noReading}</p></Notice>}
    </Page>
  );
}

/** One thing to do: where it leads, what it is about, and by when. */
interface Need { readonly key: string; readonly href: string; readonly title: string; readonly lang?: string; readonly tlp: Tlp | null; readonly from: string; readonly dueAt: string | null; readonly overdue: boolean }

function Needs({ isOfficer }: { isOfficer: boolean }): ReactNode {
  const { texts } = useLanguage();
  const readings = {
    acknowledge: useReading('home', toAcknowledge, NOTHING),
    answer: useReading('home', toAnswer, NOTHING),
    unread: useReading('home', toRead, NOTHING),
    approve: useReading('home', toApprove, NOTHING, { enabled: isOfficer }),
    confirm: useReading('home', toConfirm, NOTHING),
    decide: useReading('home', toDecide, NOTHING, { enabled: isOfficer }),
    proposals: useReading('home', toLookAt, NOTHING, { enabled: isOfficer }),
  };
  const now = Date.now();
  const of = (bulletin: NewsFragment, dueAt: string | null): Need => ({ key: bulletin.id, href: `/bulletins/${bulletin.id}`, title: bulletin.title, lang: bulletin.language, tlp: bulletin.tlp, from: bulletin.originator.name, dueAt, overdue: dueAt !== null && Date.parse(dueAt) < now });
  const needs: Record<keyof typeof readings, readonly Need[]> = {
    acknowledge: (readings.acknowledge.data?.bulletins.nodes ?? []).map((bulletin) => of(bulletin, bulletin.acknowledgement?.dueAt ?? null)).sort(byDue),
    answer: (readings.answer.data?.threads.nodes ?? []).map(({ id, subject, dueAt, overdue, bulletin, askedBy }) => ({ key: id, href: `/bulletins/${bulletin.id}/questions/${id}`, title: subject, tlp: bulletin.tlp, from: askedBy.name, dueAt, overdue })).sort(byDue),
    unread: (readings.unread.data?.threads.nodes ?? []).map(({ id, subject, bulletin, askedBy }) => ({ key: id, href: `/bulletins/${bulletin.id}/questions/${id}`, title: subject, tlp: bulletin.tlp, from: askedBy.name, dueAt: null, overdue: false })),
    approve: (readings.approve.data?.bulletins.nodes ?? []).map((bulletin) => ({ ...of(bulletin, null), href: `/bulletins/${bulletin.id}/review` })),
    confirm: (readings.confirm.data?.recalls.nodes ?? []).map(({ id, reference, dueAt, state, originator }) => ({ key: id, href: `/recalls#recall-${id}`, title: reference, tlp: null, from: originator.name, dueAt, overdue: state === 'OVERDUE' })).sort(byDue),
    decide: [
      ...(readings.decide.data?.releaseRequests.nodes ?? []).map((request) => ({ ...request, room: 'releases', whom: request.recipient.name })),
      ...(readings.decide.data?.outsideReleaseRequests.nodes ?? []).map((request) => ({ ...request, room: 'outside', whom: request.readerOrganisation })),
    ].map(({ id, room, whom, answerBy, askedBy, bulletin }) => ({ key: id, href: `/bulletins/${bulletin.id}/${room}/${id}`, title: `${bulletin.title} — ${texts.home.releaseFor(whom)}`, tlp: bulletin.tlp, from: askedBy.name, dueAt: answerBy, overdue: false })).sort(byDue),
    proposals: (readings.proposals.data?.proposals.nodes ?? []).map(({ id, organisation, bulletin }) => ({ key: id, href: `/bulletins/${bulletin.id}/proposals/${id}`, title: bulletin.title, tlp: bulletin.tlp, from: organisation.name, dueAt: null, overdue: false })),
  };
  const names = Object.keys(needs) as (keyof typeof needs)[];
  const failed = names.map((name) => readings[name]).find(({ error, data }) => error && !data);
  const waits = names.some((name) => readings[name].isLoading);
  const empty = names.every((name) => needs[name].length === 0);
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{texts.home.needs}</h2>
      {failed && <Failed error={failed.error} onRetry={() => names.forEach((name) => void (readings[name].error && readings[name].refetch()))} />}
      {waits && empty && !failed && <Loading />}
      {!waits && !failed && empty && <Empty title={texts.home.nothing}>{texts.home.nothingBody}</Empty>}
      {names.filter((name) => needs[name].length > 0).map((name) => (
        <section key={name} className="needs" aria-labelledby={`needs-${name}`}>
          <h3 id={`needs-${name}`}>{name === 'unread' ? texts.needs.unread : texts.home[name]} <span className="count-badge">{needs[name].length}</span></h3>
          <ul className="plain">{needs[name].map((need) => <NeedRow key={need.key} need={need} />)}</ul>
        </section>
      ))}
    </section>
  );
}

const byDue = (a: Need, b: Need): number => Date.parse(a.dueAt ?? '9999-12-31') - Date.parse(b.dueAt ?? '9999-12-31');

function NeedRow({ need: { href, title, lang, tlp, from, dueAt, overdue } }: { need: Need }): ReactNode {
  const { texts } = useLanguage();
  return (
    <li className="need" data-overdue={overdue}>
      <Link href={href} className="title-link"><Text lang={lang}>{title}</Text></Link>
      <p className="quiet meta">{tlp && <Mark tlp={tlp} />} <span><Text>{from}</Text></span> {dueAt && <span className={overdue ? 'overdue' : 'due'}><SaysWhen text={overdue ? texts.home.overdue : texts.home.due} at={dueAt} /></span>}</p>
    </li>
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
