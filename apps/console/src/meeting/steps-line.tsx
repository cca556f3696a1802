import type { ReactNode } from 'react';
import type { MeetingState } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import type { Edition } from './meeting.js';

/** The steps of a year, in order. */
export const STEPS: readonly MeetingState[] = ['PLANNING', 'POLLING', 'SCHEDULED', 'AGENDA_OPEN', 'AGENDA_FROZEN', 'IN_SESSION', 'MINUTES_IN_REVIEW', 'MINUTES_APPROVED', 'CLOSED'];

/** The year as a line of steps: what is done, where it stands, what comes. */
export function StepsLine({ edition: { state, postponedFrom } }: { edition: Edition }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const at = STEPS.indexOf(state === 'POSTPONED' ? (postponedFrom ?? 'PLANNING') : state);
  return (
    <ol className="steps-line" aria-label={words.steps}>
      {STEPS.map((step, index) => {
        const stands = index < at || state === 'CLOSED' ? 'done' : index === at && state !== 'POSTPONED' ? 'now' : 'later';
        return <li key={step} data-stands={stands} aria-current={stands === 'now' ? 'step' : undefined}><span className="step-dot" aria-hidden="true">{stands === 'done' ? '✓' : index + 1}</span><span className="step-name">{words.stepNames[step]}{stands === 'done' && <span className="hidden-text"> {words.stepDone}</span>}</span></li>;
      })}
    </ol>
  );
}
