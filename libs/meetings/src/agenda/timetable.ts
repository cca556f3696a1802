import { Temporal } from 'temporal-polyfill';

/** Minutes after which people want a break, and how long it is. */
const STRETCH = 90;
const BREAK = 10;
/** Lunch: an hour, begun at noon or as soon after as an item ends. */
const NOON = 12 * 60;
const LUNCH = 60;

/** A stretch of the day. */
export interface TimetableEntry { readonly kind: 'ITEM' | 'BREAK' | 'LUNCH'; readonly startsLocal: string; readonly endsLocal: string; readonly minutes: number; /** Which item, by its place; null for breaks. */ readonly index: number | null }
/** A day laid out. */
export interface Timetable { readonly entries: readonly TimetableEntry[]; readonly overflowMinutes: number; /** Places of the items that end after the day does. */ readonly overflowing: readonly number[] }

/**
 * Lays items out over a day, in their order: an item is never cut. Before one that would make a stretch longer than ninety minutes there are ten minutes' break,
 * and before one that would go beyond 12:30 an hour's lunch, where the day goes on after it. What ends after the day is said.
 */
export function timetable(startsLocal: string, endsLocal: string, items: readonly { readonly minutes: number }[]): Timetable {
  const midnight = Temporal.PlainDateTime.from(startsLocal).with({ hour: 0, minute: 0 });
  const minutesOf = (local: string): number => midnight.until(Temporal.PlainDateTime.from(local)).total('minutes');
  const end = minutesOf(endsLocal);
  const at = (minute: number): string => midnight.add({ minutes: minute }).toString({ smallestUnit: 'minute' });
  const entries: TimetableEntry[] = [];
  const overflowing: number[] = [];
  let [now, stretch, lunched] = [minutesOf(startsLocal), 0, minutesOf(startsLocal) >= NOON || end <= NOON + LUNCH];
  const pause = (kind: 'BREAK' | 'LUNCH', minutes: number): void => {
    entries.push({ kind, startsLocal: at(now), endsLocal: at(now + minutes), minutes, index: null });
    [now, stretch] = [now + minutes, 0];
  };
  for (const [index, { minutes }] of items.entries()) {
    if (!lunched && now + minutes > NOON + 30 && stretch > 0) {
      pause('LUNCH', LUNCH);
      lunched = true;
    } else if (stretch > 0 && stretch + minutes > STRETCH) pause('BREAK', BREAK);
    entries.push({ kind: 'ITEM', startsLocal: at(now), endsLocal: at(now + minutes), minutes, index });
    [now, stretch] = [now + minutes, stretch + minutes];
    if (now > end) overflowing.push(index);
  }
  return { entries, overflowMinutes: Math.max(0, now - end), overflowing };
}
