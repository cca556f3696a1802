import fc from 'fast-check';
import type { Client } from 'pg';
import { isWithin, Weekday } from '@hub/alerts';
import { asSuperuser, createTestDatabase, type TestDatabase } from '@hub/testing';

let database: TestDatabase;
beforeAll(async () => { database = await createTestDatabase(); });
afterAll(() => database.drop());

const clock = fc.integer({ min: 0, max: 1439 }).map((minute) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);
const day = fc.integer({ min: 0, max: 20 }).map((n) => new Date(Date.UTC(2026, 2, 20 + n)).toISOString().slice(0, 10));
const hours = fc.record({
  zone: fc.constantFrom('Asia/Tokyo', 'Etc/UTC', 'America/Sao_Paulo', 'Europe/London', 'Australia/Lord_Howe', 'Asia/Kathmandu'),
  from: clock, until: clock, weekdays: fc.uniqueArray(fc.constantFrom(...Object.values(Weekday))), firstDay: fc.option(day), lastDay: fc.option(day),
});
// The clocks of London and Lord Howe change in these days.
const instant = fc.integer({ min: 0, max: 21 * 96 }).map((n) => new Date(Date.UTC(2026, 2, 20) + n * 900_000));

describe('hours by the wall clock', () => {
  it('are the same to the database as to the duty rota', async () => {
    await asSuperuser(database.url, async (client) => {
      const within = async (one: object, at: Date): Promise<boolean> => (await (client as Client).query<{ yes: boolean }>(`SELECT hub.is_within($1, $2, '[]') AS yes`, [JSON.stringify(one), at])).rows[0]?.yes === true;
      await fc.assert(fc.asyncProperty(hours, instant, async (one, at) => (await within(one, at)) === isWithin(one, at)), { numRuns: 600 });
    });
  });

  it('begin on no closed day, and know no zone that is none', async () => {
    await asSuperuser(database.url, async (client) => {
      const within = async (at: string, zone = 'Asia/Tokyo'): Promise<boolean> =>
        (await (client as Client).query<{ yes: boolean }>(`SELECT hub.is_within($1, $2, '["2026-05-05"]') AS yes`, [JSON.stringify({ zone, from: '22:00', until: '06:00', weekdays: [], firstDay: null, lastDay: null }), at])).rows[0]?.yes === true;
      // What began the evening before goes on into the closed day; the next one does not begin.
      expect([await within('2026-05-05T01:00+09:00'), await within('2026-05-05T23:00+09:00'), await within('2026-05-06T01:00+09:00'), await within('2026-05-06T23:00+09:00')]).toEqual([true, false, false, true]);
      expect(await within('2026-05-06T23:00+09:00', 'Asia/Edo')).toBe(false);
    });
  });
});
