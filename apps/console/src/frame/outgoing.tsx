import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { outbox, type Outgoing } from '../hub/outbox.js';
import { useTexts } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Failed } from '../ui/states.js';
import { Text } from '../ui/text.js';

/** What goes out soon, on every screen, to be taken back. */
export function OutgoingNotices(): ReactNode {
  const person = useViewer()?.person.id ?? null;
  const all = useSyncExternalStore(outbox.subscribe, outbox.current);
  const [owner, own] = useState(person);
  // Whoever signs in after somebody else finds nothing of his.
  useEffect(() => {
    if (person === null || person === owner) return;
    outbox.clear();
    own(person);
  }, [person, owner]);
  if (person === null || person !== owner) return null;
  return <section className="outgoing" aria-live="polite">{all.map((one) => <Notice key={one.key} of={one} />)}</section>;
}

function Notice({ of: { key, bulletinId, title, at, state, outcome, error } }: { of: Outgoing }): ReactNode {
  const { outgoing: texts, do: words } = useTexts();
  const queries = useQueryClient();
  const [now, tick] = useState(Date.now);
  useEffect(() => {
    if (state !== 'waiting') return undefined;
    const timer = setInterval(() => tick(Date.now()), 500);
    return () => clearInterval(timer);
  }, [state]);
  useEffect(() => {
    if (state === 'sent') for (const room of [`bulletin ${bulletinId}`, 'home', 'bulletins']) void queries.invalidateQueries({ queryKey: [room] });
  }, [state, bulletinId, queries]);
  const says = { waiting: texts.waiting, sending: texts.sending, failed: texts.failed, sent: outcome === 'SCHEDULED' ? texts.scheduled : outcome === 'PUBLISHED' ? texts.sent : texts.approved }[state];
  return (
    <div className="notice" data-kind={state === 'sent' ? 'good' : state === 'failed' ? 'bad' : 'warning'} data-outgoing={state}>
      <p className="notice-title">{says} {state === 'waiting' && <span aria-hidden="true" className="countdown">{texts.seconds(Math.max(0, Math.ceil((at - now) / 1_000)))}</span>}</p>
      <p><Link href={`/bulletins/${bulletinId}`}><Text>{title}</Text></Link></p>
      {state === 'waiting' && <p className="row"><Button look="first" onPress={() => outbox.drop(key)}>{texts.takeBack}</Button> <Button look="text" onPress={() => void outbox.sendNow(key)}>{texts.now}</Button></p>}
      {state === 'waiting' && <p className="quiet">{texts.keepOpen}</p>}
      {state === 'failed' && <Failed error={error} onRetry={() => void outbox.sendNow(key)} />}
      {(state === 'sent' || state === 'failed') && <Button onPress={() => outbox.drop(key)}>{words.dismiss}</Button>}
    </div>
  );
}
