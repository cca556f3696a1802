import { inOrder, isWithin, isZone } from './duty.hours.js';
import { type DutyHours, Weekday } from './duty.types.js';

const hours = (more: Partial<DutyHours> = {}): DutyHours => ({ zone: 'Asia/Tokyo', from: '18:00', until: '08:00', weekdays: [], firstDay: null, lastDay: null, ...more });

// 2026-11-27 is a Friday.
it.each<[string, DutyHours, string, boolean]>([
  ['begin with their first minute', hours(), '2026-11-27T18:00:00+09:00', true],
  ['end before their last', hours(), '2026-11-28T08:00:00+09:00', false],
  ['go on after midnight', hours(), '2026-11-28T07:59:59+09:00', true],
  ['leave the day out', hours(), '2026-11-27T12:00:00+09:00', false],
  ['belong to the day on which they begin: Friday night', hours({ weekdays: [Weekday.FRIDAY] }), '2026-11-28T03:00:00+09:00', true],
  ['belong to the day on which they begin: not Thursday night', hours({ weekdays: [Weekday.FRIDAY] }), '2026-11-27T03:00:00+09:00', false],
  ['keep to days', hours({ from: '09:00', until: '17:00', weekdays: [Weekday.SATURDAY] }), '2026-11-28T10:00:00+09:00', true],
  ['keep to dates', hours({ firstDay: '2026-11-27', lastDay: '2026-11-27' }), '2026-11-28T03:00:00+09:00', true],
  ['keep to the first date', hours({ firstDay: '2026-11-28' }), '2026-11-28T03:00:00+09:00', false],
  ['keep to the last date', hours({ lastDay: '2026-11-27' }), '2026-11-28T19:00:00+09:00', false],
  ['last a day where both ends are the same', hours({ from: '09:00', until: '09:00', weekdays: [Weekday.FRIDAY] }), '2026-11-28T08:59:00+09:00', true],
  ['go by the clock on the wall of their zone, in winter', hours({ zone: 'Europe/Berlin', from: '09:00', until: '10:00' }), '2026-01-15T08:30:00Z', true],
  ['and in summer', hours({ zone: 'Europe/Berlin', from: '09:00', until: '10:00' }), '2026-07-15T07:30:00Z', true],
  ['and hold in an hour that comes twice', hours({ zone: 'Europe/Berlin', from: '02:00', until: '03:00' }), '2026-10-25T01:30:00Z', true],
  ['end with the year', hours({ weekdays: [Weekday.THURSDAY] }), '2027-01-01T00:30:00+09:00', true],
])('hours %s', (_what, given, at, expected) => {
  expect(isWithin(given, new Date(at))).toBe(expected);
});

it('those whose hours it is come before those without', () => {
  const [night, office, always] = [{ hours: hours() }, { hours: hours({ from: '09:00', until: '17:00' }) }, { hours: null }];
  expect(inOrder([always, office, night], new Date('2026-11-27T20:00:00+09:00'))).toEqual([night, always]);
});

it('knows zones by name, and takes no bare offset', () => {
  expect(['Asia/Tokyo', 'America/Sao_Paulo', 'Etc/UTC', 'Asia/Edo', '+09:00', ''].map(isZone)).toEqual([true, true, true, false, false, false]);
});
