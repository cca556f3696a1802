import { type ReactNode, useState } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { SaysWhen } from '../ui/moment.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { DelegateForm } from './delegate-form.js';
import { DelegateRow } from './delegate-row.js';
import { GuestLinks } from './guest-links.js';
import { InviteForm } from './invite-form.js';
import { Inbox } from './inbox.js';
import { Refused, useChange } from './change.js';
import { isNaming, isOver, type Meeting } from './meeting.js';
import { answerInvitation, meetingDelegations } from './people.generated.js';
import type { Delegation } from './read.js';

/** Who comes: whom the parties name, guests' links, and mail that could not be read or trusted. */
export function PeoplePart({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { edition, isCoordinator, organisationId, takesPart, names } = meeting;
  const { data, error, refetch } = useReading('meeting', meetingDelegations, { id: edition.id });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { delegations } = data.meetingEdition;
  const own = delegations.find(({ organisation }) => organisation.id === organisationId);
  const missing = delegations.filter((each) => each.missing);
  const asked = edition.invitation !== null;
  const naming = isNaming(edition);
  const ownShown = own !== undefined && takesPart && names && asked && naming;
  const listed = delegations.filter(({ organisation, delegates }) => (organisation.id !== organisationId || !ownShown) && ((isCoordinator && !isOver(edition)) || delegates.length > 0));
  return (
    <>
      {!naming ? null : edition.invitation?.deadline ? <p className="due"><SaysWhen text={words.delegatesBy} at={edition.invitation.deadline} /></p> : <p className="quiet">{asked ? words.deadlineOpen : words.notAsked}</p>}
      {isCoordinator && <InviteForm meeting={meeting} />}
      {ownShown && <section className="card"><h2>{words.ownDelegates}</h2><Party meeting={meeting} delegation={own} isOpen /></section>}
      {isCoordinator && asked && naming && (
        <section className="card">
          <h2>{words.missingDelegates} <span className="count-badge">{missing.length}</span></h2>
          {missing.length === 0 ? <p className="good">{words.nobodyMissing}</p> : <ul className="names">{missing.map(({ organisation: { id, name } }) => <li key={id}><Text>{name}</Text></li>)}</ul>}
        </section>
      )}
      <section>
        <h2>{words.allDelegates}</h2>
        {listed.length === 0 && <p className="quiet">{naming ? words.nobodyNamed : words.over.nobody}</p>}
        {listed.map((delegation) => (
          <details key={delegation.organisation.id} className="fold" open={!isCoordinator && delegation.delegates.length > 0}>
            <summary><span className="summary-title"><Text>{delegation.organisation.name}</Text></span>{delegation.reply && <span className={delegation.missing && naming ? 'label label-warning' : 'label'}>{words.delegationReplies[delegation.reply]}</span>} <span className="quiet">{words.people(delegation.delegates.length)}</span></summary>
            <Party meeting={meeting} delegation={delegation} isOpen={isCoordinator && asked && naming} />
          </details>
        ))}
      </section>
      <GuestLinks meeting={meeting} />
      {isCoordinator && <Inbox meeting={meeting} delegations={delegations} />}
    </>
  );
}

/** Whom one party sends, and changing it. */
function Party({ meeting: { edition, organisationId }, delegation: { organisation, delegates, reply }, isOpen }: { meeting: Meeting; delegation: Delegation; isOpen: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const [adds, setAdds] = useState(false);
  const change = useChange(answerInvitation);
  const onBehalf = organisation.id === organisationId ? {} : { organisationId: organisation.id };
  return (
    <>
      {delegates.length === 0 && <p className="quiet">{reply === 'NOBODY' ? words.sendsNobody : words.nobodyNamed}</p>}
      <ul className="plain rows">{delegates.map((delegate) => <DelegateRow key={delegate.id} delegate={delegate} edits={isOpen} />)}</ul>
      {isOpen && (
        <>
          {adds ? <DelegateForm editionId={edition.id} organisation={onBehalf} onDone={() => setAdds(false)} /> : (
            <div className="buttons">
              <Button onPress={() => setAdds(true)}>{words.nameDelegate}</Button>
              {delegates.length === 0 && <Button look="text" isPending={change.isPending} onPress={() => change.mutate({ input: { editionId: edition.id, sendsNobody: reply !== 'NOBODY', ...onBehalf } })}>{reply === 'NOBODY' ? words.sendsAfterAll : words.weSendNobody}</Button>}
            </div>
          )}
          <Refused error={change.error} />
        </>
      )}
    </>
  );
}
