import type { Texts } from '../languages/texts.js';
import type { LiveAlert } from './live.js';

/** What a notification of the device may say, where others may see the screen: the reference of what is TLP:GREEN or CLEAR, and of everything else that something waits. */
export function noticeOf({ kind, bulletin }: Pick<LiveAlert, 'kind'> & { bulletin?: { reference: string; tlp: string } | null }, { alerts, notify }: Pick<Texts, 'alerts' | 'notify'>): string {
  if (bulletin?.tlp !== 'GREEN' && bulletin?.tlp !== 'CLEAR') return notify.waits;
  return `${kind in alerts ? alerts[kind as keyof typeof alerts] : alerts.other}: ${bulletin.reference}`;
}
