import { Temporal } from 'temporal-polyfill';

/** When a day breaks. */
export interface BreakRules {
  /** Minutes without a break at most, and how long one is; 0: none. */
  readonly afterMinutes: number; readonly minutes: number;
  /** When lunch begins at the earliest (12:00), and how long it is; 0: none. */
  readonly lunchFrom: string; readonly lunchMinutes: number;
}
/** How long after the hour of lunch an item may end that is begun before it. */
const GRACE = 30;

/** A stretch of the day. */
export interface TimetableEntry { readonly kind: 'ITEM' | 'BREAK' | 'LUNCH'; readonly startsLocal: string; readonly endsLocal: string; readonly minutes: number; /** Which item, by its place; null for breaks. */ readonly index: number | null }
/** A day laid out. */
export interface Timetable { readonly entries: readonly TimetableEntry[]; readonly overflowMinutes: number; /** Places of the items that end after the day does. */ readonly overflowing: readonly number[] }

/**
 * Lays items out over a day, in their order: an item is never cut. Before one that would make a stretch longer than people sit there is a break, and before one that
 * would go more than half an hour beyond the hour of lunch there is lunch, where the day goes on after it. What ends after the day is said.
 */
export function timetable(startsLocal: string, endsLocal: string, items: readonly { readonly minutes: number }[], rules: BreakRules): Timetable {
  const midnight = Temporal.PlainDateTime.from(startsLocal).with({ hour: 0, minute: 0 });
  const minutesOf = (local: string): number => midnight.until(Temporal.PlainDateTime.from(local)).total('minutes');
  const end = minutesOf(endsLocal);
  const noon = minutesOf(`${startsLocal.slice(0, 10)}T${rules.lunchFrom}`);
  const at = (minute: number): string => midnight.add({ minutes: minute }).toString({ smallestUnit: 'minute' });
  const entries: TimetableEntry[] = [];
  const overflowing: number[] = [];
  let [now, stretch, lunched] = [minutesOf(startsLocal), 0, rules.lunchMinutes === 0 || minutesOf(startsLocal) >= noon || end <= noon + rules.lunchMinutes];
  const pause = (kind: 'BREAK' | 'LUNCH', minutes: number): void => {
    entries.push({ kind, startsLocal: at(now), endsLocal: at(now + minutes), minutes, index: null });
    [now, stretch] = [now + minutes, 0];
  };
  for (const [index, { minutes }] of items.entries()) {
    if (!lunched && now + minutes > noon + GRACE && stretch > 0) {
      pause('LUNCH', rules.lunchMinutes);
      lunched = true;
    } else if (rules.minutes > 0 && stretch > 0 && stretch + minutes > rules.afterMinutes) pause('BREAK', rules.minutes);
    entries.push({ kind: 'ITEM', startsLocal: at(now), endsLocal: at(now + minutes), minutes, index });
    [now, stretch] = [now + minutes, stretch + minutes];
    if (now > end) overflowing.push(index);
  }
  return { entries, overflowMinutes: Math.max(0, now - end), overflowing };
}
