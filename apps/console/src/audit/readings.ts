import { wallClock } from '../ui/days.js';

/** A reading in the record. */
export interface Reading { readonly occurredAt: string; readonly organisation?: { readonly id: string; readonly name: string } | null }
/** How often an organisation read in each stretch of time. */
export interface Row { readonly id: string; readonly name: string; readonly counts: readonly number[]; readonly total: number }

/** Beyond so many days they are counted by months. */
const DAYS = 31;

const nextDay = (day: string): string => new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
const nextMonth = (month: string): string => new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1)).toISOString().slice(0, 7);

/** Readings by organisation and by day, or over a longer time by month, of the clock of whoever looks; those who read most come first. What the hub did itself is left out. */
export function readingsByTime(readings: readonly Reading[], zone: string): { readonly stretches: readonly string[]; readonly rows: readonly Row[] } {
  const days = readings.flatMap(({ occurredAt, organisation }) => (organisation ? [{ day: wallClock(occurredAt, zone).slice(0, 10), organisation }] : []));
  const sorted = days.map(({ day }) => day).sort();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return { stretches: [], rows: [] };
  const byMonth = (Date.parse(last) - Date.parse(first)) / 86_400_000 >= DAYS;
  const cut = (day: string): string => (byMonth ? day.slice(0, 7) : day);
  const stretches: string[] = [];
  for (let at = cut(first); at <= cut(last); at = byMonth ? nextMonth(at) : nextDay(at)) stretches.push(at);
  const place = new Map(stretches.map((stretch, index) => [stretch, index]));
  const rows = new Map<string, { id: string; name: string; counts: number[] }>();
  for (const { day, organisation: { id, name } } of days) {
    const row = rows.get(id) ?? { id, name, counts: stretches.map(() => 0) };
    rows.set(id, row);
    const index = place.get(cut(day)) ?? 0;
    row.counts[index] = (row.counts[index] ?? 0) + 1;
  }
  return { stretches, rows: [...rows.values()].map((row) => ({ ...row, total: row.counts.reduce((sum, count) => sum + count, 0) })).sort((a, b) => b.total - a.total) };
}
