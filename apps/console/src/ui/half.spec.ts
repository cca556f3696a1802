import { halfOf } from './half.js';

describe('words in both languages', () => {
  it.each([
    ['Delivered. / 送信しました。', 'ja', '送信しました。'],
    ['Delivered. / 送信しました。', 'en', 'Delivered.'],
    ['It did not take it. / 受け付けませんでした。 (HTTP 500)', 'ja', '受け付けませんでした。 (HTTP 500)'],
    ['It did not take it. / 受け付けませんでした。 (SMTP 450)', 'en', 'It did not take it. (SMTP 450)'],
    ['Words in one language', 'ja', 'Words in one language'],
  ])('%s in %s', (words, code, expected) => expect(halfOf(words, code)).toBe(expected));
});
