import { useEffect, useRef } from 'react';
import { useLanguage } from '../languages/language.context.js';
import type { LiveAlert } from './live.js';
import { noticeOf } from './notice.js';

/** Whether this browser can do it, and whether it was allowed to. */
export const notificationsAre = (): NotificationPermission | 'missing' => (typeof Notification === 'undefined' ? 'missing' : Notification.permission);

/** Shows alerts as notifications of the device where somebody has asked for that and looks elsewhere. They come by the live line alone: no service in between learns of them. */
export function useNotifications(): (alert: LiveAlert) => void {
  const { texts, preferences: { notifies }, code } = useLanguage();
  const now = useRef({ texts, notifies, code });
  useEffect(() => {
    now.current = { texts, notifies, code };
  }, [texts, notifies, code]);
  const { current: show } = useRef((alert: LiveAlert): void => {
    const { texts: words, notifies: wanted, code: lang } = now.current;
    if (!wanted || notificationsAre() !== 'granted' || (document.visibilityState === 'visible' && document.hasFocus())) return;
    try {
      const shown = new Notification(words.hub, { body: noticeOf(alert, words), lang, tag: 'hub', icon: '/icon.svg' });
      shown.onclick = () => {
        window.focus();
        shown.close();
      };
    } catch {
      // Some browsers of telephones show none without a service: the alert stands on the page.
    }
  });
  return show;
}
