import { createContext, useContext, useSyncExternalStore } from 'react';
import type { Session, SessionState } from './session.js';
import type { WhoFragment } from './session.generated.js';

const SessionContext = createContext<Session | null>(null);

/** Gives the session to what stands below. */
export const SessionProvider = SessionContext.Provider;

/** The session of this page. */
export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('There is no session above.');
  return session;
}

/** How it stands; asks again when it changes. */
export function useSessionState(): SessionState {
  const session = useSession();
  return useSyncExternalStore(session.subscribe, session.current);
}

/** Whoever is signed in; null for nobody. */
export function useViewer(): WhoFragment | null {
  const state = useSessionState();
  return state.is === 'somebody' ? state.viewer : null;
}
