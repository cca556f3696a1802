import type { ReactNode } from 'react';
import { Link, useSearchParams } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { BulletinRooms } from '../ui/bulletin-rooms.js';
import { wordsOf } from '../ui/hits.js';
import { MarkBand, PrintedMark, UrgencyLabel } from '../ui/mark.js';
import { Moment } from '../ui/moment.js';
import { Page } from '../ui/page.js';
import { Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { AcknowledgeBox } from './acknowledge.js';
import { Files } from './files.js';
import { Facts } from './facts.js';
import { Readers, Recipients } from './readers.js';
import { Sections } from './sections.js';
import { Threads } from './threads.js';
import { Versions } from './versions.js';
import type { Bulletin } from './bulletin.js';
import { readBulletin } from './bulletin.generated.js';

/** One bulletin: its mark, what it says, and what hangs on it. */
export function BulletinPage({ id, isPublic = false }: { id: string; isPublic?: boolean }): ReactNode {
  const { texts } = useLanguage();
  const [search] = useSearchParams();
  const version = Number(search.get('version')) || null;
  const { data, error, refetch } = useReading(`bulletin ${id}`, readBulletin, { id, version }, { anonymous: isPublic });
  const back = <p><Link href={isPublic ? '/public' : '/bulletins'} className="target">{isPublic ? texts.menu.public : texts.home.allBulletins}</Link></p>;
  if (error && !data) return <Page title={texts.menu.bulletins}><Failed error={error} onRetry={() => void refetch()} />{back}</Page>;
  if (!data) return <Page title={texts.state.loading}><Loading /></Page>;
  if (!data.bulletin) return <Page title={texts.state.notFound}><Notice><p>{texts.state.notFoundBody}</p></Notice>{back}</Page>;
  return <Reading bulletin={data.bulletin} isOld={version !== null && version !== data.bulletin.versions.at(-1)?.version} words={wordsOf(search.get('text') ?? '')} isPublic={isPublic} />;
}

function Reading({ bulletin, isOld, words, isPublic }: { bulletin: Bulletin; isOld: boolean; words: readonly string[]; isPublic: boolean }): ReactNode {
  const { texts, moments } = useLanguage();
  const asked = useViewer();
  // What the public sees is shown to everybody as to the public.
  const viewer = isPublic ? null : asked;
  const home = isPublic ? '/public' : '/bulletins';
  const { id, tlp, title, language, state, reference, credits, struck, releasedToUs, oursUntil, pending, attachments } = bulletin;
  const isOfficer = viewer?.roles.includes('OFFICER') ?? false;
  const isEditor = bulletin.acknowledgements != null;
  const isTombstone = state === 'WITHDRAWN' || state === 'EXPIRED';
  return (
    <Page title={`${reference} ${visible(title)}`} heading={<Text words={words} lang={language}>{title}</Text>} wide>
      <PrintedMark tlp={tlp} reference={reference} />
      <MarkBand tlp={tlp} handling={bulletin.handling} note={bulletin.handlingNote} />
      {viewer && !isOld && <BulletinRooms bulletin={{ id, tlp, state, isEditor }} />}
      {isOld && <Notice kind="warning" role="status"><p>{texts.bulletin.old(bulletin.version)} <Link href={`${home}/${id}`}>{texts.bulletin.current}</Link></p></Notice>}
      {state === 'WITHDRAWN' && <Notice kind="bad" title={texts.bulletin.withdrawn}><p>{texts.bulletin.withdrawnBody}</p>{bulletin.withdrawalReason && <p>{texts.bulletin.reason} <Text>{bulletin.withdrawalReason}</Text></p>}</Notice>}
      {state === 'EXPIRED' && <Notice kind="warning" title={texts.bulletin.expired}><p>{texts.bulletin.expiredBody}</p></Notice>}
      {bulletin.publishedByException && <Notice kind="warning"><p>{texts.bulletin.exception}</p></Notice>}
      {pending && <Notice title={texts.bulletin.working}><p>{pending.state === 'DRAFT' ? texts.bulletin.workingBody : texts.bulletin.workingWaits}</p></Notice>}
      {viewer && isOfficer && !isTombstone && (pending || bulletin.revision != null) && (
        <p className="row-start no-print">
          <Link href={`/bulletins/${id}/edit`} className="button button-second">{state === 'PUBLISHED' && !pending ? texts.writing.edit : texts.writing.editDraft}</Link>
          {pending && <Link href={`/bulletins/${id}/review`} className="button button-second">{texts.writing.review}</Link>}
        </p>
      )}
      {oursUntil && <Notice kind="warning"><p>{texts.bulletin.oursUntil(moments.full(oursUntil))}</p></Notice>}
      {releasedToUs.map((release) => (
        <Notice key={release.id} title={texts.bulletin.released}>
          {release.conditions && <p><Text>{release.conditions}</Text></p>}
          {release.until && release.until !== oursUntil && <p>{texts.bulletin.releasedUntil(moments.full(release.until))}</p>}
        </Notice>
      ))}
      {struck.map((strike) => <Notice key={strike.id}><p>{texts.bulletin.struck(moments.full(strike.struckAt))}</p></Notice>)}
      <Head bulletin={bulletin} />
      {viewer && bulletin.acknowledgement && (!isTombstone || bulletin.acknowledgement.kind) && !isOld && <AcknowledgeBox bulletin={bulletin} />}
      <Sections bulletin={bulletin} words={words} />
      {attachments.length > 0 && <section><h2>{texts.bulletin.attachments}</h2><Files files={attachments} /></section>}
      <Facts bulletin={bulletin} />
      {credits.length > 0 && <p className="quiet">{texts.bulletin.credits(moments.list(credits.map(({ name }) => visible(name))))}</p>}
      <div className="after-text">
        {viewer && !isTombstone && state === 'PUBLISHED' && <Threads id={id} />}
        {!isTombstone && <Versions bulletin={bulletin} home={home} />}
        <Recipients bulletin={bulletin} />
        {viewer && isEditor && state !== 'DRAFT' && <Readers bulletin={bulletin} />}
      </div>
    </Page>
  );
}

function Head({ bulletin }: { bulletin: Bulletin }): ReactNode {
  const { texts, moments } = useLanguage();
  const { reference, originator, publishedAt, version, versions, expiresAt, kind, urgency, state, language, documentNumber } = bulletin;
  const lines: [string, ReactNode][] = [
    [texts.bulletin.originator, <Text>{originator.name}</Text>],
    [texts.bulletin.reference, <Text>{reference}</Text>],
    [texts.bulletins.kind, <>{texts.kinds[kind]} <UrgencyLabel urgency={urgency} />{state !== 'PUBLISHED' && <> <span className="label">{texts.states[state]}</span></>}</>],
    ...(publishedAt ? [[texts.bulletin.published, <Moment at={publishedAt} />] as [string, ReactNode]] : []),
    ...(versions.length > 0 ? [[texts.bulletin.version, <>{moments.number(version)}</>] as [string, ReactNode]] : []),
    ...(expiresAt ? [[texts.bulletin.expires, <Moment at={expiresAt} />] as [string, ReactNode]] : []),
    [texts.bulletin.language, <>{moments.language(language)}</>],
    ...(documentNumber ? [[texts.bulletin.documentNumber, <Text>{documentNumber}</Text>] as [string, ReactNode]] : []),
  ];
  return (
    <div className="bulletin-head">
      <dl className="facts">{lines.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
      <Button className="no-print" onPress={() => print()}>{texts.do.print}</Button>
    </div>
  );
}
