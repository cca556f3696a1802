import { type ReactNode, useState } from 'react';
import type { MeetingAnswer } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Choice, Field } from '../ui/field.js';
import { Notice } from '../ui/states.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import { Choices, useLocalTimes } from './parts.js';
import { answerPoll, enterPollAnswer } from './poll.generated.js';
import { SIGNS } from './poll-grid.js';
import type { Poll } from './read.js';

type Said = Record<string, MeetingAnswer | ''>;
const saidOf = (poll: Poll, organisationId: string): { said: Said; remark: string; revision: number } => {
  const reply = poll.replies.find(({ organisation }) => organisation?.id === organisationId);
  return { said: Object.fromEntries((reply?.answers ?? []).map(({ slotId, answer }) => [slotId, answer])), remark: reply?.remark ?? '', revision: reply?.revision ?? 0 };
};
const answersOf = (said: Said): { slotId: string; answer: MeetingAnswer }[] => Object.entries(said).flatMap(([slotId, answer]) => (answer === '' ? [] : [{ slotId, answer }]));

/** The own organisation's reply. */
export function OwnReply({ meeting: { edition, organisationId, answers }, poll }: { meeting: Meeting; poll: Poll }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { revision, ...stands } = saidOf(poll, organisationId);
  const [draft, set, clear] = useDraft(`own ${poll.id}`, stands);
  const change = useChange(answerPoll, clear);
  if (!answers) return <Notice><p>{words.contactsAnswer}</p></Notice>;
  return (
    <section className="card reply">
      <h2>{words.ownReply}</h2>
      <p className="quiet">{words.ownReplyBody}</p>
      <ChangeForm change={change} label={revision === 0 ? words.sendReply : words.changeReply} done={words.replySent} onSubmit={() => change.mutate({ input: { editionId: edition.id, expectedRevision: revision, answers: answersOf(draft.said), remark: draft.remark.trim() || null } })}>
        <Slots poll={poll} name="own" said={draft.said} onChange={(said) => set({ said })} zone={edition.zone} />
        <Field label={words.remark} value={draft.remark} onChange={(remark) => set({ remark })} maxLength={500} />
      </ChangeForm>
    </section>
  );
}

/** What a party said by telephone or on paper. */
export function EnterReply({ meeting: { edition }, poll }: { meeting: Meeting; poll: Poll }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [organisationId, setOrganisation] = useState(poll.missing?.[0]?.id ?? edition.parties[0]?.organisation.id ?? '');
  return (
    <details className="fold enter-reply">
      <summary><span className="summary-title">{words.enterReply}</span></summary>
      <p className="quiet">{words.enterReplyBody}</p>
      <Choice label={words.organisation} value={organisationId} onChange={setOrganisation} options={edition.parties.map(({ organisation: { id, name } }) => [id, name])} />
      <Entering key={organisationId} edition={edition} poll={poll} organisationId={organisationId} />
    </details>
  );
}

function Entering({ edition, poll, organisationId }: { edition: Meeting['edition']; poll: Poll; organisationId: string }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { revision, ...stands } = saidOf(poll, organisationId);
  const [draft, set, clear] = useDraft(`entered ${poll.id} ${organisationId}`, { ...stands, channel: 'TELEPHONE' as 'TELEPHONE' | 'PAPER' });
  const change = useChange(enterPollAnswer, clear);
  return (
    <ChangeForm change={change} label={words.enter} done={words.entered} look="second" onSubmit={() => change.mutate({ input: { editionId: edition.id, organisationId, channel: draft.channel, expectedRevision: revision, answers: answersOf(draft.said), remark: draft.remark.trim() || null } })}>
      <Choices legend={words.how} name="channel" value={draft.channel} onChange={(channel) => set({ channel })} options={[['TELEPHONE', words.channels.TELEPHONE], ['PAPER', words.channels.PAPER]]} />
      <Slots poll={poll} name={organisationId} said={draft.said} onChange={(said) => set({ said })} zone={edition.zone} />
      <Field label={words.remark} value={draft.remark} onChange={(remark) => set({ remark })} maxLength={500} />
    </ChangeForm>
  );
}

function Slots({ poll: { slots }, name, said, onChange, zone }: { poll: Poll; name: string; said: Said; onChange: (said: Said) => void; zone: string }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const local = useLocalTimes();
  const options: readonly (readonly [MeetingAnswer | '', string])[] = [...(['YES', 'IF_NEED_BE', 'NO'] as const).map((answer) => [answer, `${SIGNS[answer]} ${words.answers[answer]}`] as const), ['', words.notSaid]];
  return (
    <ul className="plain rows slots-said">
      {slots.map(({ id, startsLocal, endsLocal }) => <li key={id}><Choices legend={local.span(startsLocal, endsLocal, zone)} name={`${name} ${id}`} value={said[id] ?? ''} onChange={(answer) => onChange({ ...said, [id]: answer })} options={options} /></li>)}
    </ul>
  );
}
