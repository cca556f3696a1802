import { addressOf, conditionsOf, filtersOf, NO_FILTERS } from './filters.js';

describe('filters', () => {
  it('come back from an address as they went into it', () => {
    const filters = { ...NO_FILTERS, text: '旅券 & passport', kinds: ['ALERT', 'NOTICE'] as const, tlps: ['AMBER_STRICT'] as const, country: 'PH', after: '2026-11-01' };
    expect(filtersOf(new URLSearchParams(addressOf(filters)))).toEqual(filters);
    expect(addressOf(NO_FILTERS)).toBe('');
  });

  it('take nothing from an address that makes no sense', () => {
    expect(filtersOf(new URLSearchParams('kinds=<script>&country=PHL&after=yesterday&before=2026-1-1'))).toEqual(NO_FILTERS);
  });

  it('say days by the clock of the zone', () => {
    expect(conditionsOf({ ...NO_FILTERS, before: '2026-11-28' }, 'Asia/Tokyo')).toMatchObject({ publishedBefore: '2026-11-28T14:59:59.999Z' });
    expect(conditionsOf(NO_FILTERS, 'Asia/Tokyo')).toBeNull();
  });
});
