import type { ReactNode } from 'react';
import { useReading } from '../hub/queries.js';
import { useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Moment } from '../ui/moment.js';
import { Once } from '../ui/once.js';
import { Empty, Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { agreeRecovery, cancelRecovery, recoveries } from './organisation.generated.js';

const NOTHING = {};

/** Accounts that two people are helping somebody back into. */
export function Recoveries({ helps }: { helps: boolean }): ReactNode {
  const { texts: { organisation: texts, do: words }, moments } = useLanguage();
  const viewer = useViewer();
  const { data, error, refetch } = useReading('organisation', recoveries, NOTHING);
  const agree = useSend('organisation', agreeRecovery);
  const cancel = useSend('organisation', cancelRecovery);
  const half = agree.data?.approveRecovery;
  return (
    <section className="card">
      <h2>{texts.recoveries}</h2>
      <p className="quiet">{texts.recoveriesLead}</p>
      {half?.code && <Once title={texts.halfTitle} label={texts.approvalCode} value={half.code} onDone={agree.reset}><p>{texts.otherHalfBody(moments.full(half.expiresAt))}</p></Once>}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data?.recoveries.length === 0 && <Empty title={texts.noRecoveries} />}
      <ul className="plain lines">
        {data?.recoveries.map(({ id, person, requestedBy, requestedByOrganisation, requestedAt, approvedAt, expiresAt }) => (
          <li key={id} className="row">
            <p><Text>{person.displayName}</Text> <span className="label">{approvedAt ? texts.recoveryApproved : texts.recoveryWaits}</span>
              <span className="quiet block">{texts.askedBy(visible(requestedBy?.displayName ?? requestedByOrganisation.name))} <Moment at={requestedAt} /> · {texts.goodUntil} <Moment at={expiresAt} /></span></p>
            <span className="buttons">
              {helps && !approvedAt && requestedBy?.id !== viewer?.person.id && person.id !== viewer?.person.id && <Button onPress={() => agree.mutate({ input: { id } })} isPending={agree.isPending}>{texts.approve}</Button>}
              <Button aria-label={texts.cancelOf(visible(person.displayName))} onPress={() => cancel.mutate({ id })} isDisabled={cancel.isPending}>{words.cancel}</Button>
            </span>
          </li>
        ))}
      </ul>
      {(agree.error ?? cancel.error) && <Failed error={agree.error ?? cancel.error} />}
    </section>
  );
}
