import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { Tlp } from '../hub/enums.generated.js';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import type { WhoFragment } from '../session/session.generated.js';
import { Mark } from '../ui/mark.js';
import { SaysWhen } from '../ui/moment.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { type NewsFragment, toAccept, toAcknowledge, toAnswer, toApprove, toConfirm, toDecide, toExport, toLookAt, toRead, toReleaseOutside } from './home.generated.js';

const NOTHING = {};

/** One thing to do: where it leads, what it is about, and by when. */
interface Need { readonly key: string; readonly href: string; readonly title: string; readonly lang?: string; readonly tlp: Tlp | null; readonly from: string; readonly dueAt: string | null; readonly overdue: boolean }
const byDue = (a: Need, b: Need): number => Date.parse(a.dueAt ?? '9999-12-31') - Date.parse(b.dueAt ?? '9999-12-31');

/** What waits for whoever is signed in, sort by sort, each leading to where it is done. */
export function Needs({ viewer }: { viewer: WhoFragment }): ReactNode {
  const { texts } = useLanguage();
  const isOfficer = viewer.roles.includes('OFFICER');
  const writes = isOfficer || viewer.roles.includes('CONTACT_POINT');
  const [officers, writers] = [{ enabled: isOfficer }, { enabled: writes }];
  const readings = {
    acknowledge: useReading('home', toAcknowledge, NOTHING),
    answer: useReading('home', toAnswer, NOTHING),
    accept: useReading('home', toAccept, NOTHING, writers),
    unread: useReading('home', toRead, NOTHING),
    approve: useReading('home', toApprove, { own: viewer.organisation.id }, officers),
    confirm: useReading('home', toConfirm, NOTHING),
    decide: useReading('home', toDecide, NOTHING, officers),
    outside: useReading('home', toReleaseOutside, NOTHING, officers),
    proposals: useReading('home', toLookAt, NOTHING, officers),
    exports: useReading('home', toExport, NOTHING, officers),
  };
  const now = Date.now();
  const of = (bulletin: NewsFragment, dueAt: string | null): Need => ({ key: bulletin.id, href: `/bulletins/${bulletin.id}`, title: bulletin.title, lang: bulletin.language, tlp: bulletin.tlp, from: bulletin.originator.name, dueAt, overdue: dueAt !== null && Date.parse(dueAt) < now });
  const later = { dueAt: null, overdue: false };
  const unread = (readings.unread.data?.threads.nodes ?? []).filter(({ id }) => !readings.accept.data?.threads.nodes.some((thread) => thread.id === id));
  const needs: Record<keyof typeof readings, readonly Need[]> = {
    acknowledge: (readings.acknowledge.data?.bulletins.nodes ?? []).map((bulletin) => of(bulletin, bulletin.acknowledgement?.dueAt ?? null)).sort(byDue),
    answer: (readings.answer.data?.threads.nodes ?? []).map(({ id, subject, dueAt, overdue, bulletin, askedBy }) => ({ key: id, href: `/bulletins/${bulletin.id}/questions/${id}`, title: subject, tlp: bulletin.tlp, from: askedBy.name, dueAt, overdue })).sort(byDue),
    accept: (readings.accept.data?.threads.nodes ?? []).map(({ id, subject, bulletin }) => ({ key: id, href: `/bulletins/${bulletin.id}/questions/${id}`, title: subject, tlp: bulletin.tlp, from: bulletin.reference, ...later })),
    unread: unread.map(({ id, subject, bulletin, askedBy }) => ({ key: id, href: `/bulletins/${bulletin.id}/questions/${id}`, title: subject, tlp: bulletin.tlp, from: askedBy.name, ...later })),
    approve: (readings.approve.data?.bulletins.nodes ?? []).map((bulletin) => ({ ...of(bulletin, null), href: `/bulletins/${bulletin.id}/review` })),
    confirm: (readings.confirm.data?.recalls.nodes ?? []).map(({ id, reference, dueAt, state, originator }) => ({ key: id, href: `/recalls#recall-${id}`, title: reference, tlp: null, from: originator.name, dueAt, overdue: state === 'OVERDUE' })).sort(byDue),
    decide: (readings.decide.data?.releaseRequests.nodes ?? []).map(({ id, answerBy, askedBy, recipient, bulletin, awaitsApproval }) => ({ key: id, href: awaitsApproval ? `/bulletins/${bulletin.id}/review` : `/bulletins/${bulletin.id}/releases/${id}`, title: `${bulletin.title} — ${awaitsApproval ? texts.passing.awaits : texts.home.releaseFor(recipient.name)}`, tlp: bulletin.tlp, from: askedBy.name, dueAt: answerBy, overdue: false })).sort(byDue),
    outside: (readings.outside.data?.outsideReleases.nodes ?? []).map(({ id, bulletin, readerOrganisation, expiresAt, proposedBy }) => ({ key: id, href: `/bulletins/${bulletin.id}/releases`, title: `${bulletin.title} — ${texts.home.releaseFor(readerOrganisation)}`, tlp: bulletin.tlp, from: proposedBy?.displayName ?? '', dueAt: expiresAt, overdue: false })).sort(byDue),
    proposals: (readings.proposals.data?.proposals.nodes ?? []).map(({ id, organisation, bulletin }) => ({ key: id, href: `/bulletins/${bulletin.id}/proposals/${id}`, title: bulletin.title, tlp: bulletin.tlp, from: organisation.name, ...later })),
    exports: (readings.exports.data?.caseExports.nodes ?? []).filter(({ state, requestedBy }) => state === 'WAITING' && requestedBy.id !== viewer.person.id).map(({ id, persons, expiresAt, requestedBy }) => ({ key: id, href: `/cases/export#export-${id}`, title: texts.cases.approveOf(persons), tlp: null, from: requestedBy.displayName, dueAt: expiresAt, overdue: false })).sort(byDue),
  };
  const names = Object.keys(needs) as (keyof typeof needs)[];
  const title = (name: keyof typeof needs): string => (name === 'unread' || name === 'accept' || name === 'outside' || name === 'exports' ? texts.needs[name] : texts.home[name]);
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
          <h3 id={`needs-${name}`}>{title(name)} <span className="count-badge">{needs[name].length}</span></h3>
          <ul className="plain">{needs[name].map((need) => <NeedRow key={need.key} need={need} />)}</ul>
        </section>
      ))}
    </section>
  );
}

function NeedRow({ need: { href, title, lang, tlp, from, dueAt, overdue } }: { need: Need }): ReactNode {
  const { texts } = useLanguage();
  return (
    <li className="need" data-overdue={overdue}>
      <Link href={href} className="title-link"><Text lang={lang}>{title}</Text></Link>
      <p className="quiet meta">{tlp && <Mark tlp={tlp} />} <span><Text>{from}</Text></span> {dueAt && <span className={overdue ? 'overdue' : 'due'}><SaysWhen text={overdue ? texts.home.overdue : texts.home.due} at={dueAt} /></span>}</p>
    </li>
  );
}
