import { type ReactNode, useState } from 'react';
import type { MeetingActionState } from '../hub/enums.generated.js';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Confirm } from '../ui/confirm.js';
import { Field } from '../ui/field.js';
import { Markdown } from '../ui/markdown.js';
import { Moment } from '../ui/moment.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { type ActionRowFragment, amendAction, meetingActionsOf, reportAction } from './actions.generated.js';
import { ChangeForm, Refused, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import { Choices, textIn, useLocalTimes } from './parts.js';

type Shown = 'open' | 'own' | 'overdue' | 'all';
const FILTERS: Record<Shown, { own: boolean | null; states: MeetingActionState[] | null; overdue: boolean | null }> = {
  open: { own: null, states: ['OPEN'], overdue: null }, own: { own: true, states: null, overdue: null }, overdue: { own: null, states: null, overdue: true }, all: { own: null, states: null, overdue: null },
};

/** What organisations took on, and how it comes along. */
export function ActionsPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words }, code } = useLanguage();
  const { edition, isCoordinator, organisationId, speaks } = meeting;
  const [shown, setShown] = useState<Shown>(isCoordinator ? 'open' : 'own');
  const { data, error, refetch } = useReading('meeting', meetingActionsOf, { id: edition.id, language: code === 'ja' ? 'JA' : 'EN', ...FILTERS[shown] });
  const filters = <Choices legend={words.showActions} name="shown" value={shown} onChange={setShown} options={(['open', 'own', 'overdue', 'all'] as const).map((each) => [each, words.actionFilters[each]])} />;
  if (error && !data) return <>{filters}<Failed error={error} onRetry={() => void refetch()} /></>;
  if (!data) return <>{filters}<Loading /></>;
  const { actions, progressReport: { total, open, done, overdue, markdown }, session } = data.meetingEdition;
  const keeps = new Set(session.items.filter(({ writable }) => writable).map(({ itemId }) => itemId));
  return (
    <>
      <p>{words.progress(total, open, done, overdue)}</p>
      {filters}
      {actions.length === 0 && <Empty title={words.noActions}>{words.noActionsBody}</Empty>}
      {actions.map((action) => <Action key={action.id} action={action} reports={action.owner.id === organisationId && speaks} amends={isCoordinator || keeps.has(action.itemId)} item={session.items.find(({ itemId }) => itemId === action.itemId)?.title ?? null} />)}
      {total > 0 && <details className="fold"><summary>{words.progressReport}</summary><Markdown text={markdown} level={2} /></details>}
    </>
  );
}

function Action({ action, reports, amends, item }: { action: ActionRowFragment; reports: boolean; amends: boolean; item: string | null }): ReactNode {
  const { texts: { meeting: words }, code } = useLanguage();
  const local = useLocalTimes();
  const { texts, owner, state, dueOn, overdue, edition, carried, endedAt, reports: said } = action;
  return (
    <article className="card action" data-state={state}>
      <h2 className="action-title"><Text>{textIn(texts, code)}</Text></h2>
      <p className="labels"><span className={state === 'DONE' ? 'label label-good' : 'label'}>{words.actionStates[state]}</span> {overdue && <span className="label label-warning">{words.overdue}</span>} {carried > 0 && <span className="label">{words.carried(carried)}</span>}</p>
      <p><Text>{owner.name}</Text> · {words.dueOn(local.day(dueOn))}<span className="quiet block">{words.agreedIn(edition.number)}{item && <> · <Text>{item}</Text></>}{endedAt && <> · {words.ended} <Moment at={endedAt} /></>}</span></p>
      {said.length > 0 && <ul className="plain">{said.map(({ id, at, body, state: then }) => <li key={id} className="message"><p className="quiet">{words.actionStates[then]} · <Moment at={at} /></p><Markdown text={body} level={4} /></li>)}</ul>}
      {reports && state !== 'DROPPED' && <Report action={action} />}
      {amends && state === 'OPEN' && <Amend action={action} />}
    </article>
  );
}

function Report({ action: { id, revision, state } }: { action: ActionRowFragment }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [draft, set, clear] = useDraft<{ body: string; state: 'OPEN' | 'DONE' }>(`report ${id}`, { body: '', state: 'OPEN' });
  const change = useChange(reportAction, clear);
  return (
    <details className="fold" open={state === 'OPEN'}>
      <summary>{words.report}</summary>
      <ChangeForm change={change} label={words.sendReport} done={words.reportSent} needs={[draft.body]} onSubmit={() => change.mutate({ input: { id, expectedRevision: revision, body: draft.body, state: draft.state } })}>
        <Choices legend={words.howFar} name={`state ${id}`} value={draft.state} onChange={(next) => set({ state: next })} options={[['OPEN', words.stillOpen], ['DONE', words.isDone]]} />
        <Area label={words.reportText} value={draft.body} onChange={(body) => set({ body })} rows={3} maxLength={5000} />
      </ChangeForm>
    </details>
  );
}

function Amend({ action: { id, revision, dueOn } }: { action: ActionRowFragment }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const drop = useChange(amendAction);
  const [draft, set, clear] = useDraft(`amend ${id}`, { dueOn });
  const change = useChange(amendAction, clear);
  return (
    <details className="fold">
      <summary>{words.amend}</summary>
      <ChangeForm change={change} label={words.change} done={words.saved} look="second" needs={[draft.dueOn]} onSubmit={() => change.mutate({ input: { id, expectedRevision: revision, dueOn: draft.dueOn } })}>
        <Field label={words.lastDay} type="date" value={draft.dueOn} onChange={(next) => set({ dueOn: next })} />
      </ChangeForm>
      <Confirm look="text" label={words.drop} title={words.dropSure} act={words.yes(words.drop)} isPending={drop.isPending} onConfirm={() => drop.mutate({ input: { id, expectedRevision: revision, drop: true } })} />
      <Refused error={drop.error} />
    </details>
  );
}
