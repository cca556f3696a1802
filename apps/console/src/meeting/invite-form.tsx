import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Field } from '../ui/field.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import { isNaming, type Meeting } from './meeting.js';
import { inviteDelegates } from './people.generated.js';
import { daysIn } from './reminders.js';

/** Who has not answered is reminded so many days before the deadline, and everybody before the meeting, unless a coordinator says otherwise: as the hub has it. */
const USUAL = { beforeDeadline: [7, 1], beforeStart: [30, 7, 1] };

/** Asking the parties for delegates, or by another deadline, and when they are reminded. */
export function InviteForm({ meeting: { edition } }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { invitation } = edition;
  const [draft, set, clear] = useDraft(`invite ${edition.id}`, {
    deadlineLocal: invitation?.deadlineLocal?.slice(0, 16) ?? '', beforeDeadline: (invitation?.remindBeforeDeadline ?? USUAL.beforeDeadline).join(', '), beforeStart: (invitation?.remindBeforeStart ?? USUAL.beforeStart).join(', '),
  });
  const change = useChange(inviteDelegates, clear);
  const asked = invitation !== null;
  const [beforeDeadline, beforeStart] = [daysIn(draft.beforeDeadline), daysIn(draft.beforeStart)];
  if (!edition.startsLocal || !isNaming(edition) || edition.state === 'IN_SESSION') return null;
  const save = (): void => {
    if (beforeDeadline && beforeStart) change.mutate({ input: { editionId: edition.id, expectedRevision: edition.revision, deadlineLocal: draft.deadlineLocal, remindBeforeDeadline: beforeDeadline, remindBeforeStart: beforeStart } });
  };
  const form = (
    <ChangeForm change={change} label={asked ? words.otherDeadline : words.askForDelegates} look={asked ? 'second' : 'first'} done={words.askedNow} needs={[draft.deadlineLocal]} onSubmit={save}>
      <div className="filters-row">
        <Field label={words.delegatesDeadline} name="delegates-deadline" type="datetime-local" value={draft.deadlineLocal} onChange={(deadlineLocal) => set({ deadlineLocal })} help={words.byClock(edition.zone)} />
        <Field label={words.reminders.beforeDeadline} name="before-deadline" inputMode="text" value={draft.beforeDeadline} onChange={(days) => set({ beforeDeadline: days })} help={words.reminders.help} error={beforeDeadline ? null : words.reminders.wrong} />
        <Field label={words.reminders.beforeStart} name="before-start" inputMode="text" value={draft.beforeStart} onChange={(days) => set({ beforeStart: days })} help={words.reminders.startHelp} error={beforeStart ? null : words.reminders.wrong} />
      </div>
    </ChangeForm>
  );
  return asked
    ? <details className="fold"><summary>{words.reminders.change}</summary>{form}</details>
    : <section className="card"><h2>{words.askForDelegates}</h2><p className="quiet">{words.askForDelegatesBody}</p>{form}</section>;
}
