import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Field } from '../ui/field.js';
import { setBreaks } from './agenda.generated.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Edition } from './meeting.js';
import type { Agenda } from './read.js';

/** When the day breaks: what stands in words, and other rules for it until the meeting begins. The hub lays the day out anew. */
export function Breaks({ edition: { id, revision, state, zone }, breaks }: { edition: Pick<Edition, 'id' | 'revision' | 'state' | 'zone'>; breaks: Agenda['breaks'] }): ReactNode {
  const { texts: { meeting: words, do: does } } = useLanguage();
  const { breaks: says } = words;
  const [draft, set, clear] = useDraft(`breaks ${id}`, { afterMinutes: String(breaks.afterMinutes), minutes: String(breaks.minutes), lunchFrom: breaks.lunchFrom, lunchMinutes: String(breaks.lunchMinutes) });
  const change = useChange(setBreaks, clear);
  const save = (): void => change.mutate({ input: { editionId: id, expectedRevision: revision, afterMinutes: Number(draft.afterMinutes), minutes: Number(draft.minutes), lunchFrom: draft.lunchFrom, lunchMinutes: Number(draft.lunchMinutes) } });
  return (
    <details className="fold breaks">
      <summary>{says.title} <span className="quiet">{says.short(breaks.minutes, breaks.afterMinutes, breaks.lunchMinutes, breaks.lunchFrom)}</span></summary>
      <p className="quiet">{says.body}{state === 'AGENDA_FROZEN' && <span className="block">{says.frozen}</span>}</p>
      <ChangeForm change={change} label={does.save} done={words.saved} look="second" needs={Object.values(draft)} onSubmit={save}>
        <div className="filters-row">
          <Field label={says.length} help={says.none} name="breakMinutes" type="number" value={draft.minutes} onChange={(minutes) => set({ minutes })} />
          <Field label={says.after} help={says.afterHelp} name="breakAfter" type="number" value={draft.afterMinutes} onChange={(afterMinutes) => set({ afterMinutes })} />
          <Field label={says.lunch} help={says.noLunch} name="lunchMinutes" type="number" value={draft.lunchMinutes} onChange={(lunchMinutes) => set({ lunchMinutes })} />
          <Field label={says.lunchFrom} help={`${says.lunchHelp} ${words.byClock(zone)}`} name="lunchFrom" type="time" value={draft.lunchFrom} onChange={(lunchFrom) => set({ lunchFrom })} />
        </div>
      </ChangeForm>
    </details>
  );
}
