import { type Holiday, Holidays } from './holidays.js';
import { NATIONAL_DAYS } from './national-days.js';

const holidays = new Holidays();
const days = async (country: string, year: number): Promise<Holiday[]> => [...(await holidays.of(country, year)).days];
const dates = async (country: string, year: number): Promise<string[]> => (await days(country, year)).map(({ date }) => date.slice(5));
const NEW_YEAR = ['01-02', '01-03', '12-29', '12-30', '12-31'];

describe('Holidays of Japan', () => {
  // As the Cabinet Office has published them.
  it.each([
    [2025, '01-01 01-13 02-11 02-23 02-24 03-20 04-29 05-03 05-04 05-05 05-06 07-21 08-11 09-15 09-23 10-13 11-03 11-23 11-24'],
    [2026, '01-01 01-12 02-11 02-23 03-20 04-29 05-03 05-04 05-05 05-06 07-20 08-11 09-21 09-22 09-23 10-12 11-03 11-23'],
    [2027, '01-01 01-11 02-11 02-23 03-21 03-22 04-29 05-03 05-04 05-05 07-19 08-11 09-20 09-23 10-11 11-03 11-23'],
  ])('of %d are those published, and the days on which offices are closed', async (year, published) => {
    expect(await dates('JP', year)).toEqual([...published.split(' '), ...NEW_YEAR].sort());
  });

  it('follow the equinoxes', async () => {
    const equinoxes = async (year: number): Promise<string> => (await days('JP', year)).filter(({ names }) => /^(春分|秋分)の日$/.test(names.ja)).map(({ date }) => date.slice(8)).join('/');
    const found = [];
    for (let year = 2025; year <= 2035; year += 1) found.push(await equinoxes(year));
    // As the National Astronomical Observatory foresees them.
    expect(found).toEqual(['20/23', '20/23', '21/23', '20/22', '20/23', '20/23', '21/23', '20/22', '20/23', '20/23', '21/23']);
  });

  it('have a day off between two of them, whichever year it is, and none beside a substitute', async () => {
    const between = async (year: number): Promise<string[]> => (await days('JP', year)).filter(({ names }) => names.ja === '国民の休日').map(({ date }) => date);
    expect([await between(2009), await between(2015), await between(2026), await between(2027), await between(2032), await between(2049)])
      .toEqual([['2009-09-22'], ['2015-09-22'], ['2026-09-22'], [], ['2032-09-21'], ['2049-09-21']]);
  });

  it('say what they are in both languages', async () => {
    expect((await days('JP', 2027)).find(({ date }) => date === '2027-03-22')?.names).toEqual({ ja: '春分の日 (振替休日)', en: 'Spring Equinox Day (substitute day)' });
  });
});

describe('Holidays of other countries', () => {
  it('move with Easter', async () => {
    const goodFridays = await Promise.all([2026, 2027, 2028].map(async (year) => (await days('PH', year)).find(({ names }) => names.en.startsWith('Good Friday'))?.date));
    expect(goodFridays).toEqual(['2026-04-03', '2027-03-26', '2028-04-14']);
  });

  it('are as long as they are', async () => {
    expect(await dates('KR', 2027)).toEqual(expect.arrayContaining(['02-06', '02-07', '02-08', '02-09'].slice(1)));
  });

  it('are known of most countries, and of the others their national day alone', async () => {
    expect(await holidays.of('KH', 2027)).toEqual({ known: false, days: [{ date: '2027-11-09', nationalDay: true, names: { ja: 'カンボジアのナショナルデー', en: 'National day of Cambodia' } }] });
    expect((await holidays.of('PH', 2027)).days.filter(({ nationalDay }) => nationalDay)).toEqual([{ date: '2027-06-12', nationalDay: true, names: { ja: expect.stringMatching(/^フィリピンの祝日（/), en: expect.stringContaining('Philippines') } }]);
    expect(await holidays.of('XX', 2027)).toEqual({ known: false, days: [] });
  });

  it('have the national days that the hub has by itself among them, but for a few that are kept without a holiday or, as by Saint Kitts on a Sunday, on another day', async () => {
    const apart: string[] = [];
    for (const [country, day] of NATIONAL_DAYS) {
      const { known, days: all } = await holidays.of(country, 2027);
      if (known && !all.some(({ date, names }) => date.endsWith(day) && !names.en.startsWith('National day of'))) apart.push(country);
    }
    expect(apart).toEqual(['BA', 'DK', 'KN', 'LI', 'SK', 'TO']);
  });
});
