import { type ReactNode, useState } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Choice } from '../ui/field.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { ChangeForm, useChange } from './change.js';
import { ownPeople, setSecretary } from './session.generated.js';
import type { Session } from './read.js';

const NOTHING = {};

/** Who keeps the minutes beside the coordinators, named among the own people. */
export function Secretaries({ editionId, secretaries }: { editionId: string; secretaries: Session['secretaries'] }): ReactNode {
  const { texts: { meeting: words } } = useLanguage();
  const { data, error, refetch } = useReading('meeting', ownPeople, NOTHING);
  const change = useChange(setSecretary);
  const [personId, setPerson] = useState('');
  const named = new Set(secretaries.map(({ id }) => id));
  const others = (data?.people.nodes ?? []).filter(({ id }) => !named.has(id));
  return (
    <details className="fold">
      <summary>{words.nameSecretaries}</summary>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ul className="plain rows">
        {secretaries.map(({ id, displayName }) => <li key={id} className="row"><p><Text>{displayName}</Text></p><Button look="text" isDisabled={change.isPending} aria-label={words.of(words.remove, displayName)} onPress={() => change.mutate({ input: { editionId, personId: id, keepsMinutes: false } })}>{words.remove}</Button></li>)}
      </ul>
      {data && (
        <ChangeForm change={change} label={words.add} look="second" needs={[personId]} onSubmit={() => change.mutate({ input: { editionId, personId } }, { onSuccess: () => setPerson('') })}>
          <Choice label={words.person} value={personId} onChange={setPerson} options={[['', words.choose], ...others.map(({ id, displayName }) => [id, displayName] as const)]} help={words.secretariesHelp} />
        </ChangeForm>
      )}
    </details>
  );
}
