/** In milliseconds. */
export const SECOND = 1_000;
/** In milliseconds. */
export const MINUTE = 60 * SECOND;
/** In milliseconds. */
export const HOUR = 60 * MINUTE;
/** At most this part of a wait is added, so that what failed together does not come back together. */
const JITTER = 0.1;

/** When to try again after a wait, or later where the other end asks for more time. The jitter comes from the id of what is sent, which is random. */
export function retryAt(wait: number, ended: Date, id: string, askedMs = 0): Date {
  const jitter = (Number.parseInt(id.slice(0, 4), 16) / 0xffff) * JITTER;
  return new Date(ended.getTime() + Math.max(Math.round(wait * (1 + jitter)), askedMs));
}
