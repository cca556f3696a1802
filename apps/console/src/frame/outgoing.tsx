import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState, useSyncExternalStore } from 'react';
import { Link } from 'wouter';
import { outbox, type Outgoing, TAKE_BACK_SECONDS } from '../hub/outbox.js';
import { useReading } from '../hub/queries.js';
import { useSending } from '../hub/sending.js';
import { useTexts } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Failed } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { hasLeft, sendAtOnce, takeBack, toTakeBack } from './outgoing.generated.js';

const NOTHING = {};
/** How often a page that is looked at asks what waits: it may have been sent on another device. */
const EVERY = 20_000;
const SOON = 1_500;

addEventListener('beforeunload', (event) => {
  if (outbox.current().some(({ state }) => state === 'sending' || state === 'failed')) event.preventDefault();
});

/** What goes out soon, on every screen and every device of who sent it, to be taken back. */
export function OutgoingNotices(): ReactNode {
  const viewer = useViewer();
  const person = viewer?.person.id ?? null;
  const all = useSyncExternalStore(outbox.subscribe, outbox.current);
  const [owner, own] = useState(person);
  const { data, dataUpdatedAt } = useReading('outgoing', toTakeBack, NOTHING, { enabled: viewer?.roles.includes('OFFICER') ?? false, every: EVERY });
  // Whoever signs in after somebody else finds nothing of his.
  useEffect(() => {
    if (person === null || person === owner) return;
    outbox.clear();
    own(person);
  }, [person, owner]);
  useEffect(() => {
    if (data && person !== null && person === owner) outbox.found(data.bulletinsToTakeBack.map(({ id, revision, pending }) => ({ bulletinId: id, title: pending?.title ?? '', revision: revision ?? 0, seconds: pending?.takeBackSeconds ?? 0 })), dataUpdatedAt);
  }, [data, dataUpdatedAt, person, owner]);
  if (person === null || person !== owner) return null;
  return <section className="outgoing" aria-live="polite">{all.map((one) => <Notice key={one.bulletinId} of={one} />)}</section>;
}

function Notice({ of: one }: { of: Outgoing }): ReactNode {
  const { bulletinId: id, title, at, state, outcome, error } = one;
  const { outgoing: texts, do: words } = useTexts();
  const queries = useQueryClient();
  useEffect(() => {
    if (state === 'sent') for (const room of [`bulletin ${id}`, 'home', 'bulletins']) void queries.invalidateQueries({ queryKey: [room] });
  }, [state, id, queries]);
  const says = { waiting: texts.waiting, sending: texts.sending, leaving: texts.sending, failed: texts.failed, sent: outcome === 'SCHEDULED' ? texts.scheduled : outcome === 'PUBLISHED' ? texts.sent : texts.approved }[state];
  return (
    <div className="notice" data-kind={state === 'sent' ? 'good' : state === 'failed' ? 'bad' : 'warning'} data-outgoing={state}>
      <p className="notice-title">{says} {state === 'waiting' && <Countdown id={id} at={at} />}</p>
      <p><Link href={`/bulletins/${id}`}><Text>{title}</Text></Link></p>
      {state === 'waiting' && <Waiting of={one} />}
      {state === 'leaving' && <Leaving id={id} />}
      {state === 'failed' && <Failed error={error} onRetry={() => void outbox.again(one)} />}
      {(state === 'sent' || state === 'failed') && <Button onPress={() => outbox.drop(id)}>{words.dismiss}</Button>}
    </div>
  );
}

function Countdown({ id, at }: { id: string; at: number }): ReactNode {
  const { outgoing: texts } = useTexts();
  const [now, tick] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => tick(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  const isOver = now >= at;
  useEffect(() => {
    if (isOver) outbox.leaves(id);
  }, [isOver, id]);
  return <span aria-hidden="true" className="countdown">{texts.seconds(Math.min(TAKE_BACK_SECONDS, Math.max(0, Math.ceil((at - now) / 1_000))))}</span>;
}

function Waiting({ of: { bulletinId: id, revision } }: { of: Outgoing }): ReactNode {
  const { outgoing: texts } = useTexts();
  const rooms = ['outgoing', `bulletin ${id}`, 'home', 'bulletins'];
  const back = useSending(takeBack, rooms, () => outbox.drop(id));
  const now = useSending(sendAtOnce, rooms, () => outbox.left(id));
  const input = { id, expectedRevision: revision };
  return (
    <>
      <p className="row"><Button look="first" onPress={() => back.mutate({ input })} isPending={back.isPending}>{texts.takeBack}</Button> <Button look="text" onPress={() => now.mutate({ input })} isPending={now.isPending}>{texts.now}</Button></p>
      <p className="quiet">{texts.heldByHub}</p>
      {(back.error ?? now.error) && <Failed error={back.error ?? now.error} title={back.error ? texts.notTakenBack : undefined} />}
    </>
  );
}

/** Its time has come: the hub sends it, or it was taken back elsewhere. */
function Leaving({ id }: { id: string }): ReactNode {
  const { data } = useReading('leaving', hasLeft, { id }, { every: SOON });
  const pending = data?.bulletin?.pending?.state;
  useEffect(() => {
    if (!data) return;
    if (pending === undefined) outbox.left(id);
    else if (pending !== 'SCHEDULED') outbox.drop(id);
  }, [data, pending, id]);
  return null;
}
