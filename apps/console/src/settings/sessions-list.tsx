import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useReading } from '../hub/queries.js';
import { useLanguage } from '../languages/language.context.js';
import { useSession } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { Moment } from '../ui/moment.js';
import { Failed, Loading } from '../ui/states.js';
import { endOthers, endSession, sessions } from './settings.generated.js';

const NOTHING = {};

/** Where somebody is signed in, and ending it. */
export function SessionsList(): ReactNode {
  const { texts: all, moments } = useLanguage();
  const { settings: texts } = all;
  const session = useSession();
  const queries = useQueryClient();
  const { data, error, refetch } = useReading('sessions', sessions, NOTHING);
  const onSuccess = (): Promise<void> => queries.invalidateQueries({ queryKey: ['sessions'] });
  const end = useMutation({ mutationFn: (id: string) => session.ask(endSession, { id }), onSuccess });
  const others = useMutation({ mutationFn: () => session.ask(endOthers, NOTHING), onSuccess });
  return (
    <section className="card">
      <h2>{texts.sessions}</h2>
      <p className="quiet">{texts.sessionsBody}</p>
      {error && !data && <Failed error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Loading />}
      <ul className="plain sessions">
        {data?.sessions.map(({ id, createdAt, lastUsedAt, expiresAt, current }) => (
          <li key={id} className="row">
            <p>{texts.opened} <Moment at={createdAt} /> {current && <strong className="label label-good">{texts.this}</strong>}<span className="quiet block">{texts.used} <Moment at={lastUsedAt} /> · {texts.ends} <Moment at={expiresAt} /></span></p>
            {!current && <Button aria-label={texts.endOf(moments.full(createdAt))} onPress={() => end.mutate(id)} isDisabled={end.isPending}>{texts.end}</Button>}
          </li>
        ))}
      </ul>
      {data && data.sessions.length > 1 && <Button onPress={() => others.mutate()} isPending={others.isPending}>{texts.endOthers}</Button>}
      <p role="status" className="good">{others.data ? texts.ended(others.data.endOtherSessions) : ''}</p>
      {(end.error ?? others.error) && <Failed error={end.error ?? others.error} />}
    </section>
  );
}
