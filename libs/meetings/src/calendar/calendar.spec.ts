import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { convertIcsCalendar } from 'ts-ics';
import ICAL from 'ical.js';
import { addressOf, readMessage } from './calendar.reader.js';
import { type CalendarEvent, calendarText, folded } from './calendar.text.js';
import { zoneOf } from './calendar.zone.js';

const EXAMPLES = '../shared/data/ical';

const event = (changes: Partial<CalendarEvent> = {}): CalendarEvent => ({
  uid: '0190a1b2-0000-7000-8000-000000000001', sequence: 2, title: '第23回 コンタクトポイント会議、人身取引事犯に係る関係機関; Jährliches Treffen für Außenstellen', place: '警察庁第2会議室\n2階、霞が関',
  zone: 'Asia/Tokyo', startsLocal: '2027-02-18T13:30', endsLocal: '2027-02-18T17:00', startsAt: new Date('2027-02-18T04:30:00Z'), endsAt: new Date('2027-02-18T08:00:00Z'), link: 'https://hub.example.jp',
  status: 'CONFIRMED', stamp: new Date('2026-12-01T00:00:00.123Z'), organizer: { address: 'meeting@hub.example.jp', name: 'Contact Point' },
  attendee: { address: 'juergen@embassy.example', name: 'Jürgen "Müßig", 一等書記官: Größe', partstat: 'NEEDS-ACTION' }, comment: null, ...changes,
});

describe('A calendar text', () => {
  it('is folded at 75 octets, never inside a character, and ends each line with CRLF', () => {
    const text = calendarText([event()], 'REQUEST', null);
    const lines = text.split('\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.filter((line) => Buffer.byteLength(line) > 75 || line.includes('\n') || line.includes('\uFFFD'))).toEqual([]);
    expect(lines.some((line) => Buffer.byteLength(line) === 75)).toBe(true);
    expect(Buffer.from(text).equals(Buffer.from(Buffer.from(text).toString('utf8')))).toBe(true);
  });

  it('folds characters of four octets whole', () => {
    const text = folded(`SUMMARY:${'𠮷'.repeat(60)}\r\n`);
    expect(text.replace(/\r\n /g, '')).toBe(`SUMMARY:${'𠮷'.repeat(60)}\r\n`);
    expect(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75 && !/[\uD800-\uDBFF]$/.test(line))).toBe(true);
  });

  it('comes back the same from ical.js', () => {
    const calendar = new ICAL.Component(ICAL.parse(calendarText([event()], 'REQUEST', null)) as never);
    const read = new ICAL.Event(calendar.getFirstSubcomponent('vevent') ?? undefined);
    expect(calendar.getFirstPropertyValue('method')).toBe('REQUEST');
    expect([read.uid, read.summary, read.location, read.sequence]).toEqual([event().uid, event().title, event().place, 2]);
    expect([read.startDate.toJSDate(), read.endDate.toJSDate()]).toEqual([event().startsAt, event().endsAt]);
    expect(read.attendees[0]?.getFirstParameter('cn')).toBe(event().attendee?.name);
  });

  it.each([
    ['Asia/Tokyo', '2027-02-18T13:30', '2027-02-18T04:30:00Z'], ['Europe/Berlin', '2027-07-01T09:00', '2027-07-01T07:00:00Z'], ['America/Sao_Paulo', '2027-07-01T09:00', '2027-07-01T12:00:00Z'],
    ['Asia/Kathmandu', '2027-01-15T10:00', '2027-01-15T04:15:00Z'], ['UTC', '2027-01-15T10:00', '2027-01-15T10:00:00Z'],
  ])('is read in %s by a second reader, with the same instants', (zone, startsLocal, starts) => {
    const startsAt = new Date(starts);
    const read = convertIcsCalendar(undefined, calendarText([event({ zone, startsLocal, startsAt, endsLocal: startsLocal.replace(/T\d\d/, 'T23'), endsAt: startsAt })], 'REQUEST', null));
    const [only] = read.events ?? [];
    expect(read.method).toBe('REQUEST');
    expect([only?.uid, only?.summary, only?.sequence, only?.location]).toEqual([event().uid, event().title, 2, event().place]);
    expect(only?.start.date.toISOString()).toBe(startsAt.toISOString());
    expect(only?.attendees?.[0]?.email).toBe('juergen@embassy.example');
  });

  it('says of a cancellation for all that it is cancelled, and of one for a single person nothing', () => {
    expect(calendarText([event({ status: 'CANCELLED' })], 'CANCEL', null)).toContain('STATUS:CANCELLED\r\n');
    expect(calendarText([event({ status: null })], 'CANCEL', null)).not.toContain('STATUS');
  });
});

describe('A time zone', () => {
  const text = (zone: string, from: string, until: string): string => zoneOf(zone, new Date(from), new Date(until)).toString().replaceAll('\r\n', ' ');

  it('has one offset where nothing changes', () => {
    expect(text('Asia/Tokyo', '2027-02-18T04:30:00Z', '2027-02-18T08:00:00Z')).toBe(
      'BEGIN:VTIMEZONE TZID:Asia/Tokyo BEGIN:STANDARD DTSTART:19700101T000000 TZOFFSETFROM:+0900 TZOFFSETTO:+0900 END:STANDARD END:VTIMEZONE');
  });

  it('has each change between the two instants, by the clock before it', () => {
    const berlin = text('Europe/Berlin', '2027-03-01T00:00:00Z', '2027-11-30T00:00:00Z');
    expect(berlin).toContain('BEGIN:DAYLIGHT DTSTART:20270328T020000 TZOFFSETFROM:+0100 TZOFFSETTO:+0200 END:DAYLIGHT');
    expect(berlin).toContain('BEGIN:STANDARD DTSTART:20271031T030000 TZOFFSETFROM:+0200 TZOFFSETTO:+0100 END:STANDARD');
  });
});

describe('A calendar message', () => {
  // After RFC 5546, 4.2.2 and 4.2.4 (IETF Trust, Simplified BSD License for code components).
  const REPLY = ['BEGIN:VCALENDAR', 'PRODID:-//Example/ExampleCalendarClient//EN', 'METHOD:REPLY', 'VERSION:2.0', 'BEGIN:VEVENT', 'ATTENDEE;PARTSTAT=ACCEPTED:mailto:B@example.com', 'ORGANIZER:mailto:a@example.com',
    'UID:calsrv.example.com-873970198738777@example.com', 'SEQUENCE:0', 'REQUEST-STATUS:2.0;Success', 'DTSTAMP:19970612T190000Z', 'END:VEVENT', 'END:VCALENDAR'];
  const text = (...lines: string[]): string => `${lines.join('\r\n')}\r\n`;

  it('is read with who replies and how', () => {
    expect(readMessage(text(...REPLY))).toMatchObject({
      method: 'REPLY', uid: 'calsrv.example.com-873970198738777@example.com', sequence: 0, stamp: new Date('1997-06-12T19:00:00Z'), organizer: 'a@example.com', attendees: [{ address: 'b@example.com', partstat: 'ACCEPTED' }],
    });
  });

  it.each([
    ['nothing', []], ['no calendar', ['hello']], ['no method', REPLY.filter((line) => !line.startsWith('METHOD'))], ['two methods', [...REPLY.slice(0, 3), 'METHOD:CANCEL', ...REPLY.slice(3)]],
    ['no stamp', REPLY.filter((line) => !line.startsWith('DTSTAMP'))], ['a stamp without zone', REPLY.map((line) => line.replace('190000Z', '190000'))], ['no identity', REPLY.filter((line) => !line.startsWith('UID'))],
    ['two events', [...REPLY.slice(0, -1), ...REPLY.slice(4, -1), 'END:VCALENDAR']], ['one instance of a series', [...REPLY.slice(0, 5), 'RECURRENCE-ID:19970701T200000Z', ...REPLY.slice(5)]],
    ['a negative sequence', REPLY.map((line) => line.replace('SEQUENCE:0', 'SEQUENCE:-1'))], ['its end missing', REPLY.slice(0, -1)], ['two calendars', [...REPLY, ...REPLY]], ['two stamps', [...REPLY.slice(0, 5), 'DTSTAMP:20300101T000000Z', ...REPLY.slice(5)]],
  ])('is not read where it has %s', (_what, lines) => {
    expect(readMessage(text(...lines))).toBeNull();
  });

  it('takes addresses from mailto: alone', () => {
    expect(['mailto:a@b.example', 'MAILTO:A@B.example', 'a@b.example', 'mailto:a@b@c', 'http://b.example', '', null].map(addressOf)).toEqual(['a@b.example', 'a@b.example', null, null, null, null, null]);
  });

  (existsSync(EXAMPLES) ? it : it.skip)('is read from each example of RFC 5546 (skipped where ../shared/data/ical is absent)', () => {
    const rules = JSON.parse(readFileSync(`${EXAMPLES}/itip-rules.json`, 'utf8')) as { methods: string[]; partstatVEVENT: string[] };
    const files = readdirSync(`${EXAMPLES}/rfc5546-examples`);
    expect(files.length).toBeGreaterThan(8);
    for (const file of files) {
      const read = readMessage(readFileSync(`${EXAMPLES}/rfc5546-examples/${file}`, 'utf8'));
      expect([file, rules.methods.includes(read?.method ?? ''), file.includes((read?.method ?? '').toLowerCase())]).toEqual([file, true, true]);
      for (const { partstat } of read?.attendees ?? []) expect(rules.partstatVEVENT).toContain(partstat);
    }
    expect(readMessage(readFileSync(`${EXAMPLES}/rfc5546-examples/4.2.4b-counter.ics`, 'utf8'))).toMatchObject({ method: 'COUNTER', sequence: 0, starts: '1997-07-01T16:00:00Z', place: 'Blue Conference Room' });
  });
});
