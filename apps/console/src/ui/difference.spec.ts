import fc from 'fast-check';
import { differenceOf, pairSections } from './difference.js';

const shown = (before: string, after: string, language = 'en'): string =>
  differenceOf(before, after, language).map(({ kind, text }) => (kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`)).join('');

describe('what changed', () => {
  it.each([
    ['Two women in Osaka.', 'Three women in Osaka.', 'en', '[-Two-]{+Three+} women in Osaka.'],
    ['旅券を取り上げられた。', '旅券と携帯電話を取り上げられた。', 'ja', '旅券{+と携帯電話+}を取り上げられた。'],
    ['', 'All new', 'en', '{+All new+}'],
    ['Same', 'Same', 'en', 'Same'],
  ])('from %s to %s', (before, after, language, expected) => expect(shown(before, after, language)).toBe(expected));

  it('gives both texts back', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (before, after) => {
      const pieces = differenceOf(before, after, 'ja');
      const without = (kind: string): string => pieces.filter((piece) => piece.kind !== kind).map(({ text }) => text).join('');
      expect([without('added'), without('removed')]).toEqual([before, after]);
    }));
  });

  it('shows sections that are gone where they stood', () => {
    const section = (id: string) => ({ id, heading: id, body: '' });
    expect(pairSections([section('a'), section('b'), section('c')], [section('a'), section('c'), section('d')]).map(({ id, before, after }) => `${before ? '-' : ''}${after ? '+' : ''}${id}`)).toEqual(['-+a', '-b', '-+c', '+d']);
  });
});
