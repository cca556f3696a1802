import { assert, array, constantFrom, integer, property, tuple } from 'fast-check';
import { conflictIn, keepBoth } from './notes.js';

describe('notes that two people write', () => {
  it('are one text where they do not touch', () => {
    expect(keepBoth('a\nb\nc', 'a\nB\nc', 'a\nb\nc\nd')).toBe('a\nB\nc\nd');
    expect(keepBoth('', 'theirs', 'yours')).toBe('theirs\nyours');
    expect(keepBoth('a', 'a', 'a\nb')).toBe('a\nb');
    expect(keepBoth('a\nb', 'a', 'a\nb')).toBe('a');
  });

  it('both stand where they contradict each other, theirs first', () => {
    expect(keepBoth('a\nb\nc', 'a\ntheirs\nc', 'a\nyours\nc')).toBe('a\ntheirs\nyours\nc');
    expect(keepBoth('a\nb', 'a', 'a\nB')).toBe('a\nB');
    expect(keepBoth('a\nb', 'a\nsame', 'a\nsame')).toBe('a\nsame');
  });

  it('lose no line that either has written', () => {
    const edits = array(tuple(integer({ min: 0, max: 8 }), constantFrom('add', 'change', 'drop')), { maxLength: 6 });
    const edited = (lines: readonly string[], changes: readonly (readonly [number, string])[], who: string): string[] =>
      changes.reduce<string[]>((now, [at, what], n) => (what === 'drop' ? now.filter((_, index) => index !== at) : [...now.slice(0, at), `${who}${n}`, ...now.slice(what === 'add' ? at : at + 1)]), [...lines]);
    assert(property(array(constantFrom('a', 'b', 'c', ''), { maxLength: 8 }), edits, edits, (base, one, other) => {
      const [theirs, yours] = [edited(base, one, 'theirs'), edited(base, other, 'yours')];
      const both = keepBoth(base.join('\n'), theirs.join('\n'), yours.join('\n')).split('\n');
      for (const line of [...theirs, ...yours].filter((each) => /theirs|yours/.test(each))) expect(both).toContain(line);
    }));
  });

  it('know the hub’s conflict from other refusals', () => {
    expect(conflictIn({ code: 'CONFLICT', currentRevision: 3, text: 'x', differences: [] })).toEqual({ revision: 3, text: 'x', differences: [] });
    expect(conflictIn({ code: 'CONFLICT', allowed: [] })).toBeNull();
  });
});
