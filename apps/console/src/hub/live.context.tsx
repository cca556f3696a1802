import { useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { useSession, useViewer } from '../session/session.context.js';
import { dutyNumbers } from './duty-numbers.generated.js';
import { keepDutyNumbers } from './duty-numbers.js';
import { followAlerts, type Line, type LiveAlert } from './live.js';
import { useNotifications } from './notifications.js';

interface Live { readonly line: Line; readonly alerts: readonly LiveAlert[]; readonly unseen: number; readonly seen: () => void; readonly lastHeard: Date; readonly reset: boolean }

const KEPT = 50;
const LiveContext = createContext<Live>({ line: 'connecting', alerts: [], unseen: 0, seen: () => undefined, lastHeard: new Date(), reset: false });

/** Follows the alerts, and has what they are about read again. */
export function LiveProvider({ children }: { children: ReactNode }): ReactNode {
  const session = useSession();
  const queries = useQueryClient();
  const person = useViewer()?.person.id ?? null;
  const { code } = useLanguage();
  const [line, setLine] = useState<Line>('connecting');
  const [alerts, setAlerts] = useState<readonly LiveAlert[]>([]);
  const [unseen, setUnseen] = useState(0);
  const [reset, setReset] = useState(false);
  const [lastHeard, setLastHeard] = useState(() => new Date());
  const wasLive = useRef(false);
  const notify = useNotifications();

  useEffect(() => {
    setAlerts([]);
    setUnseen(0);
    if (person === null) return undefined;
    return followAlerts({
      accessToken: () => session.accessToken(),
      onLine(now) {
        setLine(now);
        if (now !== 'live') return setLastHeard(new Date());
        // What was missed comes by the cursor; what failed meanwhile is asked for again.
        if (wasLive.current) void queries.refetchQueries({ predicate: ({ state }) => state.status === 'error' });
        wasLive.current = true;
      },
      onDelivery(delivery) {
        if (delivery.__typename === 'AlertReset') {
          if (delivery.reason !== 'TOO_OLD') return;
          setReset(true);
          void queries.invalidateQueries();
          return;
        }
        setAlerts((before) => [delivery, ...before].slice(0, KEPT));
        setUnseen((before) => before + 1);
        notify(delivery);
        void queries.invalidateQueries({ queryKey: ['home'] });
        // Read anew when it is next gone to: whoever is writing there is left alone.
        if (delivery.kind === 'MEETING') void queries.invalidateQueries({ queryKey: ['meeting'], refetchType: 'none' });
        if (delivery.bulletinId) void queries.invalidateQueries({ queryKey: [`bulletin ${delivery.bulletinId}`] });
      },
    });
  }, [person, session, queries, notify]);

  useEffect(() => {
    if (person === null) return;
    session.ask(dutyNumbers, {}).then((answer) => keepDutyNumbers(answer, new Date()), () => undefined);
  }, [person, session, code]);

  const value = useMemo<Live>(() => ({ line, alerts, unseen, seen: () => setUnseen(0), lastHeard, reset }), [line, alerts, unseen, lastHeard, reset]);
  return <LiveContext value={value}>{children}</LiveContext>;
}

/** The line to the hub, and what has come over it. */
export const useLive = (): Live => useContext(LiveContext);
