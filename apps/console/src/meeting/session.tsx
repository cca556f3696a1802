import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { AttendanceList } from './attendance.js';
import { isOver, type Meeting } from './meeting.js';
import { Names } from './parts.js';
import { Secretaries } from './secretaries.js';
import { SessionItem } from './session-item.js';
import { meetingSessionOf } from './session.generated.js';
import type { Session } from './read.js';

const MET = ['IN_SESSION', 'MINUTES_IN_REVIEW', 'MINUTES_APPROVED', 'CLOSED'];

/** The session: who is there, and of each item what is noted, decided and taken on. */
export function SessionPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const queries = useQueryClient();
  const { edition, isCoordinator } = meeting;
  const has = MET.includes(edition.state);
  const { data, error, refetch, isFetching } = useReading('meeting', meetingSessionOf, { id: edition.id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { session, actions } = data.meetingEdition;
  const isOpen = edition.state === 'IN_SESSION' || edition.state === 'MINUTES_IN_REVIEW';
  const writes = isOpen && (isCoordinator || session.items.some(({ writable }) => writable));
  const present = session.attendance.filter(({ presence }) => presence !== 'ABSENT').map(({ organisation }) => organisation);
  return (
    <>
      {!has && <Empty title={isOver(edition) ? words.over.notHeld : words.noSession}>{isOver(edition) ? null : words.noSessionBody}</Empty>}
      {has && (
        <section className="card">
          <h2>{words.attendance}</h2>
          <p><span className={session.quorum.met ? 'label label-good' : 'label label-warning'}>{session.quorum.met ? words.quorumMet : words.quorumNotMet}</span> {words.presentOf(session.quorum.present, session.quorum.needed)}</p>
          {writes ? <RecordAttendance edition={edition} session={session} opens={present.length === 0} /> : <p><Names of={present} none={words.nobodyRecorded} /></p>}
        </section>
      )}
      {session.secretaries.length > 0 && <p className="quiet">{words.secretaries} {session.secretaries.map(({ id, displayName }, index) => <span key={id}>{index > 0 && words.comma}<Text>{displayName}</Text></span>)}</p>}
      {isCoordinator && !isOver(edition) && edition.state !== 'MINUTES_APPROVED' && <Secretaries editionId={edition.id} secretaries={session.secretaries} />}
      {has && isOpen && <div className="row session-bar"><p className="quiet">{words.liveNotes}</p><Button isPending={isFetching} onPress={() => void queries.invalidateQueries({ queryKey: ['meeting'] })}>{words.loadAnew}</Button></div>}
      {has && session.items.length === 0 && <Empty title={words.noItems}>{words.noItemsBody}</Empty>}
      {has && session.items.map((item) => <SessionItem key={item.itemId} item={item} meeting={meeting} session={session} actions={actions.filter(({ itemId }) => itemId === item.itemId)} isOpen={isOpen} />)}
    </>
  );
}

/** Taking down who is there: open as long as nobody is, and then as somebody leaves it. */
function RecordAttendance({ edition, session, opens }: { edition: Meeting['edition']; session: Session; opens: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [open] = useState(opens);
  return <details className="fold" open={open}><summary>{words.recordAttendance}</summary><AttendanceList editionId={edition.id} itemId={null} organisations={edition.parties.map(({ organisation }) => organisation)} attendance={session.attendance} /></details>;
}
