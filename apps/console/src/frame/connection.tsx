import { type ReactNode, useEffect, useState } from 'react';
import { useLanguage } from '../languages/language.context.js';
import { useLive } from '../hub/live.context.js';
import { Emergency } from '../ui/emergency.js';
import { Notice } from '../ui/states.js';

/** The line to the hub, quietly. */
export function ConnectionState(): ReactNode {
  const { texts: { connection } } = useLanguage();
  const { line } = useLive();
  return <span className="line" data-line={line} title={connection[line]}><span className="line-dot" aria-hidden="true" /><span className="line-says">{connection.short[line]}</span></span>;
}

/** What to know and do while there is no connection, and that it is back. A moment's break says nothing. */
export function OfflineNotice(): ReactNode {
  const { texts: { connection }, moments } = useLanguage();
  const { line, lastHeard } = useLive();
  const [away, setAway] = useState<'no' | 'yes' | 'back'>('no');
  const isLost = line === 'offline' || line === 'waiting';
  useEffect(() => {
    if (isLost) {
      const timer = setTimeout(() => setAway('yes'), line === 'offline' ? 0 : 4_000);
      return () => clearTimeout(timer);
    }
    if (line === 'live') setAway((before) => (before === 'yes' ? 'back' : before));
    return undefined;
  }, [isLost, line]);
  useEffect(() => {
    if (away !== 'back') return undefined;
    const timer = setTimeout(() => setAway('no'), 10_000);
    return () => clearTimeout(timer);
  }, [away]);
  return (
    <div role="status">
      {away === 'yes' && (
        <Notice kind="warning" title={connection.offlineTitle}>
          <p>{connection.offlineBody}</p>
          <p className="quiet">{connection.since(moments.full(lastHeard))}</p>
          <Emergency leads />
        </Notice>
      )}
      {away === 'back' && <Notice kind="good"><p>{connection.back}</p></Notice>}
    </div>
  );
}
