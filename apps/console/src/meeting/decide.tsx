import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Field } from '../ui/field.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import { decideSlot } from './poll.generated.js';

/** Any other time: a coordinator decides. */
export function DecideOther({ meeting: { edition } }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [draft, set, clear] = useDraft(`decide ${edition.id}`, { startsLocal: '', minutes: '150' });
  const change = useChange(decideSlot, clear);
  return (
    <details className="fold">
      <summary>{edition.startsLocal ? words.moveDay : words.otherDay}</summary>
      <p className="quiet">{words.otherDayBody}</p>
      <ChangeForm change={change} label={words.decide} look="second" done={words.decidedNow} needs={[draft.startsLocal, draft.minutes]} onSubmit={() => change.mutate({ input: { editionId: edition.id, expectedRevision: edition.revision, slot: { startsLocal: draft.startsLocal, minutes: Number(draft.minutes) } } })}>
        <div className="filters-row">
          <Field label={words.begins} name="startsLocal" type="datetime-local" value={draft.startsLocal} onChange={(startsLocal) => set({ startsLocal })} help={words.byClock(edition.zone)} />
          <Field label={words.lasts} type="number" value={draft.minutes} onChange={(minutes) => set({ minutes })} />
        </div>
      </ChangeForm>
    </details>
  );
}
