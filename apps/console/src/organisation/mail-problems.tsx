import type { ReactNode } from 'react';
import { usePages, useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Fold } from '../ui/fold.js';
import { halfOf } from '../ui/half.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { mailProblems, mailsTo } from './webhooks.generated.js';

const NOTHING = {};

/** Whom mail does not reach, and what the mail server said. */
export function MailPart(): ReactNode {
  const { texts: { organisation: texts }, code } = useLanguage();
  const { data, error, refetch } = useReading('organisation', mailProblems, NOTHING);
  return (
    <>
      <p className="lead">{texts.mailLead}</p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.mailFailures.length === 0 && <Empty title={texts.mailFine}>{texts.mailFineBody}</Empty>}
      <ul className="plain">
        {data?.mailFailures.map(({ person, failingSince, heldUntil, lastResult, waiting }) => (
          <li key={person?.id ?? failingSince} className="card">
            <h2><Text>{person?.displayName ?? ''}</Text></h2>
            {person?.email && <p><Text>{person.email}</Text></p>}
            <p className="overdue"><SaysWhen text={texts.mailSince} at={failingSince} /></p>
            {lastResult && <p>{texts.lastResult} {visible(halfOf(lastResult, code))}</p>}
            <p>{texts.waiting(waiting)}{heldUntil && <> · <SaysWhen text={texts.heldUntil} at={heldUntil} /></>}</p>
            <p className="quiet">{texts.mailDo}</p>
            {person && <Fold title={texts.mails} named={texts.mailsTo(visible(person.displayName))}><Mails personId={person.id} /></Fold>}
          </li>
        ))}
      </ul>
    </>
  );
}

function Mails({ personId }: { personId: string }): ReactNode {
  const { texts: { organisation: texts, do: words }, code } = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages('organisation', mailsTo, { personId }, ({ mailDeliveries: { pageInfo } }) => pageInfo);
  const all = data?.pages.flatMap(({ mailDeliveries: { nodes } }) => nodes) ?? [];
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <ul className="plain lines">
        {all.map(({ id, createdAt, state, attempts }) => (
          <li key={id}><Moment at={createdAt} /> <span className="label">{texts.mailStates[state]}</span>
            {attempts.map(({ number, beganAt, status, result }) => <span key={number} className="quiet block"><Moment at={beganAt} /> {status} {visible(halfOf(result, code))}</span>)}</li>
        ))}
      </ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{words.more}</Button>}
    </>
  );
}
