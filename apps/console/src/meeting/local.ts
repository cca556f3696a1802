/** Wall-clock times (2027-02-18T13:30) in words: what was agreed, whatever zone somebody reads in. */
export interface LocalTimes {
  readonly day: (local: string) => string;
  readonly time: (local: string) => string;
  readonly full: (local: string, zone: string) => string;
  /** From one to another, the day once. */
  readonly span: (from: string, to: string, zone: string) => string;
}

/** The short name of a zone: JST, else as IANA has it. */
export const zoneLabel = (zone: string): string => (zone === 'Asia/Tokyo' ? 'JST' : zone);

/** Words for wall-clock times in a language. */
export function localTimes(code: string, years: 'western' | 'japanese'): LocalTimes {
  const locale = `${code === 'en' ? 'en-GB' : code}${years === 'japanese' ? '-u-ca-japanese' : ''}`;
  // The clock on the wall is written as if it were UTC, so that no rules of a zone touch it.
  const days = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', year: 'numeric', month: code === 'en' ? 'short' : 'long', day: 'numeric', weekday: 'short', ...(years === 'japanese' ? { era: 'long' } : {}) });
  const at = (local: string): Date => new Date(`${local.length === 10 ? `${local}T00:00` : local.slice(0, 16)}:00Z`);
  // Intl sets the day of the week between half-width brackets, which Japanese does not; a bracket of full width needs no gap behind it.
  const day = (local: string): string => (code === 'ja' ? days.format(at(local)).replace(/\((.)\)$/u, '（$1）') : days.format(at(local)));
  const gap = code === 'ja' ? '' : ' ';
  const time = (local: string): string => local.slice(11, 16);
  return {
    day, time,
    full: (local, zone) => `${day(local)}${gap}${time(local)} ${zoneLabel(zone)}`,
    span: (from, to, zone) => `${day(from)}${gap}${time(from)}–${from.slice(0, 10) === to.slice(0, 10) ? '' : `${day(to)}${gap}`}${time(to)} ${zoneLabel(zone)}`,
  };
}
