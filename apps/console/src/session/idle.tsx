import { type ReactNode, useEffect, useState } from 'react';
import { Dialog, Heading, Modal } from 'react-aria-components';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { useSession } from './session.context.js';

/** Seconds of warning before the session is ended. */
const WARNING = 60;
const ACTS = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Ends the session of whoever has gone away from a shared machine. The clock is what counts, not how often a timer ran: a machine
 * that slept through the time ends the session as it wakes.
 */
export function IdleWatch(): ReactNode {
  const { texts, preferences: { idleMinutes } } = useLanguage();
  const session = useSession();
  const [left, setLeft] = useState<number | null>(null);
  useEffect(() => {
    let last = Date.now();
    let ended = false;
    const limit = idleMinutes * 60_000;
    const look = (): void => {
      const remaining = Math.ceil((last + limit - Date.now()) / 1_000);
      if (remaining <= 0 && !ended) {
        ended = true;
        void session.signOut('idle').catch(() => undefined);
      }
      setLeft(remaining <= WARNING ? Math.max(0, remaining) : null);
    };
    const act = (): void => {
      // Whoever is back too late must not carry the session on with the first touch.
      if (Date.now() - last < limit) last = Date.now();
      look();
    };
    const timer = setInterval(look, 1_000);
    for (const name of ACTS) addEventListener(name, act, { passive: true, capture: true });
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      for (const name of ACTS) removeEventListener(name, act, { capture: true });
      document.removeEventListener('visibilitychange', look);
    };
  }, [idleMinutes, session]);
  return (
    <Modal isOpen={left !== null} className="modal">
      <Dialog role="alertdialog" className="dialog">
        <Heading slot="title">{texts.idle.title}</Heading>
        <p>{texts.idle.body(left ?? 0)}</p>
        <Button look="first" autoFocus>{texts.do.stay}</Button>
        <Button onPress={() => void session.signOut().catch(() => undefined)}>{texts.menu.signOut}</Button>
      </Dialog>
    </Modal>
  );
}
