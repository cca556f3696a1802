import { figuresIn, yearsOf } from './yearly.js';

const bulletin = (title: string, ...lines: string[]) => ({ title, sections: [{ body: '- 検挙件数: **1件**' }, { body: lines.join('\n') }] });

describe('yearly figures', () => {
  it('are read of titles and English summaries, in full or half width; what is not given is no zero', () => {
    expect(figuresIn([
      bulletin('人身取引事犯の検挙状況等 2024年(警察庁)', '- Covers: 2024', '- Cases cleared: **50**', '- Persons arrested: **40**', '- Brokers among the persons arrested: 3', '- Identified victims: **63**'),
      bulletin('人身取引事犯の検挙状況等 2023年（政府全体）', '- Identified victims: **61**'),
      bulletin('人身取引事犯の検挙状況等 2024年(警察庁)', '- Cases cleared: **7**'), bulletin('人身取引事犯の検挙状況等 2022年(警察庁)', 'nothing'), bulletin('相談件数 2024年', '- Cases cleared: **9**'),
    ])).toEqual([
      { year: 2023, scope: 'GOV', cases: null, arrested: null, victims: 61 }, { year: 2024, scope: 'NPA', cases: 50, arrested: 40, victims: 63 },
    ]);
  });

  it('have gaps for years that are missing', () => {
    const figure = (year: number) => ({ year, scope: 'NPA' as const, cases: 1, arrested: null, victims: null });
    expect(yearsOf([figure(2020), figure(2022)]).map(({ year, figure: has }) => [year, has !== null])).toEqual([[2020, true], [2021, false], [2022, true]]);
    expect(yearsOf([])).toEqual([]);
  });
});
