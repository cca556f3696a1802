import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { MeetingAct } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Confirm } from '../ui/confirm.js';
import { Choice } from '../ui/field.js';
import { SaysWhen } from '../ui/moment.js';
import { ChangeForm, Refused, useChange, useDraft } from './change.js';
import type { Edition, Meeting } from './meeting.js';
import { moveMeeting } from './meeting.generated.js';

/** Steps that are taken by a button here; the others come of deciding a day, of a poll and of the review. */
const MOVES = ['OPEN_AGENDA', 'FREEZE_AGENDA', 'BEGIN', 'END', 'CLOSE', 'RESUME'] as const satisfies readonly MeetingAct[];
const LEADS = { PLANNING: 'schedule', POLLING: 'schedule', SCHEDULED: 'people', AGENDA_OPEN: 'agenda', AGENDA_FROZEN: 'agenda', IN_SESSION: 'session', MINUTES_IN_REVIEW: 'minutes', MINUTES_APPROVED: 'minutes', CLOSED: 'actions', CANCELLED: null, POSTPONED: null } as const;

/** What is next for whoever looks, and where he does it. */
export function Next({ meeting: { edition, isCoordinator, answers } }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const change = useChange(moveMeeting);
  const { id, state, revision, allowed, poll, minutes, invitation } = edition;
  const lead = LEADS[state];
  const moves = isCoordinator ? MOVES.filter((act) => allowed.includes(act)) : [];
  const what = isCoordinator ? words.nextCoordinator[state] : answers ? words.nextContact[state] : words.nextParty[state];
  return (
    <section className="card next">
      <h2>{words.next}</h2>
      <p>{what}</p>
      {state === 'POLLING' && poll && <p className="due"><SaysWhen text={words.answerBy} at={poll.deadline} /></p>}
      {invitation?.deadline && ['SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN'].includes(state) && <p className="due"><SaysWhen text={words.delegatesBy} at={invitation.deadline} /></p>}
      {state === 'MINUTES_IN_REVIEW' && minutes?.closesAt && <p className="due"><SaysWhen text={words.reviewUntil} at={minutes.closesAt} /></p>}
      <div className="buttons">
        {lead && (isCoordinator || state !== 'PLANNING') && <Link className="button button-first" href={`/meeting/${id}/${lead}`}>{words.goTo(words.parts[lead])}</Link>}
        {moves.map((act) => <Confirm key={act} label={words.acts[act]} title={words.sure[act]} act={words.yes(words.acts[act])} isPending={change.isPending} onConfirm={() => change.mutate({ input: { id, expectedRevision: revision, act } })} />)}
      </div>
      <Refused error={change.error} />
    </section>
  );
}

/** Putting an edition off, or calling it off: with a reason that all parties read. */
export function CallOff({ edition: { id, revision, allowed } }: { edition: Edition }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const acts = (['POSTPONE', 'CANCEL'] as const).filter((act) => allowed.includes(act));
  const [draft, set, clear] = useDraft<{ act: 'POSTPONE' | 'CANCEL'; reason: string }>(`call off ${id}`, { act: acts[0] ?? 'CANCEL', reason: '' });
  const change = useChange(moveMeeting, clear);
  if (acts.length === 0) return null;
  return (
    <details className="fold">
      <summary>{words.callOff}</summary>
      <ChangeForm change={change} label={words.acts[draft.act]} look="second" needs={[draft.reason]} onSubmit={() => change.mutate({ input: { id, expectedRevision: revision, ...draft } })}>
        <p>{words.callOffBody}</p>
        <Choice label={words.whatToDo} value={draft.act} onChange={(act) => set({ act })} options={acts.map((act) => [act, words.acts[act]])} />
        <Area label={words.reason} value={draft.reason} onChange={(reason) => set({ reason })} maxLength={1000} rows={3} help={words.reasonHelp} />
      </ChangeForm>
    </details>
  );
}
