import fc from 'fast-check';
import { excerptOf, hitsIn, wordsOf } from './hits.js';
import { visible } from './visible.js';

const marked = (text: string, search: string): string => hitsIn(text, wordsOf(search)).map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece)).join('');

describe('hits of a search', () => {
  it.each([
    ['Passport withheld in ＯＳＡＫＡ', 'osaka passport', '[Passport] withheld in [ＯＳＡＫＡ]'],
    ['旅券を取り上げられた技能実習生', '旅券 実習生', '[旅券]を取り上げられた技能[実習生]'],
    ['ﾌｨﾘﾋﾟﾝ人', 'フィリ', '[ﾌｨﾘ]ﾋﾟﾝ人'],
    ['<b>x</b>', 'b>', '<[b>]x</[b>]'],
    ['nothing', '', 'nothing'],
  ])('in %s by %s', (text, search, expected) => expect(marked(text, search)).toBe(expected));

  it('lose and add nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(fc.string({ unit: 'binary', maxLength: 4 }), { maxLength: 3 }), (text, words) => {
      expect(hitsIn(text, words).map(({ text: piece }) => piece).join('')).toBe(text);
    }));
  });

  it('stand in an excerpt', () => {
    expect(excerptOf(`${'a '.repeat(100)}needle${' b'.repeat(100)}`, ['needle'])).toMatch(/^….*needle.*…$/);
    expect(excerptOf('hay', ['needle'])).toBeNull();
    expect(excerptOf('# Head\n\n- a **needle**\n- `b`', ['needle'])).toBe('Head a needle b');
  });
});

describe('what hides in a text', () => {
  it.each([
    ['cod\u202efdp.exe', 'cod⟦U+202E⟧fdp.exe'],
    ['a\u2066b\u2069', 'a⟦U+2066⟧b⟦U+2069⟧'],
    ['x\u{e0041}y\u200bz\u0007', 'x⟦U+E0041⟧y⟦U+200B⟧z⟦U+0007⟧'],
    ['two\nlines\tand 日本語 \u200d', 'two\nlines\tand 日本語 \u200d'],
  ])('is shown: %j', (text, expected) => expect(visible(text)).toBe(expected));
});
