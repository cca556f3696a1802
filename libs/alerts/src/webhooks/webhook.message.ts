import { EVERYONE, PUBLIC } from '@hub/access';
import { ENDINGS } from '../alert.filter.js';
import { AlertKind } from '../alert.types.js';
import type { WebhookAlert } from './webhook.queue.js';

/** What happens to a bulletin itself is for its readers. */
const NEWS: ReadonlySet<AlertKind> = new Set([AlertKind.PUBLISHED, AlertKind.REVISED, ...ENDINGS]);

/**
 * The application's own condition on what an organisation as such may be told of: what is for its readers (what is to be done: for its officers)
 * and for all of them, and never what is marked RED. Stated apart from the database's (hub.webhook_alert).
 */
export function isFor({ kind, readers, barred, reader, officer }: WebhookAlert): boolean {
  const own = [PUBLIC, EVERYONE, reader];
  if (own.some((principal) => barred.includes(principal))) return false;
  return readers.some((principal) => own.includes(principal) || (!NEWS.has(kind) && principal === officer));
}

/** Whether the organisation as such may know of the bulletin now. */
export const isOpen = ({ bulletinId, open, tlp, reader, bulletinReaders }: WebhookAlert): boolean =>
  open && (bulletinId === null || tlp !== 'RED' && bulletinReaders.some((principal) => [PUBLIC, EVERYONE, reader].includes(principal)));

/** What of an alert may be told now. `shows`: it tells of a bulletin that the organisation may see; else it tells the end of what this endpoint was told of. */
export type Telling = 'shows' | 'ends' | null;

/** The same rule as for people: what is lost, and the end of what can be seen no more, is told to whom it was told of before. */
export function tellingOf(alert: WebhookAlert): Telling {
  if (!isFor(alert)) return null;
  if (alert.kind !== AlertKind.ACCESS_LOST && isOpen(alert)) return 'shows';
  return alert.told && (alert.kind === AlertKind.ACCESS_LOST || ENDINGS.has(alert.kind)) ? 'ends' : null;
}

/** The body: that something of this kind happened, and with which cursor to read. Nothing of what the bulletin says. */
export const bodyOf = ({ kind, occurredAt, bulletinId }: WebhookAlert, cursor: string): string =>
  JSON.stringify({ type: `alert.${kind.toLowerCase()}`, timestamp: occurredAt.toISOString(), data: { kind, cursor, bulletinId } });

/** `webhook-id`: the same in every attempt. */
export const messageId = (deliveryId: string): string => `msg_${deliveryId.replaceAll('-', '')}`;

/** The body of a trial. */
export const testBody = (at: Date): string => JSON.stringify({ type: 'webhook.test', timestamp: at.toISOString(), data: {} });
