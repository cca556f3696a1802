import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import { useReading } from '../../hub/queries.js';
import { useReload, useSending } from '../../hub/sending.js';
import { useLanguage } from '../../languages/language.context.js';
import { useViewer } from '../../session/session.context.js';
import { Button } from '../../ui/button.js';
import { Refused } from '../../ui/form.js';
import { Moment } from '../../ui/moment.js';
import { Failed, Loading, Notice } from '../../ui/states.js';
import { Text } from '../../ui/text.js';
import { visible } from '../../ui/visible.js';
import { Under, type Worked } from '../under.js';
import { Grant } from './grant.js';
import { endRelease, oneRequest, withdrawReleaseRequest } from './releases.generated.js';
import type { Request } from './request.js';

/** One request for release: what for, on which terms, and the answer. */
export function ReleasePage({ id, requestId }: { id: string; requestId: string }): ReactNode {
  const { texts: { passing: releases } } = useLanguage();
  return <Under id={id} room="releases" title={releases.one}>{(bulletin) => <Reading bulletin={bulletin} requestId={requestId} />}</Under>;
}

function Reading({ bulletin, requestId }: { bulletin: Worked; requestId: string }): ReactNode {
  const { texts, moments } = useLanguage();
  const { passing: releases } = texts;
  const viewer = useViewer();
  const room = `bulletin ${bulletin.id}`;
  const reload = useReload(room);
  const { data, error, refetch } = useReading(room, oneRequest, { id: requestId });
  const withdraw = useSending(withdrawReleaseRequest, [room, 'home']);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const request = data.releaseRequest;
  if (!request) return <Notice title={texts.state.notFound}><p>{texts.state.notFoundBody}</p></Notice>;
  const { state, grant, recipient, askedBy, awaitsApproval } = request;
  const heading = (sectionId: string): string => visible(bulletin.sections.find(({ id }) => id === sectionId)?.heading ?? releases.goneSection);
  const lines: [string, ReactNode][] = [
    [releases.asker, <Text>{askedBy.name}</Text>], [releases.third, <Text>{recipient.name}</Text>], [releases.purpose, <Text>{request.purpose}</Text>],
    ...(request.terms ? [[releases.terms, <Text>{request.terms}</Text>] as [string, ReactNode]] : []),
    [releases.what, request.sectionIds ? moments.list(request.sectionIds.map(heading)) : releases.whole],
    [releases.asked, <Moment at={request.askedAt} />], [releases.answerWanted, <Moment at={request.answerBy} />],
  ];
  return (
    <>
      <p className="labels"><span className={state === 'ASKED' ? 'label label-warning' : 'label'}>{awaitsApproval ? releases.awaits : texts.releases[state]}</span>{request.silent && <span className="label">{releases.silent}</span>}</p>
      <dl className="facts">{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {state === 'REFUSED' && <Notice kind="warning" title={texts.releases.REFUSED}>{request.reason && <p><Text>{request.reason}</Text></p>}</Notice>}
      {grant && (
        <Notice kind={awaitsApproval ? 'warning' : 'good'} title={grant.inPart ? releases.grantedPart : releases.granted}>
          <p>{releases.opens(moments.list(grant.sectionIds.map(heading)))}</p>
          {grant.conditions && <p>{releases.conditions}: <Text>{grant.conditions}</Text></p>}
          {grant.until && <p>{texts.bulletin.releasedUntil(moments.full(grant.until))}</p>}
          {grant.namesAsker && <p>{releases.asNamed}</p>}
          {awaitsApproval && <p>{releases.awaitsBody} <Link href={`/bulletins/${bulletin.id}/review`} className="target">{releases.toApprove}</Link></p>}
        </Notice>
      )}
      {bulletin.isEditor && state === 'ASKED' && !awaitsApproval && <Grant request={request} bulletin={bulletin} onLoad={reload} />}
      {bulletin.isEditor && state === 'GRANTED' && <End request={request} room={room} onLoad={reload} />}
      {state === 'ASKED' && askedBy.id === viewer?.organisation.id && bulletin.writes && <p className="no-print"><Button isPending={withdraw.isPending} onPress={() => withdraw.mutate({ id: request.id })}>{releases.takeBack}</Button></p>}
      <Refused error={withdraw.error} onLoad={reload} />
    </>
  );
}

function End({ request: { id, revision }, room, onLoad }: { request: Request; room: string; onLoad: () => void }): ReactNode {
  const { texts } = useLanguage();
  const [asking, ask] = useState(false);
  const end = useSending(endRelease, [room, 'home']);
  if (!asking) return <p><Button onPress={() => ask(true)}>{texts.releasing.end}</Button></p>;
  return (
    <Notice kind="warning" title={texts.releasing.endAsk}>
      <p>{texts.releasing.endBody}</p>
      <p className="row-start"><Button look="first" isPending={end.isPending} onPress={() => end.mutate({ input: { id, expectedRevision: revision ?? 0 } })}>{texts.releasing.end}</Button> <Button onPress={() => ask(false)}>{texts.do.cancel}</Button></p>
      <Refused error={end.error} onLoad={onLoad} />
    </Notice>
  );
}
