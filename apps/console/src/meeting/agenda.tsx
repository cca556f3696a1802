import { type ReactNode, useState } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Choice } from '../ui/field.js';
import { Moment } from '../ui/moment.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { type AgendaItemFragment, meetingAgendaOf } from './agenda.generated.js';
import { AgendaItem, ClosedProposal } from './agenda-item.js';
import { AgendaOrder } from './agenda-order.js';
import { Breaks } from './breaks.js';
import { isAssigning } from './interpreting.js';
import { ItemForm } from './item-form.js';
import { isOver, isPlanned, type Meeting } from './meeting.js';
import { Timetable } from './timetable.js';

const OPEN = ['AGENDA_OPEN', 'AGENDA_FROZEN'];
const GONE = ['DECLINED', 'MERGED', 'WITHDRAWN'];

/** The agenda: the timetable, what waits, what was not taken up, and proposing. */
export function AgendaPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [version, setVersion] = useState<number | null>(null);
  const { edition, isCoordinator, takesPart, speaks } = meeting;
  const { data, error, refetch } = useReading('meeting', meetingAgendaOf, { id: edition.id, version });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { agenda, items, closedItems, interpretation } = data.meetingEdition;
  const isOpen = OPEN.includes(edition.state);
  const waiting = items.filter(({ state }) => state === 'PROPOSED');
  const closedWaiting = closedItems.filter(({ state }) => state === 'PROPOSED');
  const accepted = items.filter(({ state }) => state === 'ACCEPTED');
  const gone = items.filter(({ state }) => GONE.includes(state));
  const lacking = (id: string): string[] => interpretation.warnings.filter(({ lack, item }) => lack === 'DOCUMENT_LANGUAGE' && item.id === id).flatMap(({ languages }) => languages);
  const card = (item: AgendaItemFragment): ReactNode => <AgendaItem key={item.id} item={item} meeting={meeting} accepted={accepted} isOpen={isOpen} lacking={isAssigning(meeting) ? lacking(item.id) : []} />;
  return (
    <>
      {agenda.versions > 0 && (
        <Choice label={words.version} value={String(version ?? '')} onChange={(value) => setVersion(value === '' ? null : Number(value))} options={[['', words.versionNow], ...Array.from({ length: agenda.versions }, (_, index) => [String(index + 1), words.versionNo(index + 1)] as const)]} />
      )}
      {agenda.fixedAt && <p className="quiet">{words.fixedAt} <Moment at={agenda.fixedAt} /></p>}
      {agenda.overflowMinutes > 0 && isOpen && <Notice kind="warning" title={words.overflow(agenda.overflowMinutes)} role="status">{isCoordinator && <p>{words.overflowBody}</p>}</Notice>}
      {agenda.slots.length === 0 ? <Empty title={words.noItems}>{isOver(edition) ? null : words.noItemsBody}</Empty> : <Timetable agenda={agenda} zone={edition.zone} documents={version === null ? new Map(accepted.map(({ id, documents }) => [id, documents.filter(({ attachment }) => attachment.state === 'READY').length])) : null} />}
      {isCoordinator && isOpen && version === null && agenda.slots.length > 0 && <AgendaOrder key={agenda.slots.map(({ ref }) => ref).join()} edition={{ id: edition.id, revision: data.meetingEdition.revision, isFrozen: edition.state === 'AGENDA_FROZEN' }} agenda={agenda} />}
      {isCoordinator && version === null && isPlanned(edition) && <Breaks edition={{ id: edition.id, revision: data.meetingEdition.revision, state: edition.state, zone: edition.zone }} breaks={agenda.breaks} />}
      {version === null && (
        <>
          {(waiting.length > 0 || closedWaiting.length > 0) && (
            <section className="waiting">
              <h2>{isOver(edition) ? words.over.undecided : words.waiting} <span className="count-badge">{waiting.length + closedWaiting.length}</span></h2>
              {waiting.map(card)}
              {closedWaiting.map((item) => <ClosedProposal key={item.id} item={item} accepted={accepted} isOpen={isOpen} />)}
            </section>
          )}
          {isOpen && takesPart && speaks && <section className="card"><h2>{words.propose}</h2><p className="quiet">{words.proposeBody}</p><ItemForm meeting={meeting} /></section>}
          {accepted.length > 0 && <details className="fold accepted"><summary>{words.accepted} <span className="quiet">{words.itemCount(accepted.length)}</span></summary>{accepted.map(card)}{closedItems.filter(({ state }) => state === 'ACCEPTED').map((item) => <ClosedProposal key={item.id} item={item} accepted={accepted} isOpen={isOpen} />)}</details>}
          {gone.length > 0 && <details className="fold"><summary>{words.gone} <span className="quiet">{words.itemCount(gone.length)}</span></summary>{gone.map(card)}</details>}
          {!isOpen && !isOver(edition) && agenda.slots.length === 0 && <p className="quiet">{words.agendaNotOpen} <Text>{words.states[edition.state]}</Text></p>}
        </>
      )}
    </>
  );
}
