import { type ReactNode, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { PrintedMark } from '../ui/mark.js';
import { Page } from '../ui/page.js';
import { Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { visible } from '../ui/visible.js';
import { ApprovalSheet } from './approval-sheet.js';
import { formless } from './form.js';
import { Recipients } from './recipients.js';
import { Changes } from './review-changes.js';
import { Decide } from './review-decide.js';
import { Seen } from './seen.js';
import { readToSend } from './writing.generated.js';

/** The last look before it goes out: who receives, what changed, the whole text; then sending, approving or sending back. */
export function ReviewPage({ id }: { id: string }): ReactNode {
  const { texts } = useLanguage();
  const { writing: words } = texts;
  const viewer = useViewer();
  const [, go] = useLocation();
  const { data, error, refetch } = useReading(`bulletin ${id}`, readToSend, { id });
  const [done, finish] = useState<string | null>(null);
  if (error && !data) return <Page title={words.reviewTitle}><Failed error={error} onRetry={() => void refetch()} /></Page>;
  if (!data || !viewer) return <Page title={texts.state.loading}><Loading /></Page>;
  const bulletin = data.bulletin;
  if (!bulletin || bulletin.revision == null || !viewer.roles.includes('OFFICER')) return <Page title={words.reviewTitle}><Notice kind="warning" title={texts.state.forbidden}><p>{texts.state.forbiddenBody}</p></Notice></Page>;
  const { pending: copy, editable: text, reference } = bulletin;
  const links = <p className="row no-print"><Link href={`/bulletins/${id}/edit`} className="target">{words.backToEditing}</Link><Link href={`/bulletins/${id}`} className="target">{words.toBulletin}</Link></p>;
  if (!copy || !text) return <Page title={words.reviewTitle} heading={<>{words.reviewTitle}<span className="heading-second"><Text>{reference}</Text></span></>}>{done && <Notice kind="good" role="status"><p>{done}</p></Notice>}<Notice><p>{words.nothingToSend}</p></Notice>{links}</Page>;
  const sendable = { bulletin, copy, text, revision: bulletin.revision };
  return (
    <Page title={`${words.reviewTitle} ${reference}`} heading={<>{words.reviewTitle}<span className="heading-second"><Text>{reference}</Text></span></>}>
      {done && <Notice kind="good" role="status"><p>{done}</p></Notice>}
      {copy.returnedReason && <Notice kind="warning" title={words.returned}><p><Text>{copy.returnedReason}</Text></p></Notice>}
      <PrintedMark tlp={text.tlp} reference={reference} />
      <Recipients of={sendable} />
      <Changes of={sendable} />
      <section aria-labelledby="whole">
        <h2 id="whole">{words.wholeText}</h2>
        <Seen bulletin={{ ...text, title: formless(text.title), originator: viewer.organisation.name, sections: text.sections.map(({ id: key, heading, body }) => ({ key, heading: formless(heading), body })) }} />
        {copy.attachments.length > 0 && <p><strong>{texts.bulletin.attachments}:</strong> {copy.attachments.map(({ id: file, name }) => <Text key={file}>{`${visible(name ?? '')} `}</Text>)}</p>}
      </section>
      <ApprovalSheet of={sendable} />
      <Decide of={sendable} onDone={async (says, leave) => {
        finish(says);
        await refetch();
        if (leave) go(`/bulletins/${id}`);
      }} />
      {links}
    </Page>
  );
}
