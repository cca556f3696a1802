import { type ReactNode, useEffect, useState } from 'react';
import { Link, useLocation } from 'wouter';
import { useLanguage } from '../languages/language.context.js';
import { useSession, useViewer } from '../session/session.context.js';
import { Button } from '../ui/button.js';
import { EmergencyBox } from '../ui/emergency.js';
import { Text } from '../ui/text.js';
import { Alerts } from './alerts.js';
import { OutgoingNotices } from './outgoing.js';
import { ConnectionState, OfflineNotice } from './connection.js';
import { LanguageSwitch, ThemeSwitch } from './switches.js';

/** What stands around every screen. */
export function Frame({ children }: { children: ReactNode }): ReactNode {
  const { texts } = useLanguage();
  const viewer = useViewer();
  return (
    <>
      <a className="skip" href="#main">{texts.skip}</a>
      <header className="head">
        <div className="head-in">
          <Link href={viewer ? '/' : '/public'} className="brand"><img src="/icon.svg" alt="" width="28" height="28" />{texts.hub}</Link>
          <div className="head-right">
            {viewer && <ConnectionState />}
            <LanguageSwitch />
          </div>
        </div>
        <Menu />
      </header>
      <main id="main" tabIndex={-1}>
        {viewer && <OfflineNotice />}
        {viewer && <Alerts />}
        <OutgoingNotices />
        {children}
      </main>
      <footer className="foot">
        <div className="foot-in">
          <div>
            <p>{texts.hub}</p>
            <p className="quiet">{texts.purpose}</p>
            <p><Link href="/developers" className="target">{texts.developers.title}</Link></p>
          </div>
          <div><p className="quiet" id="theme-name">{texts.look.theme}</p><ThemeSwitch /></div>
          <details className="help"><summary>{texts.menu.help}</summary><EmergencyBox /></details>
        </div>
      </footer>
      <PrintedBy />
    </>
  );
}

const PLACES = [['/', 'home'], ['/bulletins', 'bulletins'], ['/meeting', 'meeting'], ['/organisation', 'organisation'], ['/audit', 'audit'], ['/settings', 'settings'], ['/public', 'public']] as const;

/** Whether a screen belongs to a place: what comes of bulletins does, at addresses of its own. */
const isBelow = (location: string, path: string): boolean => location.startsWith(`${path}/`) || (path === '/bulletins' && /^\/(?:cases|recalls)(?:\/|$)/.test(location));

function Menu(): ReactNode {
  const { texts: { menu } } = useLanguage();
  const viewer = useViewer();
  const session = useSession();
  const [location] = useLocation();
  const places = viewer ? PLACES : PLACES.filter(([, name]) => name === 'public');
  return (
    <nav className="menu" aria-label={menu.main}>
      <ul>
        {places.map(([path, name]) => <li key={path}><Link href={path} aria-current={location === path ? 'page' : path !== '/' && isBelow(location, path) ? 'true' : undefined}>{menu[name]}</Link></li>)}
        {!viewer && <li><Link href="/sign-in" aria-current={location === '/sign-in' ? 'page' : undefined}>{menu.signIn}</Link></li>}
        {viewer && (
          <li className="me">
            <span className="who"><Text>{viewer.person.displayName}</Text> <span className="quiet"><Text>{viewer.organisation.name}</Text></span></span>
            <Button look="text" onPress={() => void session.signOut().catch(() => undefined)}>{menu.signOut}</Button>
          </li>
        )}
      </ul>
    </nav>
  );
}

/** On paper: who read it, and when it was printed, on every page. */
function PrintedBy(): ReactNode {
  const { texts, moments } = useLanguage();
  const viewer = useViewer();
  const [at, setAt] = useState(() => new Date());
  useEffect(() => {
    const now = (): void => setAt(new Date());
    addEventListener('beforeprint', now);
    return () => removeEventListener('beforeprint', now);
  }, []);
  if (!viewer) return null;
  return <p className="printed" aria-hidden="true">{texts.bulletin.printed(`${viewer.person.displayName} (${viewer.organisation.name})`, moments.full(at))}</p>;
}
