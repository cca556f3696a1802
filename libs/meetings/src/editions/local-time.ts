import { Temporal } from 'temporal-polyfill';
import { invalid } from '@hub/kernel';

const LOCAL = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/;

/** A date and time without zone, such as 2027-02-18T13:30. INVALID_INPUT where the calendar has none. */
export function localTime(local: string, field: string): Temporal.PlainDateTime {
  try {
    if (LOCAL.test(local)) return Temporal.PlainDateTime.from(local, { overflow: 'reject' });
  } catch {
    // Said below.
  }
  throw invalid(field, 'Is not a date and time such as 2027-02-18T13:30. / 日時は 2027-02-18T13:30 の形で指定してください。');
}

/**
 * The instant of a local time by the zone's rules as this process knows them. No meeting begins at a time that the clocks skip: INVALID_INPUT. Of a time
 * that comes twice it is the first.
 */
export function instantOf(local: string, zone: string, field: string): Date {
  const plain = localTime(local, field);
  const zoned = plain.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (!zoned.toPlainDateTime().equals(plain)) throw invalid(field, `There is no such time in ${zone}: the clocks are put forward. / この時刻は夏時間への切替えで存在しません。`);
  return new Date(zoned.epochMilliseconds);
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** The local time of an instant in a zone, to the minute. Sweden writes it as ISO 8601 does but for the T. */
export function localOf(instant: Date, zone: string): string {
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  clocks.set(zone, clock);
  return clock.format(instant).replace(' ', 'T');
}
