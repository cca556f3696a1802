import { dayBounds } from './days.js';

it.each([
  ['2026-11-28', 'Asia/Tokyo', '2026-11-27T15:00:00.000Z', '2026-11-28T15:00:00.000Z'],
  ['2026-11-28', 'America/Sao_Paulo', '2026-11-28T03:00:00.000Z', '2026-11-29T03:00:00.000Z'],
  ['2026-10-25', 'Europe/Berlin', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ['2026-12-31', 'UTC', '2026-12-31T00:00:00.000Z', '2027-01-01T00:00:00.000Z'],
])('the day %s in %s begins at %s and ends at %s', (day, zone, begins, ends) => expect(dayBounds(day, zone)).toEqual({ begins, ends }));
