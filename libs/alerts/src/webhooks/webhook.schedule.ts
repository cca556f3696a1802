import { HOUR, MINUTE, retryAt, SECOND } from '../sending/retry.js';

/** What is waited before each attempt: the schedule of Standard Webhooks 1.0, three days in all. */
export const WAITS: readonly number[] = [0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
/** The longest that a receiver can ask to be left alone. */
const LONGEST = 24 * HOUR;

/**
 * When to try again after so many attempts of the schedule; null where it is over. A receiver that asks for more time
 * (`Retry-After`) gets it.
 */
export function nextAttempt(step: number, ended: Date, deliveryId: string, retryAfterMs = 0): Date | null {
  const wait = WAITS[step];
  return wait === undefined ? null : retryAt(wait, ended, deliveryId, Math.min(retryAfterMs, LONGEST));
}

/** What `Retry-After` asks for, in milliseconds; 0 where it is no number of seconds or date. */
export function readRetryAfter(header: string | undefined, now: Date): number {
  if (header === undefined) return 0;
  if (/^-?\d{1,9}$/.test(header.trim())) return Math.max(0, Number(header)) * SECOND;
  const at = Date.parse(header);
  return Number.isNaN(at) ? 0 : Math.max(0, at - now.getTime());
}
