import { addressOf, type Filters, filtersOf } from './filters.js';

const KEY = 'hub-saved-filters';
/** So many are kept at most. */
export const MOST = 12;

/**
 * What of filters may stay on a device that others may use: conditions, never the words that somebody searched for, which may name a person. They are kept as addresses,
 * without names of their own: what they are called is made of their conditions.
 */
export const keptOf = (filters: Filters): string => addressOf({ ...filters, text: '' });

/** Filters that were kept, as far as they make sense; without words, whatever stands there. */
export function parseSaved(text: string | null): Filters[] {
  let kept: unknown = null;
  try {
    kept = JSON.parse(text ?? '[]');
  } catch {
    // Somebody wrote something else there.
  }
  const addresses = (Array.isArray(kept) ? kept : []).filter((each) => typeof each === 'string').map((address) => keptOf(filtersOf(new URLSearchParams(address))));
  return [...new Set(addresses)].filter((address) => address !== '').slice(0, MOST).map((address) => filtersOf(new URLSearchParams(address)));
}

/** Reads them from the device; browsers may keep nothing. */
export function readSaved(): Filters[] {
  try {
    return parseSaved(localStorage.getItem(KEY));
  } catch {
    return [];
  }
}

/** Keeps them on the device, where it does. */
export function keepSaved(all: readonly Filters[]): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(all.map(keptOf)));
  } catch {
    // Private windows and full disks: they hold until the page is closed.
  }
}
