import type { ReactNode } from 'react';
import { Link } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { type BulletinRoom, BulletinRooms } from '../ui/bulletin-rooms.js';
import { Mark, PrintedMark } from '../ui/mark.js';
import { Page } from '../ui/page.js';
import { Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { head, type HeadQuery } from './head.generated.js';

/** The bulletin that is worked on, as far as its rooms need it, and what whoever asks is to it. */
export type Worked = NonNullable<HeadQuery['bulletin']> & { readonly isEditor: boolean; readonly isOurs: boolean; readonly writes: boolean };

/** A screen below a bulletin: which one it is, its mark, and the other rooms. */
export function Under({ id, room, title, children }: { id: string; room: BulletinRoom; title: string; children: (bulletin: Worked) => ReactNode }): ReactNode {
  const { texts } = useLanguage();
  const viewer = useViewer();
  const { data, error, refetch } = useReading(`bulletin ${id}`, head, { id });
  if (error && !data) return <Page title={title}><Failed error={error} onRetry={() => void refetch()} /></Page>;
  if (!data) return <Page title={texts.state.loading}><Loading /></Page>;
  const { bulletin } = data;
  if (!bulletin) return <Page title={texts.state.notFound}><Notice><p>{texts.state.notFoundBody}</p></Notice></Page>;
  const worked: Worked = {
    ...bulletin, isEditor: bulletin.acknowledgements != null, isOurs: bulletin.originator.id === viewer?.organisation.id,
    writes: viewer?.roles.some((role) => role === 'OFFICER' || role === 'CONTACT_POINT') ?? false,
  };
  return (
    <Page title={`${title} ${bulletin.reference}`} heading={title}>
      <PrintedMark tlp={bulletin.tlp} reference={bulletin.reference} />
      <p className="about"><Mark tlp={bulletin.tlp} /> <Link href={`/bulletins/${id}`} className="target"><span className="quiet">{bulletin.reference}</span> <Text lang={bulletin.language}>{bulletin.title}</Text></Link></p>
      <BulletinRooms bulletin={worked} current={room} />
      {bulletin.state === 'WITHDRAWN' && <Notice kind="warning"><p>{texts.bulletin.withdrawn}</p></Notice>}
      {children(worked)}
    </Page>
  );
}
