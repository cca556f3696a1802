import { printable } from './terminal.js';
import { table, widthOf } from './table.js';

describe('A table', () => {
  it('lines up columns where texts are Japanese', () => {
    expect(table(['Line 行', 'Title 件名', 'Remark'], [['2', '統計', 'a'], ['10', 'Figures', 'b']])).toEqual([
      'Line 行  Title 件名  Remark',
      '───────────────────────────',
      '2        統計        a',
      '10       Figures     b',
    ]);
  });

  it.each([['abc', 3], ['警察庁', 6], ['ｶﾅ', 2], ['Ａ', 2], ['e\u0301', 1], ['', 0]])('takes %j for %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it.each([['a\u001b[2Jb', 'a[2Jb'], ['x\u202ey', 'xy'], ['two\nlines', 'two lines'], ['\u009b31m', '31m']])('shows %j of somebody else as %j', (text, shown) => {
    expect(printable(text)).toBe(shown);
  });
});
