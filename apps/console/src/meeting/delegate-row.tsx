import { type ReactNode, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Confirm } from '../ui/confirm.js';
import { Moment } from '../ui/moment.js';
import { Text } from '../ui/text.js';
import { Refused, useChange } from './change.js';
import { DelegateForm } from './delegate-form.js';
import { textIn } from './parts.js';
import { type DelegateFragment, removeDelegate } from './people.generated.js';

/** A delegate: all parties see name and titles; what he needs and answers, those who name him and coordinators. */
export function DelegateRow({ delegate, edits }: { delegate: DelegateFragment; edits: boolean }): ReactNode {
  const { texts: { meeting: words }, moments, code } = useLanguage();
  const [changes, setChanges] = useState(false);
  const remove = useChange(removeDelegate);
  const { id, revision, familyName, givenName, kana, latinFamilyName, latinGivenName, titles, details } = delegate;
  const name = `${familyName} ${givenName}`;
  return (
    <li className="delegate">
      <p>
        <strong><Text>{name}</Text></strong>{kana && <> (<Text>{kana}</Text>)</>}{latinFamilyName && <> <Text>{`${latinFamilyName} ${latinGivenName ?? ''}`}</Text></>}
        {titles.length > 0 && <span className="quiet block"><Text>{textIn(titles, code)}</Text></span>}
      </p>
      {details && (
        <p className="labels">
          {details.reply ? <span className={details.reply === 'ACCEPTED' ? 'label label-good' : 'label label-warning'}>{words.delegateReplies[details.reply]}</span> : <span className="label">{details.email ? words.noAnswerYet : words.noInvitation}</span>}
          {details.remote && <span className="label">{words.remote}</span>}
          {details.onBehalf && <span className="label">{words.onBehalf}</span>}
          {details.interpretation && <span className="label">{words.interpretationInto(moments.language(details.interpretation))}</span>}
          {details.message && (details.message.state === 'REFUSED' || details.message.state === 'FAILED') && <span className="label label-warning">{words.mailStates[details.message.state]}</span>}
        </p>
      )}
      {details && (
        <p className="quiet meta">
          {details.email && <Text>{details.email}</Text>}
          {details.repliedAt && <span>{words.answered} <Moment at={details.repliedAt} /></span>}
          {details.dietary && <span>{words.dietary}: <Text>{details.dietary}</Text></span>}
          {details.accessNeeds && <span>{words.access}: <Text>{details.accessNeeds}</Text></span>}
          {details.comment && <Text>{details.comment}</Text>}
        </p>
      )}
      {edits && !changes && (
        <div className="buttons">
          <Button look="text" aria-label={words.of(words.edit, name)} onPress={() => setChanges(true)}>{words.edit}</Button>
          <Confirm look="text" label={words.remove} title={words.removeSure(name)} act={words.yes(words.remove)} isPending={remove.isPending} onConfirm={() => remove.mutate({ input: { id, expectedRevision: revision } })} />
        </div>
      )}
      {changes && <DelegateForm editionId="" organisation={{}} delegate={delegate} onDone={() => setChanges(false)} />}
      <Refused error={remove.error} />
    </li>
  );
}
