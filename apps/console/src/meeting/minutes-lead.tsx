import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { instantAt } from '../ui/days.js';
import { Confirm } from '../ui/confirm.js';
import { Field } from '../ui/field.js';
import { ChangeForm, Refused, useChange, useDraft } from './change.js';
import type { Meeting } from './meeting.js';
import type { Minutes } from './read.js';
import { approveMinutes, extendReview, type MeetingMinutesOfQuery, openReview } from './minutes.generated.js';
import { Names } from './parts.js';

/** What coordinators do with the minutes: show them until a day, give more time, approve them; and for whom they wait. */
export function Lead({ meeting: { edition }, minutes, attendance }: { meeting: Meeting; minutes: Minutes; attendance: MeetingMinutesOfQuery['meetingEdition']['session']['attendance'] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
    const approve = useChange(approveMinutes);
  const [draft, set, clear] = useDraft(`review ${edition.id}`, { closesAt: '' });
  const open = useChange(openReview, clear);
  const extend = useChange(extendReview, clear);
  const { state, revision, possible, responses, comments } = minutes;
  if (state === 'APPROVED') return null;
  const said = new Set(responses.filter(({ itemId }) => itemId === null).map(({ organisation }) => organisation.id));
  const waitsFor = attendance.filter(({ organisation, presence }) => presence !== 'ABSENT' && !said.has(organisation.id)).map(({ organisation }) => organisation);
  const openComments = comments.filter(({ outcome }) => outcome === null).length;
  const objections = responses.filter(({ response, notedAt }) => response === 'OBJECTED' && notedAt === null).length;
  const input = { editionId: edition.id, expectedRevision: revision };
  const day = <Field label={words.reviewDay} name="closesAt" type="datetime-local" value={draft.closesAt} onChange={(closesAt) => set({ closesAt })} help={words.byClock(edition.zone)} />;
  return (
    <section className="card no-print">
      <h2>{words.lead}</h2>
      {state === 'IN_REVIEW' && (
        <ul>
          <li>{waitsFor.length === 0 ? words.allSaid : <>{words.waitsFor} <Names of={waitsFor} /></>}</li>
          <li>{openComments === 0 ? words.noOpenComments : words.openComments(openComments)}</li>
          <li>{objections === 0 ? words.noObjections : words.objections(objections)}</li>
        </ul>
      )}
      {possible.includes('OPEN_REVIEW') && <><p>{words.openReviewBody}</p><ChangeForm change={open} label={words.openReview} needs={[draft.closesAt]} onSubmit={() => open.mutate({ input: { ...input, closesAt: instantAt(draft.closesAt, edition.zone) } })}>{day}</ChangeForm></>}
      {possible.includes('EXTEND') && <ChangeForm change={extend} label={words.extend} look="second" needs={[draft.closesAt]} onSubmit={() => extend.mutate({ input: { ...input, closesAt: instantAt(draft.closesAt, edition.zone) } })}>{day}</ChangeForm>}
      {possible.includes('APPROVE') && <><p>{words.approveBody}</p><Confirm label={words.approve} look={waitsFor.length + openComments + objections === 0 ? 'first' : 'second'} title={words.approveSure} act={words.yes(words.approve)} isPending={approve.isPending} onConfirm={() => approve.mutate({ input })} /><Refused error={approve.error} /></>}
    </section>
  );
}
