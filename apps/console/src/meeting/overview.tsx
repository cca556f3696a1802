import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { meetingOverviewOf, type MeetingOverviewOfQuery } from './overview.generated.js';
import { Names, textIn, useLocalTimes } from './parts.js';

type Overview = MeetingOverviewOfQuery['meetingOverview'];
/** Where each of it is done. */
const MATTERS = { POLL: 'schedule', DELEGATES: 'people', COMMENTS: 'minutes', APPROVAL: 'minutes' } as const;

/** While the agenda can be changed. */
const AGENDA = ['AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION'];

/** What a coordinator has to know now: who has not replied, what is due, whether enough come, what overflows, and what waits for whom. */
export function Overview({ id }: { id: string }): ReactNode {
  const { data, error, refetch } = useReading('meeting', meetingOverviewOf, { id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { unanswered, deadlines, quorum, overflow, interpretationLacks, minutes, actions, mailbox, edition } = data.meetingOverview;
  return (
    <div className="overview">
      {mailbox?.state === 'FAILING' && <Mailbox mailbox={mailbox} />}
      <Unanswered id={id} unanswered={unanswered} />
      <Quorum quorum={quorum} zone={edition.zone} />
      <Deadlines deadlines={deadlines} />
      {(AGENDA.includes(edition.state) || overflow.proposals > 0) && <Overflow id={id} overflow={overflow} />}
      {AGENDA.includes(edition.state) && <Interpretation id={id} lacks={interpretationLacks} />}
      {minutes.length > 0 && <Waits id={id} minutes={minutes} items={edition.items} />}
      {actions.length > 0 && <Due id={id} actions={actions} />}
    </div>
  );
}

/** Replies by mail are not taken in: whoever coordinates has to know, and somebody has to mend it. */
function Mailbox({ mailbox: { failure, failingSince, readAt } }: { mailbox: NonNullable<Overview['mailbox']> }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <section className="card" role="status">
      <h2>{words.mailbox} <span className="label label-warning">{words.mailboxFails}</span></h2>
      {failure && <p className="overdue">{words.mailboxFailures[failure]}</p>}
      <p>{words.mailboxWaits}{failingSince && <span className="quiet block"><SaysWhen text={words.failingSince} at={failingSince} /></span>}{readAt && <span className="quiet block"><SaysWhen text={words.lastRead} at={readAt} /></span>}</p>
    </section>
  );
}

function Unanswered({ id, unanswered }: { id: string; unanswered: Overview['unanswered'] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <section className="card">
      <h2>{words.unanswered}</h2>
      {unanswered.length === 0 && <p className="quiet">{words.nothingAsked}</p>}
      {unanswered.map(({ matter, deadline, late, asked, missing }) => (
        <div key={matter} className="overview-part">
          <p><strong>{words.matters[matter]}</strong> <span className={missing.length === 0 ? 'label label-good' : late ? 'label label-warning' : 'label'}>{words.missingOf(missing.length, asked)}</span> <span className={late && missing.length > 0 ? 'overdue block' : 'quiet block'}><SaysWhen text={late ? words.wasDue : words.isDue} at={deadline} /></span></p>
          {missing.length > 0 && <details className="fold"><summary>{words.whoIsMissing}</summary><ul className="names">{missing.map((one) => <li key={one.id}><Text>{one.name}</Text></li>)}</ul></details>}
          <Link className="target" href={`/meeting/${id}/${MATTERS[matter]}`}>{words.goTo(words.parts[MATTERS[matter]])}</Link>
        </div>
      ))}
    </section>
  );
}

function Quorum({ quorum: { basis, safety, needed, coming, notComing, open, slotLocal, mustAttend }, zone }: { quorum: Overview['quorum']; zone: string }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const local = useLocalTimes();
  const all = coming + notComing + open;
  return (
    <section className="card">
      <h2>{words.quorum} <span className={safety === 'SAFE' ? 'label label-good' : safety === 'SHORT' ? 'label label-warning' : 'label'}>{words.safeties[safety]}</span></h2>
      {all > 0 && <svg className="coming" viewBox={`0 0 ${all} 1`} preserveAspectRatio="none" aria-hidden="true"><rect data-kind="yes" width={coming} height="1" /><rect data-kind="no" x={all - notComing} width={notComing} height="1" /></svg>}
      <p>{words.comingOf(coming, needed, open, notComing)}<span className="quiet block">{words.bases[basis]}{slotLocal && <> {local.full(slotLocal, zone)}</>}</span></p>
      {mustAttend.length > 0 && <p className="overdue">{words.mustMissing} <Names of={mustAttend} /></p>}
    </section>
  );
}

function Deadlines({ deadlines }: { deadlines: Overview['deadlines'] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <section className="card">
      <h2>{words.deadlines}</h2>
      {deadlines.length === 0 && <p className="quiet">{words.noDeadlines}</p>}
      <ul className="plain rows">{deadlines.map(({ kind, at, late }) => <li key={kind}><p>{words.deadlineKinds[kind]} {late && <span className="label label-warning">{words.isOver}</span>}<span className={late ? 'overdue block' : 'block'}><Moment at={at} /></span></p></li>)}</ul>
    </section>
  );
}

function Overflow({ id, overflow: { minutes, proposals, proposedMinutes, slots } }: { id: string; overflow: Overview['overflow'] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <section className="card">
      <h2>{words.parts.agenda}</h2>
      <p>{minutes > 0 ? <span className="overdue">{words.overflow(minutes)}</span> : words.fits}<span className="block">{proposals > 0 ? words.proposalsWait(proposals, proposedMinutes) : words.noProposals}</span></p>
      {slots.length > 0 && <><p className="quiet">{words.endsLate}</p><ul>{slots.map(({ kind, title, minutes: length, proposer }, index) => <li key={index}>{title ? <Text>{title}</Text> : words.slotKinds[kind]} <span className="quiet">{words.minutes(length)}{proposer && <> · <Text>{proposer.name}</Text></>}</span></li>)}</ul></>}
      {(minutes > 0 || proposals > 0) && <Link className="target" href={`/meeting/${id}/agenda`}>{words.goTo(words.parts.agenda)}</Link>}
    </section>
  );
}

function Interpretation({ id, lacks }: { id: string; lacks: number }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <section className="card">
      <h2>{words.parts.interpretation} {lacks > 0 && <span className="label label-warning">{words.interpreting.lacksCount(lacks)}</span>}</h2>
      {lacks === 0 && <p>{words.interpreting.allWell}</p>}
      <Link className="target" href={`/meeting/${id}/interpretation`}>{words.goTo(words.parts.interpretation)}</Link>
    </section>
  );
}

function Waits({ id, minutes, items }: { id: string; minutes: Overview['minutes']; items: Overview['edition']['items'] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <section className="card">
      <h2>{words.minutesWait}</h2>
      <ul className="plain rows">
        {minutes.map(({ wait, waitsFor, count, itemId, organisations }, index) => {
          const item = items.find((each) => each.id === itemId);
          return <li key={index}><p>{words.waits[wait](count)}{item && <> (<Text>{item.title}</Text>)</>}<span className="quiet block">{words.waitFor} {organisations.length > 0 ? <Names of={organisations} /> : words.waitFors[waitsFor]}</span></p></li>;
        })}
      </ul>
      <Link className="target" href={`/meeting/${id}/minutes`}>{words.goTo(words.parts.minutes)}</Link>
    </section>
  );
}

function Due({ id, actions }: { id: string; actions: Overview['actions'] }): ReactNode {
  const { texts: { meeting: words }, code } = useLanguage();
  const local = useLocalTimes();
  return (
    <section className="card">
      <h2>{words.actionsDue}</h2>
      <ul className="plain rows">{actions.map(({ id: action, dueOn, overdue, owner, texts }) => <li key={action}><p><Text>{textIn(texts, code)}</Text> {overdue && <span className="label label-warning">{words.overdue}</span>}<span className="quiet block"><Text>{owner.name}</Text> · {words.dueOn(local.day(dueOn))}</span></p></li>)}</ul>
      <Link className="target" href={`/meeting/${id}/actions`}>{words.goTo(words.parts.actions)}</Link>
    </section>
  );
}
