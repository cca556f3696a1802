import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Field } from '../ui/field.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import { inviteDelegates } from './people.generated.js';

/** Asking the parties for delegates, or by another deadline. */
export function InviteForm({ meeting: { edition } }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
    const [draft, set, clear] = useDraft(`invite ${edition.id}`, { deadlineLocal: edition.invitation?.deadlineLocal?.slice(0, 16) ?? '' });
  const change = useChange(inviteDelegates, clear);
  const asked = edition.invitation !== null;
  if (!edition.startsLocal || !['SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN'].includes(edition.state)) return null;
  const form = (
    <ChangeForm change={change} label={asked ? words.otherDeadline : words.askForDelegates} look={asked ? 'second' : 'first'} done={words.askedNow} needs={[draft.deadlineLocal]} onSubmit={() => change.mutate({ input: { editionId: edition.id, expectedRevision: edition.revision, deadlineLocal: draft.deadlineLocal } })}>
      <Field label={words.delegatesDeadline} name="delegates-deadline" type="datetime-local" value={draft.deadlineLocal} onChange={(deadlineLocal) => set({ deadlineLocal })} help={words.byClock(edition.zone)} />
    </ChangeForm>
  );
  return asked
    ? <details className="fold"><summary>{words.otherDeadline}</summary>{form}</details>
    : <section className="card"><h2>{words.askForDelegates}</h2><p className="quiet">{words.askForDelegatesBody}</p>{form}</section>;
}
