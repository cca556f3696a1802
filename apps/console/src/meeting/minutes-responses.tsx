import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Choice } from '../ui/field.js';
import { Markdown } from '../ui/markdown.js';
import { Moment } from '../ui/moment.js';
import { Text } from '../ui/text.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import type { Items, Minutes } from './read.js';
import { askExtension, noteObjection, respondMinutes } from './minutes.generated.js';
import { Choices } from './parts.js';

const KINDS = ['APPROVED', 'APPROVED_WITH_RESERVATION', 'OBJECTED'] as const;
type Kind = (typeof KINDS)[number];

/** The own organisation's answer: approve, reserve or object. */
export function Respond({ meeting: { edition, organisationId }, minutes: { responses }, items }: { meeting: Meeting; minutes: Minutes; items: Items }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  // Silence is no approval: nothing is chosen beforehand.
  const own = responses.find(({ organisation, itemId }) => organisation.id === organisationId && itemId === null);
  const [draft, set, clear] = useDraft<{ response: Kind | ''; body: string; itemId: string }>(`response ${edition.id}`, { response: KINDS.find((kind) => kind === own?.response) ?? '', body: own?.body ?? '', itemId: '' });
  const change = useChange(respondMinutes, clear);
  const says = draft.response !== '' && draft.response !== 'APPROVED';
  return (
    <section className="card next no-print">
      <h2>{words.ownResponse}</h2>
      {own ? <p><strong>{words.responses[own.response]}</strong> <span className="quiet"><Moment at={own.at} /></span>{own.textChangedSince && <span className="overdue block">{words.changedSince}</span>}</p> : <p>{words.noResponseYet}</p>}
      <ChangeForm change={change} label={own ? words.changeResponse : words.sendResponse} done={words.responseSent} needs={[draft.response, ...(says ? [draft.body] : [])]} onSubmit={() => draft.response !== '' && change.mutate({ input: { editionId: edition.id, response: draft.response, itemId: draft.itemId || null, body: says ? draft.body : null } })}>
        <Choices legend={words.response} name="response" value={draft.response} onChange={(response) => set({ response })} options={KINDS.map((kind) => [kind, words.responseDo[kind]])} />
        <Choice label={words.aboutItem} value={draft.itemId} onChange={(itemId) => set({ itemId })} options={[['', words.wholeMinutes], ...items.map(({ itemId, position, title }) => [itemId, `${position}. ${title}`] as const)]} help={words.responseItemHelp} />
        {says && <Area label={draft.response === 'OBJECTED' ? words.objection : words.reservation} value={draft.body} onChange={(body) => set({ body })} rows={3} maxLength={10_000} help={draft.response === 'OBJECTED' ? words.objectionHelp : words.reservationHelp} />}
      </ChangeForm>
    </section>
  );
}

/** How the organisations answered; silence is said as such. */
export function Responses({ minutes: { responses }, items, notes }: { minutes: Minutes; items: Items; notes: (itemId: string | null) => boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <section>
      <h2>{words.allResponses}</h2>
      {responses.length === 0 && <p className="quiet">{words.noResponses}</p>}
      <ul className="plain rows">
        {responses.map(({ id, itemId, organisation, at, response, body, note, notedAt, textChangedSince }) => {
          const item = items.find((each) => each.itemId === itemId);
          return (
            <li key={id}>
              <p><Text>{organisation.name}</Text> <span className={response === 'APPROVED' ? 'label label-good' : response === 'OBJECTED' && notedAt === null ? 'label label-warning' : 'label'}>{words.responses[response]}</span> {item && <span className="label">{item.position}. <Text>{item.title}</Text></span>} <span className="quiet"><Moment at={at} /></span>{textChangedSince && <span className="quiet block">{words.changedSince}</span>}</p>
              {body && <Markdown text={body} level={4} />}
              {note && <div className="message"><p className="quiet">{words.noted}{notedAt && <> · <Moment at={notedAt} /></>}</p><Markdown text={note} level={4} /></div>}
              {notes(itemId) && response === 'OBJECTED' && notedAt === null && <Note id={id} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Note({ id }: { id: string }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [draft, set, clear] = useDraft(`note ${id}`, { note: '' });
  const change = useChange(noteObjection, clear);
  return (
    <details className="fold">
      <summary>{words.noteObjection}</summary>
      <ChangeForm change={change} label={words.noteObjection} look="second" needs={[draft.note]} onSubmit={() => change.mutate({ input: { id, note: draft.note } })}>
        <Area label={words.note} value={draft.note} onChange={(note) => set({ note })} rows={3} maxLength={10_000} help={words.noteHelp} />
      </ChangeForm>
    </details>
  );
}

/** Asking for more time: once in a review. */
export function AskMoreTime({ editionId }: { editionId: string }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [draft, set, clear] = useDraft(`more time ${editionId}`, { reason: '' });
  const change = useChange(askExtension, clear);
  return (
    <details className="fold no-print">
      <summary>{words.askMoreTime}</summary>
      <ChangeForm change={change} label={words.askMoreTime} look="second" needs={[draft.reason]} onSubmit={() => change.mutate({ input: { editionId, reason: draft.reason } })}>
        <Area label={words.reason} value={draft.reason} onChange={(reason) => set({ reason })} rows={2} maxLength={1000} help={words.reasonHelp} />
      </ChangeForm>
    </details>
  );
}
