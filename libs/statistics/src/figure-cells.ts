import { isCountryCode } from './country-codes.js';
import type { FigureScope, FormCount, NationalityCount } from './figure-row.js';

/** What one cell says, or why it says nothing usable. */
export type Cell<T> = { ok: true; value: T } | { ok: false; reason: string };

const value = <T>(content: T): Cell<T> => ({ ok: true, value: content });
const wrong = (reason: string): Cell<never> => ({ ok: false, reason });

/** Full-width digits and letters count as their plain forms. */
const plain = (text: string): string => text.normalize('NFKC').trim();

/** No published figure of this field comes near it; more is a slip of the keyboard. */
const LARGEST = 1_000_000;
const EARLIEST_YEAR = 1950;

/** A year of four digits, not in the future. */
export function yearCell(text: string, latestYear: number): Cell<number> {
  const digits = plain(text);
  if (!/^\d{4}$/.test(digits)) return wrong('must be a year of four digits');
  const year = Number(digits);
  if (year < EARLIEST_YEAR || year > latestYear) return wrong(`must be a year from ${EARLIEST_YEAR} to ${latestYear}`);
  return value(year);
}

/** `NPA`, or `GOV` (also `Government`). */
export function scopeCell(text: string): Cell<FigureScope> {
  switch (plain(text).toUpperCase()) {
    case 'NPA':
      return value('NPA');
    case 'GOV':
    case 'GOVERNMENT':
      return value('GOV');
    default:
      return wrong('must be NPA or GOV: a figure always says whose count it is');
  }
}

/** A whole number, or `null` for an empty cell. */
export function countCell(text: string): Cell<number | null> {
  const digits = plain(text);
  if (digits === '') return value(null);
  if (!/^\d{1,9}$/.test(digits)) return wrong('must be a whole number, zero or more, or empty where it is not known');
  const count = Number(digits);
  return count > LARGEST ? wrong(`is implausibly large (more than ${LARGEST})`) : value(count);
}

/** Countries with their counts, and whether the list leaves some people out. */
export interface Nationalities {
  counts: NationalityCount[];
  partial: boolean;
}

/** `PH:28;JP:13`, with ` (partial)` at the end where the list leaves people out. */
export function nationalitiesCell(text: string): Cell<Nationalities> {
  const content = plain(text);
  const partial = /\(partial\)$/i.test(content);
  const list = content.replace(/\(partial\)$/i, '').trim();
  if (list === '') return partial ? wrong('says (partial), but lists nothing') : value({ counts: [], partial });
  const counts: NationalityCount[] = [];
  for (const item of list.split(';')) {
    const match = /^\s*([A-Z]{2})\s*:\s*(\d{1,6})\s*$/.exec(item);
    if (match === null) return wrong(`"${item.trim()}" must read like PH:28, items parted by ;`);
    const [, country = '', count = ''] = match;
    if (!isCountryCode(country)) return wrong(`${country} is not an ISO 3166-1 alpha-2 code`);
    if (counts.some((known) => known.country === country)) return wrong(`${country} is listed twice`);
    counts.push({ country, count: Number(count) });
  }
  return value({ counts, partial });
}

/** `sexual:18;hostess:26`: the source's own words, each with its count. */
export function formCell(text: string): Cell<FormCount[]> {
  const content = plain(text);
  if (content === '') return value([]);
  const counts: FormCount[] = [];
  for (const item of content.split(';')) {
    const match = /^\s*([^:;]*[^:;\s])\s*:\s*(\d{1,6})\s*$/.exec(item);
    if (match === null) return wrong(`"${item.trim()}" must read like sexual:18, items parted by ;`);
    const [, label = '', count = ''] = match;
    if (counts.some((known) => known.label === label)) return wrong(`${label} is listed twice`);
    counts.push({ label, count: Number(count) });
  }
  return value(counts);
}
