import fc from 'fast-check';
import { mergeLines, tidied } from './merge.js';

const lines = (...all: string[]): string => all.join('\n');

describe('what two secretaries write at the same time', () => {
  it.each([
    ['both add at the end', lines('a'), lines('a', 't'), lines('a', 'y'), lines('a', 't', 'y')],
    ['both begin', '', 't', lines('y', 'z'), lines('t', 'y', 'z')],
    ['one corrects, one adds', lines('a', 'b'), lines('A', 'b'), lines('a', 'b', 'y'), lines('A', 'b', 'y')],
    ['one corrects the last line, one adds after it', lines('a', 'b'), lines('a', 'B'), lines('a', 'b', 'y'), lines('a', 'B', 'y')],
    ['one takes away a line, one adds below', lines('a', 'b', 'c'), lines('a', 'c'), lines('a', 'b', 'c', 'y'), lines('a', 'c', 'y')],
    ['one adds before what the other corrects', lines('a', 'b'), lines('a', 'B'), lines('a', 'y', 'b'), lines('a', 'y', 'B')],
    ['both make the same correction', lines('a', 'b'), lines('A', 'b'), lines('A', 'b', 'y'), lines('A', 'b', 'y')],
    ['the same addition arrives twice', lines('a'), lines('a', 'y'), lines('a', 'y'), lines('a', 'y')],
    ['one changes nothing', lines('a'), lines('a', 't'), lines('a'), lines('a', 't')],
    ['lines end otherwise', 'a\r\nb\r\n', lines('a', 'b', 't'), 'a\r\ny\r\nb\r\n\r\n', lines('a', 'y', 'b', 't')],
  ])('%s', (_, base, theirs, yours, merged) => {
    expect(mergeLines(base, theirs, yours)).toEqual({ text: merged, differences: null });
  });

  it.each([
    ['both change a line', lines('a', 'b', 'c'), lines('a', 'T', 'c'), lines('a', 'Y', 'c'), { line: 2, before: 'b', theirs: 'T', yours: 'Y' }],
    ['one changes what the other takes away', lines('a', 'b'), lines('a'), lines('a', 'Y'), { line: 2, before: 'b', theirs: '', yours: 'Y' }],
    ['one writes into what the other replaces', lines('a', 'b', 'c'), lines('T'), lines('a', 'y', 'b', 'c'), { line: 1, before: '', theirs: 'T', yours: 'y' }],
  ])('%s: the difference is shown, and nothing decided', (_, base, theirs, yours, difference) => {
    expect(mergeLines(base, theirs, yours)).toEqual({ text: null, differences: [difference] });
  });

  it('keeps every line that either of them added, whatever else they did', () => {
    const text = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 6 });
    const edits = fc.array(fc.record({ at: fc.nat(9), add: fc.nat(2), cut: fc.nat(1) }), { maxLength: 3 });
    const write = (base: readonly string[], by: string, all: readonly { at: number; add: number; cut: number }[]): string[] =>
      all.reduce<string[]>((now, { at, add, cut }, n) => [...now.slice(0, at), ...Array.from({ length: add }, (__, m) => `${by}${n}.${m}`), ...now.slice(at + cut)], [...base]);
    fc.assert(fc.property(text, edits, edits, (base, first, second) => {
      const [theirs, yours] = [write(base, 't', first), write(base, 'y', second)];
      const { text: merged } = mergeLines(base.join('\n'), theirs.join('\n'), yours.join('\n'));
      if (merged === null) return;
      const kept = merged.split('\n');
      for (const line of [...theirs, ...yours].filter((one) => /\d/.test(one))) expect(kept).toContain(line);
      // Either way round it says the same, but for the order at one place.
      const other = mergeLines(base.join('\n'), yours.join('\n'), theirs.join('\n')).text;
      expect(other?.split('\n').sort()).toEqual(kept.sort());
    }), { numRuns: 2000 });
  });

  it('takes a text written anew as one change, in bounded time', () => {
    const [base, anew] = ['b', 'n'].map((letter) => lines(...Array.from({ length: 1500 }, (_, n) => `${letter}${n}`))) as [string, string];
    expect(mergeLines(base, base, anew).text).toBe(anew);
    expect(mergeLines(base, `${base}\nt`, anew).text).toBe(`${anew}\nt`);
  });

  it('is kept without what nobody sees at its end', () => {
    expect(tidied('a\r\n b \r\n\n ')).toBe('a\n b');
  });
});
