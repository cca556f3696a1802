import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { MinutesLanguage } from '../hub/enums.generated.js';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Moment, SaysWhen } from '../ui/moment.js';
import { Empty, Failed, Loading, Notice } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { isOver, type Meeting } from './meeting.js';
import { meetingMinutesOf } from './minutes.generated.js';
import { CommentForm, Comments } from './minutes-comments.js';
import { Lead } from './minutes-lead.js';
import { MinutesLayoutText } from './minutes-layout.js';
import { AskMoreTime, Respond, Responses } from './minutes-responses.js';
import { Choices } from './parts.js';

/** The minutes: from the draft over review to approval. */
export function MinutesPart({ meeting }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words, do: does, minutesSeal: { check } }, code } = useLanguage();
  const [language, setLanguage] = useState<MinutesLanguage>(code === 'ja' ? 'JA' : 'EN');
  const { edition, organisationId, isCoordinator, answers, speaks } = meeting;
  const { data, error, refetch } = useReading('meeting', meetingMinutesOf, { id: edition.id, language });
  if (error && !data) return <Failed error={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const { minutes, session } = data.meetingEdition;
  if (!minutes) return <Empty title={isOver(edition) ? words.over.notHeld : words.noMinutes}>{isOver(edition) ? null : words.noMinutesBody}</Empty>;
  const { state, closesAt, approvedAt, possible, extension, seal, comments } = minutes;
  const keeps = isCoordinator || session.items.some(({ writable }) => writable);
  const keepsThis = (itemId: string | null): boolean => (itemId === null ? isCoordinator : session.items.some((item) => item.itemId === itemId && item.writable));
  const attended = session.attendance.some(({ organisation, presence }) => organisation.id === organisationId && presence !== 'ABSENT');
  const responds = attended && answers && possible.includes('RESPOND');
  return (
    <>
      <p><span className={state === 'APPROVED' ? 'label label-good' : 'label'}>{words.minutesStates[state]}</span>{' '}
        {state === 'IN_REVIEW' && closesAt && <span className="due"><SaysWhen text={words.reviewUntil} at={closesAt} /></span>}
        {approvedAt && <>{words.approvedAt} <Moment at={approvedAt} /></>}
      </p>
      {extension && <Notice><p><Text>{extension.organisation.name}</Text> {words.askedMoreTime} <Text>{extension.reason}</Text>{extension.extendedFrom && <span className="block">{words.extendedFrom} <Moment at={extension.extendedFrom} /></span>}</p></Notice>}
      {state === 'IN_REVIEW' && possible.includes('RESPOND') && !attended && !isCoordinator && <Notice><p>{words.notAttended}</p></Notice>}
      {isCoordinator && <Lead meeting={meeting} minutes={minutes} attendance={session.attendance} />}
      {responds && <Respond meeting={meeting} minutes={minutes} items={session.items} />}
      <div className="row no-print">
        <Choices legend={words.minutesLanguage} name="minutes-language" value={language} onChange={setLanguage} options={[['JA', '日本語'], ['EN', 'English']]} />
        <Button onPress={() => print()}>{does.print}</Button>
      </div>
      <MinutesLayoutText minutes={minutes} keeps={keeps} editionId={edition.id} />
      {state !== 'DRAFT' && <Responses minutes={minutes} items={session.items} notes={(itemId) => possible.includes('NOTE') && keepsThis(itemId)} />}
      {(comments.length > 0 || possible.includes('COMMENT')) && (
        <section className="no-print">
          <h2>{words.comments}</h2>
          <Comments comments={comments} items={session.items} answers={(itemId) => possible.includes('ANSWER') && keepsThis(itemId)} />
          {comments.length === 0 && <p className="quiet">{words.noComments}</p>}
          {possible.includes('COMMENT') && attended && speaks && <CommentForm editionId={edition.id} items={session.items} language={language} sections={minutes.layout.sections} />}
        </section>
      )}
      {attended && answers && possible.includes('ASK_EXTENSION') && !extension && <AskMoreTime editionId={edition.id} />}
      {seal && <section className="no-print"><h2>{words.seal}</h2><p className="quiet">{words.sealBody}</p><p><code className="long">{seal.root}</code></p><p><Link className="button" href={`/audit/minutes/${edition.id}`}>{check}</Link></p></section>}
    </>
  );
}
