import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { Confirm } from '../ui/confirm.js';
import { Refused, useChange } from './change.js';
import type { Meeting } from './meeting.js';
import { Names, useLocalTimes } from './parts.js';
import { decideSlot } from './poll.generated.js';
import { Reasons } from './reasons.js';
import type { Poll } from './read.js';

/** The slots from best to worst, with what each costs, and the decision. */
export function Ranking({ meeting: { edition }, poll: { slots, ranking }, decides }: { meeting: Meeting; poll: Poll; decides: boolean }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const local = useLocalTimes();
  const change = useChange(decideSlot);
  const ranked = (ranking ?? []).flatMap(({ id }) => slots.filter((slot) => slot.id === id));
  return (
    <section className="card">
      <h2>{words.ranking}</h2>
      <p className="quiet">{words.rankingBody}</p>
      <ol className="plain rows ranking">
        {ranked.map(({ id, startsLocal, endsLocal, reasons, standing }) => standing && (
          <li key={id}>
            <h3><span className="rank">{words.rank(standing.rank)}</span> {local.span(startsLocal, endsLocal, edition.zone)}</h3>
            <p className="labels">
              <span className="label">{words.counts(standing.yes, standing.ifNeedBe, standing.no)}</span>
              {standing.open > 0 && <span className="label">{words.openCount(standing.open)}</span>}
              <span className={standing.short > 0 ? (decides ? 'label label-warning' : 'label') : 'label label-good'}>{standing.short > 0 ? words.short(standing.short) : words.quorumMet}</span>
            </p>
            {standing.mustAttendNo.length > 0 && <p className={decides ? 'overdue' : undefined}>{words.mustNo} <Names of={standing.mustAttendNo} /></p>}
            {standing.mustAttendOpen.length > 0 && <p>{words.mustOpen} <Names of={standing.mustAttendOpen} /></p>}
            {standing.gains.length > 0 && <p>{words.gains} <Names of={standing.gains} /></p>}
            {standing.losses.length > 0 && <p>{words.losses} <Names of={standing.losses} /></p>}
            {reasons.length > 0 && <p className="quiet">{words.against} <Reasons of={reasons} /></p>}
            {decides && <Confirm label={words.decide} title={words.decideSure(local.span(startsLocal, endsLocal, edition.zone))} act={words.decideYes} isPending={change.isPending} onConfirm={() => change.mutate({ input: { editionId: edition.id, expectedRevision: edition.revision, slotId: id } })} />}
          </li>
        ))}
      </ol>
      <Refused error={change.error} />
    </section>
  );
}
