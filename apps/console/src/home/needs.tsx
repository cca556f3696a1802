import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import type { WhoFragment } from '../session/session.generated.js';
import { Mark } from '../ui/mark.js';
import { SaysWhen } from '../ui/moment.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { type NewsFragment, toAccept, toAcknowledge, toAnswer, toApprove, toConfirm, toDecide, toExport, toLookAt, toMeet, toRead, toReleaseOutside } from './home.generated.js';
import { meetingNeeds, type Need, registerNeeds } from './need.js';

const NOTHING = {};

const byDue = (a: Need, b: Need): number => Date.parse(a.dueAt ?? '9999-12-31') - Date.parse(b.dueAt ?? '9999-12-31');

/** What waits for whoever is signed in, sort by sort, each leading to where it is done; without a reading role, what the meeting and the register want of him. */
export function Needs({ viewer, reads }: { viewer: WhoFragment; reads: boolean }): ReactNode {
  const { texts } = useLanguage();
  const isOfficer = viewer.roles.includes('OFFICER');
  const isContact = viewer.roles.includes('CONTACT_POINT');
  const confirms = isContact || viewer.roles.includes('ADMINISTRATOR');
  const [officers, writers, readers] = [{ enabled: isOfficer }, { enabled: isOfficer || isContact }, { enabled: reads }];
  const meet = useReading('home', toMeet, NOTHING);
  const readings = {
    acknowledge: useReading('home', toAcknowledge, NOTHING, readers),
    answer: useReading('home', toAnswer, NOTHING, readers),
    accept: useReading('home', toAccept, NOTHING, writers),
    unread: useReading('home', toRead, NOTHING, readers),
    approve: useReading('home', toApprove, { own: viewer.organisation.id }, officers),
    confirm: useReading('home', toConfirm, NOTHING, readers),
    decide: useReading('home', toDecide, NOTHING, officers),
    outside: useReading('home', toReleaseOutside, NOTHING, officers),
    proposals: useReading('home', toLookAt, NOTHING, officers),
    exports: useReading('home', toExport, NOTHING, officers),
    meeting: meet,
    register: meet,
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
    decide: [
      ...(readings.decide.data?.releaseRequests.nodes ?? []).map((request) => ({ ...request, at: 'releases', whom: request.recipient.name })),
      // What was granted and waits for a second person stands among what is to be approved.
      ...(readings.decide.data?.outsideReleaseRequests.nodes ?? []).filter(({ awaitsApproval }) => !awaitsApproval).map((request) => ({ ...request, at: 'outside', whom: request.readerOrganisation })),
    ].map(({ id, at, whom, answerBy, askedBy, bulletin, awaitsApproval }) => ({ key: id, href: awaitsApproval ? `/bulletins/${bulletin.id}/review` : `/bulletins/${bulletin.id}/${at}/${id}`, title: `${bulletin.title} — ${awaitsApproval ? texts.passing.awaits : texts.home.releaseFor(whom)}`, tlp: bulletin.tlp, from: askedBy.name, dueAt: answerBy, overdue: false })).sort(byDue),
    outside: (readings.outside.data?.outsideReleases.nodes ?? []).map(({ id, bulletin, readerOrganisation, expiresAt, proposedBy }) => ({ key: id, href: `/bulletins/${bulletin.id}/releases`, title: `${bulletin.title} — ${texts.home.releaseFor(readerOrganisation)}`, tlp: bulletin.tlp, from: proposedBy?.displayName ?? '', dueAt: expiresAt, overdue: false })).sort(byDue),
    proposals: (readings.proposals.data?.proposals.nodes ?? []).map(({ id, organisation, bulletin }) => ({ key: id, href: `/bulletins/${bulletin.id}/proposals/${id}`, title: bulletin.title, tlp: bulletin.tlp, from: organisation.name, ...later })),
    exports: (readings.exports.data?.caseExports.nodes ?? []).filter(({ state, requestedBy }) => state === 'WAITING' && requestedBy.id !== viewer.person.id).map(({ id, persons, expiresAt, requestedBy }) => ({ key: id, href: `/cases/export#export-${id}`, title: texts.cases.approveOf(persons), tlp: null, from: requestedBy.displayName, dueAt: expiresAt, overdue: false })).sort(byDue),
    meeting: meetingNeeds(meet.data, texts.tasks),
    register: confirms ? registerNeeds(meet.data, texts.tasks, now) : [],
  };
  const names = Object.keys(needs) as (keyof typeof needs)[];
  const title = (name: keyof typeof needs): string => (name === 'unread' || name === 'accept' || name === 'outside' || name === 'exports' ? texts.needs[name] : name === 'meeting' || name === 'register' ? texts.tasks[name] : texts.home[name]);
  const failed = names.map((name) => readings[name]).find(({ error, data }) => error && !data);
  const waits = names.some((name) => readings[name].isLoading);
  const empty = names.every((name) => needs[name].length === 0);
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{texts.home.needs}</h2>
      {failed && <Failed error={failed.error} onRetry={() => names.forEach((name) => void (readings[name].error && readings[name].refetch()))} />}
      {waits && empty && !failed && <Loading />}
      {!waits && !failed && empty && <Empty title={texts.home.nothing}>{reads && texts.home.nothingBody}</Empty>}
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
      <p className="quiet meta">{tlp && <Mark tlp={tlp} />} {from !== '' && <span><Text>{from}</Text></span>} {dueAt && <span className={overdue ? 'overdue' : 'due'}><SaysWhen text={overdue ? texts.home.overdue : texts.home.due} at={dueAt} /></span>}</p>
    </li>
  );
}
