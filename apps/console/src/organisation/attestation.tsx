import type { ReactNode } from 'react';
import { usePages } from '../hub/queries.js';
import { useSend } from '../hub/send.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Fold } from '../ui/fold.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { attest, attested } from './contact.generated.js';
import type { Own } from './own.js';

const NOTHING = {};

/** That the entry in the register is right: due each year, and after each change of persons. */
export function AttestationCard({ organisation: { revision, contact, contactPoint, dutyTelephone } }: { organisation: Own }): ReactNode {
  const { texts: { organisation: texts } } = useLanguage();
  const send = useSend('organisation', attest);
  if (!contact) return null;
  const missing = [...(contactPoint ? [] : [texts.contactPoint]), ...(dutyTelephone ? [] : [texts.dutyTelephone]), ...(contact.hours.length > 0 ? [] : [texts.hours]), ...(contact.languages.length > 0 ? [] : [texts.languages])];
  return (
    <section className="card attestation">
      <h2>{texts.attestation}</h2>
      {contact.voided && <p className="overdue">{texts.voided}</p>}
      {contact.attestedOn && <p><SaysWhen text={texts.attestedOn} at={contact.attestedOn} /></p>}
      <p className={contact.overdue ? 'overdue' : ''}><SaysWhen text={contact.overdue ? texts.attestOverdue : texts.attestDue} at={contact.dueOn} /></p>
      <p className="quiet">{texts.attestMeans}</p>
      {missing.length > 0 && <p>{texts.attestMissing} {missing.join(', ')}</p>}
      <Button look="first" isDisabled={missing.length > 0} isPending={send.isPending} onPress={() => send.mutate({ input: { expectedRevision: revision ?? 0 } })}>{texts.attestDo}</Button>
      <div role="status">{send.isSuccess && <p className="good">{texts.attestedNow}</p>}</div>
      {send.error && <Failed error={send.error} />}
      <Fold title={texts.attestedBefore}><Before /></Fold>
    </section>
  );
}

function Before(): ReactNode {
  const { texts: { organisation: texts, do: words } } = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = usePages('organisation', attested, NOTHING, ({ attestations: { pageInfo } }) => pageInfo);
  const all = data?.pages.flatMap(({ attestations: { nodes } }) => nodes) ?? [];
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  return (
    <>
      {all.length === 0 && <p>{texts.never}</p>}
      <ul className="plain lines">
        {all.map(({ id, attestedAt, attestedBy, contactPoint, deputy, dutyTelephone, voidedAt }) => (
          <li key={id}><Moment at={attestedAt} /> {attestedBy && <Text>{attestedBy.displayName}</Text>}{voidedAt && <> <span className="label label-warning">{texts.void}</span></>}
            <span className="quiet block">{visible([contactPoint, deputy, dutyTelephone].filter(Boolean).join(' · '))}</span></li>
        ))}
      </ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{words.more}</Button>}
    </>
  );
}
