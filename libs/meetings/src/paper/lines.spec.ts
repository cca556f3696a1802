import fc from 'fast-check';
import { linesOf } from './lines.js';

/** Each letter of Japanese is two wide, others one. */
const measure = (letter: string): number => (/[\u3000-\u9fff\uff00-\uffef]/.test(letter) ? 2 : 1);
const broken = (text: string, width: number): string[] => linesOf([{ text }], width, measure).map((line) => line.map((run) => run.text).join(''));
const widthOf = (line: string): number => [...line].reduce((sum, letter) => sum + measure(letter), 0);

describe('lines of text', () => {
  it('begin with no 、。」ー or small kana, and end with no opening bracket', () => {
    expect(broken('夜間の受入れは、「十二」か所。', 14)).toEqual(['夜間の受入れ', 'は、「十二」か', '所。']);
    expect(broken('ネットワークへの連絡', 8)).toEqual(['ネット', 'ワークへ', 'の連絡']);
    expect(broken('ネットワークへの連絡', 10)).toEqual(['ネットワー', 'クへの連絡']);
    const pieces = ['漢', '字', 'か', 'ナ', 'ー', 'ッ', 'ょ', '、', '。', '「', '」', '（', '）', '！', 'a', 'bc', ' '];
    fc.assert(fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 40 }), fc.integer({ min: 10, max: 30 }), (letters, width) => {
      const text = letters.join('');
      const lines = broken(text, width);
      expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(width);
    }));
  });

  it('keep words of other languages whole, and cut what is longer than a line', () => {
    expect(broken('The Embassy of Brazil', 12)).toEqual(['The Embassy', 'of Brazil']);
    expect(broken('Donaudampfschifffahrt', 8)).toEqual(['Donaudam', 'pfschiff', 'fahrt']);
  });

  it('end where the text says so, and keep its weights', () => {
    expect(broken('一\n\n二', 10)).toEqual(['一', '', '二']);
    expect(broken('', 10)).toEqual(['']);
    expect(linesOf([{ text: '全国で' }, { text: '47か所', bold: true }, { text: '。' }], 8, measure)).toEqual([
      [{ text: '全国で', bold: false }, { text: '47', bold: true }], [{ text: 'か所', bold: true }, { text: '。', bold: false }],
    ]);
  });

  it('cut no mark off the letter that it stands on', () => {
    const lines = broken('กำลังน้ำใจปู่ย่า'.repeat(4), 5);
    expect(lines.join('')).toBe('กำลังน้ำใจปู่ย่า'.repeat(4));
    for (const line of lines) expect(line).not.toMatch(/^[\p{M}\u0e33]/u);
    for (const line of broken('ព្រះរាជាណាចក្រកម្ពុជា'.repeat(4), 7)) expect(line).not.toMatch(/^\p{M}|\u17d2$/u);
    for (const line of broken('အင်္ဂလိပ်ဗုဒ္ဓ'.repeat(4), 6)) expect(line).not.toMatch(/^\p{M}|\u1039$/u);
    for (const line of broken('ශ්‍රීක්‍රම'.repeat(4), 5)) expect(line).not.toMatch(/^[\p{M}\u200d]|[\u0dca\u200d]$/u);
  });
});
