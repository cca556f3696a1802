import { describe, expect, it } from '@jest/globals';
import { figuresToBulletin, type FigureRow } from './figures-to-bulletin.js';
import { ageNote, japaneseYear } from './figure-words.js';

const row = (over: Partial<FigureRow> = {}): FigureRow => ({
  year: 2019,
  scope: 'NPA',
  casesCleared: 57,
  personsArrested: 39,
  brokersArrested: 1,
  victims: 44,
  byNationality: [
    { country: 'JP', count: 34 },
    { country: 'PH', count: 9 },
    { country: 'BR', count: 1 },
  ],
  nationalitiesPartial: false,
  female: 44,
  male: 0,
  minorsNote: '21 Japanese under 20',
  form: [],
  source: 'a report',
  ...over,
});
const bodies = (over: Partial<FigureRow> = {}): string =>
  figuresToBulletin(row(over))
    .sections.map(({ body }) => body)
    .join('\n');

describe('A year of figures as a bulletin', () => {
  it('has the year and the scope in its title and its key', () => {
    expect(figuresToBulletin(row()).title).toBe('人身取引事犯の検挙状況等 2019年（警察庁）');
    expect(figuresToBulletin(row({ scope: 'GOV' })).title).toBe('人身取引事犯の検挙状況等 2019年（政府全体）');
    expect(figuresToBulletin(row({ scope: 'GOV' })).key).toBe('figures:2019:GOV');
  });

  it('is public, for everyone, and codes identified victims and citizenships', () => {
    expect(figuresToBulletin(row({ form: [{ label: 'sexual', count: 3 }, { label: 'other', count: 1 }] }))).toMatchObject({
      kind: 'STATISTICS',
      tlp: 'CLEAR',
      audience: { everyone: true },
      facts: { identifiedVictims: 44, citizenships: ['JP', 'PH', 'BR'], exploitation: ['SEXUAL_EXPLOITATION'] },
    });
  });

  it('tells cases from persons in both languages', () => {
    expect(bodies()).toContain('検挙件数: **57件**');
    expect(bodies()).toContain('検挙人員: **39人**');
    expect(bodies()).toContain('Cases cleared: **57**');
    expect(bodies()).toContain('Persons arrested: **39**');
    expect(bodies()).toContain('国籍等: 日本 34人、フィリピン 9人、ブラジル 1人');
  });

  it('leaves out what the source does not give, and shows a zero that it does give', () => {
    expect(bodies({ personsArrested: null })).not.toMatch(/検挙人員: \*\*|Persons arrested:/);
    expect(figuresToBulletin(row({ victims: null })).facts).not.toHaveProperty('identifiedVictims');
    expect(bodies()).toContain('男性0人');
  });

  it('says where a list of nationalities is only a part', () => {
    expect(bodies({ nationalitiesPartial: true })).toContain('出典に示された一部のみ');
    expect(bodies({ nationalitiesPartial: true })).toContain('only those that the source gives');
  });

  it('cites its source as text, never as markup', () => {
    expect(bodies({ source: 'a [link](x) *here*' })).toContain('Source: a \\[link\\](x) \\*here\\*');
  });
});

describe('Japanese words for figures', () => {
  it.each([
    [2001, '平成13年'],
    [2018, '平成30年'],
    [2019, '平成31年・令和元年'],
    [2020, '令和2年'],
  ])('%i is %s', (year, name) => {
    expect(japaneseYear(year)).toBe(name);
  });

  it.each([
    ['14 under 20', '20歳未満 14人'],
    ['37 under 18 (all Japanese)', '18歳未満 37人（全員が日本人）'],
    ['21 Japanese under 20', '日本人のうち20歳未満 21人'],
    ['90% under 30', '30歳未満 約90％'],
    ['mostly adults', '「mostly adults」（出典の表記）'],
  ])('"%s" is %s', (note, words) => {
    expect(ageNote(note)).toBe(words);
  });
});
