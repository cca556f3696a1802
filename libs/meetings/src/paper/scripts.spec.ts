import { scriptsIn, stretchesOf } from './scripts.js';

describe('Scripts', () => {
  it('are those that a text has', () => {
    expect(scriptsIn('警察庁 Santos')).toEqual([]);
    expect(scriptsIn('นายสมชาย, محمد')).toEqual(['Thai', 'Arabic']);
  });

  it.each([
    ['山田 Taro', [[null, '山田 Taro']]],
    ['氏名：นายสมชาย ใจดี様', [[null, '氏名：'], ['Thai', 'นายสมชาย'], [null, ' '], ['Thai', 'ใจดี'], [null, '様']]],
    // Words that are read from the right stand in that order.
    ['(محمد علي) 1', [[null, '('], ['Arabic', 'محمد علي'], [null, ') 1']]],
    ['សុខ/श्री', [['Khmer', 'សុខ'], [null, '/'], ['Devanagari', 'श्री']]],
    ['ဒေါ်ခင် ශ්‍රී', [['Myanmar', 'ဒေါ်ခင်'], [null, ' '], ['Sinhala', 'ශ්‍රී']]],
    ['', []],
  ])('set %j in stretches', (text, expected) => {
    expect(stretchesOf(text).map((one) => [one.script, one.text])).toEqual(expected);
  });
});
