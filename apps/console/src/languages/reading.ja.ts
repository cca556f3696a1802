import type { readingTexts as english } from './reading.en.js';

const number = new Intl.NumberFormat('ja');

/** 保存した絞り込み、通知、翻訳、グラフ。 */
export const readingTexts: typeof english = {
  filters: { saved: '保存した絞り込み', keep: 'この絞り込みを保存', keepHelp: 'この端末に、条件だけを保存します。', keepHelpWords: 'この端末に、条件だけを保存します。検索した言葉は保存されません。', kept: '保存しました。', forget: (name) => `絞り込み「${name}」を削除`, forgotten: '削除しました。', full: (value) => `保存できるのは${number.format(value)}件までです。先にいずれかを削除してください。`, from: (day) => `${day}から`, until: (day) => `${day}まで` },
};
