import { HOUR, MINUTE, retryAt } from '../sending/retry.js';

/** What is waited before each attempt; from then on a day, until the alerts that it is about are forgotten. */
export const MAIL_WAITS: readonly number[] = [0, MINUTE, 5 * MINUTE, 15 * MINUTE, 30 * MINUTE, HOUR, 2 * HOUR, 4 * HOUR, 8 * HOUR];
/** What was refused is left alone for so long, unless address or settings change. */
export const HELD_MS = 24 * HOUR;

/** When to try again after so many attempts. */
export const nextMail = (step: number, ended: Date, messageId: string): Date => retryAt(MAIL_WAITS[step] ?? HELD_MS, ended, messageId);
