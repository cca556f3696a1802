import { readingsByTime } from './readings.js';

const at = (occurredAt: string, id: string | null = 'a') => ({ occurredAt, organisation: id === null ? null : { id, name: id.toUpperCase() } });

describe('readings over time', () => {
  it('are counted by days of the reader’s clock, with days on which nobody read', () => {
    const { stretches, rows } = readingsByTime([at('2026-11-27T16:00:00Z'), at('2026-11-30T01:00:00Z'), at('2026-11-30T02:00:00Z', 'b'), at('2026-11-30T03:00:00Z', 'b'), at('2026-11-30T04:00:00Z', 'b'), at('2026-11-29T00:00:00Z', null)], 'Asia/Tokyo');
    expect(stretches).toEqual(['2026-11-28', '2026-11-29', '2026-11-30']);
    expect(rows).toEqual([{ id: 'b', name: 'B', counts: [0, 0, 3], total: 3 }, { id: 'a', name: 'A', counts: [1, 0, 1], total: 2 }]);
  });

  it('are counted by months over a longer time, through the turn of a year', () => {
    const { stretches, rows } = readingsByTime([at('2026-11-01T00:00:00Z'), at('2027-02-28T00:00:00Z')], 'Asia/Tokyo');
    expect(stretches).toEqual(['2026-11', '2026-12', '2027-01', '2027-02']);
    expect(rows[0]?.counts).toEqual([1, 0, 0, 1]);
  });

  it('are none where there are none', () => expect(readingsByTime([], 'Asia/Tokyo')).toEqual({ stretches: [], rows: [] }));
});
