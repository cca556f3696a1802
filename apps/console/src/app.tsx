import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { RouterProvider } from 'react-aria-components';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { Frame } from './frame/frame.js';
import { forgetDutyNumbers } from './hub/duty-numbers.js';
import { LiveProvider } from './hub/live.context.js';
import { createQueries } from './hub/queries.js';
import { LanguageProvider, useLanguage, useTexts } from './languages/language.context.js';
import { SessionProvider, useSessionState } from './session/session.context.js';
import type { Session } from './session/session.js';
import { IdleWatch } from './session/idle.js';
import { SignInPage } from './session/sign-in.page.js';
import { Page } from './ui/page.js';
import { Failed, Loading, Notice } from './ui/states.js';

const HomePage = lazy(async () => ({ default: (await import('./home/home.page.js')).HomePage }));
const BulletinsPage = lazy(async () => ({ default: (await import('./bulletins/bulletins.page.js')).BulletinsPage }));
const BulletinPage = lazy(async () => ({ default: (await import('./bulletin/bulletin.page.js')).BulletinPage }));
const MeetingPage = lazy(async () => ({ default: (await import('./meeting/meeting.page.js')).MeetingPage }));
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit.page.js')).AuditPage }));
const ProofPage = lazy(async () => ({ default: (await import('./audit/proof.page.js')).ProofPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./settings/settings.page.js')).SettingsPage }));
const PublicPage = lazy(async () => ({ default: (await import('./public/public.page.js')).PublicPage }));

/** The console. */
export function App({ session }: { session: Session }): ReactNode {
  return (
    <SessionProvider value={session}>
      <Suspense fallback={null}>
        <LanguageProvider><Routed session={session} /></LanguageProvider>
      </Suspense>
    </SessionProvider>
  );
}

function Routed({ session }: { session: Session }): ReactNode {
  const [, go] = useLocation();
  const state = useSessionState();
  const [queries] = useState(createQueries);
  const [error, setError] = useState<unknown>(null);
  const resume = (): void => {
    setError(null);
    session.resume().catch(setError);
  };
  useEffect(resume, [session]);
  const { code } = useLanguage();
  const spoken = useRef(code);
  useEffect(() => {
    if (spoken.current === code) return;
    spoken.current = code;
    session.lookAgain().catch(() => undefined);
  }, [code, session]);
  // What one person has read is gone from memory before another one signs in.
  useEffect(() => {
    if (state.is !== 'nobody') return;
    queries.clear();
    forgetDutyNumbers();
  }, [state, queries]);
  return (
    <RouterProvider navigate={go}>
      <QueryClientProvider client={queries}>
        <LiveProvider>
          <Frame>
            {state.is === 'unknown' ? <Loading /> : (
              <Suspense fallback={<Loading />}>
                {error !== null && <Failed error={error} onRetry={resume} />}
                <Screens />
              </Suspense>
            )}
          </Frame>
          {state.is === 'somebody' && <IdleWatch />}
        </LiveProvider>
      </QueryClientProvider>
    </RouterProvider>
  );
}

// The hub serves the page at these addresses: see SCREENS in apps/hub/src/pages.ts.
function Screens(): ReactNode {
  return (
    <Switch>
      <Route path="/sign-in"><SignInPage /></Route>
      <Route path="/public"><PublicPage /></Route>
      <Route path="/public/:id">{({ id }) => <BulletinPage key={id} id={id} isPublic />}</Route>
      <Route path="/"><SignedIn><HomePage /></SignedIn></Route>
      <Route path="/bulletins"><SignedIn><BulletinsPage /></SignedIn></Route>
      <Route path="/bulletins/:id">{({ id }) => <SignedIn><BulletinPage key={id} id={id} /></SignedIn>}</Route>
      <Route path="/meeting"><SignedIn><MeetingPage /></SignedIn></Route>
      <Route path="/meeting/:id/:part?">{({ id, part }) => <SignedIn><MeetingPage id={id} part={part} /></SignedIn>}</Route>
      <Route path="/audit"><SignedIn><AuditPage /></SignedIn></Route>
      <Route path="/audit/entries/:id">{({ id }) => <SignedIn><ProofPage key={id} id={id} /></SignedIn>}</Route>
      <Route path="/settings"><SignedIn><SettingsPage /></SignedIn></Route>
      <Route><NoPage /></Route>
    </Switch>
  );
}

/** What somebody sees; everybody else is asked to sign in, and comes back here. */
function SignedIn({ children }: { children: ReactNode }): ReactNode {
  const state = useSessionState();
  const [location] = useLocation();
  if (state.is === 'somebody') return children;
  return <Redirect href={`/sign-in?to=${encodeURIComponent(location + window.location.search)}`} replace />;
}

function NoPage(): ReactNode {
  const { state } = useTexts();
  return <Page title={state.noPage}><Notice><p>{state.noPageBody}</p></Notice></Page>;
}
