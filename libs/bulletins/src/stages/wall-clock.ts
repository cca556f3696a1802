import { Temporal } from 'temporal-polyfill';

/** A date and time as a clock on the wall of a zone shows it. */
export interface WallClock { readonly local: string; readonly zone: string }

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** Whether it is a date and time that the calendar has, such as 2026-12-01T09:00. */
export function isLocal(local: string): boolean {
  if (!LOCAL.test(local)) return false;
  try {
    return Temporal.PlainDateTime.from(local, { overflow: 'reject' }).toString({ smallestUnit: 'minute' }) === local;
  } catch {
    return false;
  }
}

/**
 * The instant, by the zone's rules as this process knows them. Where clocks are put forward a time that does not exist is as much later as
 * they are put forward; where they are put back a time that comes twice is the first (Temporal's `compatible`).
 */
export const instantOf = ({ local, zone }: WallClock): Date => new Date(Temporal.PlainDateTime.from(local).toZonedDateTime(zone, { disambiguation: 'compatible' }).epochMilliseconds);
