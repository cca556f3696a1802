import { Temporal } from 'temporal-polyfill';

/** Whether there is such a zone, by its name in the IANA database: an offset like +09:00 knows no summer time, and is none. */
export function isZone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && new Temporal.ZonedDateTime(0n, zone).timeZoneId === zone;
  } catch {
    return false;
  }
}
