import { type DutyHours, Weekday } from './duty.types.js';

const DAYS = Object.values(Weekday);
const DAY_MS = 86_400_000;

/** Whether there is such a time zone. */
export function isZone(zone: string): boolean {
  try {
    // An offset like +09:00 is one too for Intl, and knows no summer time.
    return /^[A-Za-z]/.test(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone);
  } catch {
    return false;
  }
}

/** Whether an instant lies in the hours, by the wall clock of their zone: what the clock on the wall shows counts, whatever it did in between. */
export function isWithin({ zone, from, until, weekdays, firstDay, lastDay }: DutyHours, instant: Date): boolean {
  const { day, time } = wallClock(zone, instant);
  const begins = (on: string): boolean =>
    (weekdays.length === 0 || weekdays.includes(weekdayOf(on))) && (firstDay === null || on >= firstDay) && (lastDay === null || on <= lastDay);
  if (from < until) return begins(day) && time >= from && time < until;
  return (time >= from && begins(day)) || (time < until && begins(dayBefore(day)));
}

/** Those who are called at an instant, in order: whose hours it is, then who has none. */
export const inOrder = <T extends { readonly hours: DutyHours | null }>(shifts: readonly T[], instant: Date): T[] =>
  [...shifts.filter(({ hours }) => hours !== null && isWithin(hours, instant)), ...shifts.filter(({ hours }) => hours === null)];

function wallClock(zone: string, instant: Date): { day: string; time: string } {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone, calendar: 'gregory', numberingSystem: 'latn', hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).formatToParts(instant);
  const part = (type: Intl.DateTimeFormatPartTypes): string => parts.find((one) => one.type === type)?.value ?? '';
  return { day: `${part('year')}-${part('month')}-${part('day')}`, time: `${part('hour')}:${part('minute')}` };
}

// Sunday is the last of the list, and the first of JavaScript's.
const weekdayOf = (day: string): Weekday => DAYS[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] as Weekday;
const dayBefore = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
