import { type ReactNode, useState } from 'react';
import { Checkbox } from 'react-aria-components';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { instantAt } from '../ui/days.js';
import { Field } from '../ui/field.js';
import { Notice } from '../ui/states.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Remote } from './read.js';
import type { Edition } from './meeting.js';
import { useLocalTimes } from './parts.js';
import { openPoll, type ProposeSlotsQuery } from './poll.generated.js';
import { Reasons } from './reasons.js';

type Proposed = ProposeSlotsQuery['proposeMeetingSlots']['slots'][number];

/** The slots that go into a poll, those of the hub and others, until when, and how many parties it takes. */
export function OpenPoll({ edition, proposed, minutes, mustAttend, remote, searched, onOpened }: { edition: Edition; proposed: readonly Proposed[]; minutes: number; mustAttend: readonly string[]; remote: readonly Remote[]; searched: boolean; onOpened: () => void }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const local = useLocalTimes();
    const [taken, setTaken] = useState<readonly string[]>(() => proposed.map(({ startsLocal }) => startsLocal));
  const [others, setOthers] = useState<readonly string[]>([]);
  const [other, setOther] = useState('');
  const [draft, set, clear] = useDraft(`open ${edition.id}`, { deadline: '', quorum: String(Math.floor(edition.parties.length / 2) + 1) });
  const change = useChange(openPoll, () => {
    clear();
    onOpened();
  });
  const slots = [...taken, ...others].sort();
  const open = (): void => change.mutate({ input: {
    editionId: edition.id, expectedRevision: edition.revision, deadline: instantAt(draft.deadline, edition.zone), quorum: Number(draft.quorum), mustAttend: [...mustAttend], remote: [...remote], slots: slots.map((startsLocal) => ({ startsLocal, minutes })),
  } });
  return (
    <section className="card">
      <h2>{words.askParties}</h2>
      {searched && proposed.length === 0 && <Notice kind="warning"><p>{words.nothingFound}</p></Notice>}
      <ChangeForm change={change} label={words.openPoll(slots.length)} look={slots.length > 0 ? 'first' : 'second'} needs={[slots.join(''), draft.deadline, draft.quorum]} onSubmit={open}>
        <ul className="plain rows slots-proposed">
          {proposed.map(({ startsLocal, endsLocal, reasons }) => (
            <li key={startsLocal}>
              <Checkbox className="check" isSelected={taken.includes(startsLocal)} onChange={(on) => setTaken(on ? [...taken, startsLocal] : taken.filter((each) => each !== startsLocal))}><span className="check-box" aria-hidden="true" />{local.span(startsLocal, endsLocal, edition.zone)}</Checkbox>
              {reasons.length > 0 && <span className="quiet block">{words.against} <Reasons of={reasons} /></span>}
            </li>
          ))}
          {others.map((startsLocal) => <li key={startsLocal} className="row"><p>{local.full(startsLocal, edition.zone)}</p><Button look="text" aria-label={words.of(words.remove, local.full(startsLocal, edition.zone))} onPress={() => setOthers(others.filter((each) => each !== startsLocal))}>{words.remove}</Button></li>)}
        </ul>
        <div className="add-line">
          <Field label={words.otherTime} type="datetime-local" value={other} onChange={setOther} />
          <Button isDisabled={other === '' || slots.includes(other)} onPress={() => { setOthers([...others, other]); setOther(''); }}>{words.add}</Button>
        </div>
        <div className="filters-row">
          <Field label={words.deadline} name="deadline" type="datetime-local" value={draft.deadline} onChange={(deadline) => set({ deadline })} help={words.byClock(edition.zone)} />
          <Field label={words.quorum} name="quorum" type="number" value={draft.quorum} onChange={(quorum) => set({ quorum })} help={words.quorumHelp(edition.parties.length)} />
        </div>
      </ChangeForm>
    </section>
  );
}
