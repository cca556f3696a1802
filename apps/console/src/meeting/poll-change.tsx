import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { instantAt } from '../ui/days.js';
import { Field } from '../ui/field.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import { updatePoll } from './poll.generated.js';
import type { Poll } from './read.js';

/** Another deadline or quorum for an open poll, or one more slot. */
export function ChangePoll({ meeting: { edition }, poll }: { meeting: Meeting; poll: Poll }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [draft, set, clear] = useDraft(`poll ${poll.id}`, { deadline: '', quorum: '', startsLocal: '', minutes: '150' });
  const change = useChange(updatePoll, clear);
  const save = (): void => change.mutate({ input: {
    editionId: edition.id, expectedRevision: edition.revision,
    ...(draft.deadline === '' ? {} : { deadline: instantAt(draft.deadline, edition.zone) }), ...(draft.quorum === '' ? {} : { quorum: Number(draft.quorum) }),
    ...(draft.startsLocal === '' ? {} : { addSlots: [{ startsLocal: draft.startsLocal, minutes: Number(draft.minutes) }] }),
  } });
  return (
    <details className="fold">
      <summary>{words.changePoll}</summary>
      <p className="quiet">{words.changePollBody}</p>
      <ChangeForm change={change} label={words.change} look="second" done={words.saved} needs={[`${draft.deadline}${draft.quorum}${draft.startsLocal}`]} onSubmit={save}>
        <div className="filters-row">
          <Field label={words.deadline} type="datetime-local" value={draft.deadline} onChange={(deadline) => set({ deadline })} help={words.byClock(edition.zone)} />
          <Field label={words.quorum} type="number" value={draft.quorum} onChange={(quorum) => set({ quorum })} help={words.quorumIs(poll.quorum)} />
          <Field label={words.oneMore} type="datetime-local" value={draft.startsLocal} onChange={(startsLocal) => set({ startsLocal })} />
          <Field label={words.lasts} type="number" value={draft.minutes} onChange={(minutes) => set({ minutes })} />
        </div>
      </ChangeForm>
    </details>
  );
}
