import { type ReactNode, useState } from 'react';
import { notificationsAre } from '../hub/notifications.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';

/** Notifications of the device: none unless somebody asks for them here. */
export function NotifyCard(): ReactNode {
  const { texts: { notify: texts }, preferences, prefer } = useLanguage();
  const [allowed, setAllowed] = useState(notificationsAre);
  const ask = async (): Promise<void> => {
    const answer = await Notification.requestPermission();
    setAllowed(answer);
    prefer({ notifies: answer === 'granted' });
  };
  const on = preferences.notifies && allowed === 'granted';
  return (
    <section className="card">
      <h2>{texts.title}</h2>
      <p>{texts.body}</p>
      <p className="quiet">{texts.says}</p>
      <p className="quiet">{texts.ends}</p>
      <p role="status"><strong>{allowed === 'missing' ? texts.missing : allowed === 'denied' ? texts.denied : on ? texts.on : texts.off}</strong></p>
      {allowed !== 'missing' && allowed !== 'denied' && (on ? <Button onPress={() => prefer({ notifies: false })}>{texts.stop}</Button> : <Button onPress={() => void ask()}>{texts.start}</Button>)}
    </section>
  );
}
