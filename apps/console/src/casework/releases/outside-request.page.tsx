import type { ReactNode } from 'react';
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
import { DecideOutside } from './decide-outside.js';
import { oneOutsideRequest, withdrawOutsideRequest } from './outside-requests.generated.js';

/** One request to show it to somebody outside: for whom, what for, and the answer. */
export function OutsideRequestPage({ id, requestId }: { id: string; requestId: string }): ReactNode {
  const { texts: { forOutside } } = useLanguage();
  return <Under id={id} room="releases" title={forOutside.one}>{(bulletin) => <Reading bulletin={bulletin} requestId={requestId} />}</Under>;
}

function Reading({ bulletin, requestId }: { bulletin: Worked; requestId: string }): ReactNode {
  const { texts, moments } = useLanguage();
  const { passing, forOutside, outside } = texts;
  const viewer = useViewer();
  const room = `bulletin ${bulletin.id}`;
  const reload = useReload(room);
  const { data, error, refetch } = useReading(room, oneOutsideRequest, { id: requestId });
  const withdraw = useSending(withdrawOutsideRequest, [room, 'home']);
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const request = data.outsideReleaseRequest;
  if (!request) return <Notice title={texts.state.notFound}><p>{texts.state.notFoundBody}</p></Notice>;
  const { state, grant, askedBy, awaitsApproval } = request;
  const heading = (sectionId: string): string => visible(bulletin.sections.find(({ id }) => id === sectionId)?.heading ?? passing.goneSection);
  const lines: [string, ReactNode][] = [
    [passing.asker, <Text>{askedBy.name}</Text>], [outside.reader, <Text>{request.readerName}</Text>], [outside.readerOrganisation, <Text>{request.readerOrganisation}</Text>], [forOutside.contact, <Text>{request.contact}</Text>],
    [passing.purpose, <Text>{request.purpose}</Text>], ...(request.terms ? [[forOutside.terms, <Text>{request.terms}</Text>] as [string, ReactNode]] : []),
    [passing.what, request.sectionIds ? moments.list(request.sectionIds.map(heading)) : passing.whole], [passing.asked, <Moment at={request.askedAt} />], [passing.answerWanted, <Moment at={request.answerBy} />],
  ];
  return (
    <>
      <p className="labels"><span className={state === 'ASKED' ? 'label label-warning' : 'label'}>{awaitsApproval ? passing.awaits : texts.releases[state]}</span>{request.silent && <span className="label">{passing.silent}</span>}</p>
      <dl className="facts">{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      {state === 'REFUSED' && <Notice kind="warning" title={texts.releases.REFUSED}>{request.reason && <p><Text>{request.reason}</Text></p>}</Notice>}
      {grant && (
        <Notice kind={awaitsApproval ? 'warning' : 'good'} title={grant.inPart ? passing.grantedPart : passing.granted}>
          {grant.sectionIds.length > 0 && <p>{passing.opens(moments.list(grant.sectionIds.map(heading)))}</p>}
          <p>{forOutside.opensUntil(moments.full(grant.opensUntil))}</p>
          {awaitsApproval ? <p>{forOutside.awaitsBody} <Link href={`/bulletins/${bulletin.id}/releases`} className="target">{forOutside.toApprove}</Link></p> : <p>{forOutside.given}</p>}
        </Notice>
      )}
      {bulletin.isEditor && state === 'ASKED' && <DecideOutside request={request} bulletin={bulletin} onLoad={reload} />}
      {state === 'ASKED' && askedBy.id === viewer?.organisation.id && bulletin.writes && <p className="no-print"><Button isPending={withdraw.isPending} onPress={() => withdraw.mutate({ id: request.id })}>{passing.takeBack}</Button></p>}
      <Refused error={withdraw.error} onLoad={reload} />
    </>
  );
}
