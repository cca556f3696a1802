import { type ReactNode, useState } from 'react';
import { usePages } from '../hub/queries.js';
import { useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { halfOf } from '../ui/half.js';
import { Moment } from '../ui/moment.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { visible } from '../ui/visible.js';
import { deliveries, redeliver } from './webhooks.generated.js';

/** What was sent to an endpoint: each message with its attempts, and sending it once more. */
export function Deliveries({ webhookId }: { webhookId: string }): ReactNode {
  const { texts: { organisation: texts, do: words }, moments, code } = useLanguage();
  const { data, error, refetch, isFetching, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages('webhooks', deliveries, { id: webhookId }, ({ webhookDeliveries: { pageInfo } }) => pageInfo);
  const again = useSend('webhooks', redeliver);
  const [asked, setAsked] = useState<string | null>(null);
  const all = data?.pages.flatMap(({ webhookDeliveries: { nodes } }) => nodes) ?? [];
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      <p><Button onPress={() => void refetch()} isPending={isFetching}>{texts.lookAgain}</Button></p>
      {all.length === 0 && <Empty title={texts.noDeliveries} />}
      <ul className="plain lines deliveries">
        {all.map(({ id, messageId, type, state, createdAt, nextAttemptAt, attempts }) => (
          <li key={id}>
            <div className="row">
              <p><Moment at={createdAt} /> {texts.deliveryTypes[type]} <span className={state === 'DELIVERED' ? 'label label-good' : state === 'EXHAUSTED' ? 'label label-warning' : 'label'}>{texts.deliveryStates[state]}</span><span className="quiet block">webhook-id: <code>{messageId}</code></span></p>
              <Button aria-label={texts.redeliverOf(moments.full(createdAt))} onPress={() => { setAsked(id); again.mutate({ deliveryId: id }); }} isDisabled={again.isPending}>{texts.redeliver}</Button>
            </div>
            <ol className="attempts">{attempts.map(({ number, beganAt, result, status }) => <li key={number}><Moment at={beganAt} /> {status !== null && <code>{status}</code>} {visible(halfOf(result, code))}</li>)}</ol>
            {nextAttemptAt && state === 'WAITING' && <p className="quiet">{texts.nextAttempt} <Moment at={nextAttemptAt} /></p>}
            <p role="status" className="good">{asked === id && again.isSuccess ? texts.redelivered : ''}</p>
            {asked === id && again.error && <Failed error={again.error} />}
          </li>
        ))}
      </ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{words.more}</Button>}
    </>
  );
}
