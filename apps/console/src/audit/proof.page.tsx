import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Moment } from '../ui/moment.js';
import { Page } from '../ui/page.js';
import { Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { holds } from './proof-check.js';
import { ProofPicture } from './proof-picture.js';
import { LogKeys, Steps, useStepsOf } from './proof-steps.js';
import { prove, type Proved } from './prove.js';

/** The proof of one entry, checked on this device and drawn. */
export function ProofPage({ id }: { id: string }): ReactNode {
  const { texts: { audit: texts, do: words } } = useLanguage();
  const session = useSession();
  const { data, error, refetch } = useQuery({ queryKey: ['proof', id], queryFn: () => prove(session, id), staleTime: Infinity });
  return (
    <Page title={texts.proofTitle} lead={texts.proofLead}>
      <p className="no-print"><Link href="/audit" className="target">{texts.title}</Link></p>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {data === undefined && !error && <Loading />}
      {data === null && <Notice><p>{texts.notYet}</p><Button onPress={() => void refetch()}>{words.retry}</Button></Notice>}
      {data && <Shown of={data} />}
    </Page>
  );
}

function Shown({ of: { checked, steps, checkpoint } }: { of: Proved }): ReactNode {
  const { texts: all, moments } = useLanguage();
  const { audit: texts } = all;
  const { sealedAt, says, keys, leafText, rootText } = checked;
  const good = holds(checked);
  const list = useStepsOf(checked, steps);
  const action = typeof says?.['action'] === 'string' ? says['action'] : null;
  const at = typeof says?.['occurredAt'] === 'string' ? says['occurredAt'] : null;
  return (
    <>
      <Notice kind={good ? 'good' : 'bad'} title={good ? texts.holds : texts.fails} role={good ? 'status' : 'alert'}>
        <p>{good ? texts.holdsBody(sealedAt ? moments.full(sealedAt) : '–') : texts.failsBody}</p>
      </Notice>
      <h2>{texts.picture}</h2>
      <ProofPicture checked={checked} steps={steps} />
      <h2>{texts.steps}</h2>
      <Steps of={list} />
      <h2>{texts.content}</h2>
      {says ? (
        <dl className="facts">
          <div><dt>{texts.what}</dt><dd>{action ? ((all.acts as Record<string, string>)[action] ?? action) : '–'}</dd></div>
          {at && <div><dt>{texts.when}</dt><dd><Moment at={at} /></dd></div>}
        </dl>
      ) : <p>{texts.erased}</p>}
      <p className="quiet">{texts.limits}</p>
      <LogKeys of={keys} />
      <details className="fold">
        <summary>{texts.technical}</summary>
        <pre tabIndex={0}><Text>{JSON.stringify(says, null, 2)}</Text></pre>
        <p>leaf <code className="long">{leafText}</code></p>
        <p>root <code className="long">{rootText}</code></p>
        <pre tabIndex={0}>{checkpoint}</pre>
      </details>
    </>
  );
}
