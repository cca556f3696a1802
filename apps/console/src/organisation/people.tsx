import type { ReactNode } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Failed, Loading } from '../ui/states.js';
import { Text } from '../ui/text.js';
import { Invitations } from './invitations.js';
import { usePeople } from './own-people.js';
import { PersonForm } from './person-form.js';
import { Recoveries } from './recoveries.js';

/** Who belongs to the organisation, who is invited, and who is being helped back in. */
export function PeoplePart(): ReactNode {
  const { texts: { organisation: texts, ...all } } = useLanguage();
  const viewer = useViewer();
  const { data, error, refetch, all: colleagues, hasNextPage, fetchNextPage, isFetchingNextPage } = usePeople();
  const isAdministrator = viewer?.roles.includes('ADMINISTRATOR') ?? false;
  const helps = viewer?.roles.some((role) => role === 'ADMINISTRATOR' || role === 'CONTACT_POINT' || role === 'OFFICER') ?? false;
  return (
    <>
      {!isAdministrator && <p className="quiet">{texts.onlyAdministrators}</p>}
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ul className="plain people">
        {colleagues.map((person) => (
          <li key={person.id} className="card" data-state={person.state}>
            <h2><Text>{person.displayName}</Text> {person.id === viewer?.person.id && <span className="label">{texts.you}</span>} {person.state && person.state !== 'ACTIVE' && <span className="label label-warning">{texts.personStates[person.state]}</span>}</h2>
            <p className="meta quiet">{person.title && <span><Text>{person.title}</Text></span>}{person.email && <span><Text>{person.email}</Text></span>}<span>{(person.roles ?? []).map((role) => all.roles[role]).join(' · ')}</span></p>
            <PersonForm person={person} isAdministrator={isAdministrator} isSelf={person.id === viewer?.person.id} helps={helps} />
          </li>
        ))}
      </ul>
      {error && data && <Failed error={error} onRetry={() => void refetch()} />}
      {hasNextPage && <Button className="more" onPress={() => void fetchNextPage()} isPending={isFetchingNextPage}>{all.do.more}</Button>}
      {isAdministrator && <Invitations />}
      <Recoveries helps={helps} />
    </>
  );
}
