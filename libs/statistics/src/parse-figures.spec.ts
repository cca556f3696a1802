import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { assignedCountryCodes } from './country-codes.js';
import { parseFigures } from './parse-figures.js';

const HEADER =
  'year,scope,cases_cleared,persons_arrested,brokers_arrested,victims,victims_by_nationality,female,male,minors_note,form,source';
const good = (year: number): string => `${year},NPA,4,3,1,5,PH:3;JP:2,4,1,2 under 20,sexual:5,a report`;
const read = (...lines: string[]) => parseFigures([HEADER, ...lines].join('\n'), { latestYear: 2026 });
const faultsOf = (line: string) => read(line).problems.map(({ column, value }) => [column, value]);

describe('A file of figures', () => {
  it('gives each good row whole', () => {
    expect(read(good(2015))).toEqual({
      rows: [
        {
          year: 2015,
          scope: 'NPA',
          casesCleared: 4,
          personsArrested: 3,
          brokersArrested: 1,
          victims: 5,
          byNationality: [
            { country: 'PH', count: 3 },
            { country: 'JP', count: 2 },
          ],
          nationalitiesPartial: false,
          female: 4,
          male: 1,
          minorsNote: '2 under 20',
          form: [{ label: 'sexual', count: 5 }],
          source: 'a report',
        },
      ],
      lines: [2],
      problems: [],
    });
  });

  it('may have a byte order mark, CRLF, empty lines, another order of columns and columns left out', () => {
    const text = '\uFEFFsource,victims,scope,year,persons_arrested,cases_cleared\r\n\r\n"x, y",5,government,２０１５,3,4\r\n';
    const { rows, lines, problems } = parseFigures(text, { latestYear: 2026 });
    expect(problems).toEqual([]);
    expect(lines).toEqual([3]);
    expect(rows[0]).toMatchObject({ year: 2015, scope: 'GOV', casesCleared: 4, personsArrested: 3, source: 'x, y' });
  });

  it('resolves "same" to the last source written out, even where that row was bad', () => {
    const { rows, problems } = read(
      '2001,NPA,1,1,,1,,,,,,first',
      '2002,NPA,1,1,,1,,,,,,same; and a newspaper',
      '2003,NPA,x,1,,1,,,,,,second',
      '2004,NPA,1,1,,1,,,,,,same',
    );
    expect(rows.map(({ source }) => source)).toEqual(['first', 'first; and a newspaper', 'second']);
    expect(problems).toHaveLength(1);
  });

  it('keeps the good rows beside a bad one, and says where and why it is bad', () => {
    const { rows, problems } = read(good(2015), '2016,NPA,-1,3,,5,XX:3,,,,,r', good(2017));
    expect(rows.map(({ year }) => year)).toEqual([2015, 2017]);
    expect(problems).toEqual([
      { line: 3, column: 'cases_cleared', value: '-1', reason: expect.stringContaining('whole number') },
      { line: 3, column: 'victims_by_nationality', value: 'XX:3', reason: expect.stringContaining('ISO 3166-1') },
    ]);
  });

  it.each([
    ['a year that is none', '15,NPA,1,1,,1,,,,,,r', 'year'],
    ['a year to come', '2027,NPA,1,1,,1,,,,,,r', 'year'],
    ['a scope that is not named', '2015,,1,1,,1,,,,,,r', 'scope'],
    ['a fraction', '2015,NPA,1,1.5,,1,,,,,,r', 'persons_arrested'],
    ['a number with a comma', '2015,NPA,"1,000",1,,1,,,,,,r', 'cases_cleared'],
    ['an implausible number', '2015,NPA,1,1,,99999999,,,,,,r', 'victims'],
    ['a country in small letters', '2015,NPA,1,1,,1,ph:1,,,,,r', 'victims_by_nationality'],
    ['a country twice', '2015,NPA,1,1,,2,PH:1;PH:1,,,,,r', 'victims_by_nationality'],
    ['a country without a number', '2015,NPA,1,1,,1,PH,,,,,r', 'victims_by_nationality'],
    ['nationalities that add up to more', '2015,NPA,1,1,,1,PH:2,,,,,r', 'victims_by_nationality'],
    ['nationalities left out without saying so', '2015,NPA,1,1,,3,PH:2,,,,,r', 'victims_by_nationality'],
    ['women and men that add up to more', '2015,NPA,1,1,,1,,1,1,,,r', 'female'],
    ['forms that add up to more', '2015,NPA,1,1,,1,,,,,sexual:2,r', 'form'],
    ['a form without a number', '2015,NPA,1,1,,1,,,,,sexual,r', 'form'],
    ['more brokers than arrested', '2015,NPA,1,1,2,1,,,,,,r', 'brokers_arrested'],
    ['no source', '2015,NPA,1,1,,1,,,,,,', 'source'],
    ['"same" with nothing above', '2015,NPA,1,1,,1,,,,,,same', 'source'],
    ['no figure at all', '2015,NPA,,,,,,,,,,r', ''],
    ['a cell too few', '2015,NPA,1,1,,1,,,,,r', ''],
    ['a quotation mark out of place', '2015,NPA,1,1,,1,,,,,,"r"x', ''],
  ])('reports %s', (_, line, column) => {
    expect(read(line).rows).toEqual([]);
    expect(faultsOf(line).map(([name]) => name)).toContain(column);
  });

  it('loses only the line on which a quotation mark is out of place', () => {
    const { rows, problems } = read(good(2015), '2016,NPA,1,1,,1,,,,,,"r', good(2017));
    expect(rows.map(({ year }) => year)).toEqual([2015, 2017]);
    expect(problems).toMatchObject([{ line: 3, column: '' }]);
  });

  it('counts the lines of a cell that holds line breaks', () => {
    const { problems } = read('2015,NPA,1,1,,1,,,,,,"two\nlines"', '2016,NPA,x,1,,1,,,,,,r');
    expect(problems).toMatchObject([{ line: 4, column: 'cases_cleared' }]);
  });

  it('keeps the first of two rows for the same year and scope; another scope is another figure', () => {
    const { rows, problems } = read(good(2015), good(2015), good(2015).replace('NPA', 'GOV'));
    expect(rows.map(({ scope }) => scope)).toEqual(['NPA', 'GOV']);
    expect(problems).toMatchObject([{ line: 3, column: 'year', reason: expect.stringContaining('line 2') }]);
  });

  it.each([
    ['missing', HEADER.replace('victims,', ''), 'victims'],
    ['misspelt', HEADER.replace('female', 'femal'), 'femal'],
    ['doubled', `${HEADER},year`, 'year'],
  ])('with a %s column is not read at all', (_, header, column) => {
    const { rows, problems } = parseFigures(`${header}\n${good(2015)}`, { latestYear: 2026 });
    expect(rows).toEqual([]);
    expect(problems).toContainEqual(expect.objectContaining({ line: 1, column }));
  });

  it('that is empty says so', () => {
    expect(parseFigures('', { latestYear: 2026 }).problems).toMatchObject([{ line: 1, reason: 'the file has no header line' }]);
  });

  it('knows all 249 assigned country codes', () => {
    expect(assignedCountryCodes).toBe(249);
  });
});

const FILE = join(process.cwd(), '../shared/data/japan/npa-annual.csv');
const present = existsSync(FILE);
const onTheRealFile = present ? it : it.skip;

describe('The published figures 2001 to 2023', () => {
  onTheRealFile(`read without a problem${present ? '' : ` (skipped: ${FILE} is not here)`}`, () => {
    const { rows, problems } = parseFigures(readFileSync(FILE, 'utf8'), { latestYear: 2026 });
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(25);
    expect(rows.every(({ source }) => !source.startsWith('same'))).toBe(true);
    expect(rows.find(({ year }) => year === 2003)).toMatchObject({ nationalitiesPartial: true });
    expect(rows.find(({ year }) => year === 2022)).toMatchObject({ scope: 'GOV', personsArrested: null, victims: 46 });
  });
});
