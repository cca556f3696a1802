import { type ReactNode, useState } from 'react';
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
  // What was chosen stands at once, until the hub has said what stands.
  const [chosen, setChosen] = useState<Readonly<Record<string, MeetingPresence>>>({});
  const choose = (organisationId: string, presence: MeetingPresence): void => {
    setChosen((before) => ({ ...before, [organisationId]: presence }));
    const done = (): void => setChosen(({ [organisationId]: _, ...others }) => others);
    change.mutateAsync({ input: { editionId, itemId, attendance: [{ organisationId, presence }] } }).then(done, done);
  };
  return (
    <>
      <ul className="plain rows attendance">
        {organisations.map(({ id, name }) => (
          <li key={id}>
            <Choices
              legend={<Text>{name}</Text>} name={`${itemId ?? 'all'} ${id}`} options={PRESENCES.map((each) => [each, words.presences[each]])}
              value={chosen[id] ?? attendance.find(({ organisation }) => organisation.id === id)?.presence ?? ('' as MeetingPresence)}
              onChange={(presence) => choose(id, presence)}
            />
          </li>
        ))}
      </ul>
      <Refused error={change.error} />
    </>
  );
}
