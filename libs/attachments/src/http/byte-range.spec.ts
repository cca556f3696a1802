import fc from 'fast-check';
import { readRange } from './byte-range.js';
import { disposition } from './disposition.js';

it.each([
  [undefined, 'whole'], ['bytes=0-0', { from: 0, to: 1 }], ['bytes=5-', { from: 5, to: 10 }], ['bytes=-3', { from: 7, to: 10 }], ['bytes=-30', { from: 0, to: 10 }], ['bytes=2-99', { from: 2, to: 10 }],
  ['bytes=10-', 'unsatisfiable'], ['bytes=-0', 'unsatisfiable'], ['bytes=5-2', 'whole'], ['bytes=0-1,3-4', 'whole'], ['lines=1-2', 'whole'], ['bytes=-', 'whole'],
] as const)('%s of ten bytes', (header, expected) => {
  expect(readRange(header, 10)).toEqual(expected);
});

it('never leads outside of the file', () => {
  fc.assert(fc.property(fc.string(), fc.nat(), fc.nat(), fc.integer({ min: 1, max: 1e9 }), (text, a, b, size) => {
    for (const header of [text, `bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
      const range = readRange(header, size);
      if (typeof range === 'object') expect(range.from >= 0 && range.from < range.to && range.to <= size).toBe(true);
    }
  }));
});

it('names are given as they are, and never end the header', () => {
  expect(disposition('報告書 "1".pdf')).toBe(`attachment; filename="___ _1_.pdf"; filename*=UTF-8''%E5%A0%B1%E5%91%8A%E6%9B%B8%20%221%22.pdf`);
  fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (name) => {
    expect(disposition(name)).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.!~%#$&+^`|-]*$/);
  }));
});
