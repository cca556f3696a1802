import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';
import type { MinutesLanguage } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Area } from '../ui/area.js';
import { Choice } from '../ui/field.js';
import { Markdown } from '../ui/markdown.js';
import { Moment } from '../ui/moment.js';
import { Text } from '../ui/text.js';
import { ChangeForm, useChange, useDraft } from './change.js';
import type { Items, Minutes } from './read.js';
import { answerComment, commentMinutes } from './minutes.generated.js';
import { Choices } from './parts.js';

type Comment = Minutes['comments'][number];

/** What was said of the draft, and what became of it, for all to see. */
export function Comments({ comments, items, answers }: { comments: readonly Comment[]; items: Items; answers: (itemId: string | null) => boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  return (
    <ul className="plain comments">
      {comments.map((comment) => {
        const { id, itemId, organisation, at, body, passage, proposal, outcome, answer, answeredAt } = comment;
        const item = items.find((each) => each.itemId === itemId);
        return (
          <li key={id} className="card">
            <p className="labels"><span className={outcome === null ? 'label label-warning' : 'label'}>{outcome ? words.outcomes[outcome] : words.notAnswered}</span> <span className="label">{item ? <>{item.position}. <Text>{item.title}</Text></> : words.wholeMinutes}</span></p>
            <p className="quiet"><Text>{organisation.name}</Text> · <Moment at={at} /></p>
            <Markdown text={body} level={4} />
            {passage !== null && <p className="difference">{words.insteadOf} <del><Text>{passage}</Text></del> {words.shouldStand} <ins><Text>{proposal || words.nothing}</Text></ins></p>}
            {answer && <div className="message" data-kind="ANSWER"><p className="quiet">{words.secretarySays}{answeredAt && <> · <Moment at={answeredAt} /></>}</p><Markdown text={answer} level={4} /></div>}
            {answers(itemId) && outcome === null && <Answer comment={comment} />}
          </li>
        );
      })}
    </ul>
  );
}

function Answer({ comment: { id, passage } }: { comment: Comment }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [draft, set, clear] = useDraft<{ outcome: 'TAKEN_UP' | 'DECLINED'; answer: string; alreadyWritten: boolean }>(`answer ${id}`, { outcome: 'TAKEN_UP', answer: '', alreadyWritten: passage === null });
  const change = useChange(answerComment, clear);
  return (
    <details className="fold">
      <summary>{words.answerComment}</summary>
      <ChangeForm change={change} label={words.outcomesDo[draft.outcome]} look="second" needs={draft.outcome === 'DECLINED' ? [draft.answer] : []} onSubmit={() => change.mutate({ input: { id, outcome: draft.outcome, answer: draft.answer.trim() || null, alreadyWritten: draft.outcome === 'TAKEN_UP' && draft.alreadyWritten } })}>
        <Choices legend={words.whatBecomes} name={`outcome ${id}`} value={draft.outcome} onChange={(outcome) => set({ outcome })} options={[['TAKEN_UP', words.outcomesDo.TAKEN_UP], ['DECLINED', words.outcomesDo.DECLINED]]} />
        {draft.outcome === 'TAKEN_UP' && passage !== null && <p><Checkbox className="check" isSelected={draft.alreadyWritten} onChange={(alreadyWritten) => set({ alreadyWritten })}><span className="check-box" aria-hidden="true" />{words.alreadyWritten}</Checkbox></p>}
        <Area label={draft.outcome === 'DECLINED' ? words.reason : words.answerText} value={draft.answer} onChange={(answer) => set({ answer })} rows={3} maxLength={10_000} help={words.answerHelp} />
      </ChangeForm>
    </details>
  );
}

/** Commenting on the draft, or proposing another text; of a text that is there in one language alone, in that one. */
export function CommentForm({ editionId, items, language, sections }: { editionId: string; items: Items; language: MinutesLanguage; sections: Minutes['layout']['sections'] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [draft, set, clear] = useDraft(`comment ${editionId}`, { itemId: '', body: '', passage: '', proposal: '' });
  const change = useChange(commentMinutes, clear);
  const send = (): void => change.mutate({ input: { editionId, itemId: draft.itemId || null, language: sections.find(({ itemId }) => itemId === draft.itemId)?.original ?? language, body: draft.body, ...(draft.itemId !== '' && draft.passage !== '' ? { passage: draft.passage, proposal: draft.proposal } : {}) } });
  return (
    <section className="card comment-form">
      <h3>{words.comment}</h3>
      <ChangeForm change={change} label={words.sendComment} done={words.commentSent} look="second" needs={[draft.body]} onSubmit={send}>
        <Choice label={words.aboutItem} value={draft.itemId} onChange={(itemId) => set({ itemId })} options={[['', words.wholeMinutes], ...items.map(({ itemId, position, title }) => [itemId, `${position}. ${title}`] as const)]} />
        <Area label={words.commentText} value={draft.body} onChange={(body) => set({ body })} rows={3} maxLength={10_000} />
        {draft.itemId !== '' && <div className="two"><Area label={words.passage} value={draft.passage} onChange={(passage) => set({ passage })} rows={3} help={words.passageHelp} /><Area label={words.proposal} value={draft.proposal} onChange={(proposal) => set({ proposal })} rows={3} help={words.proposalHelp} /></div>}
      </ChangeForm>
    </section>
  );
}
