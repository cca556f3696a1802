import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Moment } from '../ui/moment.js';
import { Text } from '../ui/text.js';
import type { Meeting } from './meeting.js';
import { useLocalTimes } from './parts.js';
import { Reasons } from './reasons.js';
import type { Poll } from './read.js';

/** ○ △ × as everybody writes them. */
export const SIGNS = { YES: '○', IF_NEED_BE: '△', NO: '×' } as const;

/** Who says what to which slot. A coordinator sees all parties; others see their own. */
export function PollGrid({ meeting: { edition }, poll: { slots, replies, missing } }: { meeting: Meeting; poll: Poll }): ReactNode {
  const { texts: { meeting: words }, moments } = useLanguage();
  const local = useLocalTimes();
  const silent = (missing ?? []).filter(({ id }) => replies.every(({ organisation }) => organisation?.id !== id));
  const must = new Set(edition.parties.filter(({ mustAttend }) => mustAttend).map(({ organisation }) => organisation.id));
  const rows = [...replies.map((reply) => ({ key: reply.id, reply, organisationId: reply.organisation?.id ?? null, name: reply.organisation?.name ?? reply.guest ?? '' })), ...silent.map(({ id, name }) => ({ key: id, reply: null, organisationId: id, name }))]
    .sort((a, b) => moments.collator.compare(a.name, b.name));
  const isWhole = missing !== null;
  return (
    <section>
      <h2>{isWhole ? words.grid : words.slots}</h2>
      <p className="quiet">{words.signs}</p>
      <div className="table-wide poll-grid" tabIndex={0} role="group" aria-label={words.grid}>
        <table>
          <thead>
            <tr>
              <th scope="col">{words.organisation}</th>
              {slots.map(({ id, startsLocal, endsLocal, startsAt, reasons }) => (
                <th scope="col" key={id}>
                  <span className="block">{local.day(startsLocal)}</span><span className="block">{local.time(startsLocal)}–{local.time(endsLocal)}</span>
                  {edition.zone !== 'Asia/Tokyo' && <span className="quiet block"><Moment at={startsAt} /></span>}
                  {reasons.length > 0 && <span className="quiet block"><Reasons of={reasons} /></span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.length === 0 && <tr><td colSpan={slots.length + 1}>{words.noReplies}</td></tr>}
            {rows.map(({ key, reply, organisationId, name }) => (
              <tr key={key}>
                <th scope="row">
                  <Text>{name}</Text>{organisationId && must.has(organisationId) && <> <span className="label label-warning">{words.mustAttend}</span></>}{reply && !organisationId && <> <span className="label">{words.guest}</span></>}
                  {reply && <span className="quiet block">{words.channels[reply.channel]}{reply.linkHolder && <> (<Text>{reply.linkHolder}</Text>)</>} · <Moment at={reply.repliedAt} /></span>}
                  {reply?.remark && <span className="quiet block"><Text>{reply.remark}</Text></span>}
                </th>
                {slots.map(({ id }) => {
                  const answer = reply?.answers.find(({ slotId }) => slotId === id)?.answer ?? null;
                  return <td key={id} data-answer={answer ?? 'OPEN'}><span aria-hidden="true">{answer ? SIGNS[answer] : '–'}</span><span className="hidden-text">{answer ? words.answers[answer] : words.notSaid}</span></td>;
                })}
              </tr>
            ))}
          </tbody>
          {isWhole && slots.some(({ standing }) => standing) && (
            <tfoot><tr><th scope="row">{words.sum}</th>{slots.map(({ id, standing }) => <td key={id}>{standing && <><span aria-hidden="true">○{standing.yes} △{standing.ifNeedBe} ×{standing.no}</span><span className="hidden-text">{words.counts(standing.yes, standing.ifNeedBe, standing.no)}</span></>}</td>)}</tr></tfoot>
          )}
        </table>
      </div>
    </section>
  );
}
