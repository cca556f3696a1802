import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { usePages } from '../../hub/queries.js';
import { useReload, useSending } from '../../hub/sending.js';
import { useLanguage } from '../../languages/language.context.js';
import { useViewer } from '../../session/session.context.js';
import { Button } from '../../ui/button.js';
import { Refused } from '../../ui/form.js';
import { Moment, SaysWhen } from '../../ui/moment.js';
import { Empty, Failed, Loading, Notice } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import type { Worked } from '../under.js';
import { OutsideForm } from './outside-form.js';
import { approveOutside, type OutsideFragment, outsideList, revokeOutside } from './releases.generated.js';

/** Views for people outside the hub, each opened once with a code. */
export function Outside({ bulletin }: { bulletin: Worked }): ReactNode {
  const { texts } = useLanguage();
  const { outside } = texts;
  const { id } = bulletin;
  const [proposing, propose] = useState(false);
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = usePages(`bulletin ${id}`, outsideList, { id }, ({ outsideReleases }) => outsideReleases.pageInfo);
  const releases = data?.pages.flatMap((page) => page.outsideReleases.nodes) ?? [];
  return (
    <section aria-labelledby="outside">
      <h2 id="outside">{outside.title}</h2>
      <p className="quiet">{outside.lead}</p>
      {bulletin.state === 'PUBLISHED' && (proposing ? <OutsideForm bulletin={bulletin} onDone={() => propose(false)} /> : <p><Button onPress={() => propose(true)}>{outside.propose}</Button></p>)}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      {data && releases.length === 0 && !proposing && <Empty title={outside.none} />}
      <ul className="plain case-list">{releases.map((release) => <Row key={release.id} release={release} of={id} />)}</ul>
      {hasNextPage && <Button onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{texts.do.more}</Button>}
    </section>
  );
}

function Row({ release: { id, state, readerName, readerOrganisation, purpose, expiresAt, openedAt, attempts, revision, proposedBy, requestId }, of }: { release: OutsideFragment; of: string }): ReactNode {
  const { texts: { outside, forOutside }, moments } = useLanguage();
  const viewer = useViewer();
  const room = `bulletin ${of}`;
  const reload = useReload(room);
  const approve = useSending(approveOutside, [room]);
  const revoke = useSending(revokeOutside, [room]);
  const input = { id, expectedRevision: revision };
  const isOwn = proposedBy?.id === viewer?.person.id;
  const shown = approve.data?.approveOutsideRelease;
  return (
    <li>
      <p className="labels"><span className={state === 'PROPOSED' ? 'label label-warning' : 'label'}>{outside.states[state]}</span></p>
      <p className="strong"><Text>{readerName}</Text> (<Text>{readerOrganisation}</Text>)</p>
      <p><Text>{purpose}</Text></p>
      {requestId && <p><Link href={`/bulletins/${of}/outside/${requestId}`} className="target">{forOutside.byRequest}</Link></p>}
      <p className="quiet meta"><span><SaysWhen text={outside.opensUntil} at={expiresAt} /></span>{proposedBy && <span>{outside.by} <Text>{proposedBy.displayName}</Text></span>}{openedAt && <span>{outside.openedAt} <Moment at={openedAt} /></span>}{attempts > 0 && <span>{outside.attempts(attempts)}</span>}</p>
      {shown && (shown.address && shown.code ? (
        <Notice kind="good" title={outside.once} role="status">
          <p>{outside.onceBody}</p>
          <dl className="facts secret"><div><dt>{outside.address}</dt><dd><code>{shown.address}</code></dd></div><div><dt>{outside.code}</dt><dd><code className="code-once">{shown.code}</code></dd></div></dl>
        </Notice>
      ) : <Notice kind="warning" role="alert"><p>{outside.onceGone}</p></Notice>)}
      {state === 'PROPOSED' && isOwn && <p className="quiet">{outside.needsOther}</p>}
      <p className="row start no-print">
        {state === 'PROPOSED' && !isOwn && <Button look="first" isPending={approve.isPending} onPress={() => approve.mutate({ input })}>{outside.approve}</Button>}
        {(state === 'PROPOSED' || state === 'READY') && <Button isPending={revoke.isPending} aria-label={outside.revokeOf(`${readerName}, ${moments.day(expiresAt)}`)} onPress={() => revoke.mutate({ input })}>{outside.revoke}</Button>}
      </p>
      <Refused error={approve.error ?? revoke.error} onLoad={reload} />
    </li>
  );
}
