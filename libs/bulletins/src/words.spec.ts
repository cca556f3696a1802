import { filterGroups, queryWords, wordsOf } from './words.js';

describe('the words of a text', () => {
  it.each([
    ['Forced LABOUR, at sea', ['w:forced', 'w:labour', 'w:at', 'w:sea']],
    ['ＮＧＯ　Ｈａｒｂｏｕｒ', ['w:ngo', 'w:harbour']],
    ['São Paulo, Côte', ['w:sao', 'w:paulo', 'w:cote']],
    ['人身取引', ['w:人', 'w:身', 'w:人身', 'w:取', 'w:身取', 'w:引', 'w:取引']],
    ['店名ABCビル', ['w:店', 'w:名', 'w:店名', 'w:abc', 'w:ビ', 'w:ル', 'w:ビル']],
    ['ｶﾅ', ['w:カ', 'w:ナ', 'w:カナ']],
    ['ガ', ['w:ガ']],
    ['…!?', []],
  ])('%p', (text, expected) => {
    expect(wordsOf(text)).toEqual(expected);
  });

  it('keeps the marks that make another kana of it', () => {
    expect(wordsOf('が')).toEqual(['w:が']);
  });
});

describe('what is looked for', () => {
  it('are pairs in Japanese, so that a word is found inside a longer one', () => {
    expect(queryWords('取引')).toEqual(['w:取引']);
    const words = new Set(wordsOf('人身取引事犯'));
    for (const text of ['人身', '取引', '人身取引', '事犯', '犯']) expect(queryWords(text).every((word) => words.has(word))).toBe(true);
    expect(queryWords('引取').every((word) => words.has(word))).toBe(false);
  });

  it('becomes a group each, beside the conditions of the filter', () => {
    expect(filterGroups({ text: 'passport taken', tlps: ['AMBER', 'RED'] as never, countries: ['PH'] })).toEqual([
      ['w:passport'], ['w:taken'], ['m:AMBER', 'm:RED'], ['c:PH'],
    ]);
  });

  it('goes by kinds where a filter names states or times alone', () => {
    expect(filterGroups({ states: ['DRAFT'] as never })).toEqual([['k:ALERT', 'k:CASE_INFORMATION', 'k:REQUEST_FOR_INFORMATION', 'k:STATISTICS', 'k:NOTICE']]);
  });
});
