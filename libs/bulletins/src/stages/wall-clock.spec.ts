import { isZone } from '@hub/platform';
import fc from 'fast-check';
import { instantOf, isLocal } from './wall-clock.js';

describe('a wall clock', () => {
  it.each([
    ['2026-12-01T09:00', 'Asia/Tokyo', '2026-12-01T00:00:00.000Z'],
    ['2026-07-01T09:00', 'Europe/Paris', '2026-07-01T07:00:00.000Z'],
    // Clocks are put forward from 02:00 to 03:00: half past two is half past three.
    ['2027-03-28T02:30', 'Europe/Paris', '2027-03-28T01:30:00.000Z'],
    ['2027-03-14T02:30', 'America/New_York', '2027-03-14T07:30:00.000Z'],
    // They are put back from 03:00 to 02:00: the first half past two.
    ['2026-10-25T02:30', 'Europe/Paris', '2026-10-25T00:30:00.000Z'],
    ['2026-11-01T01:30', 'America/New_York', '2026-11-01T05:30:00.000Z'],
    // Lord Howe moves by half an hour.
    ['2026-10-04T02:15', 'Australia/Lord_Howe', '2026-10-03T15:45:00.000Z'],
    // Samoa had no 30 December 2011.
    ['2011-12-30T12:00', 'Pacific/Apia', '2011-12-30T22:00:00.000Z'],
  ])('shows %s in %s at %s', (local, zone, at) => {
    expect(instantOf({ local, zone }).toISOString()).toBe(at);
  });

  it.each([['2026-12-01T09:00', true], ['2026-02-29T09:00', false], ['2028-02-29T09:00', true], ['2026-12-01T24:00', false], ['2026-12-01 09:00', false], ['2026-12-01T09:00Z', false], ['2026-12-01T09:00:00', false], ['2026-13-01T09:00', false], ['', false]])(
    'has the time %s: %p', (local, expected) => expect(isLocal(local)).toBe(expected));

  it.each([['Asia/Tokyo', true], ['UTC', true], ['America/Argentina/Buenos_Aires', true], ['+09:00', false], ['Asia/Edo', false], ['', false], ['Asia/Tokyo\n', false]])('knows the zone %j: %p', (zone, expected) =>
    expect(isZone(zone)).toBe(expected));

  it('shows what was said wherever clocks show it at all', () => {
    const zones = ['Asia/Tokyo', 'Asia/Manila', 'Europe/London', 'America/Sao_Paulo', 'Australia/Lord_Howe', 'Pacific/Apia', 'Asia/Kathmandu'];
    fc.assert(fc.property(fc.constantFrom(...zones), fc.date({ min: new Date('2020-01-01T00:00Z'), max: new Date('2035-01-01T00:00Z'), noInvalidDate: true }), (zone, date) => {
      const local = date.toISOString().slice(0, 16);
      const shown = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' }).format(instantOf({ local, zone })).replace(' ', 'T');
      // What does not exist is shown later, by an hour at most here.
      const late = Date.parse(`${shown}Z`) - Date.parse(`${local}Z`);
      return late === 0 || late === 3_600_000 || late === 1_800_000;
    }), { numRuns: 500 });
  });
});
