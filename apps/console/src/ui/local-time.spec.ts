import { instantOf, localOf } from './local-time.js';

describe('a day and time in a form', () => {
  it.each([
    ['2026-11-28T14:05', 'Asia/Tokyo', '2026-11-28T05:05:00.000Z'],
    ['2026-03-29T12:00', 'Europe/Berlin', '2026-03-29T10:00:00.000Z'],
    ['2026-03-29T01:30', 'Europe/Berlin', '2026-03-29T00:30:00.000Z'],
    ['2026-11-01T12:00', 'America/New_York', '2026-11-01T17:00:00.000Z'],
  ])('is %s in %s', (local, zone, at) => {
    expect(instantOf(local, zone)).toBe(at);
    expect(localOf(at, zone)).toBe(local);
  });

  it.each(['', '2026-11-28', '2026-13-41T10:00', 'soon'])('is nothing where it is %p', (local) => {
    expect(instantOf(local, 'Asia/Tokyo')).toBeNull();
  });
});
