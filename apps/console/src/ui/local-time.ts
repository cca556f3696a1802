import { dayBounds } from './days.js';

/** The instant of a day and time (YYYY-MM-DDTHH:MM, as a form has it) by the clock of a zone; null where it is none. */
export function instantOf(local: string, zone: string): string | null {
  const [, day, hours, minutes] = /^(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})/.exec(local) ?? [];
  if (!day || Number.isNaN(Date.parse(`${day}T00:00:00Z`))) return null;
  const wall = (Number(hours) * 60 + Number(minutes)) * 60_000;
  const at = Date.parse(dayBounds(day, zone).begins) + wall;
  // Where clocks change on that day, the time meant is the one that they show.
  const shown = localOf(new Date(at).toISOString(), zone);
  return new Date(at + Date.parse(`${local.slice(0, 16)}Z`) - Date.parse(`${shown}Z`)).toISOString();
}

/** The same the other way. */
export function localOf(at: string, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hourCycle: 'h23', year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' }).format(new Date(at)).replace(' ', 'T');
}

/** Noon of the day so many days from now, as a form has it. */
export const daysAhead = (days: number, zone: string): string => `${localOf(new Date(Date.now() + days * 86_400_000).toISOString(), zone).slice(0, 10)}T12:00`;
