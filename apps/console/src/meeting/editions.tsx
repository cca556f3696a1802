import type { ReactNode } from 'react';
import { Link, useLocation } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Field } from '../ui/field.js';
import { Text } from '../ui/text.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import { isOver, type Meeting } from './meeting.js';
import { meetingEditions, openMeeting } from './meeting.generated.js';
import { useLocalTimes } from './parts.js';

const NOTHING = {};

/** The other editions of the series. */
export function Editions({ meeting: { edition, isCoordinator }, isCurrent }: { meeting: Meeting; isCurrent: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const local = useLocalTimes();
  const { data } = useReading('meeting', meetingEditions, NOTHING);
  const nodes = data?.meetingEditions.nodes ?? [];
  const others = nodes.filter(({ id }) => id !== edition.id);
  const open = nodes.some((each) => !isOver(each));
  return (
    <>
      {others.length > 0 && (
        <section>
          <h2>{isCurrent ? words.earlier : words.otherEditions}</h2>
          <ul className="plain rows">
            {others.map(({ id, title, state, startsLocal, zone }) => <li key={id} className="row"><Link className="target" href={`/meeting/${id}`}><Text>{title}</Text></Link><span className="quiet">{words.states[state]}{startsLocal && ` · ${local.full(startsLocal, zone)}`}</span></li>)}
          </ul>
        </section>
      )}
      {isCoordinator && data && !open && <OpenEdition />}
    </>
  );
}

/** Opening an edition where none is open. */
export function OpenEdition(): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [, go] = useLocation();
  const [draft, set, clear] = useDraft('edition', { year: String(new Date().getFullYear() + 1), number: '' });
  const change = useChange(openMeeting, ({ openMeetingEdition: { edition } }) => {
    clear();
    go(`/meeting/${edition.id}`);
  });
  const open = (): void => change.mutate({ input: { year: Number(draft.year), ...(draft.number.trim() === '' ? {} : { number: Number(draft.number) }) } });
  return (
    <section className="card">
      <h2>{words.openEdition}</h2>
      <p className="quiet">{words.openEditionBody}</p>
      <ChangeForm change={change} label={words.openEdition} needs={[draft.year]} onSubmit={open}>
        <div className="filters-row">
          <Field label={words.year} name="year" type="number" value={draft.year} onChange={(year) => set({ year })} />
          <Field label={words.number} name="number" type="number" value={draft.number} onChange={(number) => set({ number })} help={words.numberHelp} />
        </div>
      </ChangeForm>
    </section>
  );
}
