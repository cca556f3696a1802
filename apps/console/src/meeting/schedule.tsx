import type { ReactNode } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { DecideOther } from './decide.js';
import { isOver, type Meeting } from './meeting.js';
import { FindDays } from './find-days.js';
import { useLocalTimes } from './parts.js';
import { meetingPollOf } from './poll.generated.js';
import { ChangePoll } from './poll-change.js';
import { PollGrid } from './poll-grid.js';
import { Ranking } from './poll-ranking.js';
import { EnterReply, OwnReply } from './poll-reply.js';
import type { Poll } from './read.js';

// A day comes of a decision, which is no step of its own among those that are allowed.
const DECIDABLE = ['PLANNING', 'POLLING', 'SCHEDULED'];

/** Finding the day: what is proposed, what the parties say, what is decided. */
export function SchedulePart({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const local = useLocalTimes();
  const { edition, isCoordinator, takesPart } = meeting;
  const { data, error, refetch } = useReading('meeting', meetingPollOf, { id: edition.id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { poll } = data.meetingEdition;
  const isOpen = poll !== null && poll.closedAt === null;
  const plans = isCoordinator && (edition.state === 'PLANNING' || (edition.state === 'POLLING' && !isOpen));
  const decides = isCoordinator && DECIDABLE.includes(edition.state);
  return (
    <>
      {edition.startsLocal && edition.endsLocal && <Notice kind="good" title={words.decided}><p>{local.span(edition.startsLocal, edition.endsLocal, edition.zone)}</p></Notice>}
      {poll && <p>{isOpen ? <><SaysWhen text={words.answerBy} at={poll.deadline} /> </> : <>{words.pollClosed} <Moment at={poll.closedAt ?? poll.deadline} /> </>}<span className="quiet">{words.quorumIs(poll.quorum)}</span></p>}
      {!poll && !plans && <Empty title={isOver(edition) ? words.over.noPoll : words.noPoll}>{isOver(edition) ? null : words.noPollBody}</Empty>}
      {plans && <FindDays meeting={meeting} />}
      {poll && isOpen && takesPart && !isCoordinator && <OwnReply meeting={meeting} poll={poll} />}
      {poll?.missing && isOpen && <Missing poll={poll} />}
      {poll && isCoordinator && <Ranking meeting={meeting} poll={poll} decides={decides} />}
      {poll && <PollGrid meeting={meeting} poll={poll} />}
      {poll && isOpen && isCoordinator && <EnterReply meeting={meeting} poll={poll} />}
      {poll && isOpen && isCoordinator && takesPart && <OwnReply meeting={meeting} poll={poll} />}
      {poll && isOpen && isCoordinator && <ChangePoll meeting={meeting} poll={poll} />}
      {decides && <DecideOther meeting={meeting} />}
    </>
  );
}

/** Whose answer is missing. */
function Missing({ poll: { missing } }: { poll: Poll }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  if (!missing) return null;
  return (
    <section className="card">
      <h2>{words.missing} <span className="count-badge">{missing.length}</span></h2>
      {missing.length === 0 ? <p className="good">{words.nobodyMissing}</p> : <ul className="names">{missing.map(({ id, name }) => <li key={id}><Text>{name}</Text></li>)}</ul>}
    </section>
  );
}
