import { momentsOf, sizeIn } from './moments.js';

const AT = '2026-11-28T05:05:00Z';

describe('times', () => {
  it.each([
    ['ja', 'western', 'Asia/Tokyo', '2026年11月28日 14:05 JST'],
    ['ja', 'japanese', 'Asia/Tokyo', '令和8年11月28日 14:05 JST'],
    ['en', 'western', 'Asia/Tokyo', '28 Nov 2026 14:05 JST'],
    ['en', 'western', 'America/Sao_Paulo', '28 Nov 2026 02:05 GMT-3'],
  ] as const)('in %s with %s years at %s: %s', (code, years, zone, text) => expect(momentsOf(code, { zone, years }).full(AT)).toBe(text));

  it('has the era in English too', () => expect(momentsOf('en', { zone: 'Asia/Tokyo', years: 'japanese' }).day(AT)).toMatch(/8 Reiwa/));
});

it('names countries, languages and sizes', () => {
  const { country, language, list } = momentsOf('ja', { zone: 'Asia/Tokyo', years: 'western' });
  expect([country('PH'), language('en'), list(['甲', '乙']), ...[sizeIn(48_213, 'ja'), sizeIn(5, 'en'), sizeIn(2_400_000, 'en')].map((size) => size.toLowerCase())]).toEqual(['フィリピン', '英語', '甲、乙', '48.2 kb', '0.1 kb', '2.4 mb']);
});
