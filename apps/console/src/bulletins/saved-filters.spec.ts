import { filtersOf, NO_FILTERS } from './filters.js';
import { keptOf, MOST, parseSaved } from './saved-filters.js';

describe('saved filters', () => {
  it('keep conditions and never what was searched for', () => {
    const kept = keptOf({ ...NO_FILTERS, text: '鈴木花子', tlps: ['AMBER'], country: 'PH', after: '2026-01-01' });
    expect(decodeURIComponent(kept)).not.toContain('鈴木');
    expect(filtersOf(new URLSearchParams(kept))).toEqual({ ...NO_FILTERS, tlps: ['AMBER'], country: 'PH', after: '2026-01-01' });
  });

  it('drop words that somebody else wrote into the storage, what makes no sense, and what stands there twice', () => {
    expect(parseSaved('["?text=Suzuki&tlps=RED","?tlps=RED","?text=Suzuki",7,"?country=zz"]')).toEqual([{ ...NO_FILTERS, tlps: ['RED'] }]);
    for (const text of [null, '', '{}', 'x', '[[]]']) expect(parseSaved(text)).toEqual([]);
  });

  it('are not without end', () => {
    expect(parseSaved(JSON.stringify(Array.from({ length: 40 }, (_, index) => `?after=2026-01-${String(index % 28 + 1).padStart(2, '0')}`)))).toHaveLength(MOST);
  });
});
