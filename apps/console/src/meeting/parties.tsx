import type { ReactNode } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { Refused, useChange } from './change.js';
import { isOver, type Meeting } from './meeting.js';
import { meetingOrganisations, setMeetingParty } from './meeting.generated.js';

const NOTHING = {};

/** Who takes part; coordinators let organisations in and out, and say without whom no day is decided. */
export function Parties({ meeting: { edition, isCoordinator } }: { meeting: Meeting }): ReactNode {
  const { texts: { meeting: words }, moments } = useLanguage();
  const edits = isCoordinator && !isOver(edition);
  const { data, error, refetch } = useReading('meeting', meetingOrganisations, NOTHING, { enabled: edits });
  const change = useChange(setMeetingParty);
  const parties = new Map(edition.parties.map(({ organisation, mustAttend }) => [organisation.id, mustAttend]));
  const set = (organisationId: string, takesPart: boolean, mustAttend: boolean): void => change.mutate({ input: { editionId: edition.id, expectedRevision: edition.revision, organisationId, takesPart, mustAttend } });
  const rows = [...edition.parties.map(({ organisation }) => organisation), ...(data?.organisations.nodes ?? []).filter(({ id, suspendedAt }) => !parties.has(id) && suspendedAt === null)]
    .sort((a, b) => moments.collator.compare(a.name, b.name));
  return (
    <>
      {edits && error && <Failed error={error} onRetry={() => void refetch()} />}
      {edits && !data && !error && <Loading />}
      <ul className="plain rows">
        {rows.map(({ id, name }) => (
          <li key={id} className="row">
            <p><Text>{name}</Text> {parties.get(id) && <span className="label label-warning">{words.mustAttend}</span>}{!parties.has(id) && <span className="label">{words.notIn}</span>}</p>
            {edits && (
              <div className="buttons">
                {parties.has(id) && <Button look="text" isDisabled={change.isPending} aria-label={words.of(parties.get(id) ? words.needNot : words.must, name)} onPress={() => set(id, true, !parties.get(id))}>{parties.get(id) ? words.needNot : words.must}</Button>}
                <Button look="text" isDisabled={change.isPending} aria-label={words.of(parties.has(id) ? words.letOut : words.letIn, name)} onPress={() => set(id, !parties.has(id), false)}>{parties.has(id) ? words.letOut : words.letIn}</Button>
              </div>
            )}
          </li>
        ))}
      </ul>
      <Refused error={change.error} />
    </>
  );
}
