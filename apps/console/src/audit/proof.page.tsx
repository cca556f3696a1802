import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { HubError } from '../hub/hub.error.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import type { Session } from '../session/session.js';
import { Button } from '../ui/button.js';
import { Moment } from '../ui/moment.js';
import { Page } from '../ui/page.js';
import { Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { consistency, proof } from './audit.generated.js';
import { type Checked, checkProof, holds, sizeOf } from './proof-check.js';
import { ProofPicture } from './proof-picture.js';
import { keepSeal, seenSeal } from './seen-seal.js';

/** Fetches a proof and calculates it again here. */
async function prove(session: Session, id: string): Promise<{ checked: Checked; steps: number; checkpoint: string } | null> {
  const [{ auditInclusionProof: given }, keys] = await Promise.all([
    session.ask(proof, { id }),
    fetch('/audit/keys', { credentials: 'omit' }).then((answer) => answer.text(), (error: unknown) => {
      throw new HubError('OFFLINE', String(error));
    }),
  ]);
  if (!given) return null;
  const seen = seenSeal();
  const fromSize = seen === null ? null : await sizeOf(seen);
  const grown = seen !== null && fromSize !== null && fromSize !== '0' && BigInt(fromSize) <= BigInt(given.treeSize)
    ? await session.ask(consistency, { fromSize, toSize: given.treeSize }).then(({ auditConsistencyProof: { hashes } }) => ({ checkpoint: seen, hashes })) : null;
  const checked = await checkProof(given, keys.trim().split('\n'), grown);
  if (holds(checked) && (fromSize === null || BigInt(fromSize) <= checked.size)) keepSeal(given.checkpoint);
  return { checked, steps: given.hashes.length, checkpoint: given.checkpoint };
}

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
      {data && <Shown checked={data.checked} steps={data.steps} checkpoint={data.checkpoint} />}
    </Page>
  );
}

function Shown({ checked, steps, checkpoint }: { checked: Checked; steps: number; checkpoint: string }): ReactNode {
  const { texts: all, moments } = useLanguage();
  const { audit: texts } = all;
  const { body, leaf, root, signature, earlier, sealedAt, says, keys, leafText, rootText } = checked;
  const good = holds(checked);
  const list: [string, boolean | null][] = [
    [body === null ? texts.stepRecordErased : texts.stepRecord, body], [texts.stepLeaf, leaf], [texts.stepPath(steps), root], [texts.stepRoot, root], [texts.stepSignature, signature],
    [earlier === null ? texts.stepEarlierFirst : texts.stepEarlier, earlier],
  ];
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
      <ol className="steps">
        {list.map(([text, fits]) => <li key={text} data-fits={String(fits)}>{text}{fits !== null && <> — <strong>{fits ? texts.ok : texts.bad}</strong></>}</li>)}
      </ol>
      <h2>{texts.content}</h2>
      {says ? (
        <dl className="facts">
          <div><dt>{texts.what}</dt><dd>{action ? ((all.acts as Record<string, string>)[action] ?? action) : '–'}</dd></div>
          {at && <div><dt>{texts.when}</dt><dd><Moment at={at} /></dd></div>}
        </dl>
      ) : <p>{texts.erased}</p>}
      <p className="quiet">{texts.limits}</p>
      <h2>{texts.key}</h2>
      <p>{texts.keyBody}</p>
      {keys.map((key) => <p key={key}><code className="long">{key}</code></p>)}
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
