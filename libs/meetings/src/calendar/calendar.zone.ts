import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';

const MINUTE_NS = 60_000_000_000;
const DAY = { hours: 24 };

/**
 * The VTIMEZONE of an IANA zone for what lies between two instants: what holds at the beginning, and each change after it. Made from the rules that this
 * process reckons instants by, so that a calendar and the hub never disagree; libraries of VTIMEZONEs have rules of their own age.
 */
export function zoneOf(zone: string, from: Date, until: Date): ICAL.Component {
  const component = new ICAL.Component('vtimezone');
  component.addPropertyWithValue('tzid', zone);
  const end = Temporal.Instant.fromEpochMilliseconds(until.getTime()).add(DAY);
  let at = Temporal.Instant.fromEpochMilliseconds(from.getTime()).subtract(DAY).toZonedDateTimeISO(zone);
  component.addSubcomponent(observance('1970-01-01T00:00:00', at, at));
  for (;;) {
    const next = at.getTimeZoneTransition('next');
    if (next === null || Temporal.Instant.compare(next.toInstant(), end) > 0) return component;
    const before = next.subtract({ nanoseconds: 1 });
    // The onset is said by the clock that holds until then.
    const onset = next.toInstant().toZonedDateTimeISO('UTC').toPlainDateTime().add({ nanoseconds: before.offsetNanoseconds });
    component.addSubcomponent(observance(onset.toString({ smallestUnit: 'second' }), before, next));
    at = next;
  }
}

/** From a local time on another offset holds; DAYLIGHT where it is ahead of the one before or after it. */
function observance(onset: string, before: Temporal.ZonedDateTime, after: Temporal.ZonedDateTime): ICAL.Component {
  const following = after.getTimeZoneTransition('next')?.offsetNanoseconds ?? after.offsetNanoseconds;
  const daylight = after.offsetNanoseconds > Math.min(before.offsetNanoseconds, following);
  const component = new ICAL.Component(daylight ? 'daylight' : 'standard');
  component.addPropertyWithValue('dtstart', ICAL.Time.fromDateTimeString(onset));
  component.addPropertyWithValue('tzoffsetfrom', offsetOf(before));
  component.addPropertyWithValue('tzoffsetto', offsetOf(after));
  return component;
}

function offsetOf({ offsetNanoseconds }: Temporal.ZonedDateTime): ICAL.UtcOffset {
  const minutes = Math.round(offsetNanoseconds / MINUTE_NS);
  return ICAL.UtcOffset.fromSeconds(minutes * 60);
}
