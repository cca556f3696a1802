import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Choice } from '../ui/field.js';
import { Text } from '../ui/text.js';
import { acceptItem, type AgendaItemFragment, declineItem, type MeetingAgendaOfQuery, mergeItem, sponsorItem, withdrawItem } from './agenda.generated.js';
import { ChangeForm, Refused, useChange, useDraft } from './change.js';
import { ItemDocuments } from './item-documents.js';
import { ItemForm } from './item-form.js';
import type { Meeting } from './meeting.js';
import { Names } from './parts.js';

/** A proposal or an item of the agenda: what it is, who stands behind it, and what can be done with it. */
export function AgendaItem({ item, meeting, accepted, isOpen, lacking }: { item: AgendaItemFragment; meeting: Meeting; accepted: readonly AgendaItemFragment[]; isOpen: boolean; lacking: readonly string[] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [edits, setEdits] = useState(false);
  const withdraw = useChange(withdrawItem);
  const sponsor = useChange(sponsorItem);
  const { id, revision, title, minutes, presenter, purpose, state, reason, proposer, sponsors, audience, bulletinIds, mergedInto } = item;
  const { edition, organisationId, isCoordinator, takesPart, speaks } = meeting;
  const isOwn = proposer.id === organisationId;
  const sponsored = sponsors.some((each) => each.id === organisationId);
  const lives = state === 'PROPOSED' || state === 'ACCEPTED';
  // Its proposer's until the agenda is frozen; of what is on it, who coordinates.
  const isFixed = state === 'ACCEPTED' && edition.state === 'AGENDA_FROZEN';
  const changes = isOpen && speaks && lives && (isOwn || (isCoordinator && state === 'ACCEPTED')) && (!isFixed || isCoordinator);
  return (
    <article className="card agenda-item" data-state={state} id={`item-${id}`} tabIndex={-1}>
      <h3><Text>{title}</Text></h3>
      <p className="labels"><span className="label">{words.itemStates[state]}</span> <span className="label">{words.purposes[purpose]}</span> <span className="label">{words.minutes(minutes)}</span> {audience && <span className="label label-warning">{words.closedItem}</span>}</p>
      <p><Text>{proposer.name}</Text>{presenter && <> · {words.presenter}: <Text>{presenter}</Text></>}</p>
      {sponsors.length > 0 && <p>{words.sponsoredBy} <Names of={sponsors} /></p>}
      {audience && <p>{words.openTo} <Names of={audience} /></p>}
      {bulletinIds.length > 0 && <p>{words.about} {bulletinIds.map((each, index) => <Link key={each} className="target" href={`/bulletins/${each}`}>{words.bulletinNo(index + 1)}</Link>)}</p>}
      {mergedInto && <p>{words.mergedInto} <Text>{mergedInto.title}</Text></p>}
      {reason && <p>{words.because} <Text>{reason}</Text></p>}
      <ItemDocuments item={item} documents={item.documents} meeting={meeting} lacking={lacking} />
      {changes && (edits ? <ItemForm meeting={meeting} item={item} onDone={() => setEdits(false)} /> : (
        <div className="buttons">
          <Button onPress={() => setEdits(true)} aria-label={words.of(words.edit, title)}>{words.edit}</Button>
          {isOwn && state === 'PROPOSED' && <Confirm look="text" label={words.withdraw} title={words.withdrawSure} act={words.yes(words.withdraw)} isPending={withdraw.isPending} onConfirm={() => withdraw.mutate({ input: { id, expectedRevision: revision } })} />}
        </div>
      ))}
      {isOpen && isOwn && isFixed && !isCoordinator && <p className="quiet">{words.itemChanges.frozen}</p>}
      {isOpen && !isOwn && lives && takesPart && speaks && !isCoordinator && <Button look={sponsored ? 'text' : 'second'} isPending={sponsor.isPending} aria-label={words.of(sponsored ? words.unsponsor : words.sponsor, title)} onPress={() => sponsor.mutate({ input: { id, sponsors: !sponsored } })}>{sponsored ? words.unsponsor : words.sponsor}</Button>}
      <Refused error={withdraw.error ?? sponsor.error} />
      {isOpen && isCoordinator && (lives || state === 'DECLINED') && <Judge id={id} revision={revision} state={state} title={title} accepted={accepted} />}
    </article>
  );
}

/** A proposal that is closed to the coordinator: its length and whose it is, and no more. */
export function ClosedProposal({ item: { id, minutes, revision, state, proposer }, accepted, isOpen }: { item: MeetingAgendaOfQuery['meetingEdition']['closedItems'][number]; accepted: readonly AgendaItemFragment[]; isOpen: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <article className="card agenda-item" data-state={state}>
      <h3>{words.slotKinds.CLOSED}</h3>
      <p className="labels"><span className="label">{words.itemStates[state]}</span> <span className="label">{words.minutes(minutes)}</span></p>
      <p><Text>{proposer.name}</Text> <span className="quiet block">{words.closedToYou}</span></p>
      {isOpen && <Judge id={id} revision={revision} state={state} title={words.closedOf(proposer.name)} accepted={accepted} />}
    </article>
  );
}

/** What a coordinator makes of a proposal. */
function Judge({ id, revision, state, title, accepted }: { id: string; revision: number; state: string; title: string; accepted: readonly AgendaItemFragment[] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const accept = useChange(acceptItem);
  const [draft, set, clear] = useDraft(`judge ${id}`, { reason: '', intoId: '' });
  const decline = useChange(declineItem, clear);
  const merge = useChange(mergeItem, clear);
  const others = accepted.filter((each) => each.id !== id);
  return (
    <>
      {state !== 'ACCEPTED' && <Button look={state === 'PROPOSED' ? 'first' : 'second'} aria-label={words.of(words.accept, title)} isPending={accept.isPending} onPress={() => accept.mutate({ input: { id, expectedRevision: revision } })}>{words.accept}</Button>}
      <Refused error={accept.error} />
      {state !== 'DECLINED' && others.length > 0 && (
        <details className="fold">
          <summary>{words.merge}</summary>
          <p className="quiet">{words.mergeBody}</p>
          <ChangeForm change={merge} label={words.merge} look="second" needs={[draft.intoId]} onSubmit={() => merge.mutate({ input: { id, expectedRevision: revision, intoId: draft.intoId } })}>
            <Choice label={words.mergeInto} value={draft.intoId} onChange={(intoId) => set({ intoId })} options={[['', words.choose], ...others.map((each) => [each.id, each.title] as const)]} />
          </ChangeForm>
        </details>
      )}
      {state !== 'DECLINED' && (
        <details className="fold">
          <summary>{state === 'ACCEPTED' ? words.takeOff : words.decline}</summary>
          <ChangeForm change={decline} label={state === 'ACCEPTED' ? words.takeOff : words.decline} look="second" needs={[draft.reason]} onSubmit={() => decline.mutate({ input: { id, expectedRevision: revision, reason: draft.reason } })}>
            <Area label={words.reason} value={draft.reason} onChange={(reason) => set({ reason })} rows={2} maxLength={1000} help={words.declineHelp} />
          </ChangeForm>
        </details>
      )}
    </>
  );
}
