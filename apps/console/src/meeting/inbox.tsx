import { type ReactNode, useState } from 'react';
import type { MeetingDelegateReply, MeetingMailDecision } from '../hub/enums.generated.js';
import { usePages } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/field.js';
import { Moment } from '../ui/moment.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { Refused, useChange } from './change.js';
import { isOver, type Meeting } from './meeting.js';
import type { Delegation } from './read.js';
import { meetingInbox, type MeetingInboxQuery, resolveMail } from './people.generated.js';

type Mail = MeetingInboxQuery['meetingInbox']['nodes'][number];
const REPLIES: readonly MeetingDelegateReply[] = ['ACCEPTED', 'TENTATIVE', 'DECLINED'];

/** Mail that came for this meeting, or for none that is known, and was not taken by itself. */
export function Inbox({ meeting: { edition }, delegations }: { meeting: Meeting; delegations: readonly Delegation[] }): ReactNode {
  const { texts: { meeting: words, do: does } } = useLanguage();
  const inbox = usePages('meeting', meetingInbox, {}, ({ meetingInbox: { pageInfo: { hasNextPage, endCursor } } }) => ({ hasNextPage, endCursor }));
  const mails = (inbox.data?.pages.flatMap(({ meetingInbox: { nodes } }) => nodes) ?? []).filter(({ editionId }) => (editionId === null && !isOver(edition)) || editionId === edition.id);
  if (isOver(edition) && mails.length === 0) return null;
  return (
    <section className="card">
      <h2>{words.inbox} {mails.length > 0 && <span className="count-badge">{mails.length}</span>}</h2>
      <p className="quiet">{words.inboxBody}</p>
      {inbox.error && !inbox.data && <Failed error={inbox.error} onRetry={() => void inbox.refetch()} />}
      {!inbox.data && !inbox.error && <Loading />}
      {inbox.data && mails.length === 0 && <p>{words.inboxEmpty}</p>}
      <ul className="plain rows">{mails.map((mail) => <Kept key={mail.id} mail={mail} delegations={delegations} />)}</ul>
      {inbox.hasNextPage && <Button onPress={() => void inbox.fetchNextPage()} isPending={inbox.isFetchingNextPage}>{does.more}</Button>}
    </section>
  );
}

function Kept({ mail, delegations }: { mail: Mail; delegations: readonly Delegation[] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const change = useChange(resolveMail);
  const delegates = delegations.flatMap(({ organisation, delegates: sent }) => sent.map(({ id, familyName, givenName }) => [id, `${familyName} ${givenName} (${organisation.name})`] as const));
  const [delegateId, setDelegate] = useState(mail.delegateId ?? '');
  const [reply, setReply] = useState<MeetingDelegateReply | ''>('');
  const decide = (decision: MeetingMailDecision): void => change.mutate({ input: { id: mail.id, decision, delegateId: mail.delegateId === null && decision !== 'DISMISS' ? delegateId || null : null, reply: decision === 'APPLY' && reply !== '' ? reply : null } });
  return (
    <li className="mail">
      <p>{mail.because && <strong>{words.doubts[mail.because]}</strong>} <span className="quiet block"><Text>{mail.sender || words.noSender}</Text> · <Moment at={mail.receivedAt} /></span></p>
      <p><Text>{mail.subject}</Text>{mail.starts && <span className="block">{words.proposesTime} <Text>{mail.starts}</Text></span>}{mail.place && <span className="block">{words.proposesPlace} <Text>{mail.place}</Text></span>}{mail.comment && <span className="block"><Text>{mail.comment}</Text></span>}</p>
      {mail.body && <details className="fold"><summary>{words.mailText}</summary><p className="quiet">{words.mailTextBody}</p><pre tabIndex={0}><Text>{mail.body}</Text></pre></details>}
      <div className="filters-row">
        {mail.delegateId === null && <Choice label={words.whoseMail} value={delegateId} onChange={setDelegate} options={[['', words.choose], ...delegates]} />}
        <Choice label={words.takenAs} value={reply} onChange={setReply} options={[['', words.asWritten], ...REPLIES.map((each) => [each, words.delegateReplies[each]] as const)]} />
      </div>
      <div className="buttons">
        <Button isDisabled={change.isPending || (mail.delegateId === null && delegateId === '')} onPress={() => decide('APPLY')}>{words.apply}</Button>
        {mail.because === 'COUNTER' && <Button isDisabled={change.isPending} onPress={() => decide('DECLINE')}>{words.declineTime}</Button>}
        <Button look="text" isDisabled={change.isPending} onPress={() => decide('DISMISS')}>{words.dismissMail}</Button>
      </div>
      <Refused error={change.error} />
    </li>
  );
}
