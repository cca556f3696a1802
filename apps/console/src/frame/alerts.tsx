import { type ReactNode, useState } from 'react';
import { Link } from 'wouter';
import type { LiveAlert } from '../hub/live.js';
import { useLive } from '../hub/live.context.js';
import { useLanguage } from '../languages/language.context.js';
import { Button } from '../ui/button.js';
import { Mark, UrgencyLabel } from '../ui/mark.js';
import { Text } from '../ui/text.js';
import { Notice } from '../ui/states.js';

/** How many alerts stand on the page at once. */
const SHOWN = 4;

/** Alerts as they come: said once, and there until they are dismissed. */
export function Alerts(): ReactNode {
  const { texts } = useLanguage();
  const { alerts, unseen, seen, reset } = useLive();
  const [dismissedReset, dismissReset] = useState(false);
  const shown = alerts.slice(0, Math.min(unseen, SHOWN));
  return (
    <section className="alerts" aria-label={texts.alert.title} data-empty={shown.length === 0 && !reset}>
      <div role="log" aria-live="polite">
        {reset && !dismissedReset && <Notice><p>{texts.alert.reset}</p><Button look="text" onPress={() => dismissReset(true)}>{texts.do.dismiss}</Button></Notice>}
        {shown.map((alert) => <Alert key={alert.cursor} alert={alert} />)}
      </div>
      {shown.length > 0 && <Button look="text" onPress={seen}>{texts.do.dismiss} ({texts.alert.new(unseen)})</Button>}
    </section>
  );
}

function Alert({ alert: { kind, occurredAt, bulletin, unanswered } }: { alert: LiveAlert }): ReactNode {
  const { texts, moments } = useLanguage();
  return (
    <div className="alert" data-urgency={bulletin?.urgency ?? 'ROUTINE'}>
      <p className="alert-kind"><strong>{kind in texts.alerts ? texts.alerts[kind as keyof typeof texts.alerts] : texts.alerts.other}</strong> <span className="quiet">{moments.time(occurredAt)}</span></p>
      {bulletin ? (
        <p><Mark tlp={bulletin.tlp} /> <UrgencyLabel urgency={bulletin.urgency} /> <Link href={`/bulletins/${bulletin.id}`}><Text>{bulletin.title}</Text></Link></p>
      ) : kind === 'MEETING' ? <p><Link href="/meeting">{texts.alert.toMeeting}</Link></p> : kind === 'ACCESS_LOST' ? <p>{texts.alert.lost}</p> : null}
      {unanswered && <p>{texts.alert.unanswered(unanswered.organisation.name)} {unanswered.dutyTelephone && <a href={`tel:${unanswered.dutyTelephone}`}>{unanswered.dutyTelephone}</a>}</p>}
    </div>
  );
}
