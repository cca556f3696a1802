import { isReference, newReference } from './reference.js';

const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a reference', () => {
  it('has the originator, the year, five random characters and a check character', () => {
    for (let i = 0; i < 200; i += 1) {
      const reference = newReference('NPA', 2026);
      expect(reference).toMatch(/^NPA-2026-[0-9A-HJKMNP-TV-Z]{6}$/);
      expect(isReference(reference)).toBe(true);
    }
  });

  it('finds every single wrong character of its random part', () => {
    const reference = newReference('PHL', 2026);
    for (let at = 9; at < reference.length; at += 1) {
      for (const other of ALPHABET.replace(reference[at] ?? '', '')) {
        expect(isReference(reference.slice(0, at) + other + reference.slice(at + 1))).toBe(false);
      }
    }
  });

  it('finds every swap of neighbours of its random part', () => {
    for (let i = 0; i < 100; i += 1) {
      const reference = newReference('IOM', 2026);
      for (let at = 9; at + 1 < reference.length; at += 1) {
        const swapped = `${reference.slice(0, at)}${reference[at + 1]}${reference[at]}${reference.slice(at + 2)}`;
        if (swapped !== reference) expect(isReference(swapped)).toBe(false);
      }
    }
  });

  it('belongs to its originator and year', () => {
    const reference = newReference('NPA', 2026);
    expect(isReference(reference.replace('NPA', 'NPB'))).toBe(false);
    expect(isReference(reference.replace('2026', '2027'))).toBe(false);
  });

  it.each(['', 'NPA-2026', 'npa-2026-7KQ4MX', 'NPA-2026-7KQ4MI', 'NPA-2026-7KQ4MXX'])('is not %p', (text) => {
    expect(isReference(text)).toBe(false);
  });
});
