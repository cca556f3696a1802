import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react';
import { RouterProvider } from 'react-aria-components';
import { Link, Redirect, Route, Switch, useLocation } from 'wouter';
import type { CaseRoom } from './casework/casework.page.js';
import { Frame } from './frame/frame.js';
import { forgetDutyNumbers } from './hub/duty-numbers.js';
import { LiveProvider } from './hub/live.context.js';
import { createQueries } from './hub/queries.js';
import { forgetTyped } from './hub/typed.js';
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
const WritingPage = lazy(async () => ({ default: (await import('./writing/writing.page.js')).WritingPage }));
const ReviewPage = lazy(async () => ({ default: (await import('./writing/review.page.js')).ReviewPage }));
const MeetingPage = lazy(async () => ({ default: (await import('./meeting/meeting.page.js')).MeetingPage }));
const CasesPage = lazy(async () => ({ default: (await import('./cases/cases.page.js')).CasesPage }));
const AuditPage = lazy(async () => ({ default: (await import('./audit/audit.page.js')).AuditPage }));
const ProofPage = lazy(async () => ({ default: (await import('./audit/proof.page.js')).ProofPage }));
const MinutesSealPage = lazy(async () => ({ default: (await import('./audit/minutes-seal.page.js')).MinutesSealPage }));
const SettingsPage = lazy(async () => ({ default: (await import('./settings/settings.page.js')).SettingsPage }));
const DevelopersPage = lazy(async () => ({ default: (await import('./developers/developers.page.js')).DevelopersPage }));
const OrganisationPage = lazy(async () => ({ default: (await import('./organisation/organisation.page.js')).OrganisationPage }));
const JoinPage = lazy(async () => ({ default: (await import('./session/join.page.js')).JoinPage }));
const RecoverPage = lazy(async () => ({ default: (await import('./session/recover.page.js')).RecoverPage }));
const SecondFactorPage = lazy(async () => ({ default: (await import('./session/second-factor.page.js')).SecondFactorPage }));
const CaseworkPage = lazy(async () => ({ default: (await import('./casework/casework.page.js')).CaseworkPage }));
const AskedPage = lazy(async () => ({ default: (await import('./casework/casework.page.js')).AskedPage }));
const PublicPage = lazy(async () => ({ default: (await import('./public/public.page.js')).PublicPage }));

/** What is done with a bulletin, below its address. */
const CASE_ROOMS: readonly CaseRoom[] = ['questions', 'proposals', 'translations', 'releases', 'outside', 'recall', 'strike'];

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
    // Whose session ended finds what he had typed when he signs in again.
    if (state.because === 'signed-out') forgetTyped(null);
  }, [state, queries]);
  const person = state.is === 'somebody' ? state.viewer.person.id : null;
  useEffect(() => {
    if (person !== null) forgetTyped(person);
  }, [person]);
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

// A new bulletin goes on at the address that it is given when it is saved, on the same screen.
const WRITING = /^\/bulletins\/(?:new|(?<id>[^/]+)\/edit)\/?$/;

// The hub serves the page at these addresses: see SCREENS in apps/hub/src/pages.ts.
function Screens(): ReactNode {
  return (
    <Switch>
      <Route path="/sign-in"><SignInPage /></Route>
      <Route path="/sign-in/second-factor"><SecondFactorPage /></Route>
      <Route path="/join"><JoinPage /></Route>
      <Route path="/recover"><RecoverPage /></Route>
      <Route path="/developers"><DevelopersPage /></Route>
      <Route path="/public"><PublicPage /></Route>
      <Route path="/public/:id">{({ id }) => <BulletinPage key={id} id={id} isPublic />}</Route>
      <Route path="/"><SignedIn><HomePage /></SignedIn></Route>
      <Route path="/bulletins"><SignedIn><BulletinsPage /></SignedIn></Route>
      <Route path={WRITING}>{({ id }) => <SignedIn><WritingPage id={id ?? null} /></SignedIn>}</Route>
      <Route path="/bulletins/:id/review">{({ id }) => <SignedIn><ReviewPage key={id} id={id} /></SignedIn>}</Route>
      <Route path="/bulletins/:id">{({ id }) => <SignedIn><BulletinPage key={id} id={id} /></SignedIn>}</Route>
      {CASE_ROOMS.map((room) => <Route key={room} path={`/bulletins/:id/${room}/:of?`}>{({ id = '', of }: { id?: string; of?: string }) => <SignedIn><CaseworkPage key={`${id} ${room} ${of}`} id={id} room={room} of={of ?? null} /></SignedIn>}</Route>)}
      <Route path="/cases/:part?">{({ part }) => <SignedIn><CasesPage key={part} part={part} /></SignedIn>}</Route>
      <Route path="/recalls"><SignedIn><AskedPage /></SignedIn></Route>
      <Route path="/meeting"><SignedIn><MeetingPage /></SignedIn></Route>
      <Route path="/meeting/:id/:part?">{({ id, part }) => <SignedIn><MeetingPage id={id} part={part} /></SignedIn>}</Route>
      <Route path="/audit"><SignedIn><AuditPage /></SignedIn></Route>
      <Route path="/audit/entries/:id">{({ id }) => <SignedIn><ProofPage key={id} id={id} /></SignedIn>}</Route>
      <Route path="/audit/minutes/:id">{({ id }) => <SignedIn><MinutesSealPage key={id} id={id} /></SignedIn>}</Route>
      <Route path="/organisation/:part?">{({ part }) => <SignedIn><OrganisationPage part={part} /></SignedIn>}</Route>
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
  const { state, menu } = useTexts();
  const isIn = useSessionState().is === 'somebody';
  return <Page title={state.noPage}><Notice><p>{state.noPageBody}</p></Notice><p><Link href={isIn ? '/' : '/public'} className="target">{isIn ? menu.home : menu.public}</Link></p></Page>;
}
