import type { Preferences } from '../preferences/preferences.js';

/** Dates, times, numbers and names in a language, by the clock and calendar of whoever reads. */
export interface Moments {
  /** Day and time with the zone: 2026年11月28日 14:05 JST. */
  readonly full: (at: string | Date) => string;
  readonly day: (at: string | Date) => string;
  /** Time of the day with the zone. */
  readonly time: (at: string | Date) => string;
  readonly number: (value: number | bigint) => string;
  readonly country: (code: string) => string;
  readonly language: (code: string) => string;
  readonly list: (items: readonly string[]) => string;
  readonly collator: Intl.Collator;
}

const size = (bytes: number, unit: 'kilobyte' | 'megabyte', code: string): string => new Intl.NumberFormat(code, { style: 'unit', unit, maximumFractionDigits: 1 }).format(bytes);

/** The size of a file in words. */
export const sizeIn = (bytes: number, code: string): string => (bytes < 1_000_000 ? size(Math.max(0.1, bytes / 1_000), 'kilobyte', code) : size(bytes / 1_000_000, 'megabyte', code));

/** Intl's for a language and what somebody prefers. */
export function momentsOf(code: string, { zone, years }: Pick<Preferences, 'zone' | 'years'>): Moments {
  // Intl knows the name JST in Japanese English only; elsewhere it says GMT+9.
  const locale = `${code === 'en' ? 'en-GB' : code}${years === 'japanese' ? '-u-ca-japanese' : ''}`;
  const format = (options: Intl.DateTimeFormatOptions): ((at: string | Date) => string) => {
    const made = new Intl.DateTimeFormat(locale, { timeZone: zone, ...options });
    return (at) => made.format(typeof at === 'string' ? new Date(at) : at);
  };
  const day: Intl.DateTimeFormatOptions = { year: 'numeric', month: code === 'en' ? 'short' : 'long', day: 'numeric', ...(years === 'japanese' ? { era: 'long' } : {}) };
  const name = zoneName(zone, code);
  const clock = format({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
  const days = format(day);
  const countries = new Intl.DisplayNames([code], { type: 'region' });
  const languages = new Intl.DisplayNames([code], { type: 'language' });
  const list = new Intl.ListFormat(code, { type: 'conjunction' });
  const number = new Intl.NumberFormat(code);
  return {
    full: (at) => `${days(at)} ${clock(at)} ${name(at)}`,
    day: days,
    time: (at) => `${clock(at)} ${name(at)}`,
    number: (value) => number.format(value),
    country: (each) => countries.of(each) ?? each,
    language: (each) => languages.of(each) ?? each,
    list: (items) => list.format(items),
    collator: new Intl.Collator(code),
  };
}

function zoneName(zone: string, code: string): (at: string | Date) => string {
  if (zone === 'Asia/Tokyo') return () => 'JST';
  const made = new Intl.DateTimeFormat(code, { timeZone: zone, timeZoneName: 'short' });
  return (at) => made.formatToParts(typeof at === 'string' ? new Date(at) : at).find(({ type }) => type === 'timeZoneName')?.value ?? zone;
}
