import { Temporal } from 'temporal-polyfill';
import { DomainError } from '@hub/kernel';
import { atNight, CLOCKS_CHANGE, type DayReason, IS_PAST, IS_WEEKEND } from './day-reasons.js';
import { slotAt, type SlotTimes } from './slot.js';

/** What is looked for: slots of a length within these days and hours, by the clock of the zone. */
export interface Search {
  readonly zone: string;
  /** YYYY-MM-DD, both included. */
  readonly from: string;
  readonly until: string;
  /** HH:MM. */
  readonly dailyFrom: string;
  readonly dailyUntil: string;
  readonly minutes: number;
  readonly count: number;
}

/** Where an organisation takes part from. */
export interface Remote { readonly organisationId: string; readonly zone: string; readonly decisive: boolean }

/** What speaks against days and hours. */
export interface Obstacles {
  readonly now: Date;
  /** By day, YYYY-MM-DD: holidays. */
  readonly daysOff: ReadonlyMap<string, readonly DayReason[]>;
  readonly remote: readonly Remote[];
}

/** A slot, and what speaks against it. */
export interface ProposedSlot extends SlotTimes { readonly reasons: readonly DayReason[] }
/** A day without a slot, and why. */
export interface ExcludedDay { readonly date: string; readonly reasons: readonly DayReason[] }
/** Slots in order of time, and the days that fell out. */
export interface Proposal { readonly slots: readonly ProposedSlot[]; readonly excludedDays: readonly ExcludedDay[] }

/** Slots begin on the hour and half past, counted from the first that is allowed. */
const STEP = 30;
const DAY_MS = 86_400_000;
/** Night is from 22:00 to 07:00 by the clock where somebody is. */
const [NIGHT_FROM, NIGHT_UNTIL] = [22 * 60, 7 * 60];
const DAY = 24 * 60;

/**
 * Slots, the best there are, in order of time: first one on each day that nothing speaks against, spread over the period; where these do not suffice, further ones
 * on the same days and days that suit few organisations badly. Never on a day with a decisive reason. Each day without a slot that something speaks against is
 * among the excluded ones, with all its reasons.
 */
export function proposeSlots(search: Search, obstacles: Obstacles): Proposal {
  const days = daysBetween(search.from, search.until).map((date) => lookAt(date, search, obstacles));
  const candidates = days.flatMap(({ slots }) => slots.map((slot, round) => ({ slot, weight: slot.reasons.length * 4 + round })));
  const slots: ProposedSlot[] = [];
  for (const weight of [...new Set(candidates.map((one) => one.weight))].sort((a, b) => a - b)) {
    const equal = candidates.filter((one) => one.weight === weight).map(({ slot }) => slot);
    slots.push(...spread(equal, search.count - slots.length));
    if (slots.length >= search.count) break;
  }
  const taken = new Set(slots.map(({ startsLocal }) => startsLocal.slice(0, 10)));
  return {
    slots: slots.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()),
    excludedDays: days.filter(({ date, reasons }) => reasons.length > 0 && !taken.has(date)).map(({ date, reasons }) => ({ date, reasons })),
  };
}

/** What speaks against a slot that somebody has chosen. */
export function reasonsAgainst(slot: SlotTimes, obstacles: Obstacles): DayReason[] {
  return [...ofDay(slot.startsLocal.slice(0, 10), obstacles), ...nights(slot, obstacles.remote)];
}

/** A day: its slots one after the other, those that fewest speak against first, and what speaks against the day. */
function lookAt(date: string, search: Search, obstacles: Obstacles): { date: string; slots: ProposedSlot[]; reasons: DayReason[] } {
  const ofThisDay = ofDay(date, obstacles);
  if (ofThisDay.some(({ decisive }) => decisive)) return { date, slots: [], reasons: ofThisDay };
  const starts: ProposedSlot[] = [];
  const hours: DayReason[] = [];
  const slotFrom = slotsOn(date, search);
  for (let minute = minutesOf(search.dailyFrom); minute + search.minutes <= minutesOf(search.dailyUntil); minute += STEP) {
    const slot = slotFrom(minute);
    const against = slot === null ? [CLOCKS_CHANGE] : slot.startsAt <= obstacles.now ? [IS_PAST] : nights(slot, obstacles.remote);
    hours.push(...against.filter(({ code, organisationId }) => !hours.some((known) => known.code === code && known.organisationId === organisationId)));
    if (slot !== null && !against.some(({ decisive }) => decisive)) starts.push({ ...slot, reasons: [...ofThisDay, ...against] });
  }
  const slots: ProposedSlot[] = [];
  for (const slot of starts.sort((a, b) => a.reasons.length - b.reasons.length || (a.startsAt < b.startsAt ? -1 : 1))) {
    if (slots.length < 3 && slots.every((other) => slot.endsAt <= other.startsAt || slot.startsAt >= other.endsAt)) slots.push(slot);
  }
  // Where some hours are good, the others do not speak against the day.
  return { date, slots, reasons: [...ofThisDay, ...(slots[0]?.reasons.length === ofThisDay.length ? [] : hours)] };
}

function ofDay(date: string, { daysOff }: Obstacles): DayReason[] {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return [...(weekday === 0 || weekday === 6 ? [IS_WEEKEND] : []), ...(daysOff.get(date) ?? [])];
}

/** The slot of a day that begins at a minute, or null. Where the clocks don't change within the hours of the day, reckoned from one look at the zone. */
function slotsOn(date: string, search: Search): (minute: number) => SlotTimes | null {
  const { dailyFrom, dailyUntil, minutes } = search;
  const local = (minute: number): string => `${date}T${clock(minute)}`;
  const whole = slotOrNull(`${date}T${dailyFrom}`, { ...search, minutes: minutesOf(dailyUntil) - minutesOf(dailyFrom) });
  if (!whole) return (minute) => slotOrNull(local(minute), search);
  const at = (minute: number): Date => new Date(whole.startsAt.getTime() + (minute - minutesOf(dailyFrom)) * 60_000);
  return (minute) => ({ startsLocal: local(minute), endsLocal: local(minute + minutes), startsAt: at(minute), endsAt: at(minute + minutes) });
}

function slotOrNull(startsLocal: string, { minutes, zone }: Search): SlotTimes | null {
  try {
    return slotAt(startsLocal, minutes, zone, 'slot');
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}

function nights(slot: SlotTimes, remote: readonly Remote[]): DayReason[] {
  return remote.flatMap(({ organisationId, zone, decisive }) => {
    const [from, until] = [slot.startsAt, slot.endsAt].map((at) => (at.getTime() + offsetAt(at.getTime(), zone)) / 60_000) as [number, number];
    // Counted from the midnight before it begins; it is shorter than a day.
    const begins = from - Math.floor(from / DAY) * DAY;
    const ends = begins + until - from;
    if (begins >= NIGHT_UNTIL && ends <= NIGHT_FROM) return [];
    return [atNight(organisationId, zone, { from: clock(begins), until: clock(ends % DAY) }, decisive)];
  });
}

/** Offsets of zones, by day: null on a day on which one changes. Looking one up takes some twenty microseconds, and a year has thousands of slots. */
const offsets = new Map<string, number | null>();
const exactOffset = (ms: number, zone: string): number => Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone).offsetNanoseconds / 1e6;
function offsetAt(ms: number, zone: string): number {
  const day = Math.floor(ms / DAY_MS);
  const key = `${zone} ${day}`;
  let offset = offsets.get(key);
  if (offset === undefined) {
    const [first, last] = [exactOffset(day * DAY_MS, zone), exactOffset((day + 1) * DAY_MS - 1, zone)];
    offset = first === last ? first : null;
    if (offsets.size > 50_000) offsets.clear();
    offsets.set(key, offset);
  }
  return offset ?? exactOffset(ms, zone);
}

/** So many of them, evenly spread. */
const spread = <T>(all: readonly T[], count: number): T[] =>
  all.length <= count ? [...all] : Array.from({ length: Math.max(0, count) }, (_, n) => all[Math.floor(((n + 0.5) * all.length) / count)] as T);

const after = (date: string, days: number): string => new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS).toISOString().slice(0, 10);
const daysBetween = (from: string, until: string): string[] =>
  Array.from({ length: Math.max(0, Math.round((Date.parse(until) - Date.parse(from)) / DAY_MS) + 1) }, (_, n) => after(from, n));
/** Minutes since midnight of an hour, HH:MM. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
const clock = (minute: number): string => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
