import fc from 'fast-check';
import { difference, merged } from './difference.js';

const shown = (before: string, after: string): string => difference(before, after).map(({ kind, text }) => (kind === 'SAME' ? text : kind === 'ADDED' ? `[+${text}]` : `[-${text}]`)).join('');

describe('the difference of two texts', () => {
  it.each([
    ['three women were found', 'four women were found', '[-three][+four] women were found'],
    ['3月5日に横浜の飲食店で保護された。', '3月7日に横浜の飲食店で保護された。', '3月[-5][+7]日に横浜の飲食店で保護された。'],
    ['女性は名古屋の工場で働いていた。', '女性は豊橋の工場で働いていた。', '女性は[-名古屋][+豊橋]の工場で働いていた。'],
    ['', 'new', '[+new]'],
    ['one\n\ntwo', 'one\n\ntwo  three', 'one\n\ntwo[+  three]'],
    ['𠮷田', '𠮷野', '𠮷[-田][+野]'],
  ])('of %j and %j is read word by word', (before, after, expected) => {
    expect(shown(before, after)).toBe(expected);
  });

  it('gives both texts back, whatever they are', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const pieces = difference(before, after);
      expect(pieces.filter(({ kind }) => kind !== 'ADDED').map(({ text }) => text).join('')).toBe(before);
      expect(pieces.filter(({ kind }) => kind !== 'REMOVED').map(({ text }) => text).join('')).toBe(after);
    }), { seed: 42 });
  });

  it('of texts with nothing in common, or too long to be compared, is the one and then the other; lines around them stay', () => {
    for (const words of [1_000, 20_000]) {
      const [before, after] = [1, 2].map((n) => Array.from({ length: words }, (_, i) => `w${n}x${i}`).join(' ')) as [string, string];
      expect(difference(`A\n${before}\nB`, `A\n${after}\nB`)).toEqual([{ kind: 'SAME', text: 'A\n' }, { kind: 'REMOVED', text: `${before}\n` }, { kind: 'ADDED', text: `${after}\n` }, { kind: 'SAME', text: 'B' }]);
      expect(merged(before, after, `${before} more`)).toBeNull();
      expect(merged(`${before}\nB\nC`, `${after}\nB\nC`, `${before}\nB\nD`)).toBe(`${after}\nB\nD`);
    }
  });
});

describe('a change done to a text that has moved on', () => {
  const before = '三人の女性が横浜で保護された。店は閉まっている。';
  it.each([
    ['elsewhere', before.replace('三人', '四人'), before.replace('閉まっている', '営業中である'), '四人の女性が横浜で保護された。店は営業中である。'],
    ['to the same place', before.replace('三人', '四人'), before.replace('三人', '五人'), null],
    ['that stands there already', before.replace('三人', '四人'), before.replace('三人', '四人'), before.replace('三人', '四人')],
    ['and nothing else', before.replace('三人', '四人'), before, before.replace('三人', '四人')],
    ['at the end of both', `${before}続報あり。`, `${before}訂正あり。`, null],
  ])('%s', (_, after, now, expected) => {
    expect(merged(before, after, now)).toBe(expected);
  });

  it('that is done to the text itself gives what was proposed, and to what was proposed the same', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (text, after) => {
      expect(merged(text, after, text)).toBe(after);
      expect(merged(text, after, after)).toBe(after);
    }), { seed: 42 });
  });
});
