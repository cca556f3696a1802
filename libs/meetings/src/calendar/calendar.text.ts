import ICAL from 'ical.js';
import { zoneOf } from './calendar.zone.js';

/** What a calendar says of a meeting: title, place, times and the hub's address. Nothing of its agenda comes near it. */
export interface MeetingTimes {
  /** The same for ever, in mails and feeds. */
  readonly uid: string;
  /** RFC 5545: how many times it was moved. */
  readonly sequence: number;
  readonly title: string;
  readonly place: string | null;
  readonly zone: string;
  /** By the wall clock of the zone, 2027-02-18T13:30. */
  readonly startsLocal: string;
  readonly endsLocal: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly link: string;
}

/** An address with the name beside it. */
export interface CalendarParty { readonly address: string; readonly name: string }

/** An event of a calendar. */
export interface CalendarEvent extends MeetingTimes {
  readonly status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED' | null;
  readonly stamp: Date;
  readonly organizer: CalendarParty | null;
  readonly attendee: (CalendarParty & { readonly partstat: string | null }) | null;
  readonly comment: string | null;
}

const PRODUCT = '-//Contact Point//Contact Point Meeting//EN';
const OCTETS = 75;

/** A calendar in the words of RFC 5545; with a method, a message of RFC 5546. */
export function calendarText(events: readonly CalendarEvent[], method: string | null, name: string | null): string {
  const calendar = new ICAL.Component('vcalendar');
  calendar.addPropertyWithValue('prodid', PRODUCT);
  calendar.addPropertyWithValue('version', '2.0');
  if (method !== null) calendar.addPropertyWithValue('method', method);
  if (name !== null) calendar.addPropertyWithValue('x-wr-calname', name);
  for (const zone of new Set(events.map((event) => event.zone))) {
    const times = events.filter((event) => event.zone === zone).flatMap(({ startsAt, endsAt }) => [startsAt.getTime(), endsAt.getTime()]);
    calendar.addSubcomponent(zoneOf(zone, new Date(Math.min(...times)), new Date(Math.max(...times))));
  }
  for (const event of events) calendar.addSubcomponent(eventOf(event));
  return folded(calendar.toString());
}

function eventOf({ uid, sequence, title, place, zone, startsLocal, endsLocal, link, status, stamp, organizer, attendee, comment }: CalendarEvent): ICAL.Component {
  const event = new ICAL.Component('vevent');
  event.addPropertyWithValue('uid', uid);
  event.addPropertyWithValue('dtstamp', utc(stamp));
  event.addPropertyWithValue('sequence', sequence);
  event.addProperty(inZone('dtstart', startsLocal, zone));
  event.addProperty(inZone('dtend', endsLocal, zone));
  event.addPropertyWithValue('summary', title);
  if (place !== null) event.addPropertyWithValue('location', place);
  event.addPropertyWithValue('url', link);
  event.addPropertyWithValue('class', 'PRIVATE');
  if (status !== null) event.addPropertyWithValue('status', status);
  if (organizer) event.addProperty(party('organizer', organizer, {}));
  if (attendee) event.addProperty(party('attendee', attendee, { cutype: 'INDIVIDUAL', role: 'REQ-PARTICIPANT', ...(attendee.partstat === null ? {} : { partstat: attendee.partstat, rsvp: 'TRUE' }) }));
  if (comment !== null) event.addPropertyWithValue('comment', comment);
  return event;
}

function inZone(name: string, local: string, zone: string): ICAL.Property {
  const property = new ICAL.Property(name);
  property.setParameter('tzid', zone);
  property.setValue(ICAL.Time.fromDateTimeString(`${local}:00`));
  return property;
}

function party(name: string, { address, name: common }: CalendarParty, parameters: Readonly<Record<string, string>>): ICAL.Property {
  const property = new ICAL.Property(name);
  property.setParameter('cn', common);
  for (const [key, value] of Object.entries(parameters)) property.setParameter(key, value);
  property.setValue(`mailto:${address}`);
  return property;
}

/** To the second: more does not fit. */
const utc = (at: Date): ICAL.Time => ICAL.Time.fromDateTimeString(`${at.toISOString().slice(0, 19)}Z`);

/** Lines of at most 75 octets with what begins them, never inside a character, each with its line end; ical.js writes 76, and no last one. */
export function folded(text: string): string {
  return text.replace(/\r\n[ \t]/g, '').split('\r\n').filter((line) => line !== '').map((line) => {
    let out = '';
    let room = OCTETS;
    for (const character of line) {
      const octets = Buffer.byteLength(character);
      if (octets > room) {
        out += '\r\n ';
        room = OCTETS - 1;
      }
      out += character;
      room -= octets;
    }
    return `${out}\r\n`;
  }).join('');
}
