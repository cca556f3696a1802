import type { ReactNode } from 'react';
import type { MeetingPresence } from '../hub/enums.generated.js';
import { useLanguage } from '../languages/language.context.js';
import { Text } from '../ui/text.js';
import { Refused, useChange } from './change.js';
import { Choices } from './parts.js';
import { recordAttendance } from './session.generated.js';
import type { Session } from './read.js';

const PRESENCES: readonly MeetingPresence[] = ['IN_PERSON', 'REMOTE', 'ABSENT'];

/** Who is there: taken down as it is chosen. */
export function AttendanceList({ editionId, itemId, organisations, attendance }: { editionId: string; itemId: string | null; organisations: readonly { readonly id: string; readonly name: string }[]; attendance: Session['attendance'] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const change = useChange(recordAttendance);
  // What was chosen stands at once, and goes back where it is refused.
  const chosen = change.isPending || change.isSuccess ? change.variables.input.attendance : [];
  return (
    <>
      <ul className="plain rows attendance">
        {organisations.map(({ id, name }) => (
          <li key={id}>
            <Choices
              legend={<Text>{name}</Text>} name={`${itemId ?? 'all'} ${id}`} options={PRESENCES.map((each) => [each, words.presences[each]])}
              value={chosen.find(({ organisationId }) => organisationId === id)?.presence ?? attendance.find(({ organisation }) => organisation.id === id)?.presence ?? ('' as MeetingPresence)}
              onChange={(presence) => change.mutate({ input: { editionId, itemId, attendance: [{ organisationId: id, presence }] } })}
            />
          </li>
        ))}
      </ul>
      <Refused error={change.error} />
    </>
  );
}
