import ICAL from 'ical.js';

/** A message of RFC 5546 about one event, as far as the hub looks at it. */
export interface CalendarMessage {
  readonly method: string;
  readonly uid: string;
  readonly sequence: number;
  readonly stamp: Date;
  /** Addresses in lower case. */
  readonly organizer: string | null;
  readonly attendees: readonly { readonly address: string; readonly partstat: string }[];
  readonly comment: string | null;
  /** The times in it as they are written there, with the zone beside: 2027-02-18T13:30:00 Asia/Tokyo. */
  readonly starts: string | null;
  readonly ends: string | null;
  readonly place: string | null;
}

/** Reads one message; null where it can't be read, is about several events or about an instance of a series, or has no UTC time by which it can be ordered. */
export function readMessage(text: string): CalendarMessage | null {
  const events = eventsOf(text);
  const [event] = events?.events ?? [];
  if (!events || !event || events.events.length !== 1 || event.hasProperty('recurrence-id')) return null;
  const stamp = valueOf(event, 'dtstamp');
  const uid = textOf(event, 'uid');
  const sequence = Number(textOf(event, 'sequence') ?? '0');
  if (!(stamp instanceof ICAL.Time) || stamp.zone !== ICAL.Timezone.utcTimezone || uid === null || !Number.isSafeInteger(sequence) || sequence < 0) return null;
  const at = stamp.toJSDate();
  if (Number.isNaN(at.getTime())) return null;
  return {
    method: events.method, uid, sequence, stamp: at, organizer: addressOf(textOf(event, 'organizer')),
    attendees: event.getAllProperties('attendee').flatMap((property) => {
      const address = addressOf(String(property.getFirstValue() ?? ''));
      return address === null ? [] : { address, partstat: String(property.getFirstParameter('partstat') ?? 'NEEDS-ACTION').toUpperCase() };
    }),
    comment: textOf(event, 'comment'), starts: timeOf(event, 'dtstart'), ends: timeOf(event, 'dtend'), place: textOf(event, 'location'),
  };
}

function eventsOf(text: string): { method: string; events: ICAL.Component[] } | null {
  try {
    const parsed: unknown = ICAL.parse(text);
    if (!Array.isArray(parsed) || parsed[0] !== 'vcalendar') return null;
    const calendar = new ICAL.Component(parsed);
    const methods = calendar.getAllProperties('method');
    const [method] = methods;
    return method && methods.length === 1 ? { method: String(method.getFirstValue()).toUpperCase(), events: calendar.getAllSubcomponents('vevent') } : null;
  } catch {
    // Whatever is malformed is malformed in one way or another.
    return null;
  }
}

function valueOf(event: ICAL.Component, name: string): unknown {
  const properties = event.getAllProperties(name);
  return properties.length > 1 && name !== 'comment' ? null : (properties[0]?.getFirstValue() ?? null);
}

function textOf(event: ICAL.Component, name: string): string | null {
  const value = valueOf(event, name);
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}

/** Not reckoned: mail readers name zones in ways of their own. */
function timeOf(event: ICAL.Component, name: string): string | null {
  const value = valueOf(event, name);
  if (!(value instanceof ICAL.Time)) return null;
  const zone: unknown = event.getFirstProperty(name)?.getFirstParameter('tzid');
  return typeof zone === 'string' ? `${value.toString()} ${zone}` : value.toString();
}

/** The address of `mailto:`; null for others. */
export function addressOf(value: string | null): string | null {
  const [, address] = /^mailto:([^\s@]+@[^\s@]+)$/i.exec(value ?? '') ?? [];
  return address === undefined ? null : address.toLowerCase();
}
